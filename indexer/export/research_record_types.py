"""The types of what research gives as JSON records: words, lines, series, counts and the archive in numbers.

Dates are ISO 8601, as exact as they are known.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

from indexer.export.record_types import RangeRecord

__all__ = [
    "ConcordanceArticlesRecord",
    "ConcordanceLineRecord",
    "ConcordanceRecord",
    "KeywordRecord",
    "KeywordsRecord",
    "PeriodRecord",
    "ProblemRecord",
    "PublicationRecord",
    "SeriesRecord",
    "StatisticsRecord",
    "TermColumnRecord",
    "TermCountRecord",
    "TermRecord",
    "TermTableRecord",
    "TimelineRecord",
    "YearRecord",
]


class KeywordRecord(TypedDict):
    """A word typical of the articles found; `count` of these have it, `other_count` of all others.

    `page` shows the search with the word, null where that gets too long.
    """

    word: str
    stem: str
    count: int
    other_count: int
    archive_count: int
    score: float
    page: NotRequired[str | None]


class KeywordsRecord(TypedDict):
    """The words most typical of a search."""

    query: str
    total: int
    archive_count: int
    words: list[KeywordRecord]


class ConcordanceLineRecord(TypedDict):
    """A match in its context, which may begin and end with its paragraph; `page` shows the article at that match."""

    left: str
    match: str
    right: str
    opened: bool
    closed: bool
    article: str
    match_number: int
    title: str
    authors: list[str]
    date: str | None
    source: str
    page: NotRequired[str]


class ConcordanceArticlesRecord(TypedDict):
    """How many articles a concordance is made of."""

    found: int
    read: int
    matched: int


class ConcordanceRecord(TypedDict):
    """Some lines of a concordance; it is not `whole` where only some of the articles found were read."""

    query: str
    understood: str
    order: str
    total: int
    offset: int
    whole: bool
    likely_total: int
    articles: ConcordanceArticlesRecord
    lines: list[ConcordanceLineRecord]


class PeriodRecord(TypedDict):
    """A year, month or day, and how many articles there are of it under the same filters."""

    label: str
    first_day: str
    last_day: str
    articles: int


class SeriesRecord(TypedDict):
    """A query over time: its articles in each period, and per thousand of all; null where there are none at all."""

    query: str
    understood: str
    total: int
    undated: int
    counts: list[int]
    per_thousand: list[float | None]


class TimelineRecord(TypedDict):
    """Queries over time."""

    unit: str
    units: list[str]
    first_day: str | None
    last_day: str | None
    periods: list[PeriodRecord]
    series: list[SeriesRecord]


# Not as a class, since "from" is a word of Python.
TermColumnRecord = TypedDict(
    "TermColumnRecord", {"value": NotRequired[str | None], "from": NotRequired[str], "to": NotRequired[str]}
)
TermColumnRecord.__doc__ = "What the articles of a column share: a facet's value, or a period."


class TermCountRecord(TypedDict):
    """How many articles have a term: in the archive, in the search, in each column and in none of them."""

    archive_total: int
    total: int
    columns: NotRequired[list[int]]
    others: NotRequired[int]


class TermRecord(TypedDict):
    """A term and its counts, or its mistake and what may have been meant."""

    term: str
    counts: TermCountRecord | None
    mistake: str | None
    suggestions: list[str]


class TermTableRecord(TypedDict):
    """Many terms counted at once; `together` are the articles with any of them."""

    query: str
    total: int
    archive_count: int
    by: str | None
    columns: list[TermColumnRecord]
    terms: list[TermRecord]
    together: TermCountRecord


class YearRecord(TypedDict):
    """The articles of a year."""

    year: int
    articles: int


class PublicationRecord(TypedDict):
    """The articles of a publication, and those of each year of the archive; null is "none given"."""

    value: str | None
    articles: int
    years: list[int] | None


class ProblemRecord(TypedDict):
    """A kind of fault in the last build."""

    kind: str
    count: int
    examples: list[str]


class StatisticsRecord(TypedDict):
    """What an archive holds."""

    version: str
    built: str
    sources: list[str]
    articles: int
    words: int
    exact_copies: int
    near_copies: int
    undated: int
    skipped: int
    first_day: str | None
    last_day: str | None
    years: list[YearRecord]
    gap_unit: str
    gaps: list[RangeRecord]
    publications: list[PublicationRecord]
    problems: list[ProblemRecord]
