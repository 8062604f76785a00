"""What is compared: engines that are given the same articles, title and text, and rank them for the same queries.

Every query is a best match: one of its words is enough. Words are stemmed in every engine, title and text
are two fields, and nothing is tuned. A word that a query has twice counts twice with the peers, as it does in what
their own parsers make of it: without, their figures are lower on long queries.
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from tests.benchmarks.engines import NAMES
from tests.benchmarks.relevance.judged_sets import JudgedSet

DEPTH: Final = 1_000  # hits that are looked at; as many as Carrel gives in a page
OURS: Final = ("carrel", "carrel-words")
RANKERS: Final = (*OURS, "tantivy", "fts5", "whoosh")
RANKER_NAMES: Final = NAMES | {"carrel": "Carrel, as typed", "carrel-words": "Carrel, words alone"}
_MODULES: Final = {"fts5": "sqlite_ranker"}  # the others are named like their engine
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ids of the articles found, best first; `refusal` says why an engine took the query's words alone."""

    ids: tuple[str, ...]
    refusal: str = ""


class Ranker(Protocol):
    """An engine that has indexed the articles of a judged set."""

    def rank(self, text: str, depth: int) -> Ranking:
        """Find the best articles for a query's text, at most `depth`, which is at most `DEPTH`."""

    def close(self) -> None:
        """Let go of the index."""


def ranker(key: str, judged_set: JudgedSet, folder: Path) -> Ranker:
    """Index the articles of a set with an engine, in a folder that exists and is empty."""
    engine, _, way = key.partition("-")
    module: Any = importlib.import_module(f"tests.benchmarks.relevance.{_MODULES.get(engine, f'{engine}_ranker')}")
    opened: Ranker = module.ranker(judged_set, folder, *([way] if way else []))
    return opened


def words_of(text: str) -> list[str]:
    """The words of a query in lower case, as often as they stand in it, for parsers to which signs mean something."""
    return _WORD.findall(text.lower())
