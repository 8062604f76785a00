"""Stored texts: a zstandard frame an article, with a dictionary that the generation's texts share.

Without a dictionary, frames of 3 kB compress half as well; with several articles a frame,
reading one would mean to decompress them all.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import zstandard

from indexer.block_format import FileSum
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile, claimed_sum
from indexer.errors import DamagedError

__all__ = ["TEXTS_FILE", "TextCompressor", "TextReader", "train"]

TEXTS_FILE: Final = "texts.dict"
_LEVEL: Final = 3
_LARGEST_DICTIONARY: Final = 262_144  # bytes
_SMALLEST_DICTIONARY: Final = 16_384
_SHARE: Final = 10  # of the samples' bytes, one in so many is the dictionary's
_FEWEST_SAMPLES: Final = 100  # below, a dictionary would hold the articles themselves
_LARGEST_SAMPLE: Final = 8_192  # bytes of an article that training sees


def train(folder: Path, samples: Sequence[bytes]) -> FileSum | None:
    """Write the dictionary of a new generation, made from samples of its texts; None where they are too few."""
    if len(samples) < _FEWEST_SAMPLES:
        return None
    cut: list[bytes | bytearray | memoryview[int]] = [sample[:_LARGEST_SAMPLE] for sample in samples]
    size = min(max(sum(map(len, cut)) // _SHARE, _SMALLEST_DICTIONARY), _LARGEST_DICTIONARY)
    try:
        trained = zstandard.train_dictionary(size, cut, level=_LEVEL)
    except zstandard.ZstdError:  # samples too much alike to learn from
        return None
    with BlockFileWriter(folder / TEXTS_FILE) as file:
        file.add("dictionary", np.frombuffer(trained.as_bytes(), np.uint8))
        return file.finish()


def _dictionary(folder: Path, written: FileSum | None) -> zstandard.ZstdCompressionDict | None:
    """The generation's dictionary; None where it has none."""
    if written is None:
        return None
    file = BlockFile(folder / TEXTS_FILE, written)
    return zstandard.ZstdCompressionDict(file["dictionary"].whole().tobytes())


class TextCompressor:
    """Compresses texts, in one thread."""

    def __init__(self, folder: Path) -> None:
        path = folder / TEXTS_FILE
        dictionary = _dictionary(folder, claimed_sum(path) if path.exists() else None)
        if dictionary is not None:
            dictionary.precompute_compress(level=_LEVEL)
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL, dict_data=dictionary, write_checksum=False)

    def compress(self, text: bytes) -> bytes:
        """A frame."""
        return self._compressor.compress(text)


class _Decompressor(threading.local):
    """An object a thread; the dictionary is read once, as its file may be gone when a thread comes."""

    def __init__(self, dictionary: zstandard.ZstdCompressionDict | None) -> None:
        self.decompressor = zstandard.ZstdDecompressor(dict_data=dictionary)


class TextReader:
    """Decompresses texts, in any thread: each has an object of its own, as a shared one gives other threads' texts."""

    def __init__(self, folder: Path, written: FileSum | None) -> None:
        self._local = _Decompressor(_dictionary(folder, written))

    def decompress(self, frame: bytes | memoryview) -> bytes:
        """The text of a frame. Raises `DamagedError`."""
        try:
            return self._local.decompressor.decompress(frame)
        except zstandard.ZstdError as error:
            raise DamagedError(f"A stored article cannot be read ({error}). Build it anew: carrel build") from error
