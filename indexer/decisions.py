"""Decisions: which of the articles that were read are in the archive, and under which ids.

They are taken one by one, in the order of the inputs, and depend on nothing else: the same claims in
the same order are always decided alike, whoever read them and when.
"""

from __future__ import annotations

import enum
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.articles.ids import IdRegistry, Reading
from indexer.articles.sources import Problem
from indexer.content import ContentSum
from indexer.known_digests import KnownDigests

__all__ = ["Claim", "Decision", "Decisions", "Fate", "claim_of", "own_problems"]


class Claim(NamedTuple):
    """What decides about an article: everything of it but its content.

    A tuple, as it is pickled by the hundred thousand. `input` is the article's, `wanted` the id that it would have
    if it were alone, `given` the id or URL that it states or "", `digest` the 16 bytes of its digest.
    `problems` are the article's own.
    """

    input: str
    wanted: str
    given: str
    digest: bytes
    problems: tuple[str, ...] = ()


class Fate(enum.IntEnum):
    """What became of a claim. The numbers are written in ledgers."""

    ARTICLE = 0
    COPY = 1  # an exact copy of an earlier article
    REPEATED = 2  # its given id was given before


class Decision(NamedTuple):
    """A claim's fate, and its id, "" unless it is an article."""

    fate: Fate
    id: str


def claim_of(reading: Reading) -> Claim:
    """The claim of an article that was read."""
    article = reading.article
    return Claim(article.input, article.id, reading.given, bytes.fromhex(article.digest), article.problems)


def own_problems(claim: Claim) -> Iterable[Problem]:
    """An article's own problems as a report tells them."""
    for text in claim.problems:
        kind, _, detail = text.partition(": ")
        yield Problem(claim.input, kind, detail)


class Decisions:
    """What has been decided so far.

    `problems` are in the order of the inputs, `copies` the inputs of exact copies by article id;
    `content` is the sum of all articles.
    """

    def __init__(self, problems: Sequence[Problem] = ()) -> None:
        self.problems = list(problems)
        self.copies: defaultdict[str, list[str]] = defaultdict(list)
        self.articles = 0
        self.content = ContentSum()
        self._ids = IdRegistry()
        self._known = KnownDigests()

    @property
    def copy_count(self) -> int:
        """How many exact copies there are."""
        return sum(map(len, self.copies.values()))

    def take(self, claim: Claim) -> Decision:
        """Decide about the next article; its problems are noted."""
        owner = self._known.owner(claim.digest)
        if owner is not None:
            self.copies[owner].append(claim.input)
            return _COPY
        article_id = self._ids.give(claim.wanted, claim.given, claim.input)
        if isinstance(article_id, Problem):
            self.problems.append(article_id)
            return _REPEATED
        if claim.problems:
            self.problems.extend(own_problems(claim))
        self._settle(article_id, claim.digest)
        return Decision(Fate.ARTICLE, article_id)

    def hold(self, article_id: str, digest: bytes, origin: str) -> None:
        """Take note of an article that is there before all inputs, and whose id and content are not to be had again.

        `origin` says in words where it is from.
        """
        self._ids.give(article_id, article_id, origin)
        self._settle(article_id, digest)

    def take_if_free(self, claim: Claim, article_id: str) -> bool:
        """Keep an article, under an id that it had, unless the id or its content is another's by now."""
        if (
            self._known.owner(claim.digest) is not None
            or self._ids.give(article_id, claim.given, claim.input) != article_id
        ):
            return False
        if claim.problems:
            self.problems.extend(own_problems(claim))
        self._settle(article_id, claim.digest)
        return True

    def _settle(self, article_id: str, digest: bytes) -> None:
        self._known.add(digest, article_id)
        self.content.add(article_id, digest)
        self.articles += 1


_COPY = Decision(Fate.COPY, "")
_REPEATED = Decision(Fate.REPEATED, "")
