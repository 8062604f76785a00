"""The stored articles of an index: compressed JSON, one after another, with their offsets.

Two files: `articles.zst`, a zstd frame an article; `articles.offsets.npy`, int64,
one more than there are articles.
"""

from __future__ import annotations

import mmap
import threading
from pathlib import Path
from typing import Final

import numpy as np
import zstandard

from indexer.articles.article import Article
from indexer.articles.serial import article_from_json, article_to_json
from indexer.errors import DamagedError

__all__ = ["ArticleStore", "ArticleStoreWriter"]

_FRAMES: Final = "articles.zst"
_OFFSETS: Final = "articles.offsets.npy"


class ArticleStoreWriter:
    """Appends articles to a new store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = (folder / _FRAMES).open("xb")
        self._compressor = zstandard.ZstdCompressor(level=3)
        self._offsets = [0]

    def add(self, article: Article) -> None:
        """Append one article."""
        frame = self._compressor.compress(article_to_json(article))
        self._file.write(frame)
        self._offsets.append(self._offsets[-1] + len(frame))

    def close(self) -> None:
        """Complete both files."""
        self._file.close()
        np.save(self._folder / _OFFSETS, np.array(self._offsets, np.int64))


class _Decompressor(threading.local):
    """One a thread: a zstandard object that is shared returns other threads' texts."""

    def __init__(self) -> None:
        self.decompressor = zstandard.ZstdDecompressor()


class ArticleStore:
    """Reads stored articles; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._offsets = np.load(folder / _OFFSETS, mmap_mode="r", allow_pickle=False)
        with (folder / _FRAMES).open("rb") as file:
            size = file.seek(0, 2)
            self._frames = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
        if int(self._offsets[-1]) != size:
            raise DamagedError(f"{folder / _FRAMES} is not as long as its offsets say; build the index anew.")
        self._local = _Decompressor()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> Article:
        frame = self._frames[int(self._offsets[number]) : int(self._offsets[number + 1])]
        return article_from_json(self._local.decompressor.decompress(frame))
