"""Meaning: what each rule of grammar.lark makes of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lark import Token

from indexer.fields import field_named
from indexer.query.date_range import DateRange
from indexer.query.tree import (
    And,
    Dated,
    Fuzzy,
    InField,
    Leaf,
    Match,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Unit,
    Wildcard,
    Word,
    mapped,
)

__all__ = ["Meaning"]


@dataclass(frozen=True, slots=True)
class _Required:
    """A part with a plus before it; no node of a tree."""

    part: Tree


class Meaning:
    """Lark calls a method named as a rule when the rule is read whole, with what its parts became."""

    def __init__(self, match: Match, *, exact: bool) -> None:
        self._all_wanted = match == "all"
        self._exact = exact

    def start(self, parts: list[Tree]) -> Tree:
        """The whole query."""
        return parts[0]

    def word(self, tokens: list[Token]) -> Word:
        """One word. One that is searched as written has no other forms to be without."""
        text, *without = tokens
        return Word(str(text), self._exact, () if self._exact else _forms(without))

    def phrase(self, tokens: list[Token]) -> Phrase:
        """Words between quotation marks."""
        return Phrase(str(tokens[0]), self._exact)

    def prefix(self, tokens: list[Token]) -> Prefix:
        """The beginning of words. Prefixes are of words as written, exact or not, as all patterns are."""
        text, *without = tokens
        return Prefix(str(text), _forms(without))

    def wildcard(self, tokens: list[Token]) -> Wildcard:
        """A word with letters left open."""
        text, *without = tokens
        return Wildcard(str(text), _forms(without))

    def fuzzy(self, tokens: list[Token]) -> Fuzzy:
        """Words that are spelled much like one."""
        text, distance, *without = tokens
        return Fuzzy(str(text), int(distance), _forms(without))

    def near(self, parts: list[Leaf | Token]) -> Tree:
        """Words and phrases with how near they are to be; what is wanted twice is wanted once."""
        wanted = tuple(dict.fromkeys(leaf for leaf in parts if not isinstance(leaf, Token)))
        if len(wanted) == 1:
            return wanted[0]
        reach = str(parts[-1])  # the grammar has it last
        return Near(wanted, int(reach) if reach.isdecimal() else Unit(reach))

    def dates(self, tokens: list[Token]) -> Dated:
        """A range of dates, as the scanner has found it to be right."""
        first, last = tokens[0].split("..")
        return Dated(DateRange.of(first, last))

    def exact(self, parts: list[Tree]) -> Tree:
        """`=` before an operand."""
        return _exactly(parts[0])

    exact_leaf = exact

    def field(self, parts: tuple[Token, Tree]) -> Tree:
        """`field:` before an operand."""
        field = field_named(parts[0])
        assert field is not None, "the scanner lets known fields through"  # noqa: S101
        return InField(field, parts[1])

    def negated(self, parts: list[Tree | _Required]) -> Tree:
        """NOT before an operand. What is denied twice is said."""
        part = _plain(parts[0])
        return part.part if isinstance(part, Not) else Not(part)

    excluded = negated

    def required(self, parts: list[Tree]) -> _Required:
        """`+` before an operand."""
        return _Required(parts[0])

    def conjunction(self, parts: list[Tree | _Required]) -> Tree | _Required:
        """Parts with AND between them; a plus at one of them is for all."""
        whole = _joined(And, [_plain(part) for part in parts])
        return _Required(whole) if any(isinstance(part, _Required) for part in parts) else whole

    def side_by_side(self, parts: list[Tree | _Required]) -> Tree:
        """Parts with nothing between them."""
        if self._all_wanted or len(parts) == 1:
            return _joined(And, [_plain(part) for part in parts])
        needed = [_plain(part) for part in parts if isinstance(part, _Required | Not | Dated)]
        free = [part for part in parts if not isinstance(part, _Required | Not | Dated)]
        if not free:
            return _joined(And, needed)
        if any(isinstance(part, _Required) for part in parts):
            return Maybe(_joined(And, needed), _joined(Or, free))
        return _joined(And, [_joined(Or, free), *needed])

    def alternatives(self, parts: list[Tree]) -> Tree:
        """Parts with OR between them."""
        return _joined(Or, parts)


def _plain(part: Tree | _Required) -> Tree:
    return part.part if isinstance(part, _Required) else part


def _joined(kind: type[And | Or], parts: Sequence[Tree]) -> Tree:
    """One node of this kind, its parts of the same kind dissolved in it; a single part stays itself."""
    if len(parts) == 1:
        return parts[0]
    dissolved: list[Tree] = []
    for part in parts:
        dissolved.extend(part.parts if isinstance(part, kind) else (part,))
    return kind(tuple(dissolved))


def _forms(tokens: Sequence[Token]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens[0].split())) if tokens else ()


def _exactly(tree: Tree) -> Tree:
    """The tree with every word and phrase exact."""
    return mapped(tree, _exact_leaf)


def _exact_leaf(leaf: Leaf) -> Leaf:
    match leaf:
        case Word(text):
            return Word(text, exact=True)
        case Phrase(text):
            return Phrase(text, exact=True)
        case _:
            return leaf
