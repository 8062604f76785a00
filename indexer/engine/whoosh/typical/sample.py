"""Sample: some of the articles found, at random."""

from __future__ import annotations

import numpy as np

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers

__all__ = ["sampled"]


def sampled(articles: ArticleSet, columns: Columns, most: int, seed: int) -> Numbers:
    """At most so many of some articles, in random order, so that the first few are a sample too.

    The same for a seed, whatever the segments that the articles are in: they are drawn by the order of their ids.
    """
    if len(articles) <= most:
        numbers = columns.by_rank[np.sort(columns.ranks[articles.numbers])]
    else:
        numbers = columns.by_rank[articles.mask[columns.by_rank]]
    drawn = np.random.default_rng(seed).choice(len(numbers), min(most, len(numbers)), replace=False)
    return numbers[drawn].astype(np.intp)
