"""Ordering: which of the articles found are on a page, in order, without sorting them all."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["best", "first"]

Places = NDArray[np.intp]


def first(keys: NDArray[Any], count: int) -> Places:
    """The places of the `count` smallest keys, smallest first; no two keys are the same."""
    if count <= 0:
        return np.empty(0, np.intp)
    places = (
        np.flatnonzero(keys <= np.partition(keys, count - 1)[count - 1]) if count < len(keys) else np.arange(len(keys))
    )
    return places[np.argsort(keys[places])]


def best(scores: NDArray[np.float32], ranks: NDArray[np.int32], count: int) -> Places:
    """The places of the `count` greatest scores, greatest first; of equal ones those with the smallest ranks."""
    if count <= 0:
        return np.empty(0, np.intp)
    places = np.arange(len(scores))
    if count < len(scores):
        edge = np.partition(scores, len(scores) - count)[len(scores) - count]
        above = np.flatnonzero(scores > edge)
        level = np.flatnonzero(scores == edge)
        places = np.concatenate((above, level[first(ranks[level], count - len(above))]))
    return places[np.lexsort((ranks[places], -scores[places]))]
