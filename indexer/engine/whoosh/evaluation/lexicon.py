"""Lexicon: the words of one segment, as forms or as stems, and which of them a pattern means."""

from __future__ import annotations

import bisect
import fnmatch
import functools
import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.string_table import StringTable

__all__ = ["Lexicon"]

Words = NDArray[np.intp]  # places in the table, ascending

_END: Final = b"\n"  # between the words of the joined table; no word holds it
_CHARACTER: Final = rb"(?:[\x00-\x09\x0b-\x7f]|[\xc0-\xff][\x80-\xbf]*)"  # one, in UTF-8
_FAR: Final = 100  # a distance beyond all that are asked for
_KEPT: Final = 16  # patterns whose words are kept
_LONGEST: Final = 255  # characters; longer words are as long as this to the filter by length


class Lexicon:
    """Words in UTF-8 by number, with a way to go through them bytewise; shared by threads.

    `order`: the numbers in bytewise order of the words; None where the table is in that order itself.
    Threads that ask at once for what is worked out at first use work out the same twice.
    """

    def __init__(self, table: StringTable, order: NDArray[Any] | None = None) -> None:
        self._table = table
        self._order = order
        self._joined: bytes | None = None
        # One search asks for the same again: for its marks, its forms, and where it finds nothing for its parts.
        self._kept_like = functools.lru_cache(_KEPT)(self._like)
        self._kept_near = functools.lru_cache(_KEPT)(self._near)
        self._outlines: tuple[NDArray[np.uint8], NDArray[np.uint64]] | None = None

    def beginning_with(self, prefix: str) -> Words:
        """The words that begin with `prefix`."""
        encoded = prefix.encode()
        first = self._bisect(lambda word: word < encoded)
        return self._ordered(first, self._bisect(lambda word: word[: len(encoded)] <= encoded))

    def between(
        self, first: str | None, last: str | None, *, first_excluded: bool = False, last_excluded: bool = False
    ) -> Words:
        """The words from `first` to `last`, bytewise; None is an open end."""
        begin, end = 0, len(self._table)
        if first is not None:
            low = first.encode()
            begin = self._bisect(lambda word: word <= low) if first_excluded else self._bisect(lambda word: word < low)
        if last is not None:
            high = last.encode()
            end = self._bisect(lambda word: word < high) if last_excluded else self._bisect(lambda word: word <= high)
        return self._ordered(begin, max(begin, end))

    def like(self, pattern: str) -> Words:
        """The words that a glob matches: * for any characters, ? for one, [...] as `fnmatch` has it."""
        return self._kept_like(pattern)

    def near(self, text: str, most: int, prefix: int) -> Words:
        """The words within `most` edits of `text` (Levenshtein) that begin with its first `prefix` characters."""
        return self._kept_near(text, most, prefix)

    def _like(self, pattern: str) -> Words:
        literal, *rest = re.split(r"(?=[*?\[])", pattern, maxsplit=1)
        if literal or "[" in pattern:
            matches = re.compile(fnmatch.translate(pattern)).match
            among = self.beginning_with(literal) if rest else self.between(literal, literal)
            words = (self._table[number].decode() for number in among.tolist())
            fitting: Words = among[np.fromiter((matches(word) is not None for word in words), bool, len(among))]
            return fitting
        if not len(self._table):  # else its joined words would be one empty word
            return np.empty(0, np.intp)
        ends = np.fromiter((found.end() for found in _line_pattern(pattern).finditer(self._joined_words())), np.int64)
        # Word number i, with i dividers before it, ends at its end in the table + i.
        return np.searchsorted(self._table.ends.astype(np.int64) + np.arange(len(self._table)), ends)

    def _near(self, text: str, most: int, prefix: int) -> Words:
        among = self.beginning_with(text[:prefix]) if prefix else np.arange(len(self._table))
        lengths, letters = self._outlined()
        wanted = np.bitwise_or.reduce(_letter_bits(np.frombuffer(text.encode(), np.uint8)), initial=np.uint64(0))
        long = np.abs(lengths[among].astype(np.int64) - min(len(text), _LONGEST)) <= most
        among = among[long]
        here = letters[among]
        # An edit takes one letter away and brings one in, at most.
        alike = (np.bitwise_count(here & ~wanted) <= most) & (np.bitwise_count(wanted & ~here) <= most)
        among = among[alike]
        words = [word.decode() for word in self._table.take(among)]
        near: Words = among[_distances(text, words, most) <= most]
        return near

    def _bisect(self, is_before: Callable[[bytes], bool]) -> int:
        """How many words are before the place that is looked for, in bytewise order."""
        table, order = self._table, self._order
        if order is None:
            return bisect.bisect_left(range(len(table)), x=True, key=lambda place: not is_before(table[place]))
        return bisect.bisect_left(range(len(table)), x=True, key=lambda place: not is_before(table[order.item(place)]))

    def _ordered(self, first: int, last: int) -> Words:
        if self._order is None:
            return np.arange(first, last)
        return np.sort(self._order[first:last]).astype(np.intp)

    def _joined_words(self) -> bytes:
        if self._joined is None:
            self._joined = _END.join(self._table)
        return self._joined

    def _outlined(self) -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
        """Of each word: its characters' number, and a bit for each ASCII character (two may share one)."""
        if self._outlines is None:
            text, ends = self._table.text, self._table.ends.astype(np.int64)
            starts = np.concatenate([np.zeros(min(len(ends), 1), np.int64), ends[:-1]])
            lengths = np.add.reduceat((text & 0xC0) != 0x80, starts, dtype=np.int64) if len(ends) else starts
            letters = np.bitwise_or.reduceat(_letter_bits(text), starts) if len(ends) else starts
            self._outlines = np.minimum(lengths, _LONGEST).astype(np.uint8), letters.astype(np.uint64)
        return self._outlines


def _line_pattern(glob: str) -> re.Pattern[bytes]:
    """A pattern for the lines that a glob of * and ? matches; what has once passed is not tried again."""
    first, *rest = [
        b"".join(_CHARACTER if sign == "?" else re.escape(sign.encode()) for sign in part) for part in glob.split("*")
    ]
    *middle, last = rest or [b""]
    passed = b"".join(rb"(?>[^\n]*?" + part + b")" for part in middle)
    return re.compile(b"^" + first + passed + (rb"[^\n]*" + last if rest else b"") + b"$", re.MULTILINE)


def _letter_bits(text: NDArray[np.uint8]) -> NDArray[np.uint64]:
    bits = np.uint64(1) << (text & 63).astype(np.uint64)
    bits[text >= 0x80] = 0
    return bits


def _distances(text: str, words: list[str], most: int) -> NDArray[np.uint8]:
    """uint8 [words]: how many edits each is from `text`, exactly where there are at most `most`.

    The table of Wagner & Fischer 1974 ("The String-to-String Correction Problem"), a row at a time,
    for all words at once, and of each row only what is within `most` of its diagonal.
    """
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    longest = int(lengths.max(initial=0))
    codes = np.zeros((longest, len(words)), np.uint32)
    joined = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    owners = np.repeat(np.arange(len(words)), lengths)
    codes[np.arange(len(joined)) - np.repeat(np.cumsum(lengths) - lengths, lengths), owners] = joined
    row = np.full((longest + 1, len(words)), _FAR, np.uint8)
    for column in range(min(most, longest) + 1):
        row[column] = column
    for line, character in enumerate(text, 1):
        above, row = row, np.full_like(row, _FAR)
        if line <= most:
            row[0] = line
        for column in range(max(1, line - most), min(longest, line + most) + 1):
            replaced = above[column - 1] + (codes[column - 1] != ord(character))
            row[column] = np.minimum(replaced, np.minimum(above[column], row[column - 1]) + np.uint8(1))
    return row[lengths, np.arange(len(words))]
