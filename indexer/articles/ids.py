"""Ids: short, stable, safe in a URL, and each given once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Article
from indexer.articles.sources import Problem

__all__ = ["MAX_ID", "IdRegistry", "Reading", "article_id_from", "slug"]

MAX_ID: Final = 120  # characters
_FEWEST_SLOTS: Final = 1_024  # a power of 2
_DIGEST: Final = 10  # characters of a digest that tells two ids apart
_UNSAFE: Final = re.compile(r"[^a-z0-9._~]+")
_SCHEME: Final = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)
# Letters that Unicode does not take apart into a letter and a mark.
_LETTERS: Final = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as read from an input, before its id is known to be its own.

    `id_given`: the input states an id or a URL, which `given` is as written; else `given` is "".
    """

    article: Article
    id_given: bool
    given: str


def slug(text: str) -> str:
    """The text as an id: [a-z0-9._~-], 1 to `MAX_ID` characters; an id is its own slug.

    Accents are folded; a slash, like all else, becomes a hyphen. What is too long ends in a
    digest of the whole, and a text of which nothing remains becomes its digest.
    Different texts may share a slug: `IdRegistry` tells them apart.
    """
    safe = _UNSAFE.sub("-", text.lower() if text.isascii() else _without_accents(text))
    safe = safe.strip("-.")  # also: never "." or "..", which a browser would resolve
    if not safe:
        return _digest(text)
    return safe if len(safe) <= MAX_ID else _with_digest(safe, text)


def article_id_from(origin: str) -> str:
    """The id that a given id, a URL, or a path without its extension makes. Raises nothing."""
    return slug(_SCHEME.sub("", origin))


class IdRegistry:
    """The ids given so far; the same readings in the same order get the same ids."""

    def __init__(self) -> None:
        self._owners = _Owners()

    def give(self, wanted: str, given: str, input_name: str) -> str | Problem:
        """The final id of an article that wants one, or a `Problem` when its given id was given before.

        `given` is "" where the input states none. An id that another has by chance (two paths or two given ids
        with one slug) is followed by a digest of what it was made from. Exact copies are the caller's to
        recognise before.
        """
        for candidate in _candidates(wanted, given or input_name):
            owner = self._owners.take(candidate, given, input_name)
            if owner is None:
                return candidate
            if given and self._owners.gave(owner, given):
                first = self._owners.input_name(owner)
                return Problem(input_name, "repeated id", f"{given} is the id of {first} already")
        raise AssertionError("the candidates never end")  # pragma: no cover


class _Owners:
    """Who has which id, in 40 bytes an id and the input's name: a million ids are held while an archive is built.

    Ids and what was given are known by 64 bits of a digest. Two of a million ids share them once in 10^7 archives,
    and then the second seems taken, and gets another id that is as good.
    A hash table with linear probing (Knuth, The Art of Computer Programming 3, 6.4, algorithm L).
    """

    def __init__(self) -> None:
        self._slots = array("I", bytes(4 * _FEWEST_SLOTS))  # an owner's number + 1; 0: free
        self._ids = array("Q")
        self._given = array("Q")
        self._inputs = bytearray()
        self._input_ends = array("Q")

    def take(self, article_id: str, given: str, input_name: str) -> int | None:
        """Make an id the input's own and return None, or return the number of its owner."""
        key = _number(article_id)
        slot = self._slot(key)
        if self._slots[slot]:
            return self._slots[slot] - 1
        self._ids.append(key)
        self._given.append(_number(given) if given else 0)
        if given:  # nobody asks for the others
            self._inputs += input_name.encode("utf-8", "surrogatepass")
        self._input_ends.append(len(self._inputs))
        self._slots[slot] = len(self._ids)
        if 3 * len(self._ids) > 2 * len(self._slots):
            self._grow()
        return None

    def gave(self, owner: int, given: str) -> bool:
        """Whether an owner's input states this id or URL."""
        return self._given[owner] == _number(given)

    def input_name(self, owner: int) -> str:
        """The input of an owner that states its id."""
        start = self._input_ends[owner - 1] if owner else 0
        return self._inputs[start : self._input_ends[owner]].decode("utf-8", "surrogatepass")

    def _slot(self, key: int) -> int:
        """Where an id stands, or may stand."""
        slots, ids = self._slots, self._ids
        last = len(slots) - 1
        slot = key & last
        while slots[slot] and ids[slots[slot] - 1] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        self._slots = array("I", bytes(8 * len(self._slots)))
        for owner, key in enumerate(self._ids):
            self._slots[self._slot(key)] = owner + 1


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(part for part in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(part))


def _candidates(wanted: str, origin: str) -> Iterator[str]:
    yield wanted
    while True:
        yield _with_digest(wanted, origin)
        origin += "\0"  # an id that looks like this one with its digest was given: the next


def _with_digest(wanted: str, origin: str) -> str:
    return f"{wanted[: MAX_ID - _DIGEST - 1].rstrip('-.')}-{_digest(origin)}"


def _number(text: str) -> int:
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
