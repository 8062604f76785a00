"""Merging: one segment of several, of their live articles, by array work."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.block_format import FileSum
from indexer.blocks import CheckedArray
from indexer.engine.base import Flushed
from indexer.engine.whoosh.segments.dictionary import Dictionary
from indexer.engine.whoosh.segments.postings import FieldPostings, PostingArrays
from indexer.engine.whoosh.segments.segment import Places, Segment
from indexer.engine.whoosh.segments.segment_writer import PlaceArrays, SegmentArrays
from indexer.engine.whoosh.segments.texts import TextReader
from indexer.fields import TEXT_FIELDS, Field

__all__ = ["MergePart", "SegmentMerge", "merge"]

_STRETCH: Final = 4_000_000  # positions that are gathered at a time
_FRAMES: Final = 64 * 1024 * 1024  # bytes of texts that are copied at a time


@dataclass(frozen=True, slots=True, eq=False)
class MergePart:
    """A segment that is to be merged; `live`: bool [articles], None where none is deleted."""

    name: str
    written: FileSum
    live: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True, eq=False)
class SegmentMerge:
    """The making of segment `name` of others, in their order. Picklable."""

    name: str
    parts: tuple[MergePart, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Source:
    """A segment that is merged: `live`, bool [articles], are those that stay; None for all.

    `numbers`: uint32 [its forms], their numbers in the merged dictionary. `base`: the new number of its first.
    """

    segment: Segment
    live: NDArray[np.bool_] | None
    numbers: NDArray[np.uint32]
    base: int

    @property
    def new_numbers(self) -> NDArray[np.int64]:
        """int64 [articles]: the number of each article in the merged segment, where it stays."""
        if self.live is None:
            return np.arange(self.base, self.base + self.segment.count)
        return self.base + np.cumsum(self.live) - 1


def merge(folder: Path, job: SegmentMerge) -> Flushed:
    """Write the segment; its live articles are at most MOST_ARTICLES. The outcome's payload is the file's sum."""
    no_texts = TextReader(folder, None)  # frames are copied as they are
    segments = [Segment(folder, part.name, part.written, no_texts) for part in job.parts]
    dictionary, numbers = Dictionary.merged([segment.dictionary for segment in segments])
    lives = [part.live for part in job.parts]
    counts = [
        segment.count if live is None else int(np.count_nonzero(live))
        for segment, live in zip(segments, lives, strict=True)
    ]
    bases = np.cumsum([0, *counts[:-1]]).tolist()
    sources = [_Source(*parts) for parts in zip(segments, lives, numbers, bases, strict=True)]
    fields = [_FieldMerge(sources, field) for field in TEXT_FIELDS]
    arrays = SegmentArrays(
        dictionary,
        [one.arrays() for one in fields],
        _frames(sources),
        _frame_ends(sources),
        _places([segment.sentences for segment in segments], sources),
        _places([segment.paragraphs for segment in segments], sources),
    )
    written = arrays.without_unused().write(folder, job.name)
    return Flushed(job.name, sum(counts), sum(one.words for one in fields), written)


class _FieldMerge:
    """The merging of one field: where each posting of each source goes."""

    def __init__(self, sources: Sequence[_Source], field: Field) -> None:
        self._parts = [_Part(source, source.segment.fields[field]) for source in sources]
        all_terms = np.concatenate([part.terms for part in self._parts])
        self.terms: NDArray[np.uint32] = np.unique(all_terms)
        self._places = [np.searchsorted(self.terms, part.terms) for part in self._parts]
        self._postings = self._matrix([part.posting_counts for part in self._parts])
        self._positions = self._matrix([part.position_counts for part in self._parts])
        self.words = int(self._positions.sum())

    def _matrix(self, counts: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
        """int64 [parts, terms]: how many each part has of each term."""
        matrix = np.zeros((len(self._parts), len(self.terms)), np.int64)
        for row, places, own in zip(matrix, self._places, counts, strict=True):
            row[places] = own
        return matrix

    def arrays(self) -> PostingArrays:
        """The merged postings; their positions are gathered when they are written."""
        first_postings = _starts(self._postings)
        total = int(first_postings[-1])
        articles = np.empty(total, np.uint16)
        frequencies = np.empty(total, np.result_type(*(part.frequencies for part in self._parts)))
        for part, places, targets in self._targets(self._postings):
            chosen = targets[places]
            where = np.arange(len(part.frequencies)) + np.repeat(chosen - part.posting_starts, part.posting_counts)
            articles[where] = part.articles()
            frequencies[where] = part.frequencies
            part.forget()
        return PostingArrays(
            self.terms,
            first_postings,
            _starts(self._positions),
            articles,
            frequencies,
            self._merged_positions(),
            any(part.wide for part in self._parts),
        )

    def _targets(self, counts: NDArray[np.int64]) -> Iterator[tuple[_Part, NDArray[np.intp], NDArray[np.int64]]]:
        """Yield for each part where, among the merged, what it has of each term begins."""
        before = _starts(counts)[:-1].copy()
        for part, places, row in zip(self._parts, self._places, counts, strict=True):
            yield part, places, before
            before += row

    def _merged_positions(self) -> Iterator[NDArray[Any]]:
        """Yield the merged positions, in stretches of terms, so that not all are in memory at once."""
        starts = _starts(self._positions)
        dtype = np.uint32 if any(part.wide for part in self._parts) else np.uint16
        cuts = np.searchsorted(starts, np.arange(0, int(starts[-1]) + _STRETCH, _STRETCH))
        bounds = np.unique(np.append(np.minimum(cuts, len(self.terms)), len(self.terms))).tolist()
        before = np.vstack((np.zeros((1, len(self.terms)), np.int64), np.cumsum(self._positions, axis=0)[:-1]))
        for first, last in itertools.pairwise(bounds):
            merged = np.empty(int(starts[last] - starts[first]), dtype)
            for part, places, ahead in zip(self._parts, self._places, before, strict=True):
                begin, end = places.searchsorted((first, last)).tolist()
                targets = starts[places[begin:end]] + ahead[places[begin:end]] - starts[first]
                part.copy_positions(merged, begin, end, targets)
                part.forget()
            yield merged


def _starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64 [terms + 1]: where each term begins when all parts of it stand together; `counts`: [parts, terms]."""
    return np.append(0, np.cumsum(counts.sum(axis=0)))


class _Part:
    """One source's postings of one field, without those of articles that go."""

    def __init__(self, source: _Source, postings: FieldPostings) -> None:
        self.terms = source.numbers[postings.terms]
        self._source = source
        self._old_articles = postings.articles
        self.frequencies = postings.all_frequencies()
        self._positions: CheckedArray | NDArray[Any] = postings.positions
        posting_starts = postings.first_postings.astype(np.int64)
        position_starts = postings.first_positions.astype(np.int64)
        if source.live is not None:
            kept = source.live[postings.articles.whole()]
            kept_positions = np.repeat(kept, self.frequencies)
            self._positions = postings.positions.whole()[kept_positions]
            self.frequencies = self.frequencies[kept]
            posting_starts = np.append(0, np.cumsum(kept))[posting_starts]
            position_starts = np.append(0, np.cumsum(kept_positions))[position_starts]
            occurs = np.append(np.diff(posting_starts) > 0, True)  # and the end
            posting_starts, position_starts = posting_starts[occurs], position_starts[occurs]
            self.terms = self.terms[occurs[:-1]]
        self.wide = postings.positions.dtype.itemsize > 2
        self.posting_starts = posting_starts[:-1]
        self.posting_counts = np.diff(posting_starts)
        self._position_starts = position_starts
        self.position_counts = np.diff(position_starts)

    def articles(self) -> NDArray[np.uint16]:
        """uint16 [p]: their numbers in the merged segment."""
        old = self._old_articles.whole()
        if self._source.live is not None:
            old = old[self._source.live[old]]
        numbers: NDArray[np.uint16] = self._source.new_numbers.astype(np.uint16)[old]
        return numbers

    def forget(self) -> None:
        """Give the memory of what was read back."""
        self._source.segment.forget()

    def copy_positions(self, merged: NDArray[Any], begin: int, end: int, targets: NDArray[np.int64]) -> None:
        """Copy the positions of the terms [begin, end) to where each term's `targets` begin."""
        starts = self._position_starts
        first, last = int(starts[begin]), int(starts[end])
        where = np.arange(first, last)
        where += np.repeat(targets - starts[begin:end], self.position_counts[begin:end])
        merged[where] = self._positions[first:last]


def _live_frames(source: _Source) -> NDArray[np.bool_]:
    return np.ones(source.segment.count, bool) if source.live is None else source.live


def _frame_ends(sources: Sequence[_Source]) -> NDArray[np.uint64]:
    sizes = [np.diff(source.segment.frame_ends, prepend=np.uint64(0))[_live_frames(source)] for source in sources]
    return np.cumsum(np.concatenate(sizes), dtype=np.uint64)


def _frames(sources: Sequence[_Source]) -> Iterator[NDArray[np.uint8]]:
    """Yield the texts that stay, as long stretches of them as stand together."""
    for source in sources:
        live = _live_frames(source)
        edges = np.flatnonzero(np.diff(live, prepend=False, append=False)).tolist()
        ends = np.append(0, source.segment.frame_ends).astype(np.int64)
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            for start in range(int(ends[first]), int(ends[last]), _FRAMES):
                yield source.segment.frames[start : min(start + _FRAMES, int(ends[last]))]
                source.segment.forget()


def _places(places: Sequence[Places], sources: Sequence[_Source]) -> PlaceArrays:
    """The positions by article of those that stay."""
    positions, counts = [], []
    for one, source in zip(places, sources, strict=True):
        live = _live_frames(source)
        own_counts = np.diff(one.ends, prepend=np.uint32(0))
        positions.append(one.positions.whole()[np.repeat(live, own_counts)].astype(np.uint32))
        counts.append(own_counts[live])
    return PlaceArrays.of(np.concatenate(positions), np.concatenate(counts))
