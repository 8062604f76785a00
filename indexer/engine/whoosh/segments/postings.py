"""Postings: which articles have a word, how often and where, as arrays; made by one sort, or by merging.

A field's postings are ordered by the number of the form (so by stem, then form), within a form by
article; positions stand in the same order. All forms of a stem are one contiguous run.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile, CheckedArray
from indexer.engine.whoosh.segments.word_numbers import FIRST_FORM
from indexer.engine.whoosh.segments.words import Words
from indexer.fields import TEXT_FIELDS, Field

__all__ = ["FieldPostings", "PostingArrays", "Run", "inverted"]

_LONG: Final = 255  # a frequency from here on is in a list of its own
_KEY_BITS: Final = 64
_ARTICLE_BITS: Final = 16
_FEWEST_POSITION_BITS: Final = 16
_STRETCH: Final = 1 << 16  # words that are looked up at once, so that the arrays stay in the cache


@dataclass(frozen=True, slots=True, eq=False)
class PostingArrays:
    """The postings of one field, about to be written.

    `terms`: uint32 [t], the forms that occur, ascending. `first_postings` and `first_positions`: int64 [t + 1].
    `articles`: uint16 [p]. `frequencies`: uint8 or uint32 [p]. `positions`: parts of one array of uint16, or
    of uint32 where `wide_positions`.
    """

    terms: NDArray[np.uint32]
    first_postings: NDArray[np.int64]
    first_positions: NDArray[np.int64]
    articles: NDArray[np.uint16]
    frequencies: NDArray[Any]
    positions: Iterable[NDArray[Any]]
    wide_positions: bool

    def write(self, file: BlockFileWriter, field: Field) -> None:
        """Add them to a segment's file."""
        long = np.flatnonzero(self.frequencies >= _LONG)
        file.add(f"{field.name}.terms", self.terms)
        file.add(f"{field.name}.first_postings", _compact(self.first_postings))
        file.add(f"{field.name}.first_positions", _compact(self.first_positions))
        file.add(f"{field.name}.articles", self.articles)
        file.add(f"{field.name}.frequencies", np.minimum(self.frequencies, _LONG).astype(np.uint8, copy=False))
        file.add(f"{field.name}.long_postings", long.astype(np.uint32))
        file.add(f"{field.name}.long_frequencies", self.frequencies[long].astype(np.uint32))
        file.add_parts(f"{field.name}.positions", np.uint32 if self.wide_positions else np.uint16, self.positions)


def _compact(ends: NDArray[np.int64]) -> NDArray[Any]:
    return ends.astype(np.uint32) if ends[-1] < 2**32 else ends


def inverted(words: Words, form_numbers: NDArray[np.uint32]) -> list[PostingArrays]:
    """The postings of all TEXT_FIELDS, by one sort; `form_numbers`, uint32 [forms], are those in the dictionary."""
    width, forms = len(TEXT_FIELDS), len(form_numbers)
    term_bits = (2 * forms * width).bit_length()
    position_bits = max(int(words.spans.max()).bit_length(), _FEWEST_POSITION_BITS)
    if term_bits + _ARTICLE_BITS + position_bits <= _KEY_BITS:
        keys, positions = _sorted_as_one(words, form_numbers, position_bits)
    else:
        keys, positions = _sorted_by_two(words, form_numbers)
    starts = np.append(np.flatnonzero(_changes(keys)), len(keys))
    heads = keys[starts[:-1]]
    del keys  # the largest of the arrays
    articles = heads.astype(np.uint16)
    heads >>= np.uint64(_ARTICLE_BITS)
    terms = heads.astype(np.uint32)
    bounds = np.searchsorted(terms, np.arange(width + 1, dtype=np.uint32) * np.uint32(forms))
    return [
        _field_postings(
            terms[first:last],
            place * forms,
            articles[first:last],
            positions,
            starts[first : last + 1],
        )
        for place, (first, last) in enumerate(itertools.pairwise(bounds.tolist()))
    ]


def _by_token(form_numbers: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """uint64 [FIRST_FORM + forms]: the form of each token.

    What is no word gets a form behind all of all fields, and so falls behind all words when
    they are sorted: that is cheaper than to take it out first.
    """
    by_token = np.full(FIRST_FORM + len(form_numbers), len(form_numbers) * len(TEXT_FIELDS), np.uint64)
    by_token[FIRST_FORM:] = form_numbers
    return by_token


def _by_cell(words: Words, form_count: int) -> NDArray[np.uint64]:
    """uint64 [cells]: the first form of the field, for the terms of a field follow those of the one before; article."""
    cells = np.arange(len(words.spans), dtype=np.uint64)
    width = np.uint64(len(TEXT_FIELDS))
    return ((cells % width * np.uint64(form_count)) << np.uint64(_ARTICLE_BITS)) + cells // width


def _sorted_as_one(
    words: Words, form_numbers: NDArray[np.uint32], position_bits: int
) -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Term and article in one, uint64 [w], and position, uint16 or uint32 [w], of all words.

    They are sorted as one integer each.
    """
    keys = words.counted_from(_by_cell(words, len(form_numbers)) << np.uint64(position_bits))
    by_token = _by_token(form_numbers) << np.uint64(_ARTICLE_BITS + position_bits)
    for first in range(0, len(keys), _STRETCH):
        keys[first : first + _STRETCH] += by_token[words.tokens[first : first + _STRETCH]]
    keys.sort()
    keys = keys[: int(words.lengths.sum())]
    positions: NDArray[Any]
    if position_bits == _FEWEST_POSITION_BITS:
        positions = keys.astype(np.uint16)  # which leaves the rest out
    else:
        positions = (keys & np.uint64((1 << position_bits) - 1)).astype(np.uint32)
    keys >>= np.uint64(position_bits)
    return keys, positions


def _sorted_by_two(words: Words, form_numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """The same where one integer cannot hold them: several times slower."""
    keys = np.repeat(_by_cell(words, len(form_numbers)), np.diff(words.bounds))
    keys += (_by_token(form_numbers) << np.uint64(_ARTICLE_BITS))[words.tokens]
    order = np.argsort(keys, kind="stable")[: int(words.lengths.sum())]  # positions ascend within a cell
    positions = words.counted_from(np.zeros(len(words.spans), np.uint64))
    return keys[order], positions[order].astype(np.uint32)


def _changes(values: NDArray[Any]) -> NDArray[np.bool_]:
    """bool [n]: where a value differs from the one before it."""
    changes = np.ones(len(values), bool)
    np.not_equal(values[1:], values[:-1], out=changes[1:])
    return changes


def _field_postings(
    terms: NDArray[np.uint32],
    first_term: int,
    articles: NDArray[np.uint16],
    positions: NDArray[Any],
    starts: NDArray[np.intp],
) -> PostingArrays:
    """The postings of one field, whose terms count from `first_term` on.

    `terms` and `articles` by posting; `starts`, one more, are theirs in `positions`.
    """
    first = np.append(np.flatnonzero(_changes(terms)), len(terms))
    own = positions[starts[0] : starts[-1]]
    wide = own.dtype.itemsize > 2 and bool(own.max(initial=0) > np.iinfo(np.uint16).max)
    return PostingArrays(
        terms[first[:-1]] - np.uint32(first_term),
        first,
        starts[first] - starts[0],
        articles,
        np.diff(starts).astype(np.uint32),
        [own if wide else own.astype(np.uint16, copy=False)],
        wide,
    )


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """Postings of one form or of several.

    `articles`: uint16 [p], local numbers; ascending within each form. `frequencies`: uint8 or uint32 [p].
    `single`: of one form only, so that `articles` are ascending and unique.
    """

    articles: NDArray[np.uint16]
    frequencies: NDArray[Any]
    single: bool
    _positions: CheckedArray
    _first_position: int
    _last_position: int

    def positions(self) -> NDArray[Any]:
        """uint16 or uint32 [sum of frequencies], ascending within a posting."""
        return self._positions[self._first_position : self._last_position]


class FieldPostings:
    """The postings of one field of a segment, in its file.

    `terms`: uint32 [t], the forms that occur, ascending. `first_postings` and `first_positions`:
    uint32 or int64 [t + 1]. `articles`: uint16 [p]. `positions`: uint16 or uint32.
    """

    def __init__(self, file: BlockFile, field: Field) -> None:
        def array(name: str) -> CheckedArray:
            return file[f"{field.name}.{name}"]

        self.terms: NDArray[np.uint32] = array("terms").whole()
        self.first_postings = array("first_postings").whole()
        self.first_positions = array("first_positions").whole()
        self.articles = array("articles")
        self.positions = array("positions")
        self._frequencies = array("frequencies")
        self._long_postings = array("long_postings").whole()
        self._long_frequencies = array("long_frequencies").whole()

    def term_bounds(self, first: int, last: int) -> tuple[int, int]:
        """Which [i, j) of `terms` are the forms [first, last)."""
        # In their own dtype: else all terms are converted first.
        begin, end = self.terms.searchsorted(np.array((first, last), self.terms.dtype)).tolist()
        return begin, end

    def run_of_terms(self, begin: int, end: int) -> Run:
        """The postings of `terms[begin:end]`, one at least."""
        first, last = self.first_postings.item(begin), self.first_postings.item(end)
        return Run(
            self.articles[first:last],
            self.frequencies(first, last),
            end - begin == 1,
            self.positions,
            self.first_positions.item(begin),
            self.first_positions.item(end),
        )

    def frequencies(self, first: int, last: int) -> NDArray[Any]:
        """uint8 or uint32 [last - first]: how often the word stands in the article, by posting."""
        frequencies = self._frequencies[first:last]
        if len(self._long_postings):
            begin, end = self._long_postings.searchsorted(np.array((first, last), self._long_postings.dtype)).tolist()
            if begin < end:
                frequencies = frequencies.astype(np.uint32)
                frequencies[self._long_postings[begin:end] - first] = self._long_frequencies[begin:end]
        return frequencies

    def all_frequencies(self) -> NDArray[Any]:
        """uint8 or uint32 [p]."""
        return self.frequencies(0, len(self.articles))
