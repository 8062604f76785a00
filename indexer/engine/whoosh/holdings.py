"""Holdings: one generation, open, and what is in it, whatever is searched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from indexer.articles.article import Article
from indexer.engine.whoosh.columns.article_columns import UNDATED, Columns
from indexer.engine.whoosh.counting.copy_groups import CopyGroups
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.segments.segment import Segment, segment_file
from indexer.engine.whoosh.segments.texts import TEXTS_FILE, TextReader
from indexer.engine.whoosh.stored_articles import StoredArticles
from indexer.errors import DamagedError
from indexer.lockless import cached_property
from indexer.manifest import Manifest
from indexer.near_copy import NearCopy

__all__ = ["Holdings"]

_NO_DIGEST: Final = "0" * 32


class Holdings:
    """The part of `WhooshSnapshot` that opens a generation's files and tells of its articles."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        files = manifest.files
        try:
            texts = TextReader(folder, files.get(TEXTS_FILE))
            columns = manifest.state["columns"]
            self._columns = Columns(folder / columns, files[columns])
            segments = []
            base = 0
            for name in (segment["name"] for segment in manifest.state["segments"]):
                segments.append(Segment(folder, name, files[segment_file(name)], texts, base=base))
                base += segments[-1].count
        except (KeyError, ValueError, TypeError) as error:
            raise DamagedError(
                f"The manifest of {folder} does not say what it is made of. Build it anew: carrel build"
            ) from error
        if tuple(segment.count for segment in segments) != self._columns.segments:
            raise DamagedError(f"The files in {folder} do not belong together. Build the index anew: carrel build")
        self._segments = segments
        self._stored = StoredArticles(segments, self._columns)
        self._collection = Collection(segments, self._columns)
        live = self._columns.live
        self._live = None if live is None else ArticleSet(self._columns.count, mask=live)

    @property
    def columns(self) -> Columns:
        """What is known of every article."""
        return self._columns

    @property
    def article_count(self) -> int:
        """How many articles it holds."""
        return self._columns.live_count

    def article(self, article_id: str) -> Article:
        """The article with this id, its facet values as most often spelled. Raises `UnknownArticleError`."""
        return self._stored.article(self._stored.number(article_id))

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their sequences."""
        numbers = self._live_numbers()
        return map(self._stored.article, numbers[np.argsort(self._columns.sequences[numbers], kind="stable")].tolist())

    def has(self, article_id: str) -> bool:
        """Whether there is an article of this id."""
        return self._columns.number_of(article_id) is not None

    def ids_of_digests(self, digests: Iterable[str]) -> dict[str, str]:
        """The ids of the articles that have one of these digests, by digest."""
        numbers = {digest: self._columns.number_of_digest(bytes.fromhex(digest)) for digest in digests}
        return {digest: self._stored.id(number) for digest, number in numbers.items() if number is not None}

    def identities(self) -> Iterator[tuple[str, str]]:
        """Id and digest of every article."""
        numbers = self._live_numbers()
        ids = self._columns.ids.take(numbers)
        digests = self._columns.digests[numbers].tobytes().hex()
        for place, article_id in enumerate(ids):
            digest = digests[32 * place : 32 * place + 32]
            yield article_id.decode(), "" if digest == _NO_DIGEST else digest

    def first_indexed(self, offset: int, limit: int) -> tuple[tuple[str, dt.datetime], ...]:
        """Id and time of first indexing of some articles, in the order of all ids."""
        ordered = self._columns.by_rank
        if self._columns.live is not None:
            ordered = ordered[self._columns.live[ordered]]
        return tuple(
            (self._stored.id(number), self._stored.indexed(number))
            for number in ordered[offset : offset + limit].tolist()
        )

    def copies(self) -> Mapping[str, tuple[str, ...]]:
        """The inputs of exact copies, by article id."""
        owners = self._columns.copy_owners
        live = self._columns.live
        kept = owners if live is None else owners[live[owners]]
        return {self._stored.id(number): self._columns.copies_of(number) for number in dict.fromkeys(kept.tolist())}

    @cached_property
    def _copy_groups(self) -> CopyGroups:
        return CopyGroups(self._columns.groups)

    def near_copies(self, article_id: str, limit: int) -> tuple[NearCopy, ...]:
        """See `indexer.engine.base.Snapshot`."""
        number = self._stored.number(article_id)
        others = self._copy_groups.others(number)
        oldest_first = others[np.argsort(self._columns.oldest[others])][:limit].tolist()
        original = self._stored.texts(number)
        return tuple(self._stored.near_copy(one, original) for one in oldest_first)

    @property
    def near_copy_count(self) -> int:
        """How many articles groups of near copies have beyond one each."""
        return int(np.count_nonzero(self._columns.groups != np.arange(self._columns.count)))

    def day_counts(self) -> dict[dt.date | None, int]:
        """How many articles there are of each day; None for the undated."""
        days, counts = np.unique(self._columns.days[self._live_numbers()], return_counts=True)
        return {
            None if day == UNDATED else dt.date.fromordinal(day): count
            for day, count in zip(days.tolist(), counts.tolist(), strict=True)
        }

    def close(self) -> None:
        """Let go of the index's files."""
        for segment in self._segments:
            segment.close()
        self._columns.close()

    def _live_numbers(self) -> Numbers:
        return np.arange(self._columns.count) if self._live is None else self._live.numbers
