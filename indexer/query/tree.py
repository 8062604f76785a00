"""The query tree: what a query means, free of how it was typed.

A node is frozen and hashable. Leaves hold text as typed; what its words are is for
`indexer.analysis` to say. `str(tree)` is a query that is parsed to the same tree: with
`match="any"` always, and with "all" too where there is no `Maybe`, which only "any" gives.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, assert_never

from indexer.fields import DATE, Field
from indexer.query.date_range import DateRange
from indexer.query.foreign_signs import is_foreign
from indexer.query.signs import plain_signs
from indexer.written_dates import shared_precision

__all__ = [
    "And",
    "Dated",
    "Everything",
    "Fuzzy",
    "InField",
    "Leaf",
    "Match",
    "Maybe",
    "Near",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Tree",
    "Unit",
    "Wildcard",
    "Word",
    "has_pattern",
    "mapped",
    "parts_of",
    "written",
]

Match = Literal["all", "any"]  # whether words side by side are all wanted, or one is enough


class _Written:
    """A node that says itself as a query."""

    __slots__ = ()

    def __str__(self) -> str:
        return written(self)  # type: ignore[arg-type]  # every subclass is a Tree


@dataclass(frozen=True, slots=True)
class Everything(_Written):
    """All articles: the empty query."""


@dataclass(frozen=True, slots=True)
class Word(_Written):
    """One word in any of its forms but those in `without`, or with `exact` in just this one.

    Where analysis finds several words in it ("e-mail"), it means them as a phrase, and has no `without`.
    Forms in `without` are folded.
    """

    text: str
    exact: bool = False
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase(_Written):
    """Words next to one another, in this order, in one field."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix(_Written):
    """Words that begin with `text`, but for the forms `without`: one word, without its asterisk."""

    text: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard(_Written):
    """Words like `text`, but for the forms `without`: * stands for any letters, ? for one."""

    text: str
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fuzzy(_Written):
    """Words within `distance` edits of `text`, one word, but for the forms `without`: Levenshtein's distance."""

    text: str
    distance: int
    without: tuple[str, ...] = ()


class Unit(enum.StrEnum):
    """A part of a text in which words can stand together."""

    SENTENCE = "s"
    PARAGRAPH = "p"


@dataclass(frozen=True, slots=True)
class Near(_Written):
    """Words and phrases near one another, in any order, in one field. Two parts at least.

    `reach` is how many other words the window may hold that holds them all, or what they stand in together:
    of the text a sentence or a paragraph, of other fields the title or one name.
    One place in a text may serve several parts.
    """

    parts: tuple[Word | Phrase | Prefix | Wildcard | Fuzzy, ...]
    reach: int | Unit


@dataclass(frozen=True, slots=True)
class Dated(_Written):
    """Articles of some dates; the range has an end at least."""

    dates: DateRange


@dataclass(frozen=True, slots=True)
class And(_Written):
    """Articles that fulfil every part; parts may be `Not`. Two parts at least."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or(_Written):
    """Articles that fulfil one part at least. Two parts at least."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not(_Written):
    """Articles that do not fulfil the part."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Maybe(_Written):
    """Articles that fulfil `required`; those that fulfil `optional` too rank higher."""

    required: Tree
    optional: Tree


@dataclass(frozen=True, slots=True)
class InField(_Written):
    """`part`, searched in one field only."""

    field: Field
    part: Tree


Leaf = Word | Phrase | Prefix | Wildcard | Fuzzy
Tree = Everything | Leaf | Near | Dated | And | Or | Not | Maybe | InField


def parts_of(tree: Tree) -> tuple[Tree, ...]:
    """The trees that a tree is directly made of; none for a leaf. Parts of a `Near` are leaves too."""
    match tree:
        case And(parts) | Or(parts) | Near(parts, _):
            return parts
        case Not(part) | InField(_, part):
            return (part,)
        case Maybe(required, optional):
            return (required, optional)
        case _:
            return ()


def has_pattern(tree: Tree) -> bool:
    """Whether a leaf of the tree may stand for any number of words."""
    return isinstance(tree, Prefix | Wildcard | Fuzzy) or any(map(has_pattern, parts_of(tree)))


def mapped(tree: Tree, change: Callable[[Leaf], Leaf]) -> Tree:
    """The tree with every leaf changed, those of a `Near` too, where what becomes the same is wanted once."""
    match tree:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return change(tree)
        case Near(parts, reach):
            changed = tuple(dict.fromkeys(map(change, parts)))
            return Near(changed, reach) if len(changed) > 1 else changed[0]
        case And(parts):
            return And(tuple(mapped(part, change) for part in parts))
        case Or(parts):
            return Or(tuple(mapped(part, change) for part in parts))
        case Not(part):
            return Not(mapped(part, change))
        case Maybe(required, optional):
            return Maybe(mapped(required, change), mapped(optional, change))
        case InField(field, part):
            return InField(field, mapped(part, change))
        case _:
            return tree


# ---------------------------------------------------------------------- as text


def written(tree: Tree, match: Match | None = None, *, exact: bool = False) -> str:
    """A tree as a query, as short as it can be said where that is read with this `match` and `exact`."""
    is_plain = match == "all" or (isinstance(tree, Or) and all(isinstance(part, Leaf) for part in tree.parts))
    text = _Notation(match if is_plain else None, exact=exact).text(tree)
    # Words side by side could be read as a sign of another search system.
    return _Notation(None, exact=exact).text(tree) if is_plain and is_foreign(plain_signs(text)) else text


class _Notation:
    """A way to write trees: for who reads them as `match` and `exact` say; without `match`, so that all read alike."""

    def __init__(self, match: Match | None, *, exact: bool) -> None:
        self._match = match
        self._exact = exact

    def text(self, tree: Tree) -> str:
        match tree:
            case Everything():
                return ""
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                return self._leaf(tree)
            case Near():
                return self._near(tree)
            case Dated(dates):
                return f"{DATE.name}:{_range(dates)}"
            case And(parts):
                return (" " if self._match == "all" else " AND ").join(map(self._operand, parts))
            case Or(parts):
                return (" " if self._match == "any" else " OR ").join(map(self._operand, parts))
            case Not(part):
                return f"-{self._value(part)}"
            case Maybe(required, optional):
                return f"+{self._value(required)} {self._operand(optional)}"
            case InField(field, part):
                return f"{field.name}:{self._value(part)}"
            case _:
                assert_never(tree)

    def _leaf(self, leaf: Leaf) -> str:
        match leaf:
            case Word(text, exact, without):
                return f"{self._sign(exact=exact)}{text}{_taken_out(without)}"
            case Phrase(text, exact):
                return f"{self._sign(exact=exact)}{_quoted(text)}"
            case Prefix(text, without):
                return f"{text}*{_taken_out(without)}"
            case Wildcard(text, without):
                return f"{text}{_taken_out(without)}"
            case Fuzzy(text, distance, without):
                return f"{text}~{distance}{_taken_out(without)}"

    def _near(self, near: Near) -> str:
        words = [part for part in near.parts if isinstance(part, Word) and not part.without]
        same = {part.exact for part in words}
        if len(words) < len(near.parts) or len(same) > 1:
            return f"({' '.join(map(self._leaf, near.parts))})~{near.reach}"
        return f"{self._sign(exact=same.pop())}{_quoted(' '.join(word.text for word in words))}~{near.reach}"

    def _sign(self, *, exact: bool) -> str:
        return "=" if exact and not self._exact else ""

    def _operand(self, tree: Tree) -> str:
        """A tree as an operand of AND and OR."""
        return f"({self.text(tree)})" if isinstance(tree, And | Or | Maybe) else self.text(tree)

    def _value(self, tree: Tree) -> str:
        """A tree as what a sign and `field:` stand before."""
        return f"({self.text(tree)})" if isinstance(tree, Not) else self._operand(tree)


def _taken_out(forms: Iterable[str]) -> str:
    listed = ",".join(f"-{form}" for form in forms)
    return f"[{listed}]" if listed else ""


def _quoted(text: str) -> str:
    """Text between quotation marks; it holds no mark of the family it was written between."""
    return f"\u00ab{text}\u00bb" if any(mark in text for mark in '"\u201c\u201d\u201e\u201f\uff02') else f'"{text}"'


def _range(dates: DateRange) -> str:
    precision = shared_precision(dates)
    first, last = (precision.iso(day) if day else "" for day in (dates.first, dates.last))
    return first if first == last else f"{first}..{last}"
