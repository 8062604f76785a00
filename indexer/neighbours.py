"""Neighbours: where an article stands in a search, and what comes before and after it, frozen."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Neighbour", "Neighbours"]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An article beside another one."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The rows around an article in the list that pages of a search show.

    `total` articles are found, in `row_count` rows: as many, or fewer where near copies share one. `place` is the
    article's row, the first being 1, or None where the search does not find it: then nothing is beside it.
    `is_copy`: a near copy of the article stands in that row in its stead.
    """

    total: int
    row_count: int
    place: int | None = None
    previous: Neighbour | None = None
    next: Neighbour | None = None
    is_copy: bool = False
