"""Correction: what someone may have meant whose query finds little."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.query import Query

__all__ = ["Correction", "Replacement"]


@dataclass(frozen=True, slots=True)
class Replacement:
    """What was written, and the word or the two words that take its place; folded."""

    written: str
    meant: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A query that finds more, filters and all: the same but for its text. `total` is how many articles it finds."""

    query: Query
    words: tuple[Replacement, ...]
    total: int
