"""What is measured: engines that build an index of the same articles and do the same pages.

A page is the exact count, the ten best with title and passage, how often each region,
theme, author and source occurs among the found (the 20 most frequent), and how many were
found of each year. Its engines start from one uncompressed file of JSON Lines, each
reading it by itself, and have ended when what they wrote is on the disk.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from tests.benchmarks.searches import Search

FACET_LIMIT: Final = 20
HITS: Final = 10


@dataclass(frozen=True, slots=True)
class Page:
    """What one page holds: `hits` are titles and passages; `facets` name → value → count; `years` year → count."""

    total: int
    hits: tuple[tuple[str, str], ...]
    facets: Mapping[str, Mapping[str, int]]
    years: Mapping[int, int]


class Opened(Protocol):
    """An index that is open for searching."""

    def page(self, search: Search) -> Page:
        """Do one page."""

    def close(self) -> None:
        """Let go of the index."""


class Engine(Protocol):
    """A module of this folder, one for each engine."""

    @staticmethod
    def build(articles: Path, folder: Path, threads: int) -> None:
        """Index the articles into a folder, which exists and is empty."""

    @staticmethod
    def opened(folder: Path) -> Opened:
        """Open what was built in the folder."""


ENGINES: Final = ("carrel", "tantivy", "fts5", "whoosh")
NAMES: Final = {"carrel": "Carrel", "tantivy": "tantivy", "fts5": "SQLite FTS5", "whoosh": "stock whoosh3"}
_MODULES: Final = {"fts5": "sqlite_engine"}  # the others are named like their engine
_PACKAGES: Final = {"tantivy": "tantivy"}  # what the project itself does without


def is_present(key: str) -> bool:
    """Whether the package that an engine needs is installed."""
    return importlib.util.find_spec(_PACKAGES.get(key, "indexer")) is not None


def engine(key: str) -> Engine:
    """An engine by its key; imported only now, since a process measures its memory."""
    module: Any = importlib.import_module(f"tests.benchmarks.{_MODULES.get(key, f'{key}_engine')}")
    return module
