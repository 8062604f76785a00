"""What an engine must give. `indexer.archive` knows engines by these protocols alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from indexer.articles.article import Article
from indexer.fields import FACETS, Field
from indexer.query.query import Query
from indexer.results import Results, Sort

__all__ = ["Counts", "Engine", "Page", "Snapshot", "Writer"]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the results is wanted: `limit` hits from `offset` on, and the counts of `facets`.

    A facet's values are cut after `facet_limit`; chosen ones and "none given" come on top of that.
    """

    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[Field, ...] = FACETS
    facet_limit: int = 20


@dataclass(frozen=True, slots=True)
class Counts:
    """What a writer wrote."""

    articles: int
    words: int


class Writer(Protocol):
    """Writes one index into an empty folder. Not safe to share between threads."""

    def add(self, article: Article) -> None:
        """Take an article; its id is new. After an exception only `cancel` may be called."""

    def finish(self, copies: Mapping[str, Sequence[str]]) -> Counts:
        """Complete the folder's files. `copies`: the inputs of exact copies, by article id."""

    def cancel(self) -> None:
        """Let go of the folder; what is in it is worthless."""


class Snapshot(Protocol):
    """One index, open for reading; immutable and safe to share between threads."""

    @property
    def article_count(self) -> int:
        """How many articles it holds."""

    def search(self, query: Query, page: Page) -> Results:
        """Raise `QueryError` for a mistake in the query's text or one that costs too much."""

    def article(self, article_id: str) -> Article:
        """Raise `UnknownArticleError` where there is none of this id."""

    def articles(self) -> Iterator[Article]:
        """All articles, in the order in which they were added."""

    def day_counts(self) -> Mapping[dt.date | None, int]:
        """How many articles there are of each day; None for the undated."""

    def close(self) -> None:
        """Let go of its files. Searches that are running may fail."""


class Engine(Protocol):
    """A kind of index."""

    @property
    def name(self) -> str:
        """The name in a manifest, with the version of the format ("whoosh-1")."""

    def writer(self, folder: Path) -> Writer:
        """A writer into an existing, empty folder."""

    def open(self, folder: Path) -> Snapshot:
        """Raise `DamagedError` where the files are not what a writer wrote."""
