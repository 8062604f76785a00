"""Take pictures of every page, in light and dark, on a desk and on a phone; three of them are the README's.

python -m tests.screenshots            # over seeds/, into build/screenshots/
python -m tests.screenshots --readme   # and those of the README into docs/
python -m tests.screenshots --at http://127.0.0.1:8080 --only search
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.conftest import CHROMIUM, CHROMIUM_OPTIONS, ROOT, reading_room
from tests.journeys.pages import PAGES

_SIZES: Final = {"1440": {"width": 1440, "height": 1000}, "390": {"width": 390, "height": 844}}
_OF_THE_README: Final = {"search": "results", "article": "article", "timeline": "queries over time"}


def main() -> None:
    """Build, serve, and take the pictures."""
    options = _options()
    if CHROMIUM is None:
        raise SystemExit("There is no Chromium on this machine. On Debian: apt-get install chromium")
    options.to.mkdir(parents=True, exist_ok=True)
    pages = {name: path for name, path in PAGES.items() if options.only in name}
    with _served(options.at) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        for scheme in ("light", "dark"):
            for width, size in _SIZES.items():
                _take(
                    browser, address, pages, options.to, f"{scheme}-{width}", {"color_scheme": scheme, "viewport": size}
                )
        browser.close()
    print(f"{4 * len(pages)} pictures in {options.to}")  # noqa: T201  # a script tells what it did
    if options.readme:
        for name, page in _OF_THE_README.items():
            shutil.copy(options.to / f"{_plain(page)}-light-1440.png", ROOT / "docs" / f"{name}.png")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("--at", default="", help="the address of a reading room that is open already")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "screenshots", help="a folder")
    parser.add_argument("--only", default="", help="pages whose names have this in them")
    parser.add_argument("--readme", action="store_true", help="renew the pictures in docs/")
    return parser.parse_args()


@contextmanager
def _served(address: str) -> Iterator[str]:
    if address:
        yield address
        return
    with tempfile.TemporaryDirectory() as folder, reading_room(Path(folder) / "index", ROOT / "seeds") as served:
        yield served


def _take(browser: Browser, address: str, pages: dict[str, str], folder: Path, kind: str, view: dict[str, Any]) -> None:
    context = browser.new_context(base_url=address, reduced_motion="reduce", **view)
    page = context.new_page()
    for name, path in pages.items():
        answer = page.goto(path, wait_until="networkidle")
        if answer is None or answer.status >= 500:
            raise SystemExit(f"{path} has a fault of Carrel: see what the server wrote")
        whole = page.evaluate("document.documentElement.scrollHeight") < 6000
        page.screenshot(path=folder / f"{_plain(name)}-{kind}.png", full_page=whole and "390" in kind)
    context.close()


def _plain(name: str) -> str:
    return re.sub(r"\W+", "-", name)


if __name__ == "__main__":
    main()
