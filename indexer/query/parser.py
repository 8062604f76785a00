"""From the text of a query to its tree. What may be written is in grammar.lark."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Final, Literal

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from indexer.errors import QueryError
from indexer.query.meaning import Meaning
from indexer.query.mistake import Mistake, place, without
from indexer.query.tokens import MAX_LEVELS, scan
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Tree

__all__ = ["parse"]

_MENDS: Final = 20  # faults that a suggestion mends at most
# What stands before these tokens' operand cannot be the end of a query, of a group, or another operator.
_NEED_OPERAND: Final = ("_AND", "_OR", "_NOT", "_MINUS", "_PLUS", "_EXACT", "FIELD")


def parse(text: str, *, match: Literal["all", "any"] = "all", exact: bool = False) -> Tree:
    """The tree that a query means; `Everything()` for one without a character.

    `match`: whether words side by side are all wanted, or one is enough. `exact`: every word
    and phrase is searched as written. And and Or hold no part of their own kind, and Not no
    Not. A tree is at most `MAX_LEVELS` levels high above its leaves, so that it can be walked
    by recursion.

    Raises `QueryError`, and nothing else whatever the text. Its `suggestion`, where there is
    one, can be parsed.
    """
    try:
        return _tree(text, match, exact=exact)
    except Mistake as mistake:
        suggestion = _mended(mistake.mended, match, exact=exact)
        raise QueryError(mistake.message, position=mistake.position, suggestion=suggestion) from None


def _mended(text: str, match: Literal["all", "any"], *, exact: bool) -> str:
    """The query that is left when one fault after the other is mended; "" if that leads nowhere."""
    for _ in range(_MENDS):
        try:
            tree = _tree(text, match, exact=exact)
        except Mistake as mistake:
            text = mistake.mended
        else:
            return "" if tree == Everything() else text
    return ""


def _tree(text: str, match: Literal["all", "any"], *, exact: bool) -> Tree:
    tokens = scan(text)
    if not tokens:
        return Everything()
    try:
        tree = _grammar(match, exact=exact)(tokens)
    except UnexpectedToken as fault:
        raise _misplaced(text, tokens, fault.token) from None
    if _height(tree) > MAX_LEVELS:
        first = text.find("(")
        message = f"The query is nested more than {MAX_LEVELS} levels deep {place(first)}. Take some parentheses out."
        raise Mistake(message, first)
    return tree


class _Scanned(Lexer):
    """Hands tokens to Lark that `scan` has made."""

    def __init__(self, _configuration: object) -> None:
        """Lark constructs its lexers with their configuration; there is nothing to configure."""

    def lex(self, tokens: Iterable[Token]) -> Iterable[Token]:  # type: ignore[override]  # Lark passes the input on
        return tokens


@functools.cache
def _grammar(match: Literal["all", "any"], *, exact: bool) -> Callable[[list[Token]], Tree]:
    """The grammar, compiled once for each way to read it.

    An LALR parser calls `Meaning` as it goes: no parse tree is walked, and nothing recurses.
    """
    grammar = Lark.open_from_package(
        __package__, "grammar.lark", parser="lalr", lexer=_Scanned, transformer=Meaning(match, exact=exact)
    )
    return grammar.parse  # type: ignore[return-value]  # Meaning makes a Tree of the parse


def _misplaced(text: str, tokens: list[Token], unexpected: Token) -> Mistake:
    """What is wrong where the grammar cannot go on."""
    index = next((number for number, token in enumerate(tokens) if token is unexpected), len(tokens))
    before = tokens[index - 1] if index else None
    if before is not None and before.type in _NEED_OPERAND:
        return _dangling(text, before, "after")
    if before is not None and unexpected.type == "_RPAR":
        start, end = before.start_pos or 0, unexpected.end_pos or 0
        message = f"There is nothing between the parentheses {place(start)}. Leave them out."
        return Mistake(message, start, without(text, start, end))
    return _dangling(text, unexpected, "before")


def _dangling(text: str, operator: Token, side: str) -> Mistake:
    start, end = operator.start_pos or 0, operator.end_pos or 0
    written = text[start:end]
    word = f", or write it in small letters to search for the word {written.lower()}" if written.isalpha() else ""
    message = f"{written} has no word {side} it {place(start)}. Leave it out{word}."
    return Mistake(message, start, without(text, start, end))


def _height(tree: Tree) -> int:
    """The levels above the leaves, counted without recursion."""
    height = 0
    level: list[Tree] = [tree]
    while level := [part for node in level for part in _parts(node)]:
        height += 1
    return height


def _parts(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case And(parts) | Or(parts):
            return parts
        case Not(part) | InField(_, part):
            return (part,)
        case Maybe(required, optional):
            return (required, optional)
        case _:
            return ()
