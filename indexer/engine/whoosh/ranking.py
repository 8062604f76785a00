"""Ranking: which of the articles found are on a page, in order, and their scores.

The best by BM25F are ranked anew by closeness. How many these are does not depend on the page, so that
no article comes twice or never when one pages on.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from indexer.engine.base import Page
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.counting.ordering import best, first
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.evaluation.evaluate import Found
from indexer.engine.whoosh.evaluation.terms import Scores
from indexer.results import Sort

__all__ = ["CLOSENESS_WINDOW", "is_ranked_anew", "ranked"]

CLOSENESS_WINDOW: Final = 1_000  # best hits that are ranked anew


def ranked(found: Found, articles: ArticleSet, columns: Columns, page: Page) -> tuple[Numbers, Scores]:
    """The numbers of the articles on a page, in order, and their scores; `articles` are those that are to be ranked."""
    numbers = articles.numbers
    end = min(page.offset + page.limit, len(numbers)) if page.limit else 0
    scores = found.scores(articles) if page.sort is Sort.RELEVANCE and end > page.offset else None
    if scores is not None:
        ranks = columns.ranks.take(numbers)
        places = best(scores, ranks, max(end, min(CLOSENESS_WINDOW, len(numbers))))
        window, rest = np.sort(places[:CLOSENESS_WINDOW]), places[CLOSENESS_WINDOW:]
        scores[window] += found.closeness(numbers[window])
        window = window[best(scores[window], ranks[window], len(window))]
        places = np.concatenate((window, rest))[page.offset : end]
        return numbers[places], scores[places]
    keys = columns.oldest if page.sort is Sort.OLDEST else columns.newest  # newest, too, where nothing scores
    ordered = numbers[first(keys.take(numbers), end)[page.offset :]]
    return ordered, _scores_of(ordered, found, columns.count)


def is_ranked_anew(number: int, found: Found, articles: ArticleSet, columns: Columns) -> bool:
    """Whether one of the articles is among the best, which closeness ranks."""
    scores = found.scores(articles)
    if scores is None:
        return False
    places = best(scores, columns.ranks.take(articles.numbers), min(CLOSENESS_WINDOW, len(scores)))
    return number in articles.numbers[places]


def _scores_of(numbers: Numbers, found: Found, count: int) -> Scores:
    """The scores of a few articles, in whatever order."""
    ascending = np.sort(numbers)
    scores = found.scores(ArticleSet(count, numbers=ascending)) if len(numbers) else None
    if scores is None:
        return np.zeros(len(numbers), np.float32)
    return (scores + found.closeness(ascending))[np.searchsorted(ascending, numbers)]
