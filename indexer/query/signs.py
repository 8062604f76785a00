"""The signs of the query language, and the typographic ones that mean the same."""

from __future__ import annotations

from typing import Final

from indexer.analysis import forms

__all__ = ["BEFORE_OPERANDS", "CLOSING", "QUOTES", "cleaned", "end_of_quotation", "operand_beginnings", "plain_signs"]

# A quotation ends at any mark of the family that it began with: hands and programs mix them.
_QUOTE_FAMILIES: Final = ('"\u201c\u201d\u201e\u201f', "\u00ab\u00bb")
QUOTES: Final = "".join(_QUOTE_FAMILIES)
# What closes a quotation well, where it is not the mark that opened it.
CLOSING: Final = {"\u201c": "\u201d", "\u201e": "\u201c", "\u201f": "\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab"}

# Signs that are operators where they stand right before an operand, and their tokens.
BEFORE_OPERANDS: Final = {"-": "_MINUS", "+": "_PLUS", "=": "_EXACT"}

# All of this is one character for one, so that places stay right.
# What nobody sees comes with text copied from elsewhere: controls, marks of direction, halves of characters.
_UNSEEN: Final = dict.fromkeys(
    [
        *range(0x20), *range(0x7F, 0xA0), 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060,
        *range(0x2066, 0x206A), 0xFEFF, *range(0xD800, 0xE000),
    ],
    " ",
)  # fmt: skip
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # the ASCII characters once more
# The minus sign, the en dash that programs make of a minus, and the wave that keyboards give for a full-width ~.
_LIKE_ASCII: Final = {0x2212: "-", 0x2013: "-", 0x301C: "~"}
_PLAIN: Final[dict[int, int | str]] = {**_FULL_WIDTH, **_LIKE_ASCII}


def cleaned(text: str) -> str:
    """A text with spaces in place of what cannot be seen."""
    return text.translate(_UNSEEN)


def plain_signs(text: str) -> str:
    """A text with ASCII signs for the full-width ones, for dashes before words and the like."""
    return text.translate(_PLAIN)


def end_of_quotation(plain: str, start: int, end: int | None = None) -> int | None:
    """Where the mark stands, before `end`, that closes the quotation which the one at `start` opens; None for none."""
    family = next(marks for marks in _QUOTE_FAMILIES if plain[start] in marks)
    end = len(plain) if end is None else end
    return next((place for place in range(start + 1, end) if plain[place] in family), None)


def operand_beginnings(plain: str) -> list[bool]:
    """Say for each place, the end included, whether an operand begins there, after signs at most.

    Looked up rather than looked for, so that a query of a thousand signs takes no time.
    """
    begins = [False] * (len(plain) + 1)
    has_word = False  # whether there is a word between this place and the end of its run
    for at in reversed(range(len(plain))):
        character = plain[at]
        opens = character == "(" or character in QUOTES
        has_word = not (opens or character == ")" or character.isspace()) and (
            has_word or character == "*" or bool(forms(character))
        )
        begins[at] = opens or has_word or (character in BEFORE_OPERANDS and begins[at + 1])
    return begins
