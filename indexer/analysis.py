"""From text to words: the one definition, for indexing, querying and marking.

A word is folded one character at a time, so that the result does not depend on
where a text is cut: letters lose case and accents, digits stay, apostrophes of
every kind become one and belong to the word they stand in, a letter of a script
written without spaces is a word of its own, and all else divides words. Nothing
is dropped: stopwords and one-letter words are words ("land of the gangster").

Stems are Snowball's English stems (Porter 2).
"""

from __future__ import annotations

import itertools
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import Stemmer

__all__ = ["MAX_WORD", "Token", "forms", "stem", "stems", "tokenize"]

MAX_WORD: Final = 200  # characters: a longer word is known by its first ones
_LANGUAGE: Final = "english"
_APOSTROPHES: Final = frozenset("'\u2018\u2019\u201b\u02bc\u02b9\u0060\u00b4\uff07")
# Scripts written without spaces between words: Thai, Lao, Burmese, Khmer, kana, Han.
_UNSPACED: Final = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF),
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x323AF),
)  # fmt: skip
# Signs over and under letters that writers leave out: Latin and Greek accents, Hebrew points, Arabic vowels.
_OPTIONAL_MARKS: Final = ((0x0300, 0x036F), (0x0591, 0x05C7), (0x064B, 0x065F), (0x0670, 0x0670))


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands: `form` as folded, characters [start, end) of the text."""

    form: str
    start: int
    end: int


def _within(code: int, ranges: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    folded = []
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()):
        code = ord(part)
        if _within(code, _OPTIONAL_MARKS):
            continue
        if _within(code, _UNSPACED) and (part.isalnum() or unicodedata.category(part)[0] == "M"):
            folded.append(f" {part} ")
        elif part.isalnum() or unicodedata.category(part)[0] == "M":
            folded.append(part)
        else:
            folded.append(" ")
    return "".join(folded)


class _FoldTable(dict[int, str]):
    """A table for `str.translate` that learns a character when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


_FOLDS: Final = _FoldTable()


def forms(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    words = []
    for word in text.translate(_FOLDS).split():
        bare = word.strip("'")
        if bare:
            words.append(bare[:MAX_WORD])
    return words


def tokenize(text: str) -> list[Token]:
    """The words of a text with their places; `forms(text)` are their forms, always."""
    folded = text.translate(_FOLDS)
    # Where in the text each folded character comes from; the identity for most texts.
    origins: Sequence[int]
    if len(folded) == len(text) and all(len(_FOLDS[ord(character)]) == 1 for character in set(text)):
        origins = range(len(text))
    else:
        origins = list(
            itertools.chain.from_iterable(
                itertools.repeat(place, len(_FOLDS[ord(character)])) for place, character in enumerate(text)
            )
        )
    tokens = []
    cursor = 0
    for word in folded.split():
        begin = folded.index(word, cursor)
        cursor = begin + len(word)
        bare = word.lstrip("'")
        begin += len(word) - len(bare)
        bare = bare.rstrip("'")
        if bare:
            start = origins[begin]
            end = origins[begin + len(bare) - 1] + 1
            tokens.append(Token(bare[:MAX_WORD], start, _with_marks(text, end)))
    return tokens


def _with_marks(text: str, end: int) -> int:
    """`end`, moved past the combining marks that belong to the last letter."""
    while end < len(text) and not _FOLDS[ord(text[end])]:
        end += 1
    return end


class _Stems(threading.local):
    """A stemmer a thread: Snowball's objects are not safe to share."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer(_LANGUAGE)
        self.known: dict[str, str] = {}


_STEMS: Final = _Stems()
_KNOWN_STEMS: Final = 500_000  # forms remembered a thread, before it starts anew


def stem(form: str) -> str:
    """The stem of a folded word; never empty."""
    known = _STEMS.known
    found = known.get(form)
    if found is None:
        if len(known) >= _KNOWN_STEMS:
            known.clear()
        found = known[form] = _STEMS.stemmer.stemWord(form) or form
    return found


def stems(words: Iterable[str]) -> list[str]:
    """The stems of folded words, one for each, in order."""
    return [stem(word) for word in words]
