"""Matchers: the postings of a Whoosh term in one segment, as Whoosh's queries walk through them."""

from __future__ import annotations

import bisect
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import LeafMatcher, ReadTooFar

from indexer.engine.whoosh.segments.postings import Run

__all__ = ["PostingMatcher", "TermPostings"]

_POSITION_BITS = np.uint64(32)


@dataclass(frozen=True, slots=True, eq=False)
class TermPostings:
    """The postings of one Whoosh term: those of its form, or of its stem's forms put together.

    `articles`: uint16 [p], local numbers, ascending, each once. `frequencies`: integers [p].
    `run`: where they come from; None for terms without positions.
    """

    articles: NDArray[np.uint16]
    frequencies: NDArray[Any]
    run: Run | None

    @classmethod
    def of_run(cls, run: Run) -> Self:
        """The postings of a form, or of several as one."""
        if run.single:
            return cls(run.articles, run.frequencies, run)
        order = np.argsort(run.articles, kind="stable")
        articles = run.articles[order]
        fresh = np.ones(len(articles), bool)
        np.not_equal(articles[1:], articles[:-1], out=fresh[1:])
        starts = np.flatnonzero(fresh)
        return cls(articles[starts], np.add.reduceat(run.frequencies[order], starts, dtype=np.int64), run)

    @classmethod
    def of_articles(cls, articles: NDArray[np.uint16]) -> Self:
        """Of a term that stands once in each article, nowhere in particular."""
        return cls(articles, np.ones(len(articles), np.uint8), None)

    def positions(self) -> NDArray[Any]:
        """Unsigned integers [sum of frequencies], article by article, ascending in each; empty where there are none."""
        if self.run is None:
            return np.empty(0, np.uint16)
        positions = self.run.positions()
        if self.run.single:
            return positions
        keys = np.repeat(self.run.articles, self.run.frequencies).astype(np.uint64) << _POSITION_BITS
        keys |= positions
        keys.sort()
        return keys.astype(np.uint32)  # the low half


class PostingMatcher(LeafMatcher):  # type: ignore[misc]  # Whoosh is not typed
    """Walks through the postings of a term. Not safe to share between threads; copies share the arrays.

    There are no blocks, and so no block quality: nothing is skipped because it scores too little.
    """

    def __init__(self, term: tuple[str, bytes], postings: TermPostings, posting_format: Any, scorer: Any) -> None:
        self.format = posting_format
        self.scorer = scorer
        self._term = term
        self._postings = postings
        self._articles: list[int] = postings.articles.tolist()
        self._place = 0
        self._positions: NDArray[Any] | None = None
        self._ends: NDArray[np.int64] | None = None

    def is_active(self) -> bool:
        """Whether there is a current posting."""
        return self._place < len(self._articles)

    def reset(self) -> None:
        """Go back to the first posting."""
        self._place = 0

    def copy(self) -> Self:
        """A matcher at the same place."""
        return copy.copy(self)

    def id(self) -> int:
        """The article's number in its segment."""
        return self._articles[self._place]

    def all_ids(self) -> Iterator[int]:
        """The articles, from the first one on."""
        return iter(self._articles)

    def next(self) -> None:
        """Go on to the next posting."""
        if not self.is_active():
            raise ReadTooFar
        self._place += 1

    def skip_to(self, number: int) -> None:
        """Go on to the first article from `number` on; stay where that has been reached."""
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect.bisect_left(self._articles, number, lo=self._place)

    def weight(self) -> float:
        """How often the term stands in the article."""
        return float(self._postings.frequencies.item(self._place))

    def value(self) -> bytes:
        """The positions as the field's format encodes them."""
        encoded: bytes = self.format.encode(self._places())
        return encoded

    def value_as(self, astype: str) -> Any:
        """The posting as "frequency", "weight", "positions" or what else its format makes of them."""
        match astype:
            case "positions":
                return self._places()
            case "frequency":
                return self._postings.frequencies.item(self._place)
            case "weight":
                return self.weight()
        return super().value_as(astype)

    def supports_block_quality(self) -> bool:
        """No: nothing is to be left out."""
        return False

    def _places(self) -> list[int]:
        """Where the term stands in the article."""
        if self._positions is None or self._ends is None:
            self._positions = self._postings.positions()
            self._ends = np.cumsum(self._postings.frequencies, dtype=np.int64)
        start = self._ends.item(self._place - 1) if self._place else 0
        places: list[int] = self._positions[start : self._ends.item(self._place)].tolist()
        return places
