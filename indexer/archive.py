"""Archive: an index that is open for searching, and the ways to build and to check one."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, Unpack

from indexer.arguments import MAX_LIMIT, asked_page, asked_query, limited, worker_count
from indexer.articles.article import Article
from indexer.articles.sources import discover
from indexer.build import Plan, build, fingerprint
from indexer.corrections import Correction
from indexer.engine.base import Engine, Page, Snapshot
from indexer.engine.whoosh import WhooshEngine
from indexer.errors import DamagedError, NoArchiveError, UsageError
from indexer.explanation import Explanation
from indexer.fields import SOURCE
from indexer.generations import Generation, Generations
from indexer.given import update_with
from indexer.keywords import Keywords
from indexer.matching import Match, find_matches
from indexer.query.query import Query, QueryArguments
from indexer.query.relaxing import Relaxation, relaxations
from indexer.reports import BuildReport, Progress, UpdateReport
from indexer.results import Hit, Results, Sort
from indexer.settings import DEFAULT_MAX_INPUT_BYTES
from indexer.statistics import Statistics
from indexer.suggestions import Suggestion
from indexer.update import update

__all__ = ["MAX_LIMIT", "MAX_SUGGESTIONS", "Archive"]

MAX_SUGGESTIONS: Final = 50

_ENGINE: Final[Engine] = WhooshEngine()

StrPath = str | os.PathLike[str]
DateLike = str | dt.date | None


class Archive:
    """One generation of an index: a snapshot, unchanged by builds, safe to share between threads."""

    def __init__(self, generations: Generations, generation: Generation, snapshot: Snapshot) -> None:
        self._generations = generations
        self._generation = generation
        self._snapshot = snapshot

    @staticmethod
    def build(
        index: StrPath,
        sources: Iterable[StrPath],
        *,
        root: StrPath | None = None,
        max_input_bytes: int = DEFAULT_MAX_INPUT_BYTES,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> BuildReport:
        """Index the articles in `sources`, files and folders, beside the live index, and then replace it at once.

        `root` is the folder below which single files get their ids (the working folder, if not given); `workers`
        the number of processes that share the work, as many as there are cores if not given: the index is the same.
        An input that cannot be read is reported and the rest is built. Raises `UsageError`,
        `BusyError` or `BuildError`; the live index is then as it was.
        """
        paths = [Path(source) for source in sources]
        if not paths:
            raise UsageError("There is nothing to build from. Name a folder or a file of articles.")
        below = Path(root) if root is not None else Path.cwd()
        plan = Plan(paths, below, max_input_bytes, worker_count(workers), on_progress)
        return build(Generations(Path(index)), _ENGINE, plan)

    @staticmethod
    def update(  # noqa: PLR0913  # every one of them is part of the public face
        index: StrPath,
        sources: Iterable[StrPath] | None = None,
        *,
        articles: Iterable[Article] | None = None,
        delete: Iterable[str] | None = None,
        root: StrPath | None = None,
        max_input_bytes: int | None = None,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> UpdateReport:
        """Bring the live index up to date, without building it anew.

        From inputs: afterwards it holds what a build of `sources` would have made (those that it was built from, if
        not given), but files that are as old and as long as they were are not read again, and what was in
        an input stays where that cannot be read now. `root` and `max_input_bytes` are the build's, if not given.
        Without `sources`, the paths that are read are those that the index names: name them where strangers made it.
        With `articles` or `delete`, no input is looked at: an article replaces the one that has its id, or is
        listed as a copy where another has its content; `delete` are ids. Copies have no text of their own: they go
        with their article when it is replaced or deleted; give those that are to stay again. Given articles stay when
        inputs are updated; a build leaves them out. Their texts are cleaned as those of inputs are.
        When nothing has changed nothing is written.
        Raises `NoArchiveError`, `DamagedError` and what `build` raises; the live index is then as it was.
        """
        generations = Generations(Path(index))
        is_given = articles is not None or delete is not None
        if is_given and sources is not None:
            raise UsageError("An update is either from sources or with articles and delete. Make two updates of it.")
        with generations.updating(_ENGINE.name) as live:
            if is_given:
                return update_with(generations, _ENGINE, live, list(articles or ()), list(delete or ()))
            manifest = live.manifest
            plan = Plan(
                [Path(source) for source in (manifest.sources if sources is None else sources)],
                Path(manifest.root if root is None else root),
                manifest.max_input_bytes if max_input_bytes is None else max_input_bytes,
                worker_count(workers),
                on_progress,
            )
            return update(generations, _ENGINE, live, plan)

    @staticmethod
    def needs_build(index: StrPath, sources: Iterable[StrPath], *, root: StrPath | None = None) -> bool:
        """Whether there is no index, or one that was built from these same sources before they changed.

        An index that was built from anything else is not to be replaced unasked: False.
        """
        try:
            manifest = Generations(Path(index)).live().manifest
        except NoArchiveError:
            return True
        paths = [Path(source) for source in sources]
        if manifest.sources != tuple(str(path.absolute()) for path in paths):
            return False
        return manifest.fingerprint != fingerprint(discover(paths, root=Path(root) if root is not None else Path.cwd()))

    @classmethod
    def open(cls, index: StrPath) -> Self:
        """Open the live generation. Raises `NoArchiveError` or `DamagedError`."""
        generations = Generations(Path(index))
        while True:
            generation = generations.live()
            generation.must_be_of(_ENGINE.name)
            try:
                return cls(generations, generation, _ENGINE.open(generation.folder, generation.manifest))
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
        dates: tuple[DateLike, DateLike] | None = None,
        match: str = "all",
        exact: bool = False,
        sort: str = Sort.RELEVANCE,
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] | None = None,
        facet_limit: int = 20,
        form_limit: int = 0,
    ) -> Results:
        """Find articles.

        `query` is text, or a `Query`, which brings the next five arguments with it.
        `filters` and `exclude` map facet names to values, None for "none given"; `dates` are
        the first and last day, as "2012", "2019-12", "2019-12-30" or dates, each None for open.
        `match` is "all" or "any"; `exact` searches words as written. `sort` is "relevance", "newest" or "oldest".
        At most `MAX_LIMIT` hits from `offset` on; past the end there are none. `facets` are
        names, all if not given, each cut after `facet_limit` values. `form_limit`: how many written forms of each
        word and pattern `Results.terms` shows; with 0 it is empty.
        Raises `QueryError` for a mistake in the text, `UsageError` for one in another argument.
        """
        query = asked_query(query, filters=filters, exclude=exclude, dates=dates, match=match, exact=exact)
        return self._snapshot.search(query, asked_page(sort, offset, limit, facets, facet_limit, form_limit))

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

    def similar(
        self,
        article_id: str,
        *,
        filters: Mapping[str, Iterable[str | None]] | None = None,
        exclude: Mapping[str, Iterable[str | None]] | None = None,
        dates: tuple[DateLike, DateLike] | None = None,
        limit: int = 10,
    ) -> tuple[Hit, ...]:
        """The articles most like one, best first: those that have most of the words that are typical of it.

        Without the article and its near copies; of articles that are near copies of one another there is the
        best one. Filters and dates are those of `search`; at most `MAX_LIMIT` hits. Their scores compare among
        themselves, their snippets show the words that they have in common with the article.
        Raises `UnknownArticleError` and, for a mistake in another argument, `UsageError`.
        """
        query = Query.of(filters=filters, exclude=exclude, dates=dates)
        return self._snapshot.similar(article_id, query, limited(limit))

    def keywords(
        self, query: str | Query = "", *, limit: int = 30, seed: int = 0, **asked: Unpack[QueryArguments]
    ) -> Keywords:
        """The words most typical of the articles that a search finds, against all others in the archive, best first.

        The further arguments are those of `search`. Words are stems, in title or text; how typical one is says
        the log-likelihood (Dunning 1993) of the table of articles found and other articles, with and without the
        word: articles are counted and not words, for else one long article outweighs many. Only words that a
        greater share of the articles found has are typical: of all articles none is. Above 2,000 articles found the
        first half of the table is that of a random sample of 2,000, the same for a `seed` (0 or more), and
        `Keywords.sampled` says so. Left out are the query's own words, letters by themselves and bare numbers.
        At most `MAX_LIMIT` words. Raises `QueryError` and `UsageError`, as `search` does.
        """
        if seed < 0:
            raise UsageError("seed is 0 or more.")
        return self._snapshot.keywords(asked_query(query, **asked), limited(limit), seed)

    def article(self, article_id: str) -> Article:
        """The article with this id. Raises `UnknownArticleError`."""
        return self._snapshot.article(article_id)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of the inputs."""
        return self._snapshot.articles()

    def matches(self, query: Query, article: Article) -> tuple[Match, ...]:
        """Where the query's text matches in an article. Raises `QueryError`."""
        return find_matches(query.tree, article)

    def statistics(self) -> Statistics:
        """The archive in numbers."""
        page = Page(limit=0, facets=(SOURCE,), facet_limit=sys.maxsize)
        publications = self._snapshot.search(Query(), page).facets[SOURCE.name]
        counted = tuple((value.value, value.count) for value in publications.values)
        return Statistics.of(self._generation.manifest, self._snapshot.day_counts(), counted)
