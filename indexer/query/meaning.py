"""Meaning: what each rule of grammar.lark makes of its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lark import Token

from indexer.fields import field_named
from indexer.query.tree import And, InField, Maybe, Not, Or, Phrase, Prefix, Tree, Word

__all__ = ["Meaning"]


@dataclass(frozen=True, slots=True)
class _Required:
    """A part with a plus before it; no node of a tree."""

    part: Tree


class Meaning:
    """Lark calls a method named as a rule when the rule is read whole, with what its parts became."""

    def __init__(self, match: Literal["all", "any"], *, exact: bool) -> None:
        self._all_wanted = match == "all"
        self._exact = exact

    def start(self, parts: list[Tree]) -> Tree:
        """The whole query."""
        return parts[0]

    def word(self, tokens: list[Token]) -> Tree:
        """One word."""
        return Word(str(tokens[0]), self._exact)

    def phrase(self, tokens: list[Token]) -> Tree:
        """Words between quotation marks."""
        return Phrase(str(tokens[0]), self._exact)

    def prefix(self, tokens: list[Token]) -> Tree:
        """The beginning of words. Prefixes are of words as written, exact or not."""
        return Prefix(str(tokens[0]))

    def exact(self, parts: list[Tree]) -> Tree:
        """`=` before an operand."""
        return _exactly(parts[0])

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
        needed = [_plain(part) for part in parts if isinstance(part, _Required | Not)]
        free = [part for part in parts if not isinstance(part, _Required | Not)]
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


def _exactly(tree: Tree) -> Tree:
    """The tree with every word and phrase exact."""
    match tree:
        case Word(text):
            return Word(text, exact=True)
        case Phrase(text):
            return Phrase(text, exact=True)
        case And(parts):
            return And(tuple(map(_exactly, parts)))
        case Or(parts):
            return Or(tuple(map(_exactly, parts)))
        case Not(part):
            return Not(_exactly(part))
        case Maybe(required, optional):
            return Maybe(_exactly(required), _exactly(optional))
        case InField(field, part):
            return InField(field, _exactly(part))
        case _:
            return tree
