"""Term counting: how many articles have each of many terms, in all and in each column of a table."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import UNDATED_MONTH, Columns
from indexer.engine.whoosh.counting.counting import facet
from indexer.engine.whoosh.counting.selection import having
from indexer.engine.whoosh.counting.tally import Counts
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Mask
from indexer.errors import QueryError
from indexer.fields import Field
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Query
from indexer.term_table import MAX_PERIODS, Column, PeriodUnit, TermCount, TermRow, TermTable

__all__ = ["term_table"]

MOST_SECONDS: Final = 5.0  # after which no further term is begun
_TOO_LONG: Final = "Not counted, as the terms before it took too long. Ask for fewer at a time."
_MOST_VALUES: Final = 10
_YEARS: Final = {PeriodUnit.YEAR: 1, PeriodUnit.DECADE: 10}

Passing = Callable[[Query], ArticleSet]


def term_table(
    query: Query,
    terms: Sequence[Query],
    by: Field | PeriodUnit | None,
    passing: Passing,
    columns: Columns,
    tally: Callable[[ArticleSet], Counts],
) -> TermTable:
    """See `indexer.engine.base.Snapshot.term_table`; `passing` says which live articles a query finds.

    Which columns there are depends on all terms. What each finds is kept until then, as bits.
    """
    inside = passing(query)
    found = _Found(inside)
    end = time.monotonic() + MOST_SECONDS
    mistakes = [found.add(term, passing) if time.monotonic() < end else QueryError(_TOO_LONG) for term in terms]
    together = ArticleSet(columns.count, mask=found.together)
    division = _Division.of(by, query, together, columns, tally)
    counts = (division.count(total, articles) for total, articles in found.terms())
    return TermTable(
        query,
        by,
        division.columns,
        tuple(
            TermRow(term, None if mistake else next(counts), mistake)
            for term, mistake in zip(terms, mistakes, strict=True)
        ),
        division.count(int(np.count_nonzero(found.anywhere)), found.together),
        len(inside),
        columns.live_count,
    )


class _Found:
    """What terms find among some articles. `anywhere` and `together`, bool [n]: what any finds, in all and of these."""

    def __init__(self, inside: ArticleSet) -> None:
        self._inside = inside
        self._packed: list[tuple[int, NDArray[np.uint8]]] = []
        self.anywhere = np.zeros(inside.among, bool)
        self.together = np.zeros(inside.among, bool)

    def add(self, term: Query, passing: Passing) -> QueryError | None:
        """Take what the next term finds; the mistake where it has one."""
        try:
            articles = passing(term)
        except QueryError as error:
            return error
        within = (articles & self._inside).mask
        self._packed.append((len(articles), np.packbits(within)))
        self.anywhere |= articles.mask
        self.together |= within
        return None

    def terms(self) -> Iterator[tuple[int, Mask]]:
        """Yield of each term how many articles it finds, and which of these."""
        for total, packed in self._packed:
            yield total, np.unpackbits(packed, count=self._inside.among).view(bool)


@dataclass(frozen=True, slots=True, eq=False)
class _Division:
    """Articles divided by which of k columns they are in; class 0 is of those in none.

    `classes`: integers [n], the class of each article. `membership`: int64 [classes, k], 1 where one is in a column.
    """

    columns: tuple[Column, ...]
    classes: NDArray[Any]
    membership: NDArray[np.int64]

    @classmethod
    def of(
        cls,
        by: Field | PeriodUnit | None,
        query: Query,
        articles: ArticleSet,
        columns: Columns,
        tally: Callable[[ArticleSet], Counts],
    ) -> Self:
        """The columns that tell most of some articles."""
        if by is None:
            return cls((), np.zeros(columns.count, np.uint8), np.zeros((1, 0), np.int64))
        if isinstance(by, PeriodUnit):
            return cls._of_periods(_YEARS[by], articles, columns)
        return cls._of_values(query.filter_of(by), articles, columns, tally)

    @classmethod
    def _of_values(
        cls, chosen: FacetFilter, articles: ArticleSet, columns: Columns, tally: Callable[[ArticleSet], Counts]
    ) -> Self:
        """By the most frequent values, where some are chosen by those alone: only these divide what was found."""
        column = columns.facets[chosen.field]
        shown = facet(column, tally(articles), FacetFilter(chosen.field, chosen.included), _MOST_VALUES).values
        kept = [one for one in shown if one.selected] if chosen.included else shown
        values = tuple(one.value for one in sorted(kept, key=lambda one: (one.value is None, -one.count)))
        values = values[:_MOST_VALUES] if chosen.included else values
        classes = np.zeros(columns.count, np.uint16)
        for place, value in enumerate(values):
            classes[having(column, [value])] |= 1 << place
        bits = np.arange(1 << len(values))[:, None] >> np.arange(len(values)) & 1
        return cls(values, classes, bits)

    @classmethod
    def _of_periods(cls, years: int, articles: ArticleSet, columns: Columns) -> Self:
        """By all periods from the first to the last, or by those of many that have most articles."""
        starts = np.where(columns.months == UNDATED_MONTH, -1, columns.months // (12 * years) * years)
        dated = articles.mask & (starts >= 0)
        present, counts = np.unique(starts[dated], return_counts=True)
        if len(present) and present[-1] - present[0] < (MAX_PERIODS - 1) * years:
            present = np.arange(present[0], present[-1] + years, years)
        elif len(present) > MAX_PERIODS:
            present = np.sort(present[np.argsort(-counts, kind="stable")[:MAX_PERIODS]])
        places = np.searchsorted(present, starts)
        is_shown = np.append(present, -2)[places] == starts
        return cls(
            tuple(_period(start, years) for start in present.tolist()),
            np.where(is_shown, places + 1, 0),
            np.eye(len(present) + 1, dtype=np.int64)[:, 1:],
        )

    def count(self, archive_total: int, articles: Mask) -> TermCount:
        """The count of articles, some of those that a term finds."""
        of_classes = np.bincount(self.classes[articles], minlength=len(self.membership))
        counts = of_classes @ self.membership
        return TermCount(archive_total, int(of_classes.sum()), tuple(counts.tolist()), int(of_classes[0]))


def _period(start: int, years: int) -> DateRange:
    return DateRange(dt.date(max(start, dt.MINYEAR), 1, 1), dt.date(min(start + years - 1, dt.MAXYEAR), 12, 31))
