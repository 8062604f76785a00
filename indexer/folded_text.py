"""FoldedText: a text folded so that words can be looked for in it, each known to its place in the text."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import fold

__all__ = ["BORDER", "FoldedText"]

BORDER: Final = "\n"  # stands before the first word and after the last, as a word that no text has
_MARGIN: Final = f" {BORDER} "
_MARGIN_LENGTH: Final = len(_MARGIN)
# An apostrophe that begins a run of them after a space, or before one; each is looked at a few times only.
_OUTER_APOSTROPHES: Final = re.compile(r"'(?:(?<= ')'*+|(?<!'')'*+(?= ))")
_FIRST_LETTER: Final = 32  # of what a character can fold to; smaller numbers in the table mean something else


class FoldedText:
    """A text as its words between spaces, and the way back.

    `words` is a space, `BORDER`, a space, the words in order with one space or more after each, `BORDER`
    and a space. Words are the text's forms (`indexer.analysis.forms`), but not cut at MAX_WORD.
    """

    __slots__ = ("_ends", "_text", "words")

    def __init__(self, text: str) -> None:
        self._text = text
        # Where each character of the text ends when folded; None where each folds to one.
        self._ends: NDArray[np.int64] | None = None
        if text.isascii():
            folded = text.encode().translate(_ASCII).decode()
        else:
            folded, self._ends = _fold_any(text)
        self.words = _OUTER_APOSTROPHES.sub(_spaces, f"{_MARGIN}{folded}{_MARGIN}")

    def places(self, found: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        """For [start, end) in `words`, no space at either end, where that stands in the text: each with its marks."""
        if self._ends is None:
            return [(start - _MARGIN_LENGTH, end - _MARGIN_LENGTH) for start, end in found]
        letters = np.array(found, np.int64).reshape(-1, 2) - _MARGIN_LENGTH
        starts = np.searchsorted(self._ends, letters[:, 0], side="right").tolist()
        lasts = np.searchsorted(self._ends, letters[:, 1] - 1, side="right").tolist()
        return [(start, self._end_with_marks(last + 1)) for start, last in zip(starts, lasts, strict=True)]

    def _end_with_marks(self, end: int) -> int:
        while end < len(self._text) and not fold(self._text[end]):
            end += 1
        return end


def _spaces(apostrophes: re.Match[str]) -> str:
    return " " * len(apostrophes[0])


class _Folds(dict[int, str]):
    """The fold of each character met, for `str.translate`; where it is only spaces, one of them."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = " " if folded.isspace() else folded
        return self[code]


_FOLDS: Final = _Folds()
_ASCII: Final = bytes(ord(_FOLDS[code]) if code < 128 else 0 for code in range(256))


@functools.cache
def _table() -> NDArray[np.uint32]:
    """uint32 [all code points]: the letter that a character folds to, or 1 + how many letters; 0 for one not met yet.

    Pages of it that no character has touched take no memory.
    """
    return np.zeros(0x110000, np.uint32)


def _fold_any(text: str) -> tuple[str, NDArray[np.int64] | None]:
    """A text folded, and where each of its characters ends in that; None where each is one character there too."""
    table = _table()
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    folded = table.take(codes)
    least = folded.min()
    if not least:
        for code in np.unique(codes[folded == 0]).tolist():
            letters = _FOLDS[code]
            table[code] = ord(letters) if len(letters) == 1 else 1 + len(letters)
        folded = table.take(codes)
        least = folded.min()
    if least >= _FIRST_LETTER:
        return folded.tobytes().decode("utf-32-le"), None
    lengths = np.where(folded < _FIRST_LETTER, folded.astype(np.int64) - 1, 1)
    return text.translate(_FOLDS), np.cumsum(lengths)
