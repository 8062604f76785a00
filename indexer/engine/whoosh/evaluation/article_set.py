"""ArticleSet: articles of a generation by their numbers, as numbers or as a mask, whichever is smaller work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["ArticleSet", "Mask", "Numbers", "each_once", "is_fresh"]

Mask = NDArray[np.bool_]
Numbers = NDArray[np.intp]

_SPARSE: Final = 16  # a set of less than 1/16 of all articles is kept as numbers


class ArticleSet:
    """Some of the articles [0, n) of a generation; immutable.

    `numbers`: intp [m], ascending, each once. `mask`: bool [n]. Each is made from the other when first asked
    for; threads that do so at once make the same twice.
    """

    __slots__ = ("_mask", "_numbers", "among")

    def __init__(self, among: int, *, numbers: Numbers | None = None, mask: Mask | None = None) -> None:
        self.among = among  # n
        self._numbers = numbers
        self._mask = mask

    @classmethod
    def none(cls, among: int) -> Self:
        """No article."""
        return cls(among, numbers=np.empty(0, np.intp))

    @classmethod
    def every(cls, among: int) -> Self:
        """All articles."""
        return cls(among, mask=np.ones(among, bool))

    @property
    def numbers(self) -> Numbers:
        """The articles as numbers."""
        if self._numbers is None:
            self._numbers = np.flatnonzero(self.mask)
        return self._numbers

    @property
    def mask(self) -> Mask:
        """The articles as a mask."""
        if self._mask is None:
            mask = np.zeros(self.among, bool)
            mask[self._numbers] = True
            self._mask = mask
        return self._mask

    @property
    def is_sparse(self) -> bool:
        """Whether numbers are at hand and few."""
        return self._numbers is not None and len(self._numbers) * _SPARSE < self.among

    def __len__(self) -> int:
        return int(np.count_nonzero(self.mask)) if self._numbers is None else len(self._numbers)

    def __and__(self, other: ArticleSet) -> ArticleSet:
        if not (self.is_sparse or other.is_sparse):
            return ArticleSet(self.among, mask=self.mask & other.mask)
        few, many = (other, self) if not self.is_sparse else (self, other)
        if many.is_sparse and len(many.numbers) < len(few.numbers):
            few, many = many, few
        return ArticleSet(self.among, numbers=few.numbers[many.mask[few.numbers]])

    def __sub__(self, other: ArticleSet) -> ArticleSet:
        if self.is_sparse:
            return ArticleSet(self.among, numbers=self.numbers[~other.mask[self.numbers]])
        if other.is_sparse:
            mask = self.mask.copy()
            mask[other.numbers] = False
            return ArticleSet(self.among, mask=mask)
        return ArticleSet(self.among, mask=self.mask & ~other.mask)

    def __invert__(self) -> ArticleSet:
        return ArticleSet(self.among, mask=~self.mask)

    @staticmethod
    def union(among: int, parts: Sequence[ArticleSet]) -> ArticleSet:
        """The articles that are in any of the parts."""
        if len(parts) == 1:
            return parts[0]
        if all(part.is_sparse for part in parts):
            numbers = np.sort(np.concatenate([part.numbers for part in parts])) if parts else np.empty(0, np.intp)
            return ArticleSet(among, numbers=each_once(numbers))
        mask = np.zeros(among, bool)
        for part in parts:
            if part.is_sparse:
                mask[part.numbers] = True
            else:
                mask |= part.mask
        return ArticleSet(among, mask=mask)


def is_fresh(ascending: NDArray[Any]) -> NDArray[np.bool_]:
    """bool [n]: where a sorted array has another number than before."""
    fresh = np.ones(len(ascending), bool)
    np.not_equal(ascending[1:], ascending[:-1], out=fresh[1:])
    return fresh


def each_once(ascending: NDArray[Any]) -> NDArray[Any]:
    """The numbers of a sorted array without repeats."""
    return ascending[is_fresh(ascending)]
