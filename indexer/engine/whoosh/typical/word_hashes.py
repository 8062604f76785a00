"""Word hashes: the words of texts, and those of a table, as numbers, so that they can be looked up as arrays.

A hash has 56 bits, and the lowest eight of its 64 free for whoever sorts hashes together with a number.
In an archive of a million forms the odds that any two share one are one in a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import CLOSE, MAX_WORD, SENTENCE_END
from indexer.string_table import StringTable

__all__ = ["HashedTexts", "Hashes", "hashed_texts", "table_hashes"]

Hashes = NDArray[np.uint64]
_Places = NDArray[np.int64]

FREE_BITS: Final = 8
_AT_ONCE: Final = 25  # texts: few enough for the processor's cache, many enough for array work
_CHUNK: Final = 8  # bytes that are taken as one integer
_MARGIN: Final = b" " * _CHUNK  # after the last word, as much as may be looked at from its last byte
_LOW_BYTES: Final = np.array([(1 << 8 * count) - 1 for count in range(_CHUNK + 1)], np.uint64)
_FACTOR: Final = np.uint64(0x9E3779B185EBCA87)  # irregular: one of xxHash64's primes (Collet 2012)
_HALF: Final = np.uint64(32)
_APOSTROPHE: Final = ord("'")


@dataclass(frozen=True, slots=True, eq=False)
class HashedTexts:
    """The words of some texts, in order. `hashes`: uint64 [w]. `counts`: int64 [texts], the words of each.

    Words of more than MAX_WORD bytes are left out.
    """

    hashes: Hashes
    counts: NDArray[np.int64]


def hashed_texts(texts: Sequence[bytes]) -> HashedTexts:
    """The words of some texts of `analysis.fold_signs`."""
    parts = [_hashed(texts[first : first + _AT_ONCE]) for first in range(0, max(len(texts), 1), _AT_ONCE)]
    if len(parts) == 1:
        return parts[0]
    hashes, counts = zip(*((part.hashes, part.counts) for part in parts), strict=True)
    return HashedTexts(np.concatenate(hashes), np.concatenate(counts))


def _hashed(texts: Sequence[bytes]) -> HashedTexts:
    data = np.frombuffer(b" ".join([b"", *texts, _MARGIN]), np.uint8)
    is_word = (data > ord(CLOSE)) & (data != ord(SENTENCE_END))
    changes = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = _bared(data, changes[::2], changes[1::2])
    lengths = ends - starts
    kept = (lengths > 0) & (lengths <= MAX_WORD)
    if not kept.all():
        starts, lengths = starts[kept], lengths[kept]
    first_bytes = np.cumsum([1, *map(len, texts)]) + np.arange(len(texts) + 1)
    return HashedTexts(_hashes(data, starts, lengths), np.diff(starts.searchsorted(first_bytes)))


def table_hashes(table: StringTable) -> Hashes:
    """uint64 [n]: the hash of each string of a table."""
    ends = table.ends.astype(np.int64)
    lengths = table.lengths()
    return _hashes(np.append(table.text, np.frombuffer(_MARGIN, np.uint8)), ends - lengths, lengths)


def _bared(data: NDArray[np.uint8], starts: _Places, ends: _Places) -> tuple[_Places, _Places]:
    """Words without the apostrophes around them; what is nothing else ends where it starts, or before."""
    opened, closed = data[starts] == _APOSTROPHE, data[ends - 1] == _APOSTROPHE
    apostrophes = np.flatnonzero(data == _APOSTROPHE) if opened.any() or closed.any() else starts[:0]
    if len(apostrophes):
        is_apart = np.diff(apostrophes) > 1
        firsts, lasts = apostrophes[np.append(True, is_apart)], apostrophes[np.append(is_apart, True)]  # of each run
        starts[opened] = lasts[lasts.searchsorted(starts[opened])] + 1
        ends[closed] = firsts[firsts.searchsorted(ends[closed]) - 1]
    return starts, ends


def _hashes(data: NDArray[np.uint8], starts: _Places, lengths: _Places) -> Hashes:
    """uint64 [w]: of the words that start there and are so long; `data` goes on for _CHUNK bytes after the last."""
    windows = np.ndarray((max(len(data) - _CHUNK + 1, 0),), "<u8", data, strides=(1,))  # eight bytes from each on
    hashes = _mixed(windows[starts] & _LOW_BYTES.take(lengths, mode="clip"))
    done = _CHUNK
    long = np.flatnonzero(lengths > done)
    while len(long):
        chunks = windows[starts[long] + done] & _LOW_BYTES.take(lengths[long] - done, mode="clip")
        hashes[long] = _mixed(chunks ^ hashes[long])
        done += _CHUNK
        long = long[lengths[long] > done]
    hashes >>= np.uint64(FREE_BITS)
    hashes <<= np.uint64(FREE_BITS)
    return hashes


def _mixed(chunks: Hashes) -> Hashes:
    """uint64: one number for each other one; in the place of what is given."""
    chunks *= _FACTOR
    chunks ^= chunks >> _HALF
    return chunks
