"""Term: a word, or all words that a pattern stands for, in some fields: where it is and what it scores.

Scores: BM25F (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework",
section 3.6). Over the fields f of a term,
    t = Σ_f v_f · tf_f / (1 − b_f + b_f · len_f / avglen_f)
    tf_f = occurrences of the form that was typed + φ · occurrences of the other forms of its stem
    score = boost · weight · idf · (k1 + 1) · t / (k1 + t)
    idf = ln(1 + (N − n + ½) / (n + ½)), n = articles with the term in any of its fields.
φ is 0.7 (`OTHER_FORM`), a measure of our own: judged sets are ranked best near it.
The weight is 1, but for function words, which say little and are rare only by chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import ArticleSet, is_fresh
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.fields import Field

__all__ = ["OTHER_FORM", "Scores", "Stretch", "Term"]

Scores = NDArray[np.float32]

K1: Final = 1.5
OTHER_FORM: Final = 0.7  # what an occurrence of a form counts where another form of its stem was typed
_SPARSE: Final = 32  # a term of fewer postings than 1/32 of the articles is worked out posting by posting
_FEW: Final = 8  # scores of fewer than 1/8 as many articles as there are postings are picked out


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """The postings of a term in one field of one segment, whose articles are [base, base + count).

    `articles`: uint16 [p], local; with `single`, ascending and each once. `frequencies`: uint8 or uint32 [p].
    `factor`: what an occurrence counts.
    """

    field: Field
    base: int
    count: int
    articles: NDArray[np.uint16]
    frequencies: NDArray[Any]
    single: bool
    factor: float = 1.0


class Term:
    """One term of a query; `size` is the number of its postings. For one evaluation, in one thread.

    Which articles have it and what each weighs (BM25F's t) are worked out when first asked for.
    """

    def __init__(self, collection: Collection, stretches: Sequence[Stretch], weight: float = 1.0) -> None:
        self.weight = weight
        self.size = sum(len(one.articles) for one in stretches)
        self._collection = collection
        self._stretches = stretches
        self._having: ArticleSet | None = None
        self._weighed: Scores | None = None  # of those who have it, when they are few; else of all articles

    def articles(self, *, weigh: bool) -> ArticleSet:
        """The articles that have the term. `weigh`: scores of most of them will be asked for."""
        if self._having is None:
            if self.size * _SPARSE < self._collection.count:
                self._having, self._weighed = self._weighed_few()
            elif weigh:
                self._weighed = self._weighed_many()
                self._having = ArticleSet(self._collection.count, mask=self._weighed > 0)
            else:
                self._having = self._marked()
        return self._having

    def scores(self, found: ArticleSet, boost: float) -> Scores:
        """float32 [len(found)]: the scores of the articles found; 0 for those without the term."""
        weigh = len(found) * _FEW >= self.size
        having = self.articles(weigh=weigh)
        if self._weighed is None and weigh:
            self._weighed = self._weighed_many()
        if self._weighed is None:
            weighed = self._weights_of(found)
        elif len(self._weighed) == self._collection.count:
            weighed = self._weighed.take(found.numbers)
        elif found is having:
            weighed = self._weighed
        else:
            weighed = _spread(self._weighed, having.numbers, found.numbers)
        scores: Scores = weighed * np.float32(boost * self.weight * self.idf * (K1 + 1)) / (weighed + np.float32(K1))
        return scores

    @property
    def idf(self) -> float:
        """How much the term tells: the rarer it is, the more."""
        having = self.article_count
        return math.log1p((self._collection.count - having + 0.5) / (having + 0.5))

    @property
    def article_count(self) -> int:
        """How many articles have the term, the deleted among them."""
        return len(self.articles(weigh=False))

    def frequencies_in(self, number: int) -> dict[Field, tuple[int, int]]:
        """How often the term stands in each field of an article that has it: in whole, and in forms that weigh less."""
        counts: dict[Field, tuple[int, int]] = {}
        for one in self._stretches:
            if one.base <= number < one.base + one.count:
                here = one.frequencies[one.articles == number - one.base].astype(np.int64)
                if len(here):
                    whole, less = counts.get(one.field, (0, 0))
                    size = int(here.sum())
                    counts[one.field] = whole + size, less + (size if one.factor < 1 else 0)
        return counts

    def _marked(self) -> ArticleSet:
        mask = np.zeros(self._collection.count, bool)
        for one in self._stretches:
            mask[one.base : one.base + one.count][one.articles] = True
        return ArticleSet(len(mask), mask=mask)

    def _weighed_many(self) -> Scores:
        """float32 [all articles]: t of every article."""
        weighed = np.zeros(self._collection.count, np.float32)
        for one in self._stretches:
            here = weighed[one.base : one.base + one.count]
            local = one.articles.astype(np.intp)
            weights = self._contributions(one, local)
            if one.single:
                here[local] += weights
            else:
                np.add.at(here, local, weights)
        return weighed

    def _weighed_few(self) -> tuple[ArticleSet, Scores]:
        """The articles that have the term, and t of each."""
        count = self._collection.count
        if not self.size:
            return ArticleSet.none(count), np.empty(0, np.float32)
        numbers, weights = self._joined(self._located())
        order = np.argsort(numbers, kind="stable")
        numbers = numbers[order]
        firsts = np.flatnonzero(is_fresh(numbers))
        return ArticleSet(count, numbers=numbers[firsts]), np.add.reduceat(weights[order], firsts)

    def _weights_of(self, found: ArticleSet) -> Scores:
        """t of the few articles found, of a term that is in many."""
        weighed = np.zeros(len(found), np.float32)
        mask = found.mask
        picked = []
        for one in self._stretches:
            kept = np.flatnonzero(mask[one.base : one.base + one.count][one.articles])
            if len(kept):
                local = one.articles[kept].astype(np.intp)
                picked.append((local + one.base, self._contributions(one, local, kept)))
        if picked:
            numbers, weights = self._joined(iter(picked))
            np.add.at(weighed, np.searchsorted(found.numbers, numbers), weights)
        return weighed

    def _located(self) -> Iterator[tuple[NDArray[np.intp], Scores]]:
        for one in self._stretches:
            local = one.articles.astype(np.intp)
            yield local + one.base, self._contributions(one, local)

    @staticmethod
    def _joined(parts: Iterator[tuple[NDArray[np.intp], Scores]]) -> tuple[NDArray[np.intp], Scores]:
        numbers, weights = zip(*parts, strict=True)
        return (numbers[0], weights[0]) if len(numbers) == 1 else (np.concatenate(numbers), np.concatenate(weights))

    def _contributions(self, one: Stretch, local: NDArray[np.intp], kept: NDArray[np.intp] | None = None) -> Scores:
        """float32: what each posting adds to t of its article."""
        weights = self._collection.weights(one.field)[one.base : one.base + one.count].take(local)
        frequencies: NDArray[Any] = one.frequencies if kept is None else one.frequencies[kept]
        np.multiply(weights, frequencies, out=weights, casting="same_kind")
        if one.factor != 1.0:
            weights *= np.float32(one.factor)
        return weights


def _spread(weights: Scores, having: NDArray[np.intp], found: NDArray[np.intp]) -> Scores:
    """The weights of the articles `having` them at the places of those `found`; 0 where they have none."""
    spread = np.zeros(len(found), np.float32)
    if not len(having) or not len(found):
        return spread
    if len(found) < len(having):
        places = np.searchsorted(having, found)
        np.minimum(places, len(having) - 1, out=places)
        hits = having[places] == found
        spread[hits] = weights[places[hits]]
    else:
        places = np.searchsorted(found, having)
        np.minimum(places, len(found) - 1, out=places)
        hits = found[places] == having
        spread[places[hits]] = weights[hits]
    return spread
