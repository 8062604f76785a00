"""Research: what may be asked of an open archive beyond a page of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Unpack

from indexer.arguments import asked_query, limited
from indexer.engine.base import Snapshot
from indexer.errors import UsageError
from indexer.keywords import Keywords
from indexer.query.date_range import DateLike
from indexer.query.query import Query, QueryArguments
from indexer.results import Hit

__all__ = ["Research"]


class Research:
    """The part of `Archive` that looks at articles found together rather than one by one."""

    _snapshot: Snapshot

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
