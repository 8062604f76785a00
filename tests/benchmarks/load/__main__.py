"""Measure the reading room under load, over the newswire archive or an index that is there already."""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from indexer import Archive
from tests.benchmarks.carrel_engine import text_of
from tests.benchmarks.corpora import NEWSWIRE, prepare
from tests.benchmarks.load.readers import Visit
from tests.benchmarks.processes import ROOT
from tests.benchmarks.searches import chosen_searches

_CARREL = [sys.executable, "-c", "from webui.cli import main; main()"]
_PAGE = 512  # numbers, of 8 bytes each
_MEMORY = 8_192 * _PAGE
_WARMING = 3.0  # seconds that are not measured


def main() -> None:
    """Build, serve, read, and print a table for each number of readers."""
    options = _options()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        articles = Path(folder) / "articles.jsonl"
        count = prepare(options.corpus, articles, options.articles)
        index = options.index or Path(folder) / "index"
        if not index.exists():
            Archive.build(index, [articles], max_input_bytes=2**40)
        searches = [text for search in chosen_searches(articles, count) if (text := text_of(search))]
        console.print(f"{count:,} articles, {len(searches)} searches, a pause of {options.pause} s between pages")
        at_once, rested = _look_at_memory(0), _look_at_memory(options.pause)
        console.print(f"A look at 8,192 pages of memory: {at_once:.2f} ms at once, {rested:.2f} ms after such a pause")
        with _serving(index) as address:
            _read(address, searches, readers=options.readers, seconds=_WARMING, pause=0, new=False)
            for new in (False, True):
                for readers in dict.fromkeys((1, options.readers)):
                    asked = {"readers": readers, "seconds": options.seconds, "pause": options.pause, "new": new}
                    seen = _read(address, searches, **asked)
                    console.print(_table(readers, new, options.seconds, seen))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=NEWSWIRE, help="a file of JSON Lines")
    parser.add_argument("--index", type=Path, help="where its index is, or is to be built to be there the next time")
    parser.add_argument("--articles", type=int, help="how many of its articles; all, if not given")
    parser.add_argument("--readers", type=int, default=8, help="readers at once")
    parser.add_argument("--seconds", type=float, default=20.0, help="how long they read")
    parser.add_argument("--pause", type=float, default=0.5, help="seconds, on average, that a reader looks at a page")
    return parser.parse_args()


def _look_at_memory(pause: float) -> float:
    """Milliseconds, median, for a look at 32 MB that nobody has looked at for some seconds.

    Where a virtual machine takes memory from whoever rests, this tells how much of a page's time is the machine's.
    """
    memory = np.ones(_MEMORY)
    looks = []
    for _ in range(10):
        time.sleep(pause)
        began = time.perf_counter()
        memory[::_PAGE].sum()
        looks.append((time.perf_counter() - began) * 1000)
    return statistics.median(looks)


@contextmanager
def _serving(index: Path) -> Iterator[str]:
    environment = os.environ | {"CARREL_INDEX": str(index)}
    server = subprocess.Popen(
        [*_CARREL, "serve", "--port", "0"], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        found = re.search(r"http://\S+?(?=/ )", server.stdout.readline())
        assert found is not None
        yield found[0]
    finally:
        server.terminate()
        server.wait(10)


def _read(address: str, searches: Sequence[str], **how: float) -> list[Visit]:
    """Readers in a process of their own, so that they take no time from the server's threads."""
    asked = {"address": address, "searches": searches, **how}
    command = [sys.executable, "-m", "tests.benchmarks.load.readers"]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return [Visit(*row) for row in json.loads(done.stdout)]


def _table(readers: int, new: bool, seconds: float, seen: Sequence[Visit]) -> Table:
    title = f"{readers} readers at once" if readers > 1 else "one reader"
    if new:
        title += ", no page asked for twice"
    columns = ("", "pages", "server: median, ms", "p99", "worst", "reader: median, ms", "p99", "median bytes")
    table = Table(*columns, title=f"{title}, {len(seen) / seconds:,.0f} pages a second")
    for kind in dict.fromkeys(visit.kind for visit in seen):
        pages = [visit for visit in seen if visit.kind == kind]
        server, reader = [visit.server for visit in pages], [visit.seen for visit in pages]
        figures = statistics.median(server), _p99(server), max(server), statistics.median(reader), _p99(reader)
        size = statistics.median(visit.size for visit in pages)
        table.add_row(kind, f"{len(pages):,}", *(f"{figure:.1f}" for figure in figures), f"{size:,.0f}")
    return table


def _p99(figures: Sequence[float]) -> float:
    return sorted(figures)[min(int(len(figures) * 0.99), len(figures) - 1)]


if __name__ == "__main__":
    main()
