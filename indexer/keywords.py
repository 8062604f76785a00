"""Keywords: the words that are typical of what a search finds, frozen."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.query import Query

__all__ = ["Keyword", "Keywords"]


@dataclass(frozen=True, slots=True)
class Keyword:
    """A stem that more of the articles found have than of the others, as one word for all of its forms.

    `text` is the form that most of the articles found have; searched for, it finds all forms of `stem`.
    `count`: of the articles found, those with the word in title or text; `other_count`: of those that were not
    found; `archive_count`: of all articles.
    `score`: the log-likelihood, always above 0.
    """

    text: str
    stem: str
    count: int
    other_count: int
    archive_count: int
    score: float


@dataclass(frozen=True, slots=True)
class Keywords:
    """The words most typical of the articles that a query finds, best first.

    `total` articles were found, of the `archive_count` that the archive has.
    """

    query: Query
    words: tuple[Keyword, ...]
    total: int
    archive_count: int
