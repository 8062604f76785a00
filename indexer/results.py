"""What a search found, finished and frozen."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass, field

from indexer.articles.article import ArticleDate
from indexer.fields import Field
from indexer.query.query import Query
from indexer.term_forms import TermForms

__all__ = [
    "Bar",
    "Facet",
    "FacetValue",
    "Histogram",
    "HistogramUnit",
    "Hit",
    "Results",
    "Segment",
    "Snippet",
    "Sort",
]


class Sort(enum.StrEnum):
    """The order of hits; ties are in the order of their ids."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text; `marked` where the query matched it."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of an article, verbatim, in marked and plain segments.

    `opened` and `closed` say whether the passage begins and ends where its
    paragraph does; where it does not, an ellipsis is due.
    """

    segments: tuple[Segment, ...]
    opened: bool = True
    closed: bool = True

    @property
    def text(self) -> str:
        """The passage without marks."""
        return "".join(segment.text for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `title_marked` is the title as a snippet; `copies` counts its exact copies."""

    id: str
    title: str
    title_marked: Snippet
    authors: tuple[str, ...]
    date: ArticleDate | None
    source: str
    url: str
    regions: tuple[str, ...]
    themes: tuple[str, ...]
    reports: tuple[str, ...]
    score: float
    snippets: tuple[Snippet, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet; None is "none given".

    `count`: articles found that have it, the facet's own filter left out.
    `selected` and `excluded` say whether the query's filter names it.
    """

    value: str | None
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet: chosen ones first, then by count and name; None last.

    `distinct` is how many values the found articles have, the facet's own filter
    left out, and so how many a page that shows only some leaves out.
    """

    field: Field
    values: tuple[FacetValue, ...]
    distinct: int


class HistogramUnit(enum.StrEnum):
    """What a bar stands for."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Bar:
    """A year or a month: articles dated from `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    label: str  # "2019" or "2019-12"
    count: int
    selected: bool = False  # a date filter is set, and the bar overlaps it


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles found by date, the query's own date filter left out; bars without gaps, oldest first."""

    unit: HistogramUnit
    bars: tuple[Bar, ...]
    undated: int

    @property
    def counts(self) -> dict[str, int]:
        """Articles by the bars' labels; empty bars left out."""
        return {bar.label: bar.count for bar in self.bars if bar.count}


@dataclass(frozen=True, slots=True)
class Results:
    """One page of a search, with everything that stands around it.

    `total` is exact; `hits` are those from `offset` on, at most `limit`; `facets`
    is keyed by facet name, in the order asked for; `archive_count` is the number of
    articles in the archive. `terms` are the query's words and patterns with the forms that they matched, if asked for.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    offset: int
    limit: int
    sort: Sort
    archive_count: int
    histogram: Histogram
    facets: dict[str, Facet] = field(default_factory=dict)
    terms: tuple[TermForms, ...] = ()
