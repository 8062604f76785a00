"""What is measured in a process of its own: python -m tests.benchmarks.child WORK ARGUMENTS; prints a number.

build ENGINE ARTICLES FOLDER THREADS   seconds, from the file of articles to an index that is on the disk
update FOLDER ARTICLES                 seconds to give Carrel's index these articles
imported ENGINE                        bytes of private memory, with the engine's imports only
searched ENGINE FOLDER SEARCHES        bytes of private memory, after opening the index and doing all searches
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from tests.benchmarks.engines import engine
from tests.benchmarks.searches import Search


def build(key: str, articles: str, folder: str, threads: str) -> float:
    """Build an index."""
    chosen = engine(key)
    started = time.perf_counter()
    chosen.build(Path(articles), Path(folder), int(threads))
    return time.perf_counter() - started


def update(folder: str, articles: str) -> float:
    """Give articles to an index."""
    carrel: Any = engine("carrel")
    given = carrel.read_articles(Path(articles))
    started = time.perf_counter()
    carrel.update(Path(folder), given)
    return time.perf_counter() - started


def imported(key: str) -> int:
    """Import an engine."""
    engine(key)
    return _private_bytes()


def searched(key: str, folder: str, searches: str) -> int:
    """Do all searches."""
    opened = engine(key).opened(Path(folder))
    for record in json.loads(Path(searches).read_text("utf-8")):
        opened.page(Search.of(record))
    return _private_bytes()


def _private_bytes() -> int:
    rollup = Path("/proc/self/smaps_rollup").read_text("ascii")
    found = re.search(r"^Anonymous: +(\d+) kB$", rollup, re.MULTILINE)
    if found is None:
        raise ValueError("This kernel does not tell how much memory a process has for itself.")
    return int(found[1]) * 1024


_WORK: Final[dict[str, Callable[..., float]]] = {work.__name__: work for work in (build, update, imported, searched)}

if __name__ == "__main__":
    sys.stdout.write(f"{_WORK[sys.argv[1]](*sys.argv[2:])}\n")
