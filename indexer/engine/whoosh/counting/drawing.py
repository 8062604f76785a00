"""Drawing: some of the articles found, by lot."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.typical.word_hashes import Hashes, table_hashes
from indexer.lockless import cached_property

__all__ = ["Lots"]

_GOLDEN: Final = 0x9E3779B97F4A7C15
_ALL_BITS: Final = (1 << 64) - 1


class Lots:
    """Draws articles. A lot depends on the article's id and a seed, and on nothing else that is in the archive."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @cached_property
    def _hashes(self) -> Hashes:
        return table_hashes(self._columns.ids)

    def drawn(self, articles: ArticleSet, size: int, seed: int) -> Numbers:
        """intp [at most `size`]: the articles with the smallest lots, the smallest first; of equal lots by id.

        `seed` is 0 or more.
        """
        numbers = articles.numbers
        start = np.array([(seed + 1) * _GOLDEN & _ALL_BITS], np.uint64)
        lots = _finalised(self._hashes[numbers] ^ _finalised(start))
        if size < len(numbers):
            edge = np.partition(lots, size)[size]
            near = np.flatnonzero(lots <= edge)
            numbers, lots = numbers[near], lots[near]
        return numbers[np.lexsort((self._columns.ranks[numbers], lots))[:size]]


def _finalised(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """uint64: one number for each other one, each of its bits by all of theirs.

    SplitMix64's finaliser (Steele, Lea & Flood 2014, "Fast Splittable Pseudorandom Number Generators").
    """
    values = (values ^ values >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ values >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    return values ^ values >> np.uint64(31)
