"""What an engine must give. `indexer.archive` knows engines by these protocols alone.

Writing is divided between processes. A `Collector`, of which there may be several, turns articles
into segments, one segment a file; the one `Writer` makes a generation of the segments. Ids and
duplicates are no engine's business: they are decided by whoever calls it, in the order of the inputs,
and a collector learns of them when it is told to write.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from indexer.articles.article import Article
from indexer.block_format import FileSum
from indexer.concordance import Concordance, ConcordanceOrder
from indexer.corrections import Correction
from indexer.day_counts import DayCounts
from indexer.explanation import Explanation
from indexer.facet_page import FacetPage, FacetPart
from indexer.fields import FACETS, Field
from indexer.keywords import Keywords
from indexer.manifest import Manifest
from indexer.near_copy import NearCopy
from indexer.neighbours import Neighbours
from indexer.query.query import Query
from indexer.results import Hit, Results, Sort
from indexer.sample import Sample
from indexer.suggestions import Suggestion
from indexer.term_table import PeriodUnit, TermTable

__all__ = ["Collector", "Counts", "Engine", "Flushed", "Merge", "Page", "Snapshot", "Writer", "Written"]


# Some segments that are to become one: frozen and picklable, and for the rest the engine's own.
Merge: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of the results is wanted: `limit` hits from `offset` on, and the counts of `facets`.

    A facet's values are cut after `facet_limit`; chosen ones and "none given" come on top of that. The forms
    of each term are cut after `form_limit`. `grouped`: near copies share a row, and the page is one of rows.
    """

    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 10
    facets: tuple[Field, ...] = FACETS
    facet_limit: int = 20
    form_limit: int = 0
    grouped: bool = False


@dataclass(frozen=True, slots=True)
class Flushed:
    """A segment that was written: its name and what a `Writer` has to know of it. Picklable.

    `articles` are those in it, without the ones that were left out; `words` theirs, over all text fields.
    """

    name: str
    articles: int
    words: int
    payload: Any  # the engine's own


@dataclass(frozen=True, slots=True)
class Counts:
    """What can be found in a generation; deleted articles and their words do not count."""

    articles: int
    words: int


@dataclass(frozen=True, slots=True)
class Written:
    """What a `Writer` wrote: `files`, by name, are all that the generation needs of the engine, old and new.

    `state` is the engine's own and goes into the manifest: JSON's types and nothing else.
    """

    counts: Counts
    files: Mapping[str, FileSum]
    state: Mapping[str, Any]


class Collector(Protocol):
    """Takes articles in one process and writes them as segments. Not safe to share between threads."""

    @property
    def articles(self) -> int:
        """How many articles are buffered."""

    @property
    def is_full(self) -> bool:
        """Whether `flush` has to come before the next `add`."""

    def add(self, article: Article) -> None:
        """Analyse an article and buffer it; its id is not final yet. What raises has buffered nothing."""

    def flush(self, name: str, ids: Sequence[str | None], sequences: Sequence[int]) -> Flushed | None:
        """Write the buffered articles as segment `name`, and be empty again.

        `ids` are their final ids, in the order of the `add`s, None for one that is left out;
        `sequences` (as many) their places in the order of all articles, ascending, of no meaning where the id is None.
        None when there is nothing left to write: then no file has been written either.
        """


class Writer(Protocol):
    """One transaction on one folder, whose present files never change. Not safe to share between threads.

    `delete`, `set_sequences` and `set_copies` speak of articles by id, and come after all `add`s.
    """

    def add(self, flushed: Flushed) -> None:
        """Take a segment into the generation."""

    def delete(self, article_ids: Iterable[str]) -> int:
        """Delete articles of the base, and say how many there were; their copies go with them.

        Those of segments that were added since stay: an added article may have the id of a deleted one.
        """

    def set_sequences(self, sequences: Mapping[str, int]) -> None:
        """Give articles of the base new places in the order of all articles; the others keep theirs."""

    def set_copies(self, copies: Mapping[str, Sequence[str]]) -> None:
        """The inputs of exact copies, by article id: all of them. Without a call, the base's are kept."""

    def merges(self) -> Sequence[Merge]:
        """The merges that are due now; no segment is in two of them. None are due when all are done."""

    def merged(self, merge: Merge, flushed: Flushed, /) -> None:
        """Take the outcome of `Engine.merge`."""

    def finish(self, number: int) -> Written:
        """Complete the generation's files; `number` is its manifest's, and no file has it in its name yet."""

    def cancel(self) -> None:
        """Delete the files that this transaction wrote."""


class Snapshot(Protocol):
    """One index, open for reading; immutable and safe to share between threads."""

    @property
    def article_count(self) -> int:
        """How many articles it holds."""

    def search(self, query: Query, page: Page) -> Results:
        """Raise `QueryError` for a mistake in the query's text or one that costs too much."""

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """What may be meant by a query that is being typed: words, then facet values, then titles; none is in vain.

        The most frequent of each kind first; nothing where no word is being typed. Raises no error for any text.
        """

    def corrections(self, query: Query, limit: int) -> tuple[Correction, ...]:
        """What may be meant by a query that finds little, the likeliest first; each finds more than the query does.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def similar(self, article_id: str, query: Query, limit: int) -> tuple[Hit, ...]:
        """The articles most like one, best first, among those that pass the query's filters; its text is not looked at.

        Neither the article nor its near copies; of articles that are near copies of one another the best one. Their
        snippets show what they have in common with it. Raise `UnknownArticleError` where there is none of this id.
        """

    def keywords(self, query: Query, limit: int, seed: int) -> Keywords:
        """The words most typical of what a query finds, best first: see `Archive.keywords`.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def concordance(self, query: Query, order: ConcordanceOrder, offset: int, limit: int, context: int) -> Concordance:
        """The matches of a query in running text, one a line: see `Archive.concordance`.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def facet(self, query: Query, part: FacetPart) -> FacetPage:
        """A page of the values that the articles found have of one facet, its own filter left out.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def sample(self, query: Query, size: int, seed: int) -> Sample:
        """At most `size` of the articles that a query finds: see `Archive.sample`.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def term_table(self, query: Query, terms: Sequence[Query], by: Field | PeriodUnit | None) -> TermTable:
        """The articles that have each of some terms, counted: see `Archive.term_table`; a term's mistake is in its row.

        Raise `QueryError` for a mistake in the query's text or one that costs too much.
        """

    def neighbours(self, query: Query, article_id: str, sort: Sort, *, grouped: bool) -> Neighbours:
        """What is beside an article in the order that `search` has. Raise as it does, and `UnknownArticleError`."""

    def near_copies(self, article_id: str, limit: int) -> tuple[NearCopy, ...]:
        """The other articles of a group of near copies, the oldest first. Raise `UnknownArticleError`."""

    def total(self, query: Query) -> int:
        """How many articles a query finds. Raise `QueryError` as `search` does."""

    def explain(self, query: Query, article_id: str) -> Explanation:
        """How an article's score comes about. Raise `UsageError` where the query does not find it."""

    def article(self, article_id: str) -> Article:
        """Raise `UnknownArticleError` where there is none of this id."""

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their sequences."""

    def found(self, query: Query, sort: Sort) -> Iterator[Article]:
        """All articles that a query finds, in the order of `search`, read one by one.

        Raise `QueryError` for a mistake in the query's text, before the first article is asked for.
        """

    def has(self, article_id: str) -> bool:
        """Whether there is an article of this id."""

    def ids_of_digests(self, digests: Iterable[str]) -> dict[str, str]:
        """The ids of the articles that have one of these digests (`Article.digest`), by digest."""

    def identities(self) -> Iterator[tuple[str, str]]:
        """Id and digest of every article, in any order; no article is read for it."""

    def first_indexed(self, offset: int, limit: int) -> tuple[tuple[str, dt.datetime], ...]:
        """Id and time of first indexing of some articles, in the order of all ids; no article is read for it."""

    def copies(self) -> Mapping[str, Sequence[str]]:
        """The inputs of exact copies, by article id; nothing for an article without copies."""

    def days_found(self, query: Query) -> DayCounts:
        """What a query finds, by day. Raise `QueryError` as `search` does."""

    @property
    def near_copy_count(self) -> int:
        """How many articles groups of near copies have beyond one each."""

    def day_counts(self) -> Mapping[dt.date | None, int]:
        """How many articles there are of each day; None for the undated."""

    def close(self) -> None:
        """Let go of its files. Searches that are running may fail."""


class Engine(Protocol):
    """A kind of index. Picklable, as it goes to the processes that collect and merge."""

    @property
    def name(self) -> str:
        """The name in a manifest, with the version of the format ("whoosh-2")."""

    def prepare(self, folder: Path, sample: Sequence[Article]) -> None:
        """Make an empty folder ready for collectors; `sample` are some of the articles that are to come."""

    def collector(self, folder: Path) -> Collector:
        """A collector into a folder that was prepared; in any process, and several at a time."""

    def merge(self, folder: Path, merge: Merge, /) -> Flushed:
        """Make one segment of several, of their live articles, in any process."""

    def writer(self, folder: Path, base: Manifest | None, first_indexed: Snapshot | None, now: dt.datetime) -> Writer:
        """Begin a transaction on a folder.

        `base` is the manifest of the generation to start from, in the same folder; None for a new generation.
        `first_indexed` gives articles, by id, the time at which they were first indexed; `now` is that of all others.
        """

    def open(self, folder: Path, manifest: Manifest) -> Snapshot:
        """Map all files at once. Raise `DamagedError` where they are not what a writer wrote."""
