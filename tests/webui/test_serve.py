"""`carrel serve`: the reading room as a process, from its first line to the next generation."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from indexer import Archive

CARREL = [sys.executable, "-c", "from webui.cli import main; main()"]


def environment(**variables):
    """The present one without settings for Carrel."""
    return {name: value for name, value in os.environ.items() if not name.startswith("CARREL_")} | variables


def fetch(address):
    """The status and the text of a page."""
    try:
        with urllib.request.urlopen(address, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def write(folder, name, text):
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def desk(tmp_path):
    """A working folder with an index of one article."""
    articles = write(tmp_path / "articles", "idlib.md", "# Idlib's Groves\n\nIdlib is a town of olives.\n")
    Archive.build(tmp_path / "index_data", [articles])
    return tmp_path


@pytest.fixture
def serve(tmp_path):
    """Starts a server on a free port; returns its process and its address, and ends it after the test."""
    servers = []

    def start(**variables):
        server = subprocess.Popen(
            [*CARREL, "serve", "--port", "0"],
            cwd=tmp_path,
            env=environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        servers.append(server)
        line = server.stdout.readline()
        return server, re.search(r"http://\S+(?=/ )", line)[0]

    yield start
    for server in servers:
        server.kill()
        server.communicate()


def test_the_reading_room_opens_and_is_healthy(desk, serve):
    _, address = serve(CARREL_TITLE="Levant Papers")
    assert address.startswith("http://127.0.0.1:")
    status, page = fetch(f"{address}/")
    assert status == 200
    assert "Levant Papers" in page
    status, health = fetch(f"{address}/healthz")
    assert status == 200
    assert json.loads(health)
    assert "<mark>Idlib</mark>" in fetch(f"{address}/search?q=idlib")[1]


def test_a_new_generation_is_served_without_a_restart_and_without_a_gap(desk, serve):
    _, address = serve()
    assert json.loads(fetch(f"{address}/api/search?q=olives")[1])["total"] == 1
    write(desk / "articles", "soap.md", "# Soap\n\nSoap is made of olives.\n")
    build = subprocess.Popen([*CARREL, "build", "articles"], cwd=desk, env=environment(), stdout=subprocess.DEVNULL)
    totals = []
    while build.poll() is None:
        status, text = fetch(f"{address}/api/search?q=olives")
        assert status == 200
        totals.append(json.loads(text)["total"])
    assert build.wait() == 0
    assert json.loads(fetch(f"{address}/api/search?q=olives")[1])["total"] == 2
    assert totals == sorted(totals)
    assert set(totals) <= {1, 2}


def test_an_archive_that_is_built_later_is_served_then(tmp_path, serve):
    _, address = serve()
    status, page = fetch(f"{address}/search?q=idlib")
    assert status == 503
    assert "carrel build" in page
    articles = write(tmp_path / "articles", "idlib.md", "# Idlib's Groves\n\nIdlib is a town of olives.\n")
    Archive.build(tmp_path / "index_data", [articles])
    assert fetch(f"{address}/search?q=idlib")[0] == 200


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
def test_ctrl_c_closes_it_quietly(desk, serve):
    server, address = serve()
    assert fetch(f"{address}/healthz")[0] == 200
    server.send_signal(signal.SIGINT)
    _, complaints = server.communicate(timeout=20)
    assert server.returncode == 0
    assert "Traceback" not in complaints


def refused(folder, *arguments):
    """The exit status of a server that does not start, and its one line."""
    ended = subprocess.run(
        [*CARREL, "serve", *arguments],
        cwd=folder, env=environment(), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    (line,) = ended.stderr.splitlines()
    return ended.returncode, line


def test_a_port_that_is_taken_is_said_in_plain_words(desk):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        status, line = refused(desk, "--port", str(port))
    assert status == 1
    assert line.startswith(f"carrel: Port {port} is taken by another program.")
    assert f"--port {port + 1}" in line
    assert f"make serve PORT={port + 1}" in line


def test_a_host_that_is_not_ours_is_a_usage_error(desk):
    status, line = refused(desk, "--host", "no-such-host.invalid")
    assert status == 2
    assert "--host 127.0.0.1" in line


def test_an_address_that_cannot_be_used_is_refused_with_the_reason(desk):
    status, line = refused(desk, "--host", "192.0.2.1", "--port", "0")
    assert status == 1
    assert "Cannot listen on 192.0.2.1" in line
