"""Names and other values that stand in one line of text, unlinked."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["split_names", "split_values", "without_by"]

_BY: Final = re.compile(
    r"^(?:(?:(?:written|posted|compiled|edited|translated)\s+)?by|par)(?:\s*:|(?=\s)|$)\s*", re.IGNORECASE
)
_COMMA: Final = re.compile(r"\s*[,;،]\s*")
_AND: Final = re.compile(r"(?:^|\s+)(?:and|et(?!\s+al\b))(?:\s+|$)", re.IGNORECASE)
_SUFFIX: Final = re.compile(
    r"(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d|m\.?a|ll\.?[bm]|rn|usn?|inc|ltd|llc)\.?", re.IGNORECASE
)


def without_by(line: str) -> str:
    """A byline without its "By", "By:" or "Par"."""
    return _BY.sub("", line.strip(), count=1)


def split_names(text: str) -> tuple[str, ...]:
    """The names in an unlinked byline: "By X, Y and Z" gives X, Y, Z, each once, as written.

    Divided at commas and at "and" or "et". Titles stay ("Prof X"), and what follows a name stays with
    it ("X, Jr.", "X, PhD", "X, Inc.").
    """
    names: list[str] = []
    for part in _parts(without_by(text)):
        pieces = [name for piece in _AND.split(part) if (name := piece.strip())]
        if names and pieces and _SUFFIX.fullmatch(pieces[0]):
            names[-1] = f"{names[-1]}, {pieces.pop(0)}"
        names.extend(pieces)
    return tuple(dict.fromkeys(name for name in names if any(map(str.isalnum, name))))


def split_values(text: str) -> tuple[str, ...]:
    """The values in the unlinked text of a label's line, divided at commas and semicolons, each once.

    Not at "and": regions and themes are names that hold it ("Law and Justice").
    """
    return tuple(dict.fromkeys(part for part in _parts(text) if any(map(str.isalnum, part))))


def _parts(text: str) -> list[str]:
    """The text divided at commas and semicolons, its white space collapsed: a long run of it would take for ever."""
    return _COMMA.split(" ".join(text.split()))
