"""The API's answers: the records of the indexer, with the corpus version and the page that shows the same."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from indexer.export.record_types import (
    AnswerRecord,
    ArticleRecord,
    FacetPageRecord,
    NearCopyRecord,
    NeighboursRecord,
    SampleRecord,
    SimilarRecord,
    SuggestionRecord,
)
from indexer.export.research_record_types import ConcordanceRecord, KeywordsRecord, TermTableRecord, TimelineRecord

__all__ = [
    "ArticleAnswer",
    "ConcordanceAnswer",
    "FacetAnswer",
    "HealthAnswer",
    "KeywordsAnswer",
    "MatchRecord",
    "ParameterFault",
    "Problem",
    "SampleAnswer",
    "SearchAnswer",
    "SimilarAnswer",
    "SuggestAnswer",
    "TermsAnswer",
    "TimelineAnswer",
]


class SearchAnswer(AnswerRecord):
    """A page of results."""

    version: str
    page: str


class FacetAnswer(FacetPageRecord):
    """A page of a facet's values."""

    version: str
    page: str


class MatchRecord(TypedDict):
    """Characters [start, end) of a part of a field that the query matched: a paragraph or a value."""

    field: str
    part: int
    start: int
    end: int


class ArticleAnswer(ArticleRecord):
    """An article, where the query matches in it, its near copies, and what is beside it in the search."""

    matches: list[MatchRecord]
    near_copies: list[NearCopyRecord]
    neighbours: NeighboursRecord


class SimilarAnswer(SimilarRecord):
    """The articles most like one."""

    version: str
    page: str


class ConcordanceAnswer(ConcordanceRecord):
    """A page of a concordance."""

    limit: int
    version: str
    page: str


class TimelineAnswer(TimelineRecord):
    """Queries over time."""

    version: str
    page: str


class KeywordsAnswer(KeywordsRecord):
    """The words that keep company with a search."""

    version: str
    page: str


class SampleAnswer(SampleRecord):
    """A random sample of what is found."""

    size: int
    version: str
    page: str


class TermsAnswer(TermTableRecord):
    """Many terms counted at once."""

    version: str
    page: str


class SuggestAnswer(TypedDict):
    """What may be meant by what has been typed."""

    typed: str
    suggestions: list[SuggestionRecord]


class HealthAnswer(TypedDict):
    """That there is an archive, and which."""

    status: str
    articles: int
    version: str


class ParameterFault(TypedDict):
    """A parameter that cannot be read."""

    name: str
    value: str
    detail: str


class Problem(TypedDict):
    """What is wrong and what to do (RFC 9457); `position` is the place of a mistake in the query."""

    title: str
    status: int
    detail: str
    position: NotRequired[int | None]
    suggestions: NotRequired[list[str]]
    parameters: NotRequired[list[ParameterFault]]
