"""Statistics: what an archive holds, as its about page and `carrel stats` tell it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

__all__ = ["ProblemCount", "Statistics"]


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How many inputs or articles had a kind of fault in the last build, and the first few of them."""

    kind: str
    count: int
    examples: tuple[str, ...]  # "folder/name.txt: detail"


@dataclass(frozen=True, slots=True)
class Statistics:
    """An archive in numbers.

    `version` names the generation, and so makes a search citable; `built` is UTC.
    `sources` are the folders and files it was built from, as given. `years` and
    `publications` count articles: every year from the first to the last, and
    publications most frequent first (None: none given). `copy_count` is the number
    of exact copies folded into their articles, `skipped_count` that of files passed over.
    """

    version: str
    built: dt.datetime
    sources: tuple[str, ...]
    article_count: int
    word_count: int
    copy_count: int
    undated_count: int
    skipped_count: int
    first_day: dt.date | None
    last_day: dt.date | None
    years: tuple[tuple[int, int], ...]
    publications: tuple[tuple[str | None, int], ...]
    problems: tuple[ProblemCount, ...]
