"""What a search found, finished and frozen."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from dataclasses import dataclass, field
from typing import Final

from indexer.articles.article import ArticleDate
from indexer.fields import Field
from indexer.query.query import Query
from indexer.term_forms import TermForms

__all__ = [
    "MOST_YEARS",
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


MOST_YEARS: Final = 50  # that are still told apart where each is a bar beside the others


class Sort(enum.StrEnum):
    """The order of hits; ties are in the order of their ids.

    INDEXED: those first that came last into the archive, of those that came together the newest.
    """

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    INDEXED = "indexed"


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
    """One article found. `title_marked` is the title as a snippet; `copies` counts its exact copies.

    `near_copies` counts further articles found that share its row, where near copies do.
    `indexed` is when the article was first indexed, in UTC, to the second.
    """

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
    indexed: dt.datetime
    copies: int = 0
    near_copies: int = 0


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
    """What a bar stands for, the coarsest first."""

    DECADE = "decade"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"

    def label(self, day: dt.date) -> str:
        """The name of the unit that a day is in: "2010s", "2019", "2019-12", "2019-12-30"."""
        if self is HistogramUnit.DECADE:
            return f"{day.year // 10 * 10:04d}s"
        return day.isoformat()[: {HistogramUnit.YEAR: 4, HistogramUnit.MONTH: 7}.get(self, 10)]


@dataclass(frozen=True, slots=True)
class Bar:
    """A decade, a year, a month or a day: articles dated from `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    label: str  # that of the histogram's unit
    count: int
    selected: bool = False  # a date filter is set, and the bar overlaps it


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles found by date, the query's own date filter left out; bars without gaps, oldest first.

    `undated`: those without a date, of all that are found without the date filter.
    """

    unit: HistogramUnit
    bars: tuple[Bar, ...]
    undated: int

    @property
    def counts(self) -> dict[str, int]:
        """Articles by the bars' labels; empty bars left out."""
        return {bar.label: bar.count for bar in self.bars if bar.count}

    def by_decade(self) -> Histogram:
        """The same by decades, where it is by years and there are more than `MOST_YEARS` of them."""
        if self.unit is not HistogramUnit.YEAR or len(self.bars) <= MOST_YEARS:
            return self
        decades = (tuple(bars) for _, bars in itertools.groupby(self.bars, lambda bar: bar.first.year // 10))
        return Histogram(HistogramUnit.DECADE, tuple(map(_decade, decades)), self.undated)


def _decade(years: tuple[Bar, ...]) -> Bar:
    """The bar of a whole decade, of which there are some years."""
    first = years[0].first
    return Bar(
        dt.date(max(first.year // 10 * 10, dt.MINYEAR), 1, 1),
        dt.date(first.year // 10 * 10 + 9, 12, 31),
        HistogramUnit.DECADE.label(first),
        sum(bar.count for bar in years),
        any(bar.selected for bar in years),
    )


@dataclass(frozen=True, slots=True)
class Results:
    """One page of a search, with everything that stands around it.

    `total` is exact; its articles have `row_count` rows: as many, or fewer where near copies share one. `hits` are
    the best articles of the rows from `offset` on, at most `limit`; `facets`
    is keyed by facet name, in the order asked for; `archive_count` is the number of
    articles in the archive. `terms` are the query's words and patterns with the forms that they matched, if asked for.
    `period` shows the surroundings of the query's dates more finely than `histogram` does: the years of a decade,
    the months of a year or of a few, the days of one or two months. None where there is no such range or nothing in it.
    """

    query: Query
    total: int
    row_count: int
    hits: tuple[Hit, ...]
    offset: int
    limit: int
    sort: Sort
    archive_count: int
    histogram: Histogram
    period: Histogram | None = None
    facets: dict[str, Facet] = field(default_factory=dict)
    terms: tuple[TermForms, ...] = ()
