"""Nodes: a query as it is evaluated; each knows which articles it finds and what they score.

For one evaluation, in one thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.deadline import Deadline
from indexer.engine.whoosh.evaluation.terms import Scores, Term

__all__ = ["AllOf", "AnyOf", "Constant", "Node", "NoneOf", "PlacedNode", "Preferring", "Set", "TermNode", "Timed"]

_FEW = 8  # a term is weighed whole when at least 1/8 of its articles may be found


class Node(Protocol):
    """A part of a query."""

    @property
    def size(self) -> int:
        """About how many articles it finds at most: the smallest is evaluated first."""

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """The articles that it finds; where `among` is given, those outside of it may be left out.

        `scored`: the scores of most of them will be asked for, not only of a few.
        """

    def scores(self, found: ArticleSet) -> Scores | None:
        """float32 [len(found)]: the score of each article; 0 where the node does not find it. None: nothing scores.

        Called once, after `articles`; where that was given `among`, `found` lies within it.
        """


class Set:
    """Articles that are known beforehand; they score nothing."""

    def __init__(self, articles: ArticleSet) -> None:
        self.size = len(articles)
        self._articles = articles

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:  # noqa: ARG002  # see Node
        """See `Node`."""
        return self._articles

    def scores(self, found: ArticleSet) -> Scores | None:  # noqa: ARG002  # see Node
        """See `Node`."""
        return None


class Timed:
    """A node that is not evaluated any more when the query has taken too long: `QueryError`."""

    def __init__(self, node: Node, deadline: Deadline) -> None:
        self.size = node.size
        self._node = node
        self._deadline = deadline

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """See `Node`."""
        self._deadline.check()
        return self._node.articles(among, scored=scored)

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        self._deadline.check()
        return self._node.scores(found)


class TermNode:
    """A term."""

    def __init__(self, term: Term, boost: float) -> None:
        self.size = term.size
        self._term = term
        self._boost = boost

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """See `Node`."""
        return self._term.articles(weigh=scored and (among is None or len(among) * _FEW >= self.size))

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        return self._term.scores(found, self._boost)


class PlacedNode:
    """Words that stand in a certain way, as a phrase or near one another; it scores as its words do.

    `find` gives the articles of a set in which they stand so.
    """

    def __init__(
        self, among: int, find: Callable[[ArticleSet], ArticleSet], words: Sequence[Term], boost: float
    ) -> None:
        self.size = min((word.size for word in words), default=0)
        self._among = among
        self._find = find
        self._words = words
        self._boost = boost
        self._found: ArticleSet | None = None

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:  # noqa: ARG002  # see Node
        """See `Node`."""
        self._found = self._find(ArticleSet.every(self._among) if among is None else among)
        return self._found

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        return _within(_sum([word.scores(found, self._boost) for word in self._words]), found, self._found)


class AllOf:
    """What every part finds, and none of the `excluded`."""

    def __init__(self, among: int, parts: Sequence[Node], excluded: Sequence[Node], boost: float) -> None:
        self.size = min((part.size for part in parts), default=among)
        self._among = among
        self._parts = parts
        self._excluded = sorted(excluded, key=lambda part: part.size)
        self._boost = boost
        self._found: ArticleSet | None = None

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """See `Node`."""
        found = among
        for part in sorted(self._parts, key=lambda part: part.size):
            here = part.articles(found, scored=scored)
            found = here if found is None else found & here
        if found is None:
            found = ArticleSet.every(self._among)
        for part in self._excluded:
            found -= part.articles(found, scored=False)
        self._found = found
        return found

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        scores = _sum([part.scores(found) for part in self._parts])
        return _within(_boosted(scores, self._boost), found, self._found)


class AnyOf:
    """What any part finds."""

    def __init__(self, among: int, parts: Sequence[Node], boost: float) -> None:
        self.size = min(sum(part.size for part in parts), among)
        self._among = among
        self._parts = parts
        self._boost = boost

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """See `Node`."""
        return ArticleSet.union(self._among, [part.articles(among, scored=scored) for part in self._parts])

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        return _boosted(_sum([part.scores(found) for part in self._parts]), self._boost)


class NoneOf:
    """What the part does not find; it scores nothing."""

    def __init__(self, among: int, part: Node) -> None:
        self.size = among
        self.part = part

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:  # noqa: ARG002  # see Node
        """See `Node`."""
        return ~self.part.articles(among, scored=False)

    def scores(self, found: ArticleSet) -> Scores | None:  # noqa: ARG002  # see Node
        """See `Node`."""
        return None


class Preferring:
    """What the first part finds; the second adds to the scores."""

    def __init__(self, required: Node, optional: Node, boost: float) -> None:
        self.size = required.size
        self._required = required
        self._optional = optional
        self._boost = boost
        self._found: ArticleSet | None = None
        self._weigh = False

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:
        """See `Node`."""
        self._found = self._required.articles(among, scored=scored)
        self._weigh = scored
        return self._found

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        self._optional.articles(self._found, scored=self._weigh)
        scores = _sum([self._required.scores(found), self._optional.scores(found)])
        return _within(_boosted(scores, self._boost), found, self._found)


class Constant:
    """What the part finds, all with the same score."""

    def __init__(self, part: Node, score: float) -> None:
        self.size = part.size
        self._part = part
        self._score = score
        self._found: ArticleSet | None = None

    def articles(self, among: ArticleSet | None, *, scored: bool) -> ArticleSet:  # noqa: ARG002  # see Node
        """See `Node`."""
        self._found = self._part.articles(among, scored=False)
        return self._found

    def scores(self, found: ArticleSet) -> Scores | None:
        """See `Node`."""
        return _within(np.full(len(found), self._score, np.float32), found, self._found)


def _sum(scores: Sequence[Scores | None]) -> Scores | None:
    """The scores of all parts, added in their order."""
    total = None
    for one in scores:
        if one is not None:
            total = one if total is None else total + one
    return total


def _boosted(scores: Scores | None, boost: float) -> Scores | None:
    return scores if scores is None or boost == 1.0 else scores * np.float32(boost)


def _within(scores: Scores | None, found: ArticleSet, own: ArticleSet | None) -> Scores | None:
    """The scores, but 0 outside of the node's own articles."""
    if scores is None or own is None or found is own:
        return scores
    return scores * own.mask[found.numbers]
