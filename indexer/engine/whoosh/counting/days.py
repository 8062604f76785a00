"""Days: how many articles of a set there are of each day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.day_counts import DayCounts
from indexer.engine.whoosh.columns.article_columns import UNDATED
from indexer.engine.whoosh.evaluation.article_set import ArticleSet

__all__ = ["counted_days"]


def counted_days(articles: ArticleSet, days: NDArray[np.int32]) -> DayCounts:
    """Some articles by day; `days`, int32 [articles of the generation], are proleptic ordinals or UNDATED."""
    of_articles = days.take(articles.numbers)
    dated = of_articles[of_articles != UNDATED]
    present, counts = np.unique(dated, return_counts=True)
    return DayCounts(present.astype(np.int64), counts.astype(np.int64), len(of_articles) - len(dated))
