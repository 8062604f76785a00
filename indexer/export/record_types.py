"""The types of results and articles as JSON records: what `--json`, JSON Lines and the API give, key by key.

The API's description is made of them. Dates are ISO 8601, as exact as they are known.
"""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "AnswerRecord",
    "ArticleRecord",
    "BarRecord",
    "CorrectionRecord",
    "ExplanationRecord",
    "FacetPageRecord",
    "FacetRecord",
    "FacetValueRecord",
    "FormRecord",
    "HistogramRecord",
    "HitRecord",
    "NearCopyRecord",
    "NeighbourRecord",
    "NeighboursRecord",
    "ParagraphRecord",
    "ProvenanceRecord",
    "RangeRecord",
    "RelaxationRecord",
    "ReplacementRecord",
    "ResultsRecord",
    "SampleRecord",
    "SegmentRecord",
    "SimilarRecord",
    "SpanRecord",
    "SuggestionRecord",
    "TermFormsRecord",
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
