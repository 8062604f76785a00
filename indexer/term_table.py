"""Term tables: how many articles have each of many terms, and how they are spread, frozen."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from indexer.errors import QueryError, UsageError
from indexer.fields import FACETS, Field, field_named
from indexer.query.date_range import DateRange
from indexer.query.query import Query

__all__ = [
    "MAX_PERIODS",
    "MAX_TERMS",
    "Column",
    "PeriodUnit",
    "TermCount",
    "TermRow",
    "TermTable",
    "asked_division",
    "asked_terms",
]

MAX_TERMS: Final = 100  # that are counted at once
MAX_PERIODS: Final = 50  # that are columns of a table


class PeriodUnit(enum.StrEnum):
    """A length of time by which articles are counted."""

    YEAR = "year"
    DECADE = "decade"


# What the articles of a column share: a value of the facet, None for none given, or a period of time.
Column = str | None | DateRange


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many articles have a term: in the whole archive, and among those that the search finds.

    `counts`: those in each column of the table; one with two values is in two. `others`: those in none of the columns.
    """

    archive_total: int
    total: int
    counts: tuple[int, ...]
    others: int


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term, which is a query, and its count, or else the mistake for which there is none."""

    term: Query
    count: TermCount | None
    mistake: QueryError | None = None


@dataclass(frozen=True, slots=True)
class TermTable:
    """The counts of some terms, in their order, and `together` the articles that have any of them.

    `total` articles were found by the search `query` by itself. `by` says what the columns are; None where there is
    none. The columns are the values that most of the articles with any of the terms have, most first, or all
    periods from their first to their last; where that are `MAX_PERIODS` or more, those `MAX_PERIODS` at most that have
    most articles.
    """

    query: Query
    by: Field | PeriodUnit | None
    columns: tuple[Column, ...]
    rows: tuple[TermRow, ...]
    together: TermCount
    total: int
    archive_count: int

    def by_count(self) -> Self:
        """With the terms that most of the articles found have first, those without a count last."""
        rows = sorted(self.rows, key=lambda row: -row.count.total if row.count else 1)
        return dataclasses.replace(self, rows=tuple(rows))


def asked_terms(terms: Sequence[str], query: Query) -> tuple[Query, ...]:
    """Terms as queries that are read as another is. Raises `UsageError` for too many."""
    if isinstance(terms, str) or len(terms) > MAX_TERMS:
        raise UsageError(f"A term table takes a list of at most {MAX_TERMS} terms. Leave the others out.")
    return tuple(Query(term, query.match, query.exact) for term in terms)


def asked_division(by: str | None) -> Field | PeriodUnit | None:
    """What articles are to be divided by: a facet, years or decades. Raises `UsageError` for anything else."""
    if by is None:
        return None
    if by in list(PeriodUnit):
        return PeriodUnit(by)
    field = field_named(by, FACETS)
    if field is None:
        raise UsageError(f"by is {by!r}; it takes {', '.join((*(one.name for one in FACETS), *PeriodUnit))}.")
    return field
