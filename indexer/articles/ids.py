"""Ids: short, stable, safe in a URL, and each given once."""

from __future__ import annotations

import dataclasses
import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Article
from indexer.articles.sources import Problem

__all__ = ["MAX_ID", "IdRegistry", "Reading", "article_id_from", "slug"]

MAX_ID: Final = 120  # characters
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
        self._owners: dict[str, tuple[str, str]] = {}  # id → what was given, input

    def register(self, reading: Reading) -> Article | Problem:
        """The article with an id of its own, or a `Problem` when its given id was given before.

        An id that another has by chance (two paths or two given ids with one slug) is
        followed by a digest of what it was made from. Exact copies are the caller's to
        recognise before.
        """
        article = reading.article
        article_id = self.give(article.id, reading.given, article.input)
        if isinstance(article_id, Problem) or article_id == article.id:
            return article_id if isinstance(article_id, Problem) else article
        return dataclasses.replace(article, id=article_id)

    def give(self, wanted: str, given: str, input_name: str) -> str | Problem:
        """The same for who has no article at hand: its final id; `given` is "" where the input states none."""
        for candidate in _candidates(wanted, given or input_name):
            owner = self._owners.get(candidate)
            if owner is None:
                self._owners[candidate] = (given, input_name)
                return candidate
            if given and owner[0] == given:
                return Problem(input_name, "repeated id", f"{given} is the id of {owner[1]} already")
        raise AssertionError("the candidates never end")  # pragma: no cover


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


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST // 2).hexdigest()
