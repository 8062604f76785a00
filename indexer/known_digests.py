"""Which contents are known, and whose they are."""

from __future__ import annotations

from array import array
from typing import Final

__all__ = ["KnownDigests"]

_DIGEST: Final = 16  # bytes
_FEWEST_SLOTS: Final = 1_024  # a power of 2


class KnownDigests:
    """Ids by digests of 16 bytes, in about 40 bytes and the id: a million are held while an archive is built.

    A hash table with linear probing (Knuth, The Art of Computer Programming 3, 6.4, algorithm L), of which
    the first bytes of a digest are the hash. A dict of the same would take three times the memory.
    """

    def __init__(self) -> None:
        self._slots = array("I", bytes(4 * _FEWEST_SLOTS))  # an entry's number + 1; 0: free
        self._digests = bytearray()
        self._ids = bytearray()
        self._id_ends = array("Q")

    def owner(self, digest: bytes) -> str | None:
        """The id that was added with a digest."""
        number = self._slots[self._slot(digest)]
        if not number:
            return None
        start = self._id_ends[number - 2] if number > 1 else 0
        return self._ids[start : self._id_ends[number - 1]].decode()

    def add(self, digest: bytes, article_id: str) -> None:
        """Take an id for a digest that has none."""
        slot = self._slot(digest)
        self._digests += digest
        self._ids += article_id.encode()
        self._id_ends.append(len(self._ids))
        self._slots[slot] = len(self._id_ends)
        if 3 * len(self._id_ends) > 2 * len(self._slots):
            self._grow()

    def _slot(self, digest: bytes) -> int:
        """Where a digest stands, or may stand."""
        slots, digests = self._slots, self._digests
        last = len(slots) - 1
        slot = int.from_bytes(digest[:8], "little") & last
        while number := slots[slot]:
            if digests[(number - 1) * _DIGEST : number * _DIGEST] == digest:
                break
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        self._slots = array("I", bytes(8 * len(self._slots)))
        digests = bytes(self._digests)
        for number in range(len(self._id_ends)):
            self._slots[self._slot(digests[number * _DIGEST : (number + 1) * _DIGEST])] = number + 1
