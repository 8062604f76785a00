"""Block files (`indexer/block_format.py`), mapped into memory; each 64 kB block is checked when first touched.

A checksum vouches for bytes and not for whoever wrote them: the directory's dtypes, shapes and
offsets are each held to what a writer gives before memory is looked at through them.
"""

from __future__ import annotations

import json
import math
import mmap
import os
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.block_format import ALIGNMENT, BLOCK, END, FOOTER, HEADER, KINDS, LENGTHS, FileSum, digest_of
from indexer.errors import DamagedError

__all__ = ["BlockFile", "CheckedArray", "check_file", "claimed_sum"]

_DTYPE: Final = re.compile(rf"\|[{KINDS}]1|<[{KINDS}][0-9]{{1,2}}")  # little-endian, or of single bytes
# A link is no file of an index, and a pipe in the place of one is not to be waited for.
_OPEN: Final = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))


class _Blocks:
    """The mapped file, and which of its blocks were found to be what was written.

    `checked` has a byte a block. Threads share it without locks: a race only checks a block twice.
    """

    __slots__ = ("bytes", "checked", "data_size", "mapped", "path", "table")

    def __init__(self, path: Path, mapped: mmap.mmap, data_size: int) -> None:
        count = -(-data_size // BLOCK)
        self.path = path
        self.mapped = mapped
        self.bytes = memoryview(mapped)
        self.data_size = data_size
        self.table = np.ndarray(count, "<u4", mapped, data_size)
        self.checked = bytearray(count)

    def is_sound(self, block: int) -> bool:
        """Read the block and compare."""
        start = block * BLOCK
        found: int = zlib.crc32(self.bytes[start : min(start + BLOCK, self.data_size)])
        return found == int(self.table[block])

    def check(self, first: int, last: int) -> None:
        """Check those of the blocks [first, last) that are unchecked. Raises `DamagedError`."""
        block = self.checked.find(0, first, last)
        while block >= 0:
            if not self.is_sound(block):
                raise _damaged(self.path, f"its block {block} is damaged")
            self.checked[block] = 1
            block = self.checked.find(0, block + 1, last)


class CheckedArray:
    """One array of a block file; read-only, shared by threads, valid for as long as someone holds it.

    Each block is checked against its CRC when it is first touched: DamagedError.
    """

    __slots__ = ("_blocks", "_is_whole", "_offset", "_row", "_view", "dtype", "shape")

    def __init__(self, blocks: _Blocks, dtype: np.dtype[Any], shape: tuple[int, ...], offset: int) -> None:
        self.dtype = dtype
        self.shape = shape
        self._view: NDArray[Any] = np.ndarray(shape, dtype, blocks.bytes, offset)
        self._blocks = blocks
        self._offset = offset
        self._row = dtype.itemsize * (shape[1] if len(shape) == 2 else 1)  # bytes
        self._is_whole = not self._view.nbytes

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, index: slice) -> NDArray[Any]:
        """A view of rows, without a copy. Raises ValueError for a step other than 1."""
        first, last, step = index.indices(self.shape[0])
        if step != 1:
            raise ValueError("a checked array is sliced without a step")
        if self._is_whole or first >= last:
            return self._view[first:last]
        first_block = (self._offset + first * self._row) // BLOCK
        last_block = -(-(self._offset + last * self._row) // BLOCK)
        if self._blocks.checked.find(0, first_block, last_block) >= 0:
            self._blocks.check(first_block, last_block)
        return self._view[first:last]

    def whole(self) -> NDArray[Any]:
        """The whole array. The first time its blocks are checked, later it costs no more than an attribute."""
        if not self._is_whole:
            self[:]
            self._is_whole = True
        return self._view

    def take(self, indices: NDArray[Any]) -> NDArray[Any]:
        """The rows at `indices` (integers of any dtype, 0 or more), copied. Raises IndexError beyond the end."""
        if not self._is_whole and len(indices):
            starts = self._offset + indices.astype(np.int64) * self._row
            if self._row > BLOCK or starts.max() >= self._offset + self._view.nbytes:
                self.whole()
            else:
                for block in np.unique(np.concatenate([starts, starts + (self._row - 1)]) // BLOCK).tolist():
                    self._blocks.check(block, block + 1)
        taken: NDArray[Any] = self._view[indices]
        return taken


class BlockFile:
    """A read-only memory map, shared by all threads without locks and by processes after fork.

    `written` is what the writer's `finish` gave. Raises `DamagedError` when the file is missing, or when its
    size, header, footer, table or directory are not what was written.
    """

    def __init__(self, path: Path, written: FileSum) -> None:
        self._blocks: _Blocks | None
        mapped = _map(path, written.size)
        lengths, digest, end = FOOTER.unpack_from(mapped, written.size - FOOTER.size)
        if end != END or mapped[: len(HEADER)] != HEADER:
            raise _damaged(path, "it does not begin or end as it should")
        data_size, directory_size = LENGTHS.unpack(lengths)
        table_size = 4 * -(-data_size // BLOCK)
        if data_size + table_size + directory_size + FOOTER.size != written.size:
            raise _damaged(path, "its parts do not add up")
        directory_start = data_size + table_size
        table = mapped[data_size:directory_start]
        directory = mapped[directory_start : directory_start + directory_size]
        if not digest.hex() == digest_of(lengths, table, directory).hex() == written.blake2b:
            raise _damaged(path, "its checksum is another")
        self._path = path
        self._blocks = blocks = _Blocks(path, mapped, data_size)
        try:
            self._arrays = {
                name: _array(blocks, dtype, shape, offset)
                for name, (dtype, shape, offset) in json.loads(directory).items()
            }
        except (ValueError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise _damaged(path, f"its directory is malformed ({error})") from error

    def __getitem__(self, name: str) -> CheckedArray:
        """The array of this name. Raises `DamagedError` when there is none."""
        self._open_blocks()
        try:
            return self._arrays[name]
        except KeyError:
            raise _damaged(self._path, f"it has no array “{name}”") from None

    def __contains__(self, name: str) -> bool:
        return name in self._arrays

    def faults(self) -> Iterator[str]:
        """Read and check every block, those that were checked before too; tell each fault in words."""
        blocks = self._open_blocks()
        for block in range(len(blocks.checked)):
            if not blocks.is_sound(block):
                yield str(_damaged(self._path, f"its block {block} is damaged"))

    def forget(self) -> None:
        """Give the memory of what was read back to the system; what is wanted again is read again.

        Whoever reads a large file once from beginning to end need not have all of it in memory.
        """
        mapped = self._open_blocks().mapped
        if hasattr(mapped, "madvise"):  # not on Windows
            mapped.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file; arrays that are still out keep its map alive."""
        self._blocks = None
        self._arrays = {}

    def _open_blocks(self) -> _Blocks:
        if self._blocks is None:
            raise ValueError(f"{self._path} is closed")
        return self._blocks


def _array(blocks: _Blocks, dtype: Any, shape: Any, offset: Any) -> CheckedArray:
    """An array as the directory describes it. Raises ValueError or TypeError for what no writer gives."""
    if not (isinstance(dtype, str) and _DTYPE.fullmatch(dtype)):
        raise ValueError(f"dtype {dtype!r}")
    if not (
        isinstance(shape, list) and len(shape) in (1, 2) and all(type(size) is int and size >= 0 for size in shape)
    ):
        raise ValueError(f"shape {shape!r}")
    plain = np.dtype(dtype)
    if type(offset) is not int or offset % ALIGNMENT or offset < len(HEADER):
        raise ValueError(f"offset {offset!r}")
    if offset + math.prod(shape) * plain.itemsize > blocks.data_size:
        raise ValueError("an array beyond the end")
    return CheckedArray(blocks, plain, tuple(shape), offset)


def claimed_sum(path: Path) -> FileSum:
    """The sum that a file that was just written says of itself. Raises OSError, `DamagedError` where it is none."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - FOOTER.size, 0))
        footer = file.read()
    if len(footer) != FOOTER.size:
        raise _damaged(path, f"it has {size:,} bytes")
    _, digest, _ = FOOTER.unpack(footer)
    return FileSum(size, digest.hex())


def check_file(path: Path, written: FileSum) -> Iterator[str]:
    """Everything that is wrong with a file, in words with its path; nothing when all its bytes are as written."""
    try:
        file = BlockFile(path, written)
    except DamagedError as error:
        yield str(error)
    else:
        yield from file.faults()
        file.close()


def _map(path: Path, size: int) -> mmap.mmap:
    """The file in memory. Raises `DamagedError` when it is missing, no plain file or does not have this size."""
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, _OPEN)) as file:  # Path.open has none
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise _damaged(path, "it is no plain file")
            present = status.st_size
            if present != size or size < len(HEADER) + FOOTER.size:
                raise _damaged(path, f"it has {present:,} bytes, and {size:,} were written")
            return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
    except OSError as error:
        raise _damaged(path, f"it cannot be read: {error.strerror}") from error


def _damaged(path: Path, reason: str) -> DamagedError:
    return DamagedError(f"{path} is not what was written: {reason}. Build the index anew: carrel build")
