"""Guide: how the query language is explained, as sections of examples.

In every text of a guide, what stands between backticks is what one types.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.tree import Match
from indexer.results import Segment

__all__ = ["Example", "FieldNames", "Guide", "Section", "text_segments"]


@dataclass(frozen=True, slots=True)
class Example:
    """A query as typed, and what it finds, or in a section of mistakes what is said of it.

    `match` and `exact` are how it is to be read.
    """

    typed: str
    finds: str
    match: Match = "all"
    exact: bool = False


@dataclass(frozen=True, slots=True)
class FieldNames:
    """A field's label, the names that it has in queries, and whether every word is looked for in it."""

    label: str
    names: tuple[str, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One thing that can be said in a query.

    `name` is for addresses; `fields` are the table of fields, where the section is about them; `are_mistakes`:
    the examples are refused.
    """

    name: str
    heading: str
    introduction: str
    examples: tuple[Example, ...] = ()
    fields: tuple[FieldNames, ...] = ()
    are_mistakes: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """All of the language."""

    title: str
    introduction: str
    about_examples: str
    sections: tuple[Section, ...]


def text_segments(text: str) -> tuple[Segment, ...]:
    """A text of a guide without its backticks; what one types is marked."""
    pieces = enumerate(text.split("`"))
    return tuple(Segment(piece, marked=bool(place % 2)) for place, piece in pieces if piece)
