"""Statistics: what an archive holds, as its about page and `carrel stats` tell it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, Self

from indexer.coverage import Coverage
from indexer.engine.base import Page, Snapshot
from indexer.fields import SOURCE
from indexer.manifest import Manifest
from indexer.problem_count import ProblemCount
from indexer.query.query import FacetFilter, Query

__all__ = ["DETAILED_PUBLICATIONS", "Statistics"]

DETAILED_PUBLICATIONS: Final = 50  # whose articles are counted by year


@dataclass(frozen=True, slots=True)
class Statistics:
    """An archive in numbers.

    `version` names the generation, and so makes a search citable; `built` is UTC.
    `sources` are the folders and files it was built from, as given. `years` and
    `publications` count articles: every year from the first to the last, and
    publications most frequent first (None: none given); `publication_years` has those of
    the first publications for each of `years`. `copy_count` is the number
    of exact copies folded into their articles, `near_copy_count` that of articles which are
    nearly the same as another one that is counted, `skipped_count` that of files passed over.
    """

    version: str
    built: dt.datetime
    sources: tuple[str, ...]
    article_count: int
    word_count: int
    copy_count: int
    near_copy_count: int
    undated_count: int
    skipped_count: int
    first_day: dt.date | None
    last_day: dt.date | None
    years: tuple[tuple[int, int], ...]
    publications: tuple[tuple[str | None, int], ...]
    publication_years: tuple[tuple[int, ...], ...]
    problems: tuple[ProblemCount, ...]
    coverage: Coverage

    @property
    def source_names(self) -> tuple[str, ...]:
        """The sources' own names, as some names of folders are no text; the folders above are nobody's business."""
        return tuple(os.fsencode(PurePath(source).name or source).decode("utf-8", "replace") for source in self.sources)

    @classmethod
    def of(cls, manifest: Manifest, snapshot: Snapshot, coverage: Coverage) -> Self:
        """The numbers of a generation: of its manifest, what can be found in it, and its coverage."""
        days = snapshot.day_counts()
        years = Counter[int]()
        for day, count in days.items():
            if day is not None:
                years[day.year] += count
        shown_years = range(min(years), max(years) + 1) if years else range(0)
        found = snapshot.search(Query(), Page(limit=0, facets=(SOURCE,), facet_limit=sys.maxsize))
        publications = tuple((value.value, value.count) for value in found.facets[SOURCE.name].values)
        return cls(
            version=manifest.version,
            built=manifest.built,
            sources=manifest.sources,
            article_count=manifest.article_count,
            word_count=manifest.word_count,
            copy_count=manifest.copy_count,
            near_copy_count=snapshot.near_copy_count,
            undated_count=days.get(None, 0),
            skipped_count=manifest.skipped_count,
            first_day=coverage.first,
            last_day=coverage.last,
            years=tuple((year, years[year]) for year in shown_years),
            publications=publications,
            publication_years=tuple(
                _years_of(name, shown_years, snapshot) for name, _ in publications[:DETAILED_PUBLICATIONS]
            ),
            problems=manifest.problems,
            coverage=coverage,
        )


def _years_of(publication: str | None, years: range, snapshot: Snapshot) -> tuple[int, ...]:
    """How many articles of a publication there are of each year."""
    query = Query(filters=(FacetFilter(SOURCE, (publication,)),))
    counts = Counter[int]()
    for bar in snapshot.search(query, Page(limit=0, facets=())).histogram.bars:
        counts[bar.first.year] += bar.count
    return tuple(counts[year] for year in years)
