"""DayCounts: how many articles there are of each day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["DayCounts"]


@dataclass(frozen=True, slots=True, eq=False)
class DayCounts:
    """Some articles by day.

    `days`: int64 [d], the days that have an article, ascending proleptic Gregorian ordinals.
    `counts`: int64 [d], the articles of each, 1 or more. `undated`: those without a date.
    """

    days: NDArray[np.int64]
    counts: NDArray[np.int64]
    undated: int

    @property
    def total(self) -> int:
        """All of them, dated or not."""
        return int(self.counts.sum()) + self.undated

    def within(self, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> tuple[int, ...]:
        """How many are of the days from each of `firsts` to that of `lasts`, both int64 [p] and both included."""
        before = np.concatenate((np.zeros(1, np.int64), np.cumsum(self.counts)))
        begins = np.searchsorted(self.days, firsts)
        ends = np.searchsorted(self.days, lasts, side="right")
        return tuple((before[ends] - before[begins]).tolist())
