"""Archive: an index that is open for searching, and the ways to build and to check one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, Unpack

from indexer.arguments import MAX_LIMIT, asked_page, asked_query, limited
from indexer.articles.article import Article
from indexer.corrections import Correction
from indexer.coverage import Coverage
from indexer.engine.base import Snapshot
from indexer.errors import DamagedError
from indexer.explanation import Explanation
from indexer.generations import Generation, Generations
from indexer.lockless import cached_property
from indexer.matching import Match, find_matches
from indexer.query.date_range import DatesLike
from indexer.query.query import Query, QueryArguments
from indexer.query.relaxing import Relaxation, relaxations
from indexer.research import Research
from indexer.results import Results, Sort
from indexer.statistics import Statistics
from indexer.suggestions import Suggestion
from indexer.upkeep import ENGINE, StrPath, Upkeep

__all__ = ["MAX_LIMIT", "MAX_SUGGESTIONS", "Archive"]

MAX_SUGGESTIONS: Final = 50


class Archive(Upkeep, Research):
    """One generation of an index: a snapshot, unchanged by builds, safe to share between threads."""

    def __init__(self, generations: Generations, generation: Generation, snapshot: Snapshot) -> None:
        self._generations = generations
        self._generation = generation
        self._snapshot = snapshot

    @classmethod
    def open(cls, index: StrPath) -> Self:
        """Open the live generation. Raises `NoArchiveError` or `DamagedError`."""
        generations = Generations(Path(index))
        while True:
            generation = generations.live()
            generation.must_be_of(ENGINE.name)
            try:
                return cls(generations, generation, ENGINE.open(generation.folder, generation.manifest))
            except DamagedError:
                if generations.named() == generation.named:  # else a writer has cleared it away meanwhile
                    raise

    @classmethod
    def check(cls, index: StrPath) -> tuple[str, ...]:
        """Read every byte and every article of the live generation; return what is wrong, in words.

        Raises `NoArchiveError` where there is nothing to check, `DamagedError` where the manifest cannot be read.
        """
        generations = Generations(Path(index))
        while True:
            generation = generations.live()
            faults = tuple(generation.faults()) or cls._unread(index)
            if not faults or generations.named() == generation.named:  # else a writer may have cleared it away
                return faults

    @classmethod
    def _unread(cls, index: StrPath) -> tuple[str, ...]:
        """What is wrong with the number of articles that can be read."""
        with cls.open(index) as archive:
            count = sum(1 for _ in archive.articles())
            written = archive.statistics().article_count
        if count == written:
            return ()
        return (f"{count:,} articles can be read, where {written:,} were written",)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index's files."""
        self._snapshot.close()

    @property
    def version(self) -> str:
        """The corpus version: the day of the build and a digest of the content. It makes a search citable."""
        return self._generation.manifest.version

    @property
    def built(self) -> dt.datetime:
        """When this generation was built, in UTC."""
        return self._generation.manifest.built

    @property
    def article_count(self) -> int:
        """How many articles can be found."""
        return self._snapshot.article_count

    def is_current(self) -> bool:
        """Whether this is still the live generation; a newer one has to be opened anew."""
        return self._generations.named() == self._generation.named

    def search(  # noqa: PLR0913  # every one of them is part of the public face
        self,
        query: str | Query = "",
        *,
        filters: Mapping[str, Iterable[str | None]] | None = None,
        exclude: Mapping[str, Iterable[str | None]] | None = None,
        dates: DatesLike = None,
        match: str = "all",
        exact: bool = False,
        sort: str = Sort.RELEVANCE,
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] | None = None,
        facet_limit: int = 20,
        form_limit: int = 0,
        grouped: bool = False,
    ) -> Results:
        """Find articles.

        `query` is text, or a `Query`, which brings the next five arguments with it.
        `filters` and `exclude` map facet names to values, None for "none given"; `dates` are the first
        and last day, as "2012", "2019-12", "2019-12-30" or dates, each None for open; or "none" for the undated.
        `match` is "all" or "any"; `exact` searches words as written. `sort` is "relevance", "newest", "oldest"
        or "indexed": what came last into the archive first.
        At most `MAX_LIMIT` hits from `offset` on; past the end there are none. `facets` are
        names, all if not given, each cut after `facet_limit` values. `form_limit`: how many written forms of each
        word and pattern `Results.terms` shows; with 0 it is empty. `grouped`: near copies share a row, that of the
        best of them; `offset` and `limit` count rows then, while totals and facets count articles.
        Raises `QueryError` for a mistake in the text, `UsageError` for one in another argument.
        """
        query = asked_query(query, filters=filters, exclude=exclude, dates=dates, match=match, exact=exact)
        page = asked_page(sort, offset, limit, facets, facet_limit, form_limit, grouped=grouped)
        return self._snapshot.search(query, page)

    def suggest(self, text: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """What may be meant by a query that is being typed: words, facet values and titles that begin so.

        `text` is all that has been typed; its last word is not yet whole. At most `limit` of them, and not more than
        `MAX_SUGGESTIONS`: of 8 up to 5 words, 3 values and 3 titles, but of the facet alone that is named before it.
        Raises `UsageError` for a negative `limit`, and nothing whatever the text.
        """
        return self._snapshot.suggest(text, limited(limit, MAX_SUGGESTIONS))

    def corrections(
        self, query: str | Query, *, limit: int = 3, **asked: Unpack[QueryArguments]
    ) -> tuple[Correction, ...]:
        """Queries that may be meant and find more, the likeliest first: for one that finds hardly anything.

        The further arguments are those of `search`. Only words that are looked for are replaced, by words of the
        archive; all else stays as it is. Takes some ten times as long as a search.
        Raises `QueryError` and `UsageError`, as `search` does.
        """
        return self._snapshot.corrections(asked_query(query, **asked), limited(limit))

    def relaxations(self, query: str | Query, **asked: Unpack[QueryArguments]) -> tuple[Relaxation, ...]:
        """Each part of a query, with what it finds alone and what is found without it: for one that finds nothing.

        The further arguments are those of `search`. None for a query of one part; what costs too much is left out.
        Raises `QueryError` and `UsageError`, as `search` does.
        """
        return relaxations(asked_query(query, **asked), self._snapshot.total)

    def explain(self, query: str | Query, article_id: str, **asked: Unpack[QueryArguments]) -> Explanation:
        """How the score of an article that a search finds comes about, by relevance.

        The further arguments are those of `search`. Raises `QueryError` and `UsageError`, as `search` does and where
        the query does not find the article, and `UnknownArticleError`.
        """
        return self._snapshot.explain(asked_query(query, **asked), article_id)

    def article(self, article_id: str) -> Article:
        """The article with this id. Raises `UnknownArticleError`."""
        return self._snapshot.article(article_id)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of the inputs."""
        return self._snapshot.articles()

    def first_indexed(self, offset: int, limit: int) -> tuple[tuple[str, dt.datetime], ...]:
        """Id and time of first indexing, in UTC, of at most `limit` articles from `offset` on, all ordered by id."""
        return self._snapshot.first_indexed(offset, limit)

    def matches(self, query: Query, article: Article) -> tuple[Match, ...]:
        """Where the query's text matches in an article. Raises `QueryError`."""
        return find_matches(query.tree, article)

    @cached_property
    def coverage(self) -> Coverage:
        """From when until when it has articles, and its gaps."""
        return Coverage.of(self._snapshot.day_counts())

    def statistics(self) -> Statistics:
        """The archive in numbers."""
        return Statistics.of(self._generation.manifest, self._snapshot, self.coverage)
