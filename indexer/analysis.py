"""From text to words: the one definition, for indexing, querying and marking.

A word is folded one character at a time, so that the result does not depend on
where a text is cut: letters lose case and accents, digits stay, apostrophes of
every kind become one and belong to the word they stand in, a letter of a script
written without spaces is a word of its own, and all else divides words. Nothing
is dropped: stopwords and one-letter words are words ("land of the gangster").

Stems are Snowball's English stems (Porter 2).
"""

from __future__ import annotations

import enum
import functools
import itertools
import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import Stemmer
from numpy.typing import NDArray

__all__ = [
    "CLOSE",
    "MAX_WORD",
    "SENTENCE_END",
    "Divider",
    "Token",
    "ends_no_sentence",
    "fold",
    "fold_signs",
    "form_of",
    "forms",
    "sentence_starts",
    "stem",
    "stems",
    "tokenize",
]

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
# Letters with a stroke, or of two letters in one, which Unicode does not take apart; as those write them who cannot.
_BARE: Final = str.maketrans(
    {"\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u0127": "h", "\u0167": "t", "\u0131": "i",
     "\u00e6": "ae", "\u0153": "oe", "\u00fe": "th"}
)  # fmt: skip


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
    for part in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold()).translate(_BARE):
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


def fold(text: str) -> str:
    """A text with every character folded by itself: letters bare, apostrophes one, all else spaces."""
    return text.translate(_FOLDS)


def forms(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    words = []
    for word in fold(text).split():
        bare = word.strip("'")
        if bare:
            words.append(bare[:MAX_WORD])
    return words


def tokenize(text: str) -> list[Token]:
    """The words of a text with their places; `forms(text)` are their forms, always."""
    folded = fold(text)
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


class Divider(enum.IntEnum):
    """What divides the words of an article besides space: control characters that stand in no text.

    SENTENCE stands in no folded text either: it is what its SENTENCE_END becomes.
    """

    SENTENCE = 1
    PARAGRAPH = 2
    VALUE = 3
    FIELD = 4

    @property
    def between(self) -> str:
        """What to put between two texts, for `fold_signs`, to divide them so."""
        return f" {chr(self)} "

    @property
    def word(self) -> bytes:
        """What `fold_signs` gives where it stands."""
        return bytes([self])


def fold_signs(text: str) -> bytes:
    """A text folded, in UTF-8, with its dividers, SENTENCE_END for the signs that end sentences, and CLOSE.

    But for these, its words are those of `fold`: `form_of` each is in `forms`, or empty.
    """
    return text.encode().translate(_ASCII_SIGNS) if text.isascii() else _fold_signs(text)


def form_of(word: bytes) -> bytes:
    """The form that a word of `fold_signs` is; empty where it is none: an apostrophe by itself."""
    bare = word.strip(b"'")
    return bare if len(bare) <= MAX_WORD else bare.decode()[:MAX_WORD].encode()


# Signs that end and close sentences are told apart here from all else that divides words.
SENTENCE_END: Final = "."
CLOSE: Final = '"'  # of a quotation, a bracket
_SIGNS: Final = {
    **dict.fromkeys(".!?\u2026\u3002\uff01\uff1f", SENTENCE_END),
    **dict.fromkeys('")]\u201d\u00bb', CLOSE),
}
_SEVERAL: Final = 0xFF  # marks a character that does not fold to one ASCII character or to none
_NOTHING: Final = 0
_UNKNOWN: Final = 0xFE


class _SignTable(_FoldTable):
    """The fold table, but with dividers and the signs of sentences kept."""

    def __init__(self) -> None:
        super().__init__({divider: chr(divider) for divider in Divider if divider is not Divider.SENTENCE})
        self.update({ord(sign): kept for sign, kept in _SIGNS.items()})


_SIGN_FOLDS: Final = _SignTable()
_ASCII_SIGNS: Final = bytes(ord(_SIGN_FOLDS[code]) if code < 128 else _SEVERAL for code in range(256))


@functools.cache
def _byte_folds() -> NDArray[np.uint8]:
    """uint8 [65,536]: the ASCII character that a UTF-16 unit folds to; filled as characters are met."""
    table = np.full(0x10000, _UNKNOWN, np.uint8)
    table[:128] = np.frombuffer(_ASCII_SIGNS, np.uint8)[:128]
    table[0xD800:0xE000] = _SEVERAL  # halves of characters beyond U+FFFF
    return table


def _byte_fold(code: int) -> int:
    folded = _SIGN_FOLDS[code]
    if not folded:
        return _NOTHING
    if folded.isspace():  # one space divides words as well as several
        return ord(" ")
    return ord(folded) if len(folded) == 1 and folded.isascii() else _SEVERAL


def _fold_signs(text: str) -> bytes:
    """A text that is not ASCII, folded: by one array look-up for what folds to ASCII, as most typographic text does."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    table = _byte_folds()
    folded = table.take(units)
    if folded.max() >= _UNKNOWN:
        for unit in np.unique(units[folded == _UNKNOWN]).tolist():
            table[unit] = _byte_fold(unit)
        folded = table.take(units)
        if folded.max() == _SEVERAL:
            return text.translate(_SIGN_FOLDS).encode("utf-8", "surrogatepass")
    return folded.tobytes().replace(b"\0", b"")


# A full stop after one of these, or after a single letter, ends no sentence.
_ABBREVIATIONS: Final = frozenset(
    b"mr mrs ms dr prof rev hon gen col lt maj sgt capt cpl adm gov sen rep st jr sr messrs vs inc ltd corp no".split()
)
# What `fold_signs` gives of a text, as far as sentences go: an end of one, or a run of what may be a word.
_SENTENCE_PARTS: Final = re.compile(rb"\.(?=[\"']? )|[^\x00-\".]+")


def ends_no_sentence(form: bytes) -> bool:
    """Whether a full stop behind this form, in UTF-8, leaves its sentence open."""
    return len(form) == 1 or form in _ABBREVIATIONS


def sentence_starts(text: str) -> tuple[list[int], int]:
    """Which words of a paragraph, by number, begin a sentence, but for the first; and how many words it has.

    The same as the index has: a sentence ends at a full stop, exclamation or question mark, closed or not by
    one quote or bracket, before a space or the text's end, unless its last word `ends_no_sentence`.
    """
    starts: list[int] = []
    count = 0
    last = b""
    for part in _SENTENCE_PARTS.finditer(fold_signs(text) + b"  "):
        found = part[0]
        if found != b".":
            last = form_of(found)
            count += bool(last)
        else:
            if count and not ends_no_sentence(last) and (not starts or starts[-1] < count):
                starts.append(count)
            last = b""
    return (starts[:-1] if starts and starts[-1] == count else starts), count


class _Stems(threading.local):
    """A stemmer a thread: Snowball's objects are not safe to share."""

    def __init__(self) -> None:
        self.stemmer = Stemmer.Stemmer(_LANGUAGE, 0)  # its own cache of words costs more than stemming them
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


def stems(words: Sequence[str]) -> list[str]:
    """The stems of folded words, one for each, in order."""
    return [found or word for found, word in zip(_STEMS.stemmer.stemWords(words), words, strict=True)]
