"""Nearness: which articles have some words and phrases near one another, in any order, in one field.

Every place is one integer, article << 32 | position. Words stand in a window where, from the first of their
places on, each has a place before the window ends; they stand in one sentence where their places come
after the same start of a sentence. A place may serve several words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Mask, Numbers, each_once
from indexer.engine.whoosh.evaluation.phrases import place_keys
from indexer.engine.whoosh.segments.postings import FieldPostings
from indexer.engine.whoosh.segments.segment import Places, Segment
from indexer.engine.whoosh.segments.words import VALUE_GAP
from indexer.fields import BODY, Field, FieldKind
from indexer.query.tree import Unit

__all__ = ["NearRuns", "Part", "articles_near"]

_BITS: Final = 32
_SHIFT: Final = np.uint64(_BITS)
_WHOLE_FIELD: Final = 1 << 31  # a window that reaches over any field

TermRuns = tuple[tuple[int, int], ...]
Part = tuple[TermRuns, ...]
Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class NearRuns:
    """Where words are in one field of one segment.

    `parts`: of each word or phrase its words, in order, and of each word which [begin, end) of the
    field's terms are its forms.
    """

    segment: Segment
    field: Field
    parts: tuple[Part, ...]

    @property
    def postings(self) -> FieldPostings:
        """Those of the field."""
        return self.segment.fields[self.field]


def articles_near(places: Sequence[NearRuns], reach: int | Unit, among: ArticleSet) -> ArticleSet:
    """The articles of `among` in which all parts stand near one another in one of the fields; see `Near`."""
    found = [
        local + one.segment.base
        for one in places
        if len(
            local := _local_articles(one, reach, among.mask[one.segment.base : one.segment.base + one.segment.count])
        )
    ]
    if not found:
        return ArticleSet.none(among.among)
    return ArticleSet(among.among, numbers=each_once(np.sort(np.concatenate(found))))


def _local_articles(one: NearRuns, reach: int | Unit, among: Mask) -> Numbers:
    """The local numbers of the articles in the mask `among` in which all stand; ascending, each once."""
    candidates = _having_all(one, among)
    if not candidates.any():
        return np.empty(0, np.intp)
    keys = [_part_keys(one.postings, part, candidates) for part in one.parts]
    sizes = [len(part) for part in one.parts]
    if isinstance(reach, Unit) and one.field == BODY:
        starts = one.segment.sentences if reach is Unit.SENTENCE else one.segment.paragraphs
        found = _in_one_unit(keys, sizes, _start_keys(starts, candidates))
    elif isinstance(reach, Unit):
        found = _in_window(keys, sizes, VALUE_GAP if one.field.kind is FieldKind.VALUES else _WHOLE_FIELD)
    else:
        found = _in_window(keys, sizes, sum(sizes) + reach)
    local: Numbers = each_once((found >> _SHIFT).astype(np.intp))
    return local[candidates[local]]  # places may be of others too


def _having_all(one: NearRuns, among: Mask) -> Mask:
    """bool [count]: the articles of `among` with every word."""
    candidates = among
    for part in one.parts:
        for runs in part:
            having = np.zeros(len(among), bool)
            for begin, end in runs:
                having[one.postings.run_of_terms(begin, end).articles] = True
            candidates = candidates & having
    return candidates


def _part_keys(postings: FieldPostings, part: Part, candidates: Mask) -> Keys:
    """Where a word, or the first word of a phrase, stands in the candidates; ascending."""
    keys = _word_keys(postings, part[0], candidates)
    for place, runs in enumerate(part[1:], 1):
        following = _word_keys(postings, runs, candidates)
        keys = np.intersect1d(keys, following - np.uint64(place), assume_unique=True)
    return keys


def _word_keys(postings: FieldPostings, runs: TermRuns, candidates: Mask) -> Keys:
    keys = np.concatenate([place_keys(postings.run_of_terms(*run), candidates, _BITS) for run in runs])
    keys.sort(kind="stable")  # it is made of a few ascending stretches
    return keys


def _in_window(keys: Sequence[Keys], sizes: Sequence[int], window: int) -> Keys:
    """The first places of windows, of so many positions, that hold all parts; ascending."""
    beginnings = [_beginning(keys, sizes, window, first) for first in range(len(keys))]
    found = np.concatenate(beginnings)
    found.sort()
    return found


def _beginning(keys: Sequence[Keys], sizes: Sequence[int], window: int, first: int) -> Keys:
    """The places of part number `first` at which a window begins that holds all parts."""
    left = keys[first]
    for place, (others, size) in enumerate(zip(keys, sizes, strict=True)):
        if place == first:
            continue
        if not len(left) or not len(others):
            return left[:0]
        following = np.searchsorted(others, left)
        nearest = others[np.minimum(following, len(others) - 1)]
        is_near = (following < len(others)) & (nearest - left <= np.uint64(max(window - size, 0)))
        left = left[is_near & (nearest >> _SHIFT == left >> _SHIFT)]
    return left


def _start_keys(starts: Places, candidates: Mask) -> Keys:
    """Where sentences or paragraphs begin in the bodies of the candidates; ascending."""
    numbers = np.flatnonzero(candidates)
    ends = starts.ends.astype(np.int64)
    lasts = ends[numbers]
    counts = lasts - np.where(numbers > 0, ends[numbers - 1], 0)
    total = np.cumsum(counts)
    places = np.repeat(lasts - total, counts) + np.arange(total[-1])
    heads = numbers.astype(np.uint64) << _SHIFT  # a body's first sentence begins at position 0
    written: NDArray[Any] = starts.positions[0 : int(ends[-1])]
    keys = np.concatenate((heads, np.repeat(heads, counts) | written[places]))
    keys.sort(kind="stable")
    return keys


def _in_one_unit(keys: Sequence[Keys], sizes: Sequence[int], starts: Keys) -> Keys:
    """The starts of the sentences or paragraphs that hold all parts; ascending."""
    units = []
    for places, size in zip(keys, sizes, strict=True):
        first = np.searchsorted(starts, places, side="right")
        last = np.searchsorted(starts, places + np.uint64(size - 1), side="right")
        # Keys may be of articles that are no candidates: those have no starts.
        is_own = (first > 0) & (starts[first - 1] >> _SHIFT == places >> _SHIFT)
        units.append(each_once(first[is_own & (first == last)]))
    common = functools.reduce(functools.partial(np.intersect1d, assume_unique=True), units)
    found: Keys = starts[common - 1]
    return found
