"""The ledger: what was read from each input, and what became of it. Updates alone read it.

A block file of these arrays:

    inputs       a zstd frame: JSON [[name, path, size, modified, whole, entries], …], in the order of reading
    entries      zstd frames of FRAME entries each: JSON [[input, wanted, given, fate, id, problems] or
                 [where, kind, detail, null], …]; of the first kind, what is usual is left out at the end
    frame_ends   uint64 [frames]
    digests      uint8 [entries, 16]; zeros for a problem

About 45 bytes an article. Writing keeps these bytes in memory and nothing else of an article; reading keeps one frame.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import zstandard

from indexer.articles.sources import Input, Problem
from indexer.block_format import FileSum
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.decisions import Claim, Decision, Fate
from indexer.errors import DamagedError

__all__ = ["Entry", "InputRecord", "Ledger", "LedgerWriter"]

FRAME: Final = 1_024  # entries
_DIGEST: Final = 16  # bytes
_NO_DIGEST: Final = bytes(_DIGEST)
_LEVEL: Final = 3
_TYPES: Final = [str, str, int, int, bool, int]  # of an input's record


class Entry(NamedTuple):
    """An article that was read, and what became of it."""

    claim: Claim
    decision: Decision


@dataclass(frozen=True, slots=True)
class InputRecord:
    """An input as it was when it was read.

    `name`, `path` (absolute), `size` and `modified` are an `Input`'s. `whole`: nothing kept it from
    being read from beginning to end. Its entries are those from `first` up to `last`, excluded.
    """

    name: str
    path: str
    size: int
    modified: int
    whole: bool
    first: int
    last: int

    def is_of(self, source: Input) -> bool:
        """Whether the input is untouched since."""
        now = (source.name, str(source.path.absolute()), source.size, source.modified)
        return (self.name, self.path, self.size, self.modified) == now


class LedgerWriter:
    """Takes inputs and entries, in order."""

    def __init__(self) -> None:
        self._inputs: list[list[Any]] = []
        self._entries: list[list[Any]] = []
        self._digests: list[bytes] = []  # FRAME of them joined
        self._frame_digests: list[bytes] = []
        self._frames: list[bytes] = []
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)

    def begin(self, source: Input) -> None:
        """The entries that follow are of this input."""
        self._inputs.append([source.name, str(source.path.absolute()), source.size, source.modified, True, 0])

    def distrust(self) -> None:
        """The present input was not read whole: the next update is to read it again."""
        self._inputs[-1][4] = False

    def add(self, claim: Claim, decision: Decision) -> None:
        """Enter an article."""
        record: list[Any] = [claim.input, claim.wanted, claim.given]
        fate, article_id = decision
        other_id = article_id if article_id != claim.wanted else ""
        if fate or other_id or claim.problems:
            record += (int(fate), other_id, *claim.problems)
        self._add(record, claim.digest)

    def add_problem(self, problem: Problem) -> None:
        """Enter what could not be read."""
        self._add([problem.where, problem.kind, problem.detail, None], _NO_DIGEST)

    def write(self, path: Path) -> FileSum:
        """Write the file, which must not be there yet."""
        self._pack()
        with BlockFileWriter(path) as file:
            inputs = self._compressor.compress(_json(self._inputs))
            file.add("inputs", np.frombuffer(inputs, np.uint8))
            file.add_parts("entries", np.uint8, (np.frombuffer(frame, np.uint8) for frame in self._frames))
            file.add("frame_ends", np.cumsum([len(frame) for frame in self._frames], dtype=np.uint64))
            file.add("digests", np.frombuffer(b"".join(self._digests), np.uint8).reshape(-1, _DIGEST))
            return file.finish()

    def _add(self, record: list[Any], digest: bytes) -> None:
        self._inputs[-1][5] += 1
        self._entries.append(record)
        self._frame_digests.append(digest)
        if len(self._entries) == FRAME:
            self._pack()

    def _pack(self) -> None:
        if self._entries:
            self._frames.append(self._compressor.compress(_json(self._entries)))
            self._digests.append(b"".join(self._frame_digests))
            self._entries.clear()
            self._frame_digests.clear()


class Ledger:
    """A ledger file that is open. Not safe to share between threads. Raises `DamagedError` at every step."""

    def __init__(self, path: Path, written: FileSum) -> None:
        self._path = path
        self._file = BlockFile(path, written)
        self._decompressor = zstandard.ZstdDecompressor()
        self._frame: tuple[int, list[list[Any]]] = (-1, [])
        self.inputs: Sequence[InputRecord] = self._input_records(self._json(self._file["inputs"][:]))

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._file["digests"])

    def entries(self, first: int, last: int) -> Iterator[Entry | Problem]:
        """The entries from `first` up to `last`, excluded. Two such walks at a time are slow."""
        digests = self._file["digests"][first:last].tobytes()
        for number in range(first, last):
            place = (number - first) * _DIGEST
            try:
                entry = _entry(self._record(number), digests[place : place + _DIGEST])
            except (IndexError, KeyError, TypeError, ValueError) as error:
                raise self._damaged(f"entry {number}: {error}") from error
            yield entry

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _input_records(self, inputs: Any) -> list[InputRecord]:
        """The inputs as the file has them. Raises `DamagedError` for what `LedgerWriter` does not write."""
        try:
            ends = itertools.accumulate((count for *_, count in inputs), initial=0)
            records = [
                InputRecord(name, place, size, modified, whole, first, first + count)
                for (name, place, size, modified, whole, count), first in zip(inputs, ends, strict=False)
            ]
            is_sound = all(
                [type(value) for value in (one.name, one.path, one.size, one.modified, one.whole, one.last)] == _TYPES
                and 0 <= one.first <= one.last <= len(self)
                for one in records
            )
        except (TypeError, ValueError) as error:
            raise self._damaged(error) from error
        if not is_sound:
            raise self._damaged("its inputs are malformed")
        return records

    def _record(self, number: int) -> list[Any]:
        frame = number // FRAME
        if self._frame[0] != frame:
            ends = self._file["frame_ends"]
            start = int(ends[frame - 1 : frame][0]) if frame else 0
            self._frame = frame, self._json(self._file["entries"][start : int(ends[frame : frame + 1][0])])
        return self._frame[1][number % FRAME]

    def _json(self, packed: np.ndarray[Any, Any]) -> Any:
        try:
            return json.loads(self._decompressor.decompress(packed.tobytes()))
        except (zstandard.ZstdError, ValueError, RecursionError) as error:
            raise self._damaged(error) from error

    def _damaged(self, reason: object) -> DamagedError:
        return DamagedError(f"{self._path} cannot be read ({reason}). Build the index anew: carrel build")


def _entry(record: list[Any], digest: bytes) -> Entry | Problem:
    """What a record and its digest tell. Raises TypeError or ValueError for what is no record."""
    if len(record) == 4 and record[3] is None:
        return Problem(record[0], record[1], record[2])
    source, wanted, given, fate, other_id, *problems = record if len(record) > 3 else (*record, 0, "")
    fate = Fate(fate)
    return Entry(
        Claim(source, wanted, given, digest, tuple(problems)), Decision(fate, "" if fate else other_id or wanted)
    )


def _json(value: object) -> bytes:
    # A path of the system may hold bytes that are no UTF-8: Python has half pairs for them, and json.loads takes them.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
