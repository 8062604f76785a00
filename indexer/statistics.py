"""Statistics: what an archive holds, as its about page and `carrel stats` tell it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from indexer.manifest import Manifest
from indexer.problem_count import ProblemCount

__all__ = ["Statistics"]


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

    @classmethod
    def of(
        cls,
        manifest: Manifest,
        days: Mapping[dt.date | None, int],
        publications: tuple[tuple[str | None, int], ...],
    ) -> Self:
        """The numbers of a generation: of its manifest, its articles by day, and those of each publication."""
        dated = sorted(day for day in days if day is not None)
        years = Counter[int]()
        for day in dated:
            years[day.year] += days[day]
        return cls(
            version=manifest.version,
            built=manifest.built,
            sources=manifest.sources,
            article_count=manifest.article_count,
            word_count=manifest.word_count,
            copy_count=manifest.copy_count,
            undated_count=days.get(None, 0),
            skipped_count=manifest.skipped_count,
            first_day=dated[0] if dated else None,
            last_day=dated[-1] if dated else None,
            years=tuple((year, years[year]) for year in range(min(years), max(years) + 1)) if years else (),
            publications=publications,
            problems=manifest.problems,
        )
