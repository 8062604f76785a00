"""Explanation: how the score of one article came about, part by part."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Explanation", "Figure"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a score was worked out from."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a part of a query adds to the score; `parts` say what it is made of.

    `said` is the part in words. The parts of a part add up to its score, down to the words; those of a word are its
    fields, and add up to the word's t of BM25F.
    """

    said: str
    score: float
    figures: tuple[Figure, ...] = ()
    parts: tuple[Explanation, ...] = ()
