"""WhooshWriter: segments into a generation; deletions, merges, and the columns of all articles."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.block_format import FileSum
from indexer.blocks import claimed_sum
from indexer.engine.base import Counts, Flushed, Written
from indexer.engine.whoosh.columns.article_columns import Columns, Rows, write_columns
from indexer.engine.whoosh.segments.merge_policy import due_merges
from indexer.engine.whoosh.segments.merging import MergePart, SegmentMerge
from indexer.engine.whoosh.segments.segment import segment_file
from indexer.engine.whoosh.segments.segment_writer import NewSegment
from indexer.engine.whoosh.segments.texts import TEXTS_FILE
from indexer.manifest import Manifest
from indexer.string_table import StringTable

__all__ = ["WhooshWriter", "columns_file"]

_LOOKED_UP: Final = 1_000  # ids up to which each is looked for by itself


def columns_file(number: int) -> str:
    """The name of the file of columns that belongs to manifest `number`."""
    return f"articles-{number}.col"


@dataclass(slots=True, eq=False)
class _Shelf:
    """Rows that came together, and which of their articles live."""

    rows: Rows
    live: NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A segment of the generation to be: the articles [first, last) of a shelf."""

    name: str
    written: FileSum
    shelf: _Shelf
    first: int
    last: int

    @property
    def live(self) -> NDArray[np.bool_]:
        return self.shelf.live[self.first : self.last]


class WhooshWriter:
    """See `indexer.engine.base.Writer`."""

    def __init__(self, folder: Path, base: Manifest | None, previous: Columns | None, now: dt.datetime) -> None:
        """`previous` are the columns of the live generation, in whatever folder; with a `base`, they are its own."""
        self._folder = folder
        self._is_update = base is not None
        self._files = dict(base.files) if base else {}
        self._previous = previous
        self._now = int(now.timestamp())
        self._base: _Shelf | None = None
        self._entries: list[_Entry] = []
        self._made: list[str] = []
        if base is not None and previous is not None:
            live = np.ones(previous.count, bool) if previous.live is None else previous.live.copy()
            self._base = _Shelf(previous.rows(), live)
            self._entries = list(_base_entries(base, self._base))

    def add(self, flushed: Flushed) -> None:
        """Take a segment into the generation."""
        self._entries.append(self._entry(flushed))

    def delete(self, article_ids: Iterable[str]) -> int:
        """Delete articles of the base."""
        if self._base is None:
            return 0
        numbers = self._base_numbers(list(article_ids))
        numbers = np.array(list(set(numbers[numbers >= 0].tolist())), np.int64)
        deleted = int(np.count_nonzero(self._base.live[numbers]))
        self._base.live[numbers] = False
        return deleted

    def set_sequences(self, sequences: Mapping[str, int]) -> None:
        """Give articles of the base new places in the order of all articles."""
        if self._base is None:
            return
        numbers = self._base_numbers(list(sequences))
        places = self._base.rows.sequences.copy()
        places[numbers[numbers >= 0]] = np.fromiter(sequences.values(), np.int64, len(sequences))[numbers >= 0]
        self._base.rows = replace(self._base.rows, sequences=places)

    def set_copies(self, copies: Mapping[str, Sequence[str]]) -> None:
        """Replace the inputs of exact copies."""
        waiting = dict(copies)
        for shelf in {id(entry.shelf): entry.shelf for entry in self._entries}.values():
            if shelf is not self._base:
                ids = {article_id.decode(): number for number, article_id in enumerate(shelf.rows.ids)}
                shelf.rows = _with_copies(
                    shelf.rows, {ids[one]: waiting.pop(one) for one in list(waiting) if one in ids}
                )
        if self._base is not None:
            numbers = self._base_numbers(list(waiting)).tolist()
            owned = {number: inputs for number, inputs in zip(numbers, waiting.values(), strict=True) if number >= 0}
            self._base.rows = _with_copies(self._base.rows, owned)

    def merges(self) -> Sequence[SegmentMerge]:
        """The merges that are due now."""
        live_counts = [int(np.count_nonzero(entry.live)) for entry in self._entries]
        counts = [entry.last - entry.first for entry in self._entries]
        return [
            SegmentMerge(secrets.token_hex(4), tuple(self._merge_part(self._entries[place]) for place in group))
            for group in due_merges(counts, live_counts, full_build=not self._is_update)
        ]

    def merged(self, merge: SegmentMerge, flushed: Flushed) -> None:
        """Put the outcome of a merge in place of its segments."""
        names = {part.name for part in merge.parts}
        entries = [entry for entry in self._entries if entry.name in names]
        rows = Rows.concatenate([entry.shelf.rows.take(entry.first + np.flatnonzero(entry.live)) for entry in entries])
        place = self._entries.index(entries[0])
        self._entries = [entry for entry in self._entries if entry.name not in names]
        self._entries.insert(place, self._entry(replace(flushed, payload=NewSegment(flushed.payload, rows))))
        self._drop([segment_file(name) for name in names if segment_file(name) in self._made])

    def finish(self, number: int) -> Written:
        """Write the columns."""
        entries = [entry for entry in self._entries if entry.live.any()]
        rows = self._dated(Rows.concatenate(list(_coalesced(entries))))
        live = np.concatenate([entry.live for entry in entries]) if entries else np.zeros(0, bool)
        self._made.append(columns_file(number))
        columns = write_columns(
            self._folder / columns_file(number), rows, live, [entry.last - entry.first for entry in entries]
        )
        files = {segment_file(entry.name): entry.written for entry in entries} | {columns_file(number): columns}
        if (self._folder / TEXTS_FILE).exists():
            files[TEXTS_FILE] = self._files.get(TEXTS_FILE) or claimed_sum(self._folder / TEXTS_FILE)
        segments = [
            {"name": entry.name, "articles": len(entry.live), "deleted": int(np.count_nonzero(~entry.live))}
            for entry in entries
        ]
        counts = Counts(int(np.count_nonzero(live)), int(rows.lengths[:, live].sum()))
        return Written(counts, files, {"segments": segments, "columns": columns_file(number)})

    def cancel(self) -> None:
        """Delete the files that this transaction wrote."""
        self._drop(list(self._made))

    def _entry(self, flushed: Flushed) -> _Entry:
        segment: NewSegment = flushed.payload
        self._made.append(segment_file(flushed.name))
        shelf = _Shelf(segment.rows, np.ones(flushed.articles, bool))
        return _Entry(flushed.name, segment.written, shelf, 0, flushed.articles)

    def _drop(self, names: Iterable[str]) -> None:
        for name in names:
            with contextlib.suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)
            self._made.remove(name)

    def _merge_part(self, entry: _Entry) -> MergePart:
        return MergePart(entry.name, entry.written, None if entry.live.all() else entry.live.copy())

    def _base_numbers(self, article_ids: Sequence[str]) -> NDArray[np.int64]:
        """int64 [ids]: their numbers in the base; -1 for what is not there."""
        if self._base is None or self._previous is None:
            return np.full(len(article_ids), -1, np.int64)
        return _numbers(self._previous, article_ids)

    def _dated(self, rows: Rows) -> Rows:
        """The rows with the time of the first indexing: what an article of this id had, or now."""
        new = np.flatnonzero(rows.first_indexed == 0)
        times = rows.first_indexed.copy()
        times[new] = self._now
        if self._previous is not None:
            numbers = _numbers(self._previous, [one.decode() for one in rows.ids.take(new)])
            times[new[numbers >= 0]] = self._previous.first_indexed[numbers[numbers >= 0]]
        return replace(rows, first_indexed=times)


def _numbers(columns: Columns, article_ids: Sequence[str]) -> NDArray[np.int64]:
    """int64 [ids]: the numbers of live articles; -1 for what is not there."""
    if len(article_ids) <= _LOOKED_UP:
        found = [columns.number_of(article_id) for article_id in article_ids]
    else:
        live = range(columns.count) if columns.live is None else np.flatnonzero(columns.live).tolist()
        ids = columns.ids.tolist()
        known = {ids[number]: number for number in live}
        found = [known.get(article_id.encode()) for article_id in article_ids]
    return np.array([-1 if number is None else number for number in found], np.int64)


def _base_entries(base: Manifest, shelf: _Shelf) -> Iterator[_Entry]:
    first = 0
    for segment in base.state["segments"]:
        last = first + segment["articles"]
        yield _Entry(segment["name"], base.files[segment_file(segment["name"])], shelf, first, last)
        first = last


def _coalesced(entries: Sequence[_Entry]) -> Iterator[Rows]:
    """Yield the rows of the entries; those of neighbours on one shelf together."""
    place = 0
    while place < len(entries):
        end = place + 1
        while (
            end < len(entries)
            and entries[end].shelf is entries[place].shelf
            and entries[end].first == entries[end - 1].last
        ):
            end += 1
        first, last, rows = entries[place].first, entries[end - 1].last, entries[place].shelf.rows
        yield rows if last - first == len(rows.sequences) else rows.take(np.arange(first, last))
        place = end


def _with_copies(rows: Rows, owned: Mapping[int, Sequence[str]]) -> Rows:
    """The rows with these inputs of exact copies, by number, and no others."""
    pairs = [(number, one.encode()) for number in sorted(owned) for one in owned[number]]
    return replace(
        rows,
        copies=StringTable.of([one for _, one in pairs]),
        copy_owners=np.array([number for number, _ in pairs], np.int32),
    )
