"""First places: articles in which two very frequent words stand side by side, seen in the words' first places.

"Of the" is soon found in most articles that have it, and all further places of its words need not
be looked at. The first places of a word in all articles are laid side by side, so that one comparison
of two arrays compares one place of each word in every article at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import Mask
from indexer.engine.whoosh.segments.postings import Run

__all__ = ["FrequentWord", "articles_seen"]

_ROUNDS: Final = ((8, 16), (16, 32))  # how many places of the rarer and of the more frequent word are compared
_HIGHEST: Final = 16_000  # positions up to here are compared; those above are as good as unknown
# Raise a position to what no position is, nor the one next to it, raised as the other word's.
_NOT_THE_FIRST: Final = np.uint16(0x4000)
_NOT_THE_SECOND: Final = np.uint16(0x8000)


@dataclass(frozen=True, slots=True, eq=False)
class FrequentWord:
    """A word of a phrase: `run`, of its most frequent form, and bool [articles], which have `other_forms` of it."""

    run: Run
    other_forms: Mask


def articles_seen(candidates: Mask, first: FrequentWord, second: FrequentWord) -> tuple[Mask, Mask]:
    """bool [articles] twice: those of the candidates that have `second` right after `first`, and those left open.

    Both masks are within the candidates. What is in neither has the words, but nowhere side by side.
    """
    found = np.zeros(len(candidates), bool)
    is_open = candidates.copy()
    one, other = _Places(first.run, len(candidates)), _Places(second.run, len(candidates))
    may_have_more = first.other_forms | second.other_forms
    for few, many in _ROUNDS:
        sizes = (few, many) if len(first.run.articles) <= len(second.run.articles) else (many, few)
        common = is_open & one.having & other.having
        articles = np.flatnonzero(common)
        if not len(articles):
            break
        here, is_all_here = one.first(common, sizes[0], _NOT_THE_FIRST)
        there, is_all_there = other.first(common, sizes[1], _NOT_THE_SECOND)
        side_by_side = _side_by_side(here, there)
        found[articles[side_by_side]] = True
        is_open[articles[side_by_side | (is_all_here & is_all_there & ~may_have_more[articles])]] = False
    return found, is_open


class _Places:
    """The places of a word, of one form."""

    def __init__(self, run: Run, count: int) -> None:
        self._run = run
        self._starts = np.cumsum(run.frequencies, dtype=np.int64) - run.frequencies
        self.having = np.zeros(count, bool)
        self.having[run.articles] = True

    def first(self, wanted: Mask, size: int, raised: np.uint16) -> tuple[NDArray[np.uint16], Mask]:
        """uint16 [size, m], bool [m]: the first places in each of the m articles, and whether these are all.

        What stands where there are no more, or where one is not known, is raised by `raised`.
        """
        chosen = np.flatnonzero(wanted[self._run.articles])
        positions = self._run.positions()
        if len(positions) < size:
            return np.full((size, len(chosen)), raised), np.zeros(len(chosen), bool)
        frequencies, starts = self._run.frequencies[chosen], self._starts[chosen]
        is_all = frequencies <= size
        known = np.minimum(frequencies, size)
        beyond = np.flatnonzero(starts > len(positions) - size)  # too near the end for a whole stretch
        starts[beyond] = known[beyond] = is_all[beyond] = 0
        rows = _stretches(positions, size)[starts].view(positions.dtype).reshape(-1, size)
        if rows.max(initial=0) > _HIGHEST:
            is_low = rows <= _HIGHEST
            is_all &= is_low.all(axis=1)
            rows = np.where(is_low, rows, raised).astype(np.uint16)
        rows |= _raising(size, raised)[known].view(np.uint16).reshape(-1, size)
        return np.ascontiguousarray(rows.T), is_all


def _stretches(positions: NDArray[Any], size: int) -> NDArray[Any]:
    """Each item of this view is `size` positions; neighbours overlap."""
    count, step = len(positions) - size + 1, positions.itemsize
    return np.ndarray((count,), f"V{size * step}", positions, strides=(step,))


def _raising(size: int, raised: np.uint16) -> NDArray[Any]:
    """For each number of known places, as an item: what raises all places but the first so many."""
    rows = (np.arange(size) >= np.arange(size + 1)[:, None]) * raised
    return rows.view(f"V{2 * size}").ravel()


def _side_by_side(here: NDArray[np.uint16], there: NDArray[np.uint16]) -> Mask:
    """bool [m]: whether any of the first word's places is right before one of the second's."""
    found = np.zeros(here.shape[1], bool)
    for place in here:
        following = place + np.uint16(1)
        for other in there:
            found |= other == following
    return found
