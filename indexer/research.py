"""Research: what may be asked of an open archive beyond a page of results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Unpack

from indexer.arguments import asked_part, asked_query, asked_sort, limited, seeded
from indexer.articles.article import Article
from indexer.concordance import MAX_CONTEXT, MAX_LINES, Concordance, ConcordanceOrder
from indexer.engine.base import Snapshot
from indexer.errors import UsageError
from indexer.facet_page import FacetOrder, FacetPage
from indexer.keywords import Keywords
from indexer.near_copy import NearCopy
from indexer.neighbours import Neighbours
from indexer.query.date_range import DatesLike
from indexer.query.query import Query, QueryArguments
from indexer.results import Hit, Sort
from indexer.sample import Sample
from indexer.term_table import TermTable, asked_division, asked_terms
from indexer.timeline import MAX_QUERIES, Timeline, asked_unit, days_of_each, timeline

__all__ = ["Research"]


class Research:
    """The part of `Archive` that looks at articles found together rather than one by one."""

    _snapshot: Snapshot

    def found(
        self, query: str | Query = "", *, sort: str = Sort.RELEVANCE, **asked: Unpack[QueryArguments]
    ) -> Iterator[Article]:
        """All articles that a search finds, in its order, read one by one while the archive is open.

        The further arguments are those of `search`, which finds the same in pages. Takes up no more memory than the
        numbers of the articles. Raises `QueryError` and `UsageError` at once, as `search` does.
        """
        return self._snapshot.found(asked_query(query, **asked), asked_sort(sort))

    def has(self, article_id: str) -> bool:
        """Whether there is an article with this id."""
        return self._snapshot.has(article_id)

    def near_copies(self, article_id: str, *, limit: int = 50) -> tuple[NearCopy, ...]:
        """The articles that are near copies of one, the oldest first, and how they differ; at most `MAX_LIMIT`.

        Raises `UnknownArticleError`, and `UsageError` for a negative `limit`.
        """
        return self._snapshot.near_copies(article_id, limited(limit))

    def neighbours(
        self,
        query: str | Query,
        article_id: str,
        *,
        sort: str = Sort.RELEVANCE,
        grouped: bool = False,
        **asked: Unpack[QueryArguments],
    ) -> Neighbours:
        """Where an article stands in a search, and which articles come before and after it.

        All arguments but the article's id are those of `search`, and so is the order.
        Raises `QueryError` and `UsageError`, as `search` does, and `UnknownArticleError`.
        """
        wanted = asked_query(query, **asked)
        return self._snapshot.neighbours(wanted, article_id, asked_sort(sort), grouped=grouped)

    def similar(
        self,
        article_id: str,
        *,
        filters: Mapping[str, Iterable[str | None]] | None = None,
        exclude: Mapping[str, Iterable[str | None]] | None = None,
        dates: DatesLike = None,
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

    def facet(
        self,
        query: str | Query,
        field: str,
        *,
        containing: str = "",
        order: str = FacetOrder.COUNT,
        offset: int = 0,
        limit: int = 100,
        **asked: Unpack[QueryArguments],
    ) -> FacetPage:
        """The values that the articles found have of one facet, whose own filter is left out of the counts.

        The further arguments are those of `search`. `containing`: only values with this in their names, whatever the
        case, accents, quotes and dashes; nothing but signs is in all of them. `order` is "count", most articles
        first, or "name". At most `MAX_LIMIT` values from `offset` on, the filter's own on top of them.
        Raises `QueryError` and `UsageError`, as `search` does.
        """
        part = asked_part(field, containing, order, offset, limit)
        return self._snapshot.facet(asked_query(query, **asked), part)

    def keywords(
        self, query: str | Query = "", *, limit: int = 30, seed: int = 0, **asked: Unpack[QueryArguments]
    ) -> Keywords:
        """The words most typical of the articles that a search finds, against all others in the archive, best first.

        The further arguments are those of `search`. Words are stems, in title or text; how typical one is says
        the log-likelihood (Dunning 1993) of the table of articles found and other articles, with and without the
        word: articles are counted and not words, for else one long article outweighs many. Only words that a
        greater share of the articles found has are typical: of all articles none is. Counts are of all articles;
        which words are counted is told by reading 200 of them, the same for a `seed` (0 or more). Left out are the
        query's own words, letters by themselves and bare numbers. At most `MAX_LIMIT` words.
        Raises `QueryError` and `UsageError`, as `search` does.
        """
        return self._snapshot.keywords(asked_query(query, **asked), limited(limit), seeded(seed))

    def sample(
        self, query: str | Query = "", *, size: int = 50, seed: int = 1, **asked: Unpack[QueryArguments]
    ) -> Sample:
        """Some of the articles that a search finds, drawn by lot: the same for the same `seed`, 0 or more.

        The further arguments are those of `search`. An article's lot is a number made of its id and the seed; those
        with the smallest numbers are drawn, smallest first. So a greater sample begins with the smaller one, and
        articles that come into the archive change a sample only by those among them that are drawn.
        At most `MAX_LIMIT` hits, their scores 0. Raises `QueryError` and `UsageError`, as `search` does.
        """
        return self._snapshot.sample(asked_query(query, **asked), limited(size), seeded(seed))

    def term_table(
        self, terms: Sequence[str], query: str | Query = "", *, by: str | None = None, **asked: Unpack[QueryArguments]
    ) -> TermTable:
        """How many articles have each of at most `MAX_TERMS` terms: in the archive, and of those that a search finds.

        A term is a query text, read as the search's own is. `by` divides the articles found: by the values of a facet
        that it names, by "year" or by "decade". The further arguments are those of `search`. A term with a mistake,
        one that costs too much and those not yet begun after 5 seconds have no count; their row says why.
        Raises `QueryError` for a mistake in the query and `UsageError` for one in another argument.
        """
        wanted = asked_query(query, **asked)
        return self._snapshot.term_table(wanted, asked_terms(terms, wanted), asked_division(by))

    def concordance(
        self,
        query: str | Query,
        *,
        order: str = ConcordanceOrder.RELEVANCE,
        offset: int = 0,
        limit: int = 100,
        context: int = 80,
        **asked: Unpack[QueryArguments],
    ) -> Concordance:
        """The matches of a query in the texts and notes of the articles that it finds, one a line.

        The further arguments are those of `search`. A match is what the article's page marks; words that stand in a
        title or a name alone have no line. `order` is "left", "left2", "left3", "right", "right2" or "right3" (by the
        first to third word beside the match, then by those beyond it), "match", "relevance" (the articles' order in
        the search), "oldest" or "newest"; lines that are alike in it stand by date and id. At most `limit` lines from
        `offset` on, each with at most `context` characters on either side, whole words of the same paragraph.
        Where there are more than `MAX_LINES` matches, the concordance is of articles drawn at random, the same
        each time: see `Concordance`. Raises `QueryError` and `UsageError`, as `search` does.
        """
        if order not in list(ConcordanceOrder):
            raise UsageError(f"order is {order!r}; it takes {', '.join(ConcordanceOrder)}.")
        if min(offset, context) < 0:
            raise UsageError("offset and context are 0 or more.")
        wanted = asked_query(query, **asked)
        return self._snapshot.concordance(
            wanted, ConcordanceOrder(order), offset, limited(limit, MAX_LINES), min(context, MAX_CONTEXT)
        )

    def timeline(self, queries: Sequence[str], *, unit: str | None = None, **asked: Unpack[QueryArguments]) -> Timeline:
        """How many articles each of up to `MAX_QUERIES` queries finds in each year, month or day.

        The further arguments are those of `search`, and the same for all queries. `unit` is "year", "month" or "day";
        if not given, the finest that makes no more than 92 days or 120 months. One that makes more than `MAX_PERIODS`
        periods gives way to the next coarser one, and `Timeline.unit` says which it is.
        An article counts at the first day of its date: one of "2012" in January. Undated ones are in no period.
        Raises `QueriesError` for mistakes in queries, all at once, and `UsageError` for one in another argument and
        where the articles span more than `MAX_PERIODS` years.
        """
        if isinstance(queries, str) or not 1 <= len(queries) <= MAX_QUERIES:
            raise UsageError(f"A timeline takes a list of 1 to {MAX_QUERIES} queries. Leave the others out.")
        wanted = asked_unit(unit)
        every = asked_query("", **asked)
        found = days_of_each([asked_query(text, **asked) for text in queries], self._snapshot.days_found)
        return timeline(self._snapshot.days_found(every), found, every.dates, wanted)
