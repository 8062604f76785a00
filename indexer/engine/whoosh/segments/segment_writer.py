"""The file of a segment, written from its arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from indexer.block_format import FileSum
from indexer.block_writer import BlockFileWriter
from indexer.engine.whoosh.columns.article_columns import Rows
from indexer.engine.whoosh.segments.dictionary import Dictionary
from indexer.engine.whoosh.segments.postings import PostingArrays
from indexer.engine.whoosh.segments.segment import segment_file
from indexer.fields import TEXT_FIELDS

__all__ = ["NewSegment", "PlaceArrays", "SegmentArrays"]


@dataclass(frozen=True, slots=True, eq=False)
class NewSegment:
    """A segment that was written: the sum of its file, and the rows of its articles. Picklable."""

    written: FileSum
    rows: Rows


@dataclass(frozen=True, slots=True, eq=False)
class PlaceArrays:
    """Positions by article: uint16 or uint32 [s], and uint32 [n] where each article's end."""

    positions: NDArray[Any]
    ends: NDArray[np.uint32]

    @classmethod
    def of(cls, positions: NDArray[np.uint32], counts: NDArray[Any]) -> Self:
        """Positions in the order of the articles, `counts` [n] of them each."""
        small = positions.max(initial=0) <= np.iinfo(np.uint16).max
        return cls(positions.astype(np.uint16) if small else positions, np.cumsum(counts).astype(np.uint32))

    def write(self, file: BlockFileWriter, what: str) -> None:
        """Add them to a segment's file."""
        file.add(f"{what}s", self.positions)
        file.add(f"{what}_ends", self.ends)


@dataclass(frozen=True, slots=True, eq=False)
class SegmentArrays:
    """All that a segment's file holds.

    `postings` are in the order of TEXT_FIELDS; `texts` the parts of all frames, in order, `text_ends` uint64 [n].
    """

    dictionary: Dictionary
    postings: Sequence[PostingArrays]
    texts: Iterable[NDArray[np.uint8]]
    text_ends: NDArray[np.uint64]
    sentences: PlaceArrays
    paragraphs: PlaceArrays

    def without_unused(self) -> Self:
        """The same, but for forms in the dictionary that no article has, or has any more."""
        used = np.zeros(len(self.dictionary.forms), bool)
        for arrays in self.postings:
            used[arrays.terms] = True
        if used.all():
            return self
        dictionary, numbers = self.dictionary.selected(used)
        return replace(
            self,
            dictionary=dictionary,
            postings=[replace(arrays, terms=numbers[arrays.terms]) for arrays in self.postings],
        )

    def write(self, folder: Path, name: str) -> FileSum:
        """Write the file of segment `name`."""
        with BlockFileWriter(folder / segment_file(name)) as file:
            self.dictionary.write(file)
            for field, arrays in zip(TEXT_FIELDS, self.postings, strict=True):
                arrays.write(file, field)
            file.add_parts("texts", np.uint8, self.texts)
            file.add("text_ends", self.text_ends)
            self.sentences.write(file, "sentence")
            self.paragraphs.write(file, "paragraph")
            return file.finish()
