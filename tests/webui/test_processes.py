"""One reading room served by several processes, which begin, die and end."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from indexer import Archive
from webui.processes import process_count

CARREL = [sys.executable, "-c", "from webui.cli import main; main()"]
ALWAYS_DYING = """
import os
from webui.processes import in_processes
in_processes(2, lambda: os._exit(3), lambda: print("opened"), print)
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process serves where none can be forked")


class Served:
    """A reading room of two processes, in a session of its own as in a terminal."""

    def __init__(self, folder):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("CARREL_")}
        environment["PYTHONWARNINGS"] = "ignore"  # what measures coverage warns of forks
        self.first = subprocess.Popen(
            [*CARREL, "serve", "--port", "0", "--processes", "2"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        self.line = self.first.stdout.readline()
        self.address = re.search(r"http://\S+(?=/ )", self.line)[0]
        self.all_seen = set(self.others())

    def others(self):
        """The processes that answer."""
        listed = subprocess.run(["pgrep", "-P", str(self.first.pid)], capture_output=True, text=True, check=False)
        return sorted(int(one) for one in listed.stdout.split())

    def get(self, path):
        """A page, over a connection of its own."""
        with urllib.request.urlopen(self.address + path, timeout=20) as response:
            return response.read().decode()

    def left(self):
        """Those of all processes ever seen that are still there, once they have had some seconds to end."""
        for _ in range(100):
            there = [one for one in self.all_seen if is_there(one)]
            if not there:
                break
            time.sleep(0.05)
        return there

    def end(self):
        self.first.kill()
        self.first.communicate()
        for one in self.all_seen:  # they would end by themselves, in a second
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def desk(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "idlib.md").write_text("# Idlib's Groves\n\nIdlib is a town of olives.\n", "utf-8")
    Archive.build(tmp_path / "index_data", [tmp_path / "articles"])
    return tmp_path


@pytest.fixture
def served(desk):
    room = Served(desk)
    yield room
    room.end()


@pytest.mark.parametrize("ending", ["terminated", "ctrl-c"])
def test_processes_open_once_and_end_with_the_first_one_quietly(served, ending):
    assert len(served.all_seen) == 2
    assert "Idlib" in served.get("/search?q=olives")
    if ending == "terminated":
        served.first.send_signal(signal.SIGTERM)
    else:
        os.killpg(served.first.pid, signal.SIGINT)  # a terminal tells all of them
    more, complaints = served.first.communicate(timeout=20)
    assert served.first.returncode == 0
    assert served.line.startswith("The reading room is open")
    assert (more, complaints) == ("", "")
    assert served.left() == []


def test_a_process_that_dies_is_told_and_replaced(served):
    before = served.others()
    os.kill(before[0], signal.SIGKILL)
    said = served.first.stderr.readline()
    assert said == "A process of the reading room has died (signal 9); another takes its place.\n"
    after = served.others()
    for _ in range(100):
        if len(after := served.others()) == 2:
            break
        time.sleep(0.05)
    served.all_seen.update(after)
    assert len(after) == 2
    assert before[0] not in after
    assert all("Idlib" in served.get("/search?q=olives") for _ in range(6))


def test_no_process_outlives_the_first_one_however_it_ends(served):
    served.first.kill()
    served.first.wait(20)
    assert served.left() == []


def test_every_process_serves_a_new_index(served, desk):
    assert "1 article" in served.get("/search?q=olives")
    (desk / "articles" / "soap.md").write_text("# Soap\n\nSoap is made of olives.\n", "utf-8")
    Archive.build(desk / "index_data", [desk / "articles"])
    assert all("2 articles" in served.get(f"/search?q=olives&_={number}") for number in range(12))


def test_processes_that_die_again_and_again_are_given_up(desk):
    ended = subprocess.run(
        [sys.executable, "-c", ALWAYS_DYING], capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode == 1
    assert ended.stdout.startswith("opened\n")
    assert "The processes of the reading room die again and again: status 3." in ended.stderr


def test_without_a_wish_there_is_a_process_a_core_and_four_at_most(monkeypatch):
    for available, expected in ((1, 1), (2, 2), (64, 4)):
        monkeypatch.setattr("webui.processes.cores", lambda available=available: available)
        assert process_count(0) == expected
    assert process_count(7) == 7
