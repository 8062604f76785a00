"""BlockFileWriter: named arrays into one block file (`indexer/block_format.py`)."""

from __future__ import annotations

import contextlib
import json
import zlib
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import DTypeLike, NDArray

from indexer.block_format import ALIGNMENT, BLOCK, END, FOOTER, HEADER, KINDS, LENGTHS, FileSum, digest_of

__all__ = ["BlockFileWriter"]


class BlockFileWriter:
    """Writes one block file; a context manager that deletes the file unless `finish` was reached without an exception.

    Raises FileExistsError when the file is there already.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("xb", buffering=1 << 20)
        self._directory: dict[str, tuple[str, tuple[int, ...], int]] = {}
        self._table: list[int] = []
        self._crc = 0  # of the block that is being written
        self._size = 0  # of header and arrays
        self._sum: FileSum | None = None
        self._write(HEADER)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is not None or self._sum is None:
            with contextlib.suppress(OSError):  # a full disk, once more: what it held back goes with the file
                self._file.close()
            self._path.unlink(missing_ok=True)

    def add(self, name: str, array: NDArray[Any]) -> None:
        """Write an array of one or two dimensions, of booleans, integers or floats, under a name that is new."""
        if array.ndim not in (1, 2):
            raise ValueError(f"{name}: {array.ndim} dimensions")
        dtype = self._new(name, array.dtype)
        contiguous = np.ascontiguousarray(array, dtype)
        offset = self._align()
        self._write(contiguous)
        self._directory[name] = (dtype.str, contiguous.shape, offset)

    def add_parts(self, name: str, dtype: DTypeLike, parts: Iterable[NDArray[Any]]) -> None:
        """Write one array of one dimension, as the concatenation of its parts.

        Raises TypeError for a part that `dtype` cannot hold safely.
        """
        wanted = self._new(name, dtype)
        offset = self._align()
        for part in parts:
            self._write(np.ascontiguousarray(part.astype(wanted, casting="safe", copy=False)))
        self._directory[name] = (wanted.str, ((self._size - offset) // wanted.itemsize,), offset)

    def finish(self) -> FileSum:
        """Complete the file and close it. Who names it in a manifest sees to it that it is on the disk."""
        self._align()
        if self._size % BLOCK:
            self._table.append(self._crc)
        table = np.array(self._table, "<u4").tobytes()
        directory = json.dumps(self._directory, separators=(",", ":")).encode()
        lengths = LENGTHS.pack(self._size, len(directory))
        digest = digest_of(lengths, table, directory)
        self._file.write(table + directory + FOOTER.pack(lengths, digest, END))
        size = self._file.tell()
        self._file.close()
        self._sum = FileSum(size, digest.hex())
        return self._sum

    def _new(self, name: str, dtype: DTypeLike) -> np.dtype[Any]:
        """The dtype as it is written. Raises ValueError for a name that is taken or a dtype that has no place here."""
        plain = np.dtype(dtype)
        if plain.kind not in KINDS:
            raise ValueError(f"{name}: arrays of {plain} are not for files")
        if name in self._directory:
            raise ValueError(f"{name}: written already")
        return plain.newbyteorder("<")

    def _align(self) -> int:
        self._write(bytes(-self._size % ALIGNMENT))
        return self._size

    def _write(self, data: bytes | NDArray[Any]) -> None:
        # An empty array of two dimensions cannot be viewed as bytes.
        view = memoryview(data) if isinstance(data, bytes) else data.reshape(-1).view(np.uint8).data
        self._file.write(view)
        place = 0
        while place < len(view):
            piece = view[place : place + BLOCK - self._size % BLOCK]
            self._crc = zlib.crc32(piece, self._crc)
            self._size += len(piece)
            place += len(piece)
            if not self._size % BLOCK:
                self._table.append(self._crc)
                self._crc = 0
