"""Phrases: which articles have some words in order, near one another, in one field.

Every place of a word is one integer, article << 16 | position (in 64 bits << 32, where a segment
has positions beyond 16 bits), less the word's place in the phrase: words stand next to one another
where their integers are equal. The rarest word comes first, and of each further word only the
places in the articles that are still left are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.article_set import ArticleSet, each_once
from indexer.engine.whoosh.postings import Run

__all__ = ["PhraseRuns", "articles_with_phrase"]

Keys = NDArray[Any]  # uint32 or uint64

_MOST_WORDS_NARROW: Final = 60_000  # words times slop, in keys of 32 bits
_MOSTLY: Final = 2  # when more than 1/2 of a run's articles are wanted, all its places are taken
_MANY: Final = 8  # a list that is 8 times as long as the other is searched, not sorted with it


@dataclass(frozen=True, slots=True, eq=False)
class PhraseRuns:
    """The postings of a phrase's words, in its order, in one field of one segment: articles [base, base + count)."""

    base: int
    count: int
    runs: tuple[Run, ...]


def articles_with_phrase(places: Sequence[PhraseRuns], slop: int, among: ArticleSet) -> ArticleSet:
    """The articles of `among` with the phrase in one of the fields.

    Each next word stands 1 to `slop` positions after the one before it.
    """
    found = [
        local.astype(np.intp) + one.base
        for one in places
        if len(local := _local_articles(one, slop, among.mask[one.base : one.base + one.count]))
    ]
    if not found:
        return ArticleSet.none(among.among)
    numbers = found[0] if len(found) == 1 else each_once(np.sort(np.concatenate(found)))
    return ArticleSet(among.among, numbers=numbers)


def _local_articles(place: PhraseRuns, slop: int, among: NDArray[np.bool_]) -> NDArray[Any]:
    """The local numbers of the articles in the mask `among` with the phrase; ascending, each once."""
    candidates = _having_all(place, among)
    if not candidates.any():
        return np.empty(0, np.uint16)
    is_narrow = len(place.runs) * slop < _MOST_WORDS_NARROW and all(
        run.positions().dtype == np.uint16 for run in place.runs
    )
    bits = 16 if is_narrow else 32
    keys = _adjacent(place.runs, candidates, bits) if slop == 1 else _within(place.runs, candidates, bits, slop)
    return each_once(keys >> keys.dtype.type(bits))


def _having_all(place: PhraseRuns, among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [count]: the articles of `among` with every word, near one another or not."""
    candidates = among
    for run in sorted(place.runs, key=lambda run: len(run.articles)):
        having = np.zeros(place.count, bool)
        having[run.articles] = True
        having &= candidates
        candidates = having
    return candidates


def _keys(run: Run, candidates: NDArray[np.bool_], bits: int) -> Keys:
    """The places of a word in the articles of the mask; ascending within each form."""
    dtype: type[np.uint32 | np.uint64] = np.uint32 if bits == 16 else np.uint64
    positions, frequencies, articles = run.positions(), run.frequencies, run.articles
    kept = candidates[articles]
    if np.count_nonzero(kept) * _MOSTLY < len(articles):
        chosen = np.flatnonzero(kept)
        ends = np.cumsum(frequencies, dtype=np.int64)[chosen]
        frequencies, articles = frequencies[chosen], articles[chosen]
        taken = np.cumsum(frequencies, dtype=np.int64)
        positions = positions[np.repeat(ends - taken, frequencies) + np.arange(taken[-1] if len(taken) else 0)]
    heads: Keys = articles.astype(dtype)
    heads <<= dtype(bits)
    keys = np.repeat(heads, frequencies)
    keys |= positions
    return keys


def _adjacent(runs: Sequence[Run], candidates: NDArray[np.bool_], bits: int) -> Keys:
    """The first places of the phrase, ascending."""
    order = sorted(range(len(runs)), key=lambda place: len(runs[place].positions()))
    left = _starts(runs, order[0], candidates, bits)
    # What goes below position 0 comes out at the end of the article before, where no whole phrase fits.
    left = left[(left & left.dtype.type((1 << bits) - 1)) <= (1 << bits) - len(runs)]
    for place in order[1:]:
        candidates = np.zeros(len(candidates), bool)
        candidates[left >> left.dtype.type(bits)] = True
        left = _common(left, _starts(runs, place, candidates, bits))
    return left if all(run.single for run in runs) else np.sort(left)


def _starts(runs: Sequence[Run], place: int, candidates: NDArray[np.bool_], bits: int) -> Keys:
    """Where the phrase begins if it is word number `place` that stands where it does."""
    keys = _keys(runs[place], candidates, bits)
    keys -= keys.dtype.type(place)
    return keys


def _common(one: Keys, other: Keys) -> Keys:
    """What is in both; ascending. Each has every key once."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    both = np.concatenate((few, many))
    both.sort()
    common: Keys = both[:-1][both[1:] == both[:-1]]
    return common


def _within(runs: Sequence[Run], candidates: NDArray[np.bool_], bits: int, slop: int) -> Keys:
    """The last places of the phrase: those of each word that a place of the word before it reaches."""
    reached = np.sort(_keys(runs[0], candidates, bits))
    for run in runs[1:]:
        keys = np.sort(_keys(run, candidates, bits))
        if not len(reached) or not len(keys):
            return keys[:0]
        before = np.searchsorted(reached, keys)  # how many places are before each key
        nearest = reached[np.maximum(before, 1) - 1]
        shift = keys.dtype.type(bits)
        near = (before > 0) & (keys - nearest <= keys.dtype.type(slop)) & (keys >> shift == nearest >> shift)
        reached = keys[near]
    return reached
