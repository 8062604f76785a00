"""The sum of an archive's content, from which its version is made."""

from __future__ import annotations

import hashlib
from typing import Final, Self

__all__ = ["ContentSum"]

_BYTES: Final = 8
_MODULUS: Final = 1 << (8 * _BYTES)


class ContentSum:
    """A sum over a set of articles, whatever their order; it changes with each by the work for that one alone.

    AdHash (Bellare & Micciancio 1997, "A New Paradigm for Collision-free Hashing: Incrementality at Reduced
    Cost"): the BLAKE2b-64 of every article's id and digest, added modulo 2^64. It tells versions
    apart; it is no protection against somebody who makes articles to fit.
    """

    def __init__(self) -> None:
        self._sum = 0

    @classmethod
    def from_hex(cls, text: str) -> Self:
        """The sum that `hex` gave."""
        content = cls()
        content._sum = int(text, 16)
        return content

    def add(self, article_id: str, digest: bytes) -> None:
        """Count an article in."""
        self._sum = (self._sum + _hash(article_id, digest)) % _MODULUS

    def remove(self, article_id: str, digest: bytes) -> None:
        """Count an article out."""
        self._sum = (self._sum - _hash(article_id, digest)) % _MODULUS

    def hex(self) -> str:
        """The sum in 16 digits."""
        return self._sum.to_bytes(_BYTES, "big").hex()

    @property
    def short(self) -> str:
        """Eight digits for people to copy, as they stand in a version."""
        return hashlib.blake2b(self.hex().encode(), digest_size=4).hexdigest()


def _hash(article_id: str, digest: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(article_id.encode() + b"\0" + digest, digest_size=_BYTES).digest(), "big")
