"""From the text of a query to its tree. What may be written is in grammar.lark."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Final

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from indexer.errors import QueryError
from indexer.query.meaning import Meaning
from indexer.query.mistake import Mistake, place, replaced, without
from indexer.query.signs import BEFORE_OPERANDS, cleaned
from indexer.query.tokens import MAX_LEVELS, scan
from indexer.query.tree import Everything, Match, Tree, parts_of

__all__ = ["parse"]

_MENDS: Final = 20  # faults that a suggestion mends at most
# What stands before these tokens' operand cannot be the end of a query, of a group, or another operator.
_NEED_OPERAND: Final = ("_AND", "_OR", "_NOT", "_MINUS", "_PLUS", "_EXACT", "FIELD")


def parse(text: str, *, match: Match = "all", exact: bool = False) -> Tree:
    """The tree that a query means; `Everything()` for one without a character.

    `match`: whether words side by side are all wanted, or one is enough. `exact`: every word
    and phrase is searched as written. And and Or hold no part of their own kind, and Not no
    Not. A tree is at most `MAX_LEVELS` levels high above its leaves, so that it can be walked
    by recursion.

    Raises `QueryError`, and nothing else whatever the text. Each of its `suggestions` can be parsed.
    """
    text = cleaned(text)
    try:
        return _tree(text, match, exact=exact)
    except Mistake as mistake:
        mended = (_mended(one, match, exact=exact) for one in mistake.mends)
        suggestions = tuple(dict.fromkeys(one for one in mended if one))
        raise QueryError(mistake.message, position=mistake.position, suggestions=suggestions) from None


def _mended(text: str, match: Match, *, exact: bool) -> str:
    """The query that is left when one fault after the other is mended; "" if that leads nowhere."""
    for _ in range(_MENDS):
        try:
            tree = _tree(text, match, exact=exact)
        except Mistake as mistake:
            text = mistake.mends[0] if mistake.mends else ""
        else:
            return "" if tree == Everything() else text.strip()
    return ""


def _tree(text: str, match: Match, *, exact: bool) -> Tree:
    tokens = scan(text, may_be_sentence=match == "any")
    if not tokens:
        return Everything()
    try:
        tree = _grammar(match, exact=exact)(tokens)
    except UnexpectedToken as fault:
        raise _misplaced(text, tokens, fault.token) from None
    _check_height(tree, text)
    return tree


def _check_height(tree: Tree, text: str) -> None:
    """Raise `Mistake` for a tree that is too high. Nothing recurses."""
    height = -1
    level = [tree]
    while level:
        height += 1
        level = [part for node in level for part in parts_of(node)]
    if height > MAX_LEVELS:
        first = text.find("(")
        message = f"The query is nested more than {MAX_LEVELS} levels deep, {place(first)}. Take some parentheses out."
        raise Mistake(message, first)


class _Scanned(Lexer):
    """Hands tokens to Lark that `scan` has made."""

    def __init__(self, _configuration: object) -> None:
        """Lark constructs its lexers with their configuration; there is nothing to configure."""

    def lex(self, tokens: Iterable[Token]) -> Iterable[Token]:  # type: ignore[override]  # Lark passes the input on
        return tokens


@functools.cache
def _grammar(match: Match, *, exact: bool) -> Callable[[list[Token]], Tree]:
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
        if index > 1 and tokens[index - 2].type in BEFORE_OPERANDS.values():
            start = tokens[index - 2].start_pos or 0
        message = f"There is nothing between the parentheses, {place(before.start_pos or 0)}. Leave them out."
        return Mistake(message, before.start_pos or 0, without(text, start, end))
    return _dangling(text, unexpected, "before")


def _dangling(text: str, operator: Token, side: str) -> Mistake:
    start, end = operator.start_pos or 0, operator.end_pos or 0
    written = text[start:end]
    message = f"{written} has no word {side} it, {place(start)}. Leave it out"
    mends = [without(text, start, end)]
    if written.isalpha():
        message += f", or write it in small letters to search for the word {written.lower()}"
        mends.append(replaced(text, start, end, written.lower()))
    return Mistake(f"{message}.", start, *mends)
