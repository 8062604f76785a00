"""Segment: one file of at most 65,536 articles: dictionary, postings, stored texts, starts of sentences.

The arrays of a segment's block file:

    forms.text/ends, stems.text/ends, stem_forms, alphabet     see `dictionary`
    FIELD.terms, .first_postings, .first_positions, .articles, .frequencies, .long_postings,
    .long_frequencies, .positions                              for each text field; see `postings`
    texts, text_ends                                           zstandard frames and uint64 ends; see `texts`
    sentences, sentence_ends, paragraphs, paragraph_ends       word positions in the body; uint32 ends

An article's number in its segment is local: uint16, in the order in which articles were added.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stem
from indexer.block_format import FileSum
from indexer.blocks import BlockFile, CheckedArray
from indexer.engine.whoosh.segments.dictionary import Dictionary
from indexer.engine.whoosh.segments.postings import FieldPostings
from indexer.engine.whoosh.segments.texts import TextReader
from indexer.fields import TEXT_FIELDS

__all__ = ["MOST_ARTICLES", "Segment", "segment_file"]

MOST_ARTICLES: Final = 65_536
_LOOKED_UP: Final = 1_000  # stems whose places are kept: one query asks for each of its own many times


def segment_file(name: str) -> str:
    """The name of a segment's file."""
    return f"segment-{name}.seg"


class Segment:
    """A segment, memory-mapped; immutable and shared by threads and processes.

    `base` is the number of its first article in the generation. Raises `DamagedError` at opening
    and, for blocks that were not read before, by any method.
    """

    def __init__(self, folder: Path, name: str, written: FileSum, texts: TextReader, *, base: int = 0) -> None:
        self._file = BlockFile(folder / segment_file(name), written)
        self._texts = texts
        self.name = name
        self.base = base
        self.dictionary = Dictionary.read(self._file)
        self.forms = self.dictionary.forms
        self.stems = self.dictionary.stems
        self.stem_forms = self.dictionary.stem_forms
        self.alphabet = self.dictionary.alphabet
        self.fields = {field: FieldPostings(self._file, field) for field in TEXT_FIELDS}
        self.frames = self._file["texts"]
        self.frame_ends: NDArray[np.uint64] = self._file["text_ends"].whole()
        self.sentences = Places(self._file["sentences"], self._file["sentence_ends"])
        self.paragraphs = Places(self._file["paragraphs"], self._file["paragraph_ends"])
        self.count = len(self.frame_ends)
        self._stem_range = functools.lru_cache(_LOOKED_UP)(self.dictionary.stem_range)

    def stem_range(self, word: str) -> tuple[int, int]:
        """The forms [first, last) with this stem; (0, 0) where there is none."""
        return self._stem_range(word.encode())

    def form_range(self, form: str) -> tuple[int, int]:
        """The number of a form and the one after it; (0, 0) where it is not here."""
        return self.dictionary.form_among(self.stem_range(stem(form)), form.encode())

    def stored(self, local: int) -> bytes:
        """An article as it was stored."""
        start = int(self.frame_ends[local - 1]) if local else 0
        return self._texts.decompress(self.frames[start : int(self.frame_ends[local])].data)

    def sentence_starts(self, local: int) -> NDArray[Any]:
        """[s] word positions in the body at which a sentence begins, ascending, from 0 on."""
        return self.sentences.of(local)

    def paragraph_starts(self, local: int) -> NDArray[Any]:
        """[s] word positions in the body at which a paragraph begins, ascending, from 0 on."""
        return self.paragraphs.of(local)

    def forget(self) -> None:
        """Give the memory of what was read back to the system; what is wanted again is read again."""
        self._file.forget()

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class Places:
    """Positions by article: the first one, 0, is not written down."""

    def __init__(self, positions: CheckedArray, ends: CheckedArray) -> None:
        self.positions = positions
        self.ends: NDArray[np.uint32] = ends.whole()

    def of(self, local: int) -> NDArray[Any]:
        """[s] those of one article, ascending, from 0 on."""
        start = int(self.ends[local - 1]) if local else 0
        written = self.positions[start : int(self.ends[local])]
        return np.concatenate((np.zeros(1, written.dtype), written))
