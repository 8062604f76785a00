"""Outcome: what the text of a query finds and how it scores, whatever the filters, sort and page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.evaluation.closeness import closeness
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.own_queries import WhooshQuery
from indexer.engine.whoosh.evaluation.query_words import EvaluatedWord
from indexer.engine.whoosh.evaluation.terms import Scores

__all__ = ["Outcome"]


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """Articles with their scores, float32 [len(articles)], or None where nothing scores. Threads may share it."""

    articles: ArticleSet
    words: Sequence[EvaluatedWord]  # that the query wants, in its order
    _scores: Scores | None
    _collection: Collection

    @classmethod
    def of(cls, query: WhooshQuery, collection: Collection, live: ArticleSet | None) -> Outcome:
        """Evaluate a query; of what it finds those that are live. Raises as `evaluate` does."""
        found = evaluate(query, collection, scored=True)
        articles = found.articles if live is None else found.articles & live
        scores = found.scores(articles)
        return cls(articles, [word.evaluated() for word in found.words], scores, collection)

    def scores(self, some: ArticleSet) -> Scores | None:
        """float32 [len(some)]: the scores of some of the articles, not to be changed; None where nothing scores."""
        if self._scores is None or some is self.articles:
            return self._scores
        if some.is_sparse:
            return self._scores.take(np.searchsorted(self.articles.numbers, some.numbers))
        return self._scores[some.mask.take(self.articles.numbers)]

    def closeness(self, numbers: Numbers) -> Scores:
        """float32 [len(numbers)]: what some of the articles, ascending, gain by words near one another."""
        return closeness(self.words, self._collection, numbers)
