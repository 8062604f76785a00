"""StringTable: many byte strings as two arrays, so that half a million of them cost no object each."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile

__all__ = ["StringTable"]

_STRIDE: Final = 1 << 20  # bytes that are gathered at once: the gathering's own arrays take 16 times as much


@dataclass(frozen=True, slots=True, eq=False)
class StringTable:
    """Byte strings by number. `text`: uint8 [bytes], all of them joined; `ends`: uint32 or uint64 [n], exclusive."""

    text: NDArray[np.uint8]
    ends: NDArray[Any]

    @classmethod
    def of(cls, strings: Iterable[bytes]) -> Self:
        """A table of the strings, in their order."""
        listed = strings if isinstance(strings, list | tuple) else list(strings)
        lengths = np.fromiter(map(len, listed), np.int64, len(listed))
        return cls(np.frombuffer(b"".join(listed), np.uint8), _ends(lengths))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        """String `number`. Raises IndexError outside [0, n)."""
        if number < 0:
            raise IndexError(number)
        end = self.ends.item(number)
        return self.text[self.ends.item(number - 1) if number else 0 : end].tobytes()

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.tolist())

    def tolist(self) -> list[bytes]:
        """All strings, in order."""
        joined = self.text.tobytes()
        ends = self.ends.tolist()
        return [joined[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=False)]

    def lengths(self) -> NDArray[np.int64]:
        """int64 [n], in bytes."""
        ends = self.ends.astype(np.int64)
        ends[1:] -= ends[:-1].copy()
        return ends

    def take(self, indices: NDArray[Any]) -> StringTable:
        """A table of the strings at `indices`, in that order."""
        # Of a few strings out of very many, so that no work is done for the others.
        starts = np.where(indices, self.ends.take(indices - 1, mode="wrap"), 0).astype(np.int64)
        lengths = self.ends.take(indices).astype(np.int64) - starts
        taken = _ends(lengths)
        text = np.empty(int(taken[-1]) if len(taken) else 0, np.uint8)
        # Stretches of strings, each of about _STRIDE bytes or of one string.
        cuts = np.searchsorted(taken, np.arange(_STRIDE, len(text) + _STRIDE, _STRIDE), side="left") + 1
        first = 0
        for last in dict.fromkeys(np.minimum(cuts, len(taken)).tolist()):
            begin = int(taken[first - 1]) if first else 0
            end = int(taken[last - 1])
            shifts = starts[first:last] - (taken[first:last].astype(np.int64) - lengths[first:last])
            places = np.arange(begin, end)
            places += np.repeat(shifts, lengths[first:last])
            text[begin:end] = self.text[places]
            first = last
        return StringTable(text, taken)

    @staticmethod
    def concatenate(tables: Sequence[StringTable]) -> StringTable:
        """The strings of all tables, one table after the other."""
        if not tables:
            return StringTable.of(())
        lengths = np.concatenate([table.lengths() for table in tables])
        return StringTable(np.concatenate([table.text for table in tables]), _ends(lengths))

    def bisect_left(self, wanted: bytes) -> int:
        """In a table that is sorted bytewise: how many strings are less than `wanted`."""
        return bisect.bisect_left(self, wanted)

    def write(self, file: BlockFileWriter, name: str) -> None:
        """Write the two arrays, as `name`.text and `name`.ends."""
        file.add(f"{name}.text", self.text)
        file.add(f"{name}.ends", self.ends)

    @classmethod
    def read(cls, file: BlockFile, name: str) -> Self:
        """The table that `write` wrote, still in the mapped file; checked whole. Raises `DamagedError`."""
        return cls(file[f"{name}.text"].whole(), file[f"{name}.ends"].whole())


def _ends(lengths: NDArray[np.int64]) -> NDArray[Any]:
    ends = np.cumsum(lengths)
    return ends.astype(np.uint32 if not len(ends) or ends[-1] < 1 << 32 else np.uint64)
