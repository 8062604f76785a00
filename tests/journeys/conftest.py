"""A reading room over seeds/, built by the command line and served by waitress, and a browser to visit it."""

from __future__ import annotations

import contextlib
import functools
import itertools
import lzma
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.journeys.visitors import JAVASCRIPT
from webui.cli import cli

ROOT = Path(__file__).parents[2]
NEWSWIRE = ROOT.parent / "shared" / "corpora" / "newswire-105k.jsonl.xz"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
CARREL = [sys.executable, "-c", "from webui.cli import main; main()"]
# Without transitions, which most of a journey would be waiting for.
WINDOW = {"width": 1440, "height": 1000}
TIMEOUT = 15_000  # milliseconds that a page may take on a busy machine
# Chromium as root and in a closed network: no sandbox, and no calls home.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--accept-lang=en-GB",  # whoever else comes says so
]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextlib.contextmanager
def reading_room(index, inputs):
    """Build an archive and serve it; gives its address."""
    environment = os.environ | {
        "CARREL_INDEX": str(index),
        "CARREL_MAX_INPUT_BYTES": str(2**40),
        "CARREL_PROCESSES": "1",
    }
    with contextlib.chdir(ROOT):
        built = CliRunner(env=environment).invoke(cli, ["build", str(inputs)])
    assert built.exit_code == 0, built.output
    server = subprocess.Popen(
        [*CARREL, "serve", "--port", "0"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        line = server.stdout.readline()
        yield re.search(r"http://\S+?(?=/ )", line)[0]
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """The address of a running reading room over seeds/."""
    with reading_room(tmp_path_factory.mktemp("journey") / "index", ROOT / "seeds") as served:
        yield served


@pytest.fixture(scope="session")
def newswire_address(tmp_path_factory):
    """The address of a running reading room over 20,000 articles of a newswire; for `soak` alone."""
    if not NEWSWIRE.exists():
        pytest.skip("the newswire archive is not beside the checkout")
    folder = tmp_path_factory.mktemp("newswire")
    with lzma.open(NEWSWIRE, "rb") as lines, (folder / "newswire.jsonl").open("wb") as file:
        file.writelines(itertools.islice(lines, 20_000))
    with reading_room(folder / "index", folder / "newswire.jsonl") as served:
        yield served


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        if os.environ.get("CARREL_REQUIRE_BROWSER"):
            pytest.fail("CARREL_REQUIRE_BROWSER is set and there is no Chromium; on Debian: apt-get install chromium")
        pytest.skip("there is no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        yield launched
        launched.close()


class Desk:
    """A context of the browser that visitors come to one after the other, each on a page of their own.

    A new context would draw its first pages at a third of the speed. The page that stays keeps the process that draws.
    """

    def __init__(self, browser, address, *, scripted):
        self._context = browser.new_context(
            base_url=address, java_script_enabled=scripted, viewport=WINDOW, reduced_motion="reduce"
        )
        self._context.set_default_timeout(TIMEOUT)
        self._stays = self._context.new_page()
        self._stays.goto("/healthz")

    @contextlib.contextmanager
    def visited(self):
        """A page of a new visitor, who finds nothing of what others kept, allowed or opened."""
        self._context.clear_cookies()
        self._context.clear_permissions()
        self._stays.evaluate("localStorage.clear()")
        page = self._context.new_page()
        try:
            yield page
        finally:
            for opened in self._context.pages:
                if opened is not self._stays:
                    opened.close()


@pytest.fixture(scope="session")
def desk(browser):
    """Gives the desk of a reading room, with or without JavaScript."""
    return functools.cache(lambda address, scripted: Desk(browser, address, scripted=scripted))


@pytest.fixture(params=[True, False], ids=JAVASCRIPT)
def visitor(request, desk, address):
    """A page of a new visitor, with and without JavaScript; any error in the console fails the test."""
    complaints = []
    with desk(address, request.param).visited() as page:
        page.on("console", lambda message: complaints.append(message.text) if _is_fault(message) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        yield page
    assert not complaints


def _is_fault(message):
    """Whether a line of the console tells of a fault; an answer that says what is wrong with a query is none."""
    return message.type == "error" and "status of 400" not in message.text


@pytest.fixture
def page(desk, address):
    """A page of a new visitor, with JavaScript."""
    with desk(address, True).visited() as page:
        yield page


@contextlib.contextmanager
def newcomer_to(browser, address):
    """A page with JavaScript of a visitor whose browser keeps nothing of the archive yet, not even its files."""
    context = browser.new_context(base_url=address, viewport=WINDOW, reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT)
    yield context.new_page()
    context.close()


@pytest.fixture
def newswire(browser, newswire_address):
    """A page with JavaScript, over the newswire."""
    with newcomer_to(browser, newswire_address) as page:
        yield page
