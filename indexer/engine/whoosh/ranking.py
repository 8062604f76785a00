"""Ranking: which of the articles found are on a page, in order, and their scores.

The best by BM25F are ranked anew by closeness. How many these are does not depend on the page, so that
no article comes twice or never when one pages on. Near copies that share a row stand where the best of them does:
the order is the same, without the others.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.base import Page
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.counting.copy_groups import SharedRows
from indexer.engine.whoosh.counting.ordering import best, first
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.evaluation.outcome import Outcome
from indexer.engine.whoosh.evaluation.terms import Scores
from indexer.lockless import cached_property
from indexer.results import Sort

__all__ = ["CLOSENESS_WINDOW", "Ranking"]

CLOSENESS_WINDOW: Final = 1_000  # best hits that are ranked anew
_SPARE: Final = 8  # 1/8 more articles than rows are looked at first, since near copies may share some
_BITS: Final = 32


class Ranking:
    """The articles of a search, to be put in an order; immutable, safe to share between threads.

    `articles` are those of the outcome that pass the filters.
    """

    def __init__(self, outcome: Outcome, articles: ArticleSet, columns: Columns) -> None:
        self._outcome = outcome
        self._articles = articles
        self._columns = columns
        self._scores = outcome.scores(articles)

    @cached_property
    def _window(self) -> tuple[Numbers, Scores]:
        """The best articles in their order, as places among all, and their scores; none where nothing scores."""
        if self._scores is None:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        numbers = self._articles.numbers
        ranks = self._columns.ranks.take(numbers)
        window = np.sort(best(self._scores, ranks, min(CLOSENESS_WINDOW, len(numbers))))
        scores = self._scores[window] + self._outcome.closeness(numbers[window])
        order = best(scores, ranks[window], len(window))
        return window[order], scores[order]

    def page(self, page: Page, shared: SharedRows | None = None) -> tuple[Numbers, Scores]:
        """The numbers of the articles on a page, in order, and their scores; with `shared`, the page is one of rows."""
        row_count = len(self._articles) - (shared.surplus if shared else 0)
        end = min(page.offset + page.limit, row_count) if page.limit else 0
        if end <= page.offset:
            return np.empty(0, np.intp), np.empty(0, np.float32)
        rows: NDArray[np.intp] | slice = slice(page.offset, end)
        if shared is None:
            places = self._first(end, page.sort)
        else:
            enough = end + shared.surplus
            for size in (min(end + end // _SPARE, enough), enough):
                places = self._first(size, page.sort)
                having = shared.rows(self._articles.numbers[places])
                if len(having) >= end:
                    break
            rows = having[page.offset : end]
        return self._articles.numbers[places[rows]], self._scores_of(places, rows, page.sort)

    def all(self, sort: Sort) -> Numbers:
        """The numbers of all articles, in their order."""
        numbers = self._articles.numbers
        if self._scores is None or sort is not Sort.RELEVANCE:
            slots = np.full(self._columns.count, -1, np.intp)
            slots[self._dated(sort).take(numbers)] = numbers
            return slots[slots >= 0]
        window, anew = self._window
        scores = self._scores.copy()
        scores[window] = anew  # nobody loses by it, so that the others stay behind
        # Scores are above 0, where floats are in the order of their bits.
        ranks = self._columns.ranks.take(numbers).astype(np.uint64)
        keys = ((~scores.view(np.uint32)).astype(np.uint64) << np.uint64(_BITS)) | ranks
        keys.sort()
        return self._columns.by_rank[(keys & np.uint64(0xFFFF_FFFF)).astype(np.intp)].astype(np.intp)

    def is_ranked_anew(self, number: int) -> bool:
        """Whether one of the articles is among the best, which closeness ranks."""
        return number in self._articles.numbers[self._window[0]]

    def _first(self, count: int, sort: Sort) -> Numbers:
        """The first articles, in order, as places among all."""
        numbers = self._articles.numbers
        if self._scores is None or sort is not Sort.RELEVANCE:
            return first(self._dated(sort).take(numbers), min(count, len(numbers)))
        places, _ = self._window
        if min(count, len(numbers)) > len(places):
            further = best(self._scores, self._columns.ranks.take(numbers), count)[len(places) :]
            places = np.concatenate((places, further))
        return places[:count]

    def _dated(self, sort: Sort) -> NDArray[np.int32]:
        """int32 [all articles]: their places by date; the newest come first, too, where nothing scores."""
        if sort is Sort.INDEXED:
            return self._columns.latest
        return self._columns.oldest if sort is Sort.OLDEST else self._columns.newest

    def _scores_of(self, places: Numbers, rows: NDArray[np.intp] | slice, sort: Sort) -> Scores:
        """float32 [rows]: the scores of some of the first articles of an order, which are at these places."""
        chosen = places[rows]
        if self._scores is None:
            return np.zeros(len(chosen), np.float32)
        if sort is Sort.RELEVANCE:
            anew = self._window[1][: len(places)]
            return np.concatenate((anew, self._scores[places[len(anew) :]]))[rows]
        ascending = np.sort(chosen)  # of these alone, however deep the page: words are looked for in each
        scores = self._scores[ascending] + self._outcome.closeness(self._articles.numbers[ascending])
        return scores[np.searchsorted(ascending, chosen)]
