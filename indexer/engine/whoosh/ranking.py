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
from indexer.engine.whoosh.evaluation.evaluate import Found
from indexer.engine.whoosh.evaluation.terms import Scores
from indexer.results import Sort

__all__ = ["CLOSENESS_WINDOW", "all_in_order", "is_ranked_anew", "ranked"]

CLOSENESS_WINDOW: Final = 1_000  # best hits that are ranked anew
_SPARE: Final = 8  # 1/8 more articles than rows are looked at first, since near copies may share some
_BITS: Final = 32


def ranked(
    found: Found, articles: ArticleSet, columns: Columns, page: Page, shared: SharedRows | None = None
) -> tuple[Numbers, Scores]:
    """The numbers of the articles on a page, in order, and their scores; `articles` are those that are to be ranked.

    With `shared`, the page is one of rows.
    """
    end = page.offset + page.limit if page.limit else 0
    if shared is None:
        numbers, scores = _ordered(found, articles, columns, page.sort, page.offset, end)
    else:
        numbers, scores = _rows(found, articles, columns, page, shared)
    return numbers, _scores_of(numbers, found, columns.count) if scores is None else scores


def _rows(
    found: Found, articles: ArticleSet, columns: Columns, page: Page, shared: SharedRows
) -> tuple[Numbers, Scores | None]:
    """The articles that have the rows of a page, and their scores where they are at hand."""
    end = min(page.offset + page.limit, len(articles) - shared.surplus) if page.limit else 0
    if end <= page.offset:
        return np.empty(0, np.intp), None
    enough = end + shared.surplus
    for size in (min(end + end // _SPARE, enough), enough):
        numbers, scores = _ordered(found, articles, columns, page.sort, 0, size)
        rows = shared.rows(numbers)
        if len(rows) >= end:
            break
    rows = rows[page.offset : end]
    return numbers[rows], None if scores is None else scores[rows]


def _ordered(
    found: Found, articles: ArticleSet, columns: Columns, sort: Sort, start: int, end: int
) -> tuple[Numbers, Scores | None]:
    """The articles [start, end) of the order, and where it is by relevance their scores."""
    numbers = articles.numbers
    end = min(end, len(numbers))
    scores = found.scores(articles) if sort is Sort.RELEVANCE and end > start else None
    if scores is None:
        return numbers[first(_dated(columns, sort).take(numbers), end)[start:]], None
    ranks = columns.ranks.take(numbers)
    places = best(scores, ranks, max(end, min(CLOSENESS_WINDOW, len(numbers))))
    window, rest = np.sort(places[:CLOSENESS_WINDOW]), places[CLOSENESS_WINDOW:]
    scores[window] += found.closeness(numbers[window])
    window = window[best(scores[window], ranks[window], len(window))]
    places = np.concatenate((window, rest))[start:end]
    return numbers[places], scores[places]


def all_in_order(found: Found, articles: ArticleSet, columns: Columns, sort: Sort) -> Numbers:
    """All of the articles, in the order of their pages."""
    numbers = articles.numbers
    scores = found.scores(articles) if sort is Sort.RELEVANCE else None
    if scores is None:
        slots = np.full(columns.count, -1, np.intp)
        slots[_dated(columns, sort).take(numbers)] = numbers
        return slots[slots >= 0]
    ranks = columns.ranks.take(numbers)
    window = np.sort(best(scores, ranks, min(CLOSENESS_WINDOW, len(numbers))))
    scores[window] += found.closeness(numbers[window])  # nobody loses by it, so that the others stay behind
    # Scores are above 0, where floats are in the order of their bits.
    keys = ((~scores.view(np.uint32)).astype(np.uint64) << np.uint64(_BITS)) | ranks.astype(np.uint64)
    keys.sort()
    return columns.by_rank[(keys & np.uint64(0xFFFF_FFFF)).astype(np.intp)].astype(np.intp)


def is_ranked_anew(number: int, found: Found, articles: ArticleSet, columns: Columns) -> bool:
    """Whether one of the articles is among the best, which closeness ranks."""
    scores = found.scores(articles)
    if scores is None:
        return False
    places = best(scores, columns.ranks.take(articles.numbers), min(CLOSENESS_WINDOW, len(scores)))
    return number in articles.numbers[places]


def _dated(columns: Columns, sort: Sort) -> NDArray[np.int32]:
    """int32 [articles]: their places by date; the newest come first, too, where nothing scores."""
    if sort is Sort.INDEXED:
        return columns.latest
    return columns.oldest if sort is Sort.OLDEST else columns.newest


def _scores_of(numbers: Numbers, found: Found, count: int) -> Scores:
    """The scores of a few articles, in whatever order."""
    ascending = np.sort(numbers)
    scores = found.scores(ArticleSet(count, numbers=ascending)) if len(numbers) else None
    if scores is None:
        return np.zeros(len(numbers), np.float32)
    return (scores + found.closeness(ascending))[np.searchsorted(ascending, numbers)]
