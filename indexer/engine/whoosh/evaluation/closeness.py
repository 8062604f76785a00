"""Closeness: what articles gain where words that follow one another in the query stand near one another in them.

For each two neighbouring words of the query that are no function words, d words apart at their closest in running text,
    gain = SHARE · min(idf) · (k1 + 1) · p / (k1 + p), p = 1 / d², where d is at most REACH
The form is that of Rasolofo & Savoy 2003, "Term Proximity Scoring for Keyword-Based Retrieval Systems", section 3,
which sums 1 / d² over all places; that only the closest ones count is from Tao & Zhai 2007, "An Exploration of
Proximity Measures in Information Retrieval", section 4: how often words occur is in their scores already.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import Numbers
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.expand import term_runs
from indexer.engine.whoosh.evaluation.phrases import place_keys
from indexer.engine.whoosh.evaluation.query_words import EvaluatedWord
from indexer.engine.whoosh.evaluation.terms import K1, Scores
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import Field, FieldKind

__all__ = ["closeness", "distances_of", "gain", "neighbours"]

REACH: Final = 5  # words from one to the other, at most
SHARE: Final = 0.5  # of what a word that is as rare would score
_BITS: Final = 32
_SHIFT: Final = np.uint64(_BITS)

Keys = NDArray[np.uint64]
Pair = tuple[EvaluatedWord, EvaluatedWord]


def neighbours(words: Sequence[EvaluatedWord]) -> list[Pair]:
    """The pairs of neighbouring words that can be close to one another."""
    telling = [word for word in words if not word.is_function_word]
    return [(one, other) for one, other in itertools.pairwise(telling) if one.text != other.text]


def gain(pair: Pair, distance: NDArray[np.float64]) -> NDArray[np.float64]:
    """float64: what articles gain in which a pair's words are so far apart, float64; inf where they are not close."""
    nearness = 1 / (distance * distance)
    weight = SHARE * min(word.idf for word in pair)
    return weight * (K1 + 1) * nearness / (K1 + nearness)


def closeness(words: Sequence[EvaluatedWord], collection: Collection, numbers: Numbers) -> Scores:
    """float32 [len(numbers)]: what each of some articles, ascending, gains; 0 where no two words are close."""
    gains = np.zeros(len(numbers), np.float32)
    pairs = neighbours(words)
    for pair, distances in zip(pairs, distances_of(pairs, collection, numbers), strict=True):
        gains += gain(pair, distances).astype(np.float32)
    return gains


def distances_of(pairs: Sequence[Pair], collection: Collection, numbers: Numbers) -> NDArray[np.float64]:
    """float64 [pairs, len(numbers)]: how far apart the words are at their closest; inf where it is beyond REACH."""
    distances = np.full((len(pairs), len(numbers)), np.inf)
    bases = [segment.base for segment in collection.segments]
    bounds = np.searchsorted(numbers, [*bases, collection.count])
    for place, segment in enumerate(collection.segments):
        first, last = bounds[place], bounds[place + 1]
        if first < last and pairs:
            places = _Places(segment, place, numbers[first:last] - segment.base)
            for row, pair in zip(distances, pairs, strict=True):
                row[first:last] = places.distances(*pair)
    return distances


class _Places:
    """Where words stand in some articles of a segment, by their local numbers, ascending."""

    def __init__(self, segment: Segment, place: int, local: Numbers) -> None:
        self._segment = segment
        self._place = place  # of the segment, in the lists of forms
        self._wanted = np.zeros(segment.count, bool)
        self._wanted[local] = True
        self._rows = np.zeros(segment.count, np.intp)
        self._rows[local] = np.arange(len(local))
        self._count = len(local)
        self._keys: dict[tuple[int, Field], Keys] = {}

    def distances(self, one: EvaluatedWord, other: EvaluatedWord) -> NDArray[np.float64]:
        """float64 [articles]: how far apart two words are at their closest; inf where it is beyond REACH."""
        nearest = np.full(self._count, np.inf)
        for field in one.fields:
            if field in other.fields and field.kind is FieldKind.TEXT:
                few, many = sorted((self._keys_of(one, field), self._keys_of(other, field)), key=len)
                if len(few):
                    self._narrow(nearest, few, many)
        return nearest

    def _narrow(self, nearest: NDArray[np.float64], few: Keys, many: Keys) -> None:
        """Take the distances between places of two words into account."""
        # The nearest on both sides; one in the very same place, which patterns have, hides none.
        following = np.searchsorted(many, few)
        for neighbour in (following - 1, following, following + 1):
            there = many[np.clip(neighbour, 0, len(many) - 1)]
            distance = np.abs(there.astype(np.int64) - few.astype(np.int64))
            near = np.flatnonzero((distance > 0) & (distance <= REACH))
            rows = self._rows[(few[near] >> _SHIFT).astype(np.intp)]
            np.minimum.at(nearest, rows, distance[near].astype(np.float64))

    def _keys_of(self, word: EvaluatedWord, field: Field) -> Keys:
        """Where a word stands in the articles, article << 32 | position; ascending."""
        known = self._keys.get((id(word), field))
        if known is None:
            postings = self._segment.fields[field]
            runs = term_runs(postings, word.forms[self._place])
            parts = [place_keys(postings.run_of_terms(*run), self._wanted, _BITS) for run in runs]
            known = np.concatenate(parts) if parts else np.empty(0, np.uint64)
            known = known[self._wanted[(known >> _SHIFT).astype(np.intp)]]
            known.sort(kind="stable")
            self._keys[id(word), field] = known
        return known
