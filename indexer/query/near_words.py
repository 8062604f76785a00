"""`~` behind quotation marks or parentheses: how near the words are to be, or what is wrong with that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from lark import Token

from indexer.fields import NOTE
from indexer.query.mistake import Mistake, place, replaced, without

__all__ = ["MAX_REACH", "reach"]

MAX_REACH: Final = 500  # words between words that are near one another: far less than what divides two names of a field
_USUAL: Final = 5
_REACH: Final = re.compile(r"~(\d+|[sp])", re.IGNORECASE | re.ASCII)
_SPACED: Final = re.compile(r"~\s+(\d+|[sp])(?!\w)", re.IGNORECASE | re.ASCII)
_TAIL: Final = "-=,.;:!?\u2026\u2010\u2011\u2012\u2013\u2014\u2015"
_LEAVES: Final = ("WORD", "PHRASE", "PREFIX", "WILDCARD")
_BESIDE_LEAVES: Final = ("DISTANCE", "WITHOUT", "_EXACT")


def reach(text: str, plain: str, run: slice, within: Sequence[Token], field: str | None) -> Token:
    """How near the words are to be that a quotation or parentheses hold, as a token REACH.

    `run`: the ~ right behind the closing mark, and what stands together with it; `within`: the tokens from the
    opening mark on; `field`: the one they are in, None for none. Raises `Mistake`.
    """
    at, end = run.start, run.start + len(plain[run].rstrip(_TAIL))
    found = _REACH.fullmatch(plain, at, end)
    if found is None:
        raise _malformed(text, plain, at, end)
    value = found[1].lower() if found[1].isalpha() else str(int(found[1]))
    if value.isdecimal() and int(value) > MAX_REACH:
        message = f"At most {MAX_REACH} other words may stand among words that are near one another, {place(at)}."
        message += " For words anywhere in an article no ~ is needed."
        raise Mistake(message, at, *(replaced(text, at, end, sign) for sign in ("~p", f"~{MAX_REACH}", "")))
    token = Token("REACH", value, start_pos=at, end_pos=end)
    _must_be_words(text, within, token)
    if field == NOTE.name and value.isalpha():
        message = (
            f"Where sentences and paragraphs end is not known of {NOTE.plural}, {place(at)}. Put a number of words."
        )
        raise Mistake(message, at, replaced(text, at, end, "~20"))
    return token


def _malformed(text: str, plain: str, at: int, end: int) -> Mistake:
    message = (
        "~ after words takes how many others may stand among them, s for one sentence or p for one paragraph, "
        f'{place(at)}: "oil sanctions"~5, "oil sanctions"~s.'
    )
    if spaced := _SPACED.match(plain, at):
        return Mistake(message, at, replaced(text, at, spaced.end(), f"~{spaced[1]}"))
    return Mistake(message, at, *(replaced(text, at, end, sign) for sign in (f"~{_USUAL}", "~s", "")))


def _must_be_words(text: str, within: Sequence[Token], sign: Token) -> None:
    """Raise `Mistake` unless two words or more stand between the marks, and nothing else."""
    opening, *inner = within
    tilde, end = sign.start_pos or 0, sign.end_pos or 0
    other = next((one for one in inner if one.type not in _LEAVES + _BESIDE_LEAVES), None)
    if other is not None:
        raise _no_word(text, opening, inner, other, sign)
    leaves = [one for one in inner if one.type in _LEAVES]
    if len(leaves) > 1:
        return
    begin, message = opening.start_pos or 0, f"Only one word or phrase stands before {text[tilde:end]}, {place(tilde)}."
    within_marks = text[begin + 1 : tilde - 1].strip()
    mends = [replaced(text, tilde, end, "")]
    if leaves[0].type == "PHRASE":
        message += f" Put the {text[tilde:end]} directly behind the quotation mark."
        mends.insert(0, replaced(text, begin, tilde, within_marks))
    elif sign in ("1", "2") and inner == leaves and leaves[0].type == "WORD":
        message += " For words that are spelled much like it, leave the quotation marks out; else leave the ~ out."
        mends.insert(0, replaced(text, begin, tilde, within_marks))
    else:
        message += f" Nearness needs two: leave the {text[tilde:end]} out."
    raise Mistake(message, tilde, *mends)


def _no_word(text: str, opening: Token, inner: Sequence[Token], other: Token, sign: Token) -> Mistake:
    """`other` stands among words that are to be near one another, and is none of them."""
    begin, start, end = (one or 0 for one in (opening.start_pos, other.start_pos, other.end_pos))
    tilde = sign.start_pos or 0
    message = (
        f"{text[start:end]} stands among words that are to be near one another, {place(start)}. "
        "Only words and phrases can be."
    )
    mends = [without(text, tilde, sign.end_pos or 0)]
    if other.type in ("_AND", "_PLUS"):
        message += f" Leave {text[start:end]} out: all of them are wanted."
        mends.insert(0, replaced(text, start, end, "").replace("  ", " "))
    elif other.type == "_OR":
        message += ' Write each pair out: "oil sanctions"~5 OR "gas sanctions"~5.'
    elif other.type == "FIELD" and other is inner[0]:
        message += " Put the field before them all."
        moved = text[:begin] + text[start:end] + text[begin:start] + text[end:]
        mends.insert(0, moved)
    return Mistake(message, start, *mends)
