"""How good a ranking is, given which articles are relevant: pure functions, the same for all engines.

A ranking is the ids of articles, best first, each once; `relevant` is at least one id. All values are from 0 to 1.
MRS: Manning, Raghavan & Schütze, Introduction to Information Retrieval, 2008.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import astuple, dataclass
from typing import Final, Self

LABELS: Final = ("MAP", "nDCG@10", "P@10", "R@100")  # of the scores, in their order
FIRST: Final = 10  # hits: what a reader looks at
MANY: Final = 100  # hits: what a patient reader looks at


def average_precision(ranking: Sequence[str], relevant: AbstractSet[str]) -> float:
    """The mean, over the relevant articles, of the precision where each stands; 0 for those not ranked (MRS, 8.4)."""
    total = 0.0
    found = 0
    for place, article in enumerate(ranking, 1):
        if article in relevant:
            found += 1
            total += found / place
    return total / len(relevant)


def ndcg(ranking: Sequence[str], relevant: AbstractSet[str], depth: int = FIRST) -> float:
    """Discounted gain of the first hits by that of the best ranking there can be.

    Järvelin & Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20 (4), 2002, section 2; gains
    are 0 and 1, and the discount is log2(1 + place), as in MRS, 8.4, not theirs, which spares the second place.
    """
    gain = sum(_discounted(place) for place, article in enumerate(ranking[:depth], 1) if article in relevant)
    return gain / sum(_discounted(place) for place in range(1, min(depth, len(relevant)) + 1))


def precision(ranking: Sequence[str], relevant: AbstractSet[str], depth: int = FIRST) -> float:
    """How many of the first hits are relevant, by `depth`, even where there are fewer hits (MRS, 8.4)."""
    return len(relevant.intersection(ranking[:depth])) / depth


def recall(ranking: Sequence[str], relevant: AbstractSet[str], depth: int = MANY) -> float:
    """How many of the relevant articles are among the first hits, by their number (MRS, 8.3)."""
    return len(relevant.intersection(ranking[:depth])) / len(relevant)


@dataclass(frozen=True, slots=True)
class Scores:
    """A ranking by the four measures, or the means over several queries."""

    average_precision: float
    ndcg: float  # of the first 10
    precision: float  # of the first 10
    recall: float  # of the first 100

    @classmethod
    def of(cls, ranking: Sequence[str], relevant: AbstractSet[str]) -> Self:
        """Measure one ranking."""
        measures = (average_precision, ndcg, precision, recall)
        return cls(*(measure(ranking, relevant) for measure in measures))

    @classmethod
    def mean(cls, scores: Sequence[Scores]) -> Self:
        """The means over several queries, all of equal weight (MRS, 8.4)."""
        return cls(*map(statistics.fmean, zip(*map(astuple, scores), strict=True)))


def _discounted(place: int) -> float:
    return 1 / math.log2(1 + place)
