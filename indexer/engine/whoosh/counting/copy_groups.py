"""CopyGroups: near copies that share one row of the results, that of the best of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers

__all__ = ["CopyGroups", "SharedRows"]


class CopyGroups:
    """The groups of near copies that have several articles, numbered through; immutable.

    `groups`, integers [articles]: the same for the articles of one group.
    """

    def __init__(self, groups: NDArray[np.int32]) -> None:
        sizes = np.bincount(groups)
        self.members: Numbers = np.flatnonzero(sizes[groups] > 1)
        labels, self.of_members = np.unique(groups[self.members], return_inverse=True)
        self.count = len(labels)
        self.of_articles = np.full(len(groups), -1, np.int32)  # -1 for an article by itself
        self.of_articles[self.members] = self.of_members

    def others(self, number: int) -> Numbers:
        """The near copies of an article, ascending."""
        group = self.of_articles.item(number)
        return np.empty(0, np.intp) if group < 0 else (same := self.members[self.of_members == group])[same != number]

    def among(self, articles: ArticleSet) -> SharedRows:
        """How articles that were found share rows."""
        found = articles.mask[self.members]
        return SharedRows(self, np.bincount(self.of_members[found], minlength=self.count))


class SharedRows:
    """The rows of some articles, where the near copies among them share one; `counts`, intp [groups], are those."""

    def __init__(self, groups: CopyGroups, counts: NDArray[np.intp]) -> None:
        self._groups = groups
        self._counts = counts
        self.surplus = int(counts.sum() - np.count_nonzero(counts))  # articles that have no row of their own

    def further(self, number: int) -> int:
        """How many articles share the row of one of them."""
        group = self._groups.of_articles.item(number)
        return 0 if group < 0 else self._counts.item(group) - 1

    def rows(self, ordered: Numbers) -> Numbers:
        """The places in which some articles, the first ones of an order, have a row: the first of each group."""
        groups = self._groups.of_articles[ordered]
        grouped = np.flatnonzero(groups >= 0)
        firsts = np.full(self._groups.count, len(ordered), np.intp)
        np.minimum.at(firsts, groups[grouped], grouped)
        having = groups < 0
        having[firsts[firsts < len(ordered)]] = True
        return np.flatnonzero(having)

    def shown_for(self, number: int, ordered: Numbers) -> int:
        """The one of `ordered`, articles that have rows, in whose row an article is; the article must be in one."""
        group = self._groups.of_articles.item(number)
        return number if group < 0 else ordered.item(np.flatnonzero(self._groups.of_articles[ordered] == group)[0])
