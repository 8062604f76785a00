"""The JSON records' types: what `carrel … --json`, JSON Lines and the web's API give, key by key.

The API's description is made of them. Dates are ISO 8601, as exact as they are known.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = [
    "AnswerRecord",
    "ArticleRecord",
    "BarRecord",
    "ConcordanceArticlesRecord",
    "ConcordanceLineRecord",
    "ConcordanceRecord",
    "CorrectionRecord",
    "ExplanationRecord",
    "FacetPageRecord",
    "FacetRecord",
    "FacetValueRecord",
    "FormRecord",
    "HistogramRecord",
    "HitRecord",
    "KeywordRecord",
    "KeywordsRecord",
    "NearCopyRecord",
    "NeighbourRecord",
    "NeighboursRecord",
    "ParagraphRecord",
    "PeriodRecord",
    "ProblemRecord",
    "ProvenanceRecord",
    "PublicationRecord",
    "RangeRecord",
    "RelaxationRecord",
    "ReplacementRecord",
    "ResultsRecord",
    "SampleRecord",
    "SegmentRecord",
    "SeriesRecord",
    "SimilarRecord",
    "SpanRecord",
    "StatisticsRecord",
    "SuggestionRecord",
    "TermColumnRecord",
    "TermCountRecord",
    "TermFormsRecord",
    "TermRecord",
    "TermTableRecord",
    "TimelineRecord",
    "YearRecord",
]


class SegmentRecord(TypedDict):
    """A piece of a text; `marked` where the query matched it."""

    text: str
    marked: bool


class HitRecord(TypedDict):
    """An article as it was found; `near_copies` share its row, each of `snippets` is a passage."""

    id: str
    title: str
    authors: list[str]
    date: str | None
    source: str
    url: str
    regions: list[str]
    themes: list[str]
    reports: list[str]
    score: float
    copies: int
    near_copies: int
    snippets: list[list[SegmentRecord]]


class FacetValueRecord(TypedDict):
    """A value of a facet; null is "none given". The facet's own filter is left out of the count."""

    value: str | None
    count: int
    selected: bool
    excluded: bool


class FacetRecord(TypedDict):
    """The first values of a facet; `distinct` is how many there are."""

    label: str
    distinct: int
    values: list[FacetValueRecord]


class FacetPageRecord(TypedDict):
    """A page of a facet's values; `matching` are those with the text asked for, `listed` those that can be paged to."""

    query: str
    field: str
    label: str
    containing: str
    order: str
    offset: int
    limit: int
    distinct: int
    matching: int
    listed: int
    values: list[FacetValueRecord]


class BarRecord(TypedDict):
    """The articles of a period of time."""

    label: str
    count: int
    selected: bool


class HistogramRecord(TypedDict):
    """The articles found by date, without the date filter where that is not said otherwise."""

    unit: str
    bars: list[BarRecord]
    undated: int


class FormRecord(TypedDict):
    """A written form, and how many of the articles found have it."""

    form: str
    count: int


class TermFormsRecord(TypedDict):
    """A term of the query and the most frequent of its `distinct` forms; `field` is null for all."""

    term: str
    field: str | None
    forms: list[FormRecord]
    distinct: int


class RangeRecord(TypedDict):
    """From a day to a day, both included; null is an open end."""

    first: str | None
    last: str | None


class ReplacementRecord(TypedDict):
    """A word of the query, and the one that may have been meant."""

    written: str
    meant: str


class CorrectionRecord(TypedDict):
    """A query that may have been meant, and how many articles it finds."""

    query: str
    total: int
    words: list[ReplacementRecord]


class RelaxationRecord(TypedDict):
    """A part of a search that finds nothing: what it finds alone, and what is found without it."""

    part: str
    alone_total: int | None
    without: str
    without_total: int


class ResultsRecord(TypedDict):
    """A page of results. `row_count` is `total` with near copies in one row; `period` is what the dates chosen hold."""

    query: str
    understood: str
    total: int
    row_count: int
    offset: int
    limit: int
    sort: str
    archive_count: int
    hits: list[HitRecord]
    facets: dict[str, FacetRecord]
    histogram: HistogramRecord
    period: HistogramRecord | None
    terms: list[TermFormsRecord]


class AnswerRecord(ResultsRecord):
    """A page of results, and what else may have been meant; `missing` are gaps in the coverage of its period."""

    corrections: list[CorrectionRecord]
    relaxations: list[RelaxationRecord]
    missing: list[RangeRecord]


class SampleRecord(TypedDict):
    """Articles drawn from those found, in the order of the draw."""

    query: str
    total: int
    archive_count: int
    seed: int
    hits: list[HitRecord]


class SimilarRecord(TypedDict):
    """An article, and those most like it."""

    article: str
    title: str
    hits: list[HitRecord]


class SpanRecord(TypedDict):
    """Characters [start, end) of a paragraph that are emphasised or a link."""

    start: int
    end: int
    kind: str
    href: str


class ParagraphRecord(TypedDict):
    """A paragraph, a heading, an item of a list, a row of a table or a quotation."""

    text: str
    kind: str
    spans: list[SpanRecord]


class ArticleRecord(TypedDict):
    """A whole article."""

    id: str
    title: str
    authors: list[str]
    date: str | None
    date_written: str | None
    source: str
    url: str
    regions: list[str]
    themes: list[str]
    reports: list[str]
    names: list[str]
    paragraphs: list[ParagraphRecord]
    note: list[ParagraphRecord]
    origin: str
    rights: str
    boilerplate: list[str]
    input: str
    digest: str
    copies: list[str]
    problems: list[str]


class NearCopyRecord(TypedDict):
    """A near copy of an article: how much of both is the same words, from 0 to 1, and how many words it has more."""

    id: str
    title: str
    date: str | None
    source: str
    shared: float
    longer: int


class NeighbourRecord(TypedDict):
    """An article beside another one."""

    id: str
    title: str


class NeighboursRecord(TypedDict):
    """Where an article stands in a search, from 1 on, null where it is not found; and what is beside it.

    `total` articles are found, in `row_count` rows. `is_copy`: a near copy of the article stands there in its stead.
    """

    total: int
    row_count: int
    place: int | None
    is_copy: bool
    previous: NeighbourRecord | None
    next: NeighbourRecord | None


class ProvenanceRecord(TypedDict):
    """What an article was exported from."""

    query: str
    search: str
    exported: str
    corpus_version: str


class ExplanationRecord(TypedDict):
    """How a score came about, part by part."""

    part: str
    score: float
    figures: dict[str, float]
    parts: list[ExplanationRecord]


class SuggestionRecord(TypedDict):
    """What may be meant by a query that is being typed: a word, a facet's value or an article's title."""

    kind: str
    text: str
    count: int
    query: str
    field: str | None
    label: str | None
    article: str | None


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
