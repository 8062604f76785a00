"""WhooshCollector: articles as they come, in one process, into new segments."""

from __future__ import annotations

import functools
import itertools
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.articles.article import Article
from indexer.articles.serial import article_to_json
from indexer.engine.base import Flushed
from indexer.engine.whoosh.columns.article_columns import UNDATED, FacetRows, Rows
from indexer.engine.whoosh.columns.near_copies import signatures
from indexer.engine.whoosh.segments.dictionary import Dictionary
from indexer.engine.whoosh.segments.postings import inverted
from indexer.engine.whoosh.segments.segment import MOST_ARTICLES
from indexer.engine.whoosh.segments.segment_writer import NewSegment, PlaceArrays, SegmentArrays
from indexer.engine.whoosh.segments.texts import TextCompressor
from indexer.engine.whoosh.segments.word_numbers import FIRST_FORM
from indexer.engine.whoosh.segments.words import BODY_PLACE, Words, WordsCollector
from indexer.fields import FACETS, TEXT_FIELDS
from indexer.string_table import StringTable

__all__ = ["WhooshCollector"]

MOST_WORDS: Final = 8_000_000
MOST_FORMS: Final = 500_000  # an archive of numbers and misread letters has as many words as others have forms
MOST_BYTES: Final = 256_000_000  # of compressed texts
_DIGEST_BYTES: Final = 16
_FACET_PLACES: Final = tuple(map(TEXT_FIELDS.index, FACETS))


class WhooshCollector:
    """See `indexer.engine.base.Collector`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begin()

    @functools.cached_property
    def _compressor(self) -> TextCompressor:
        """Made when it is needed first: processes start while the texts' dictionary is still being trained."""
        return TextCompressor(self._folder)

    def _begin(self) -> None:
        self._words = WordsCollector()
        self._frames: list[bytes] = []
        self._bytes = 0  # of the frames
        self._days: list[int] = []
        self._digests: list[bytes] = []
        self._facets = {field: _FacetCollector() for field in FACETS}

    @property
    def articles(self) -> int:
        """How many articles it holds."""
        return len(self._frames)

    @property
    def is_full(self) -> bool:
        """Whether it is time to flush."""
        return (
            len(self._words) >= MOST_WORDS
            or self.articles >= MOST_ARTICLES
            or self._words.form_count >= MOST_FORMS
            or self._bytes >= MOST_BYTES
        )

    def add(self, article: Article) -> None:
        """Take an article, but not its id."""
        frame = self._compressor.compress(article_to_json(article))
        digest = bytes.fromhex(article.digest).ljust(_DIGEST_BYTES, b"\0")
        texts = article.all_texts()
        self._words.add(texts)
        self._frames.append(frame)
        self._bytes += len(frame)
        self._days.append(article.date.day.toordinal() if article.date else UNDATED)
        self._digests.append(digest)
        for place, collector in zip(_FACET_PLACES, self._facets.values(), strict=True):
            collector.add(texts[place])

    def flush(self, name: str, ids: Sequence[str | None], sequences: Sequence[int]) -> Flushed | None:
        """Write the articles that have an id as segment `name`, and begin anew."""
        kept = np.array([one is not None for one in ids], bool)
        if not kept.any():
            self._begin()
            return None
        words = self._words.finish(kept)
        sketches = _signatures(words)  # before there is more in memory
        dictionary, form_numbers = Dictionary.of(words.forms)
        frames = list(itertools.compress(self._frames, kept.tolist()))
        count = len(frames)
        arrays = SegmentArrays(
            dictionary,
            inverted(words, form_numbers),
            [np.frombuffer(b"".join(frames), np.uint8)],
            np.cumsum([len(frame) for frame in frames], dtype=np.uint64),
            PlaceArrays.of(words.sentences.positions, words.sentences.counts),
            PlaceArrays.of(words.paragraphs.positions, words.paragraphs.counts),
        )
        written = arrays.without_unused().write(self._folder, name)
        rows = Rows(
            ids=StringTable.of([one.encode() for one in ids if one is not None]),
            sequences=np.array(sequences, np.int64)[kept],
            first_indexed=np.zeros(count, np.int64),  # for the writer to say
            days=np.array(self._days, np.int32)[kept],
            lengths=words.lengths,
            digests=np.frombuffer(b"".join(self._digests), np.uint8).reshape(-1, _DIGEST_BYTES)[kept],
            signatures=sketches,
            facets={field: collector.rows(kept) for field, collector in self._facets.items()},
            copies=StringTable.of(()),
            copy_owners=np.zeros(0, np.int32),
        )
        self._begin()
        return Flushed(name, count, int(words.lengths.sum()), NewSegment(written, rows))


def _signatures(words: Words) -> NDArray[np.uint32]:
    hashes = np.zeros(FIRST_FORM + len(words.forms), np.uint32)  # by token
    hashes[FIRST_FORM:] = np.fromiter(map(zlib.crc32, words.forms), np.uint32, len(words.forms))
    return signatures(hashes[words.in_bodies()], np.cumsum(words.lengths[BODY_PLACE], dtype=np.int64))


class _FacetCollector:
    """One facet's values, each spelling numbered when it first comes."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._ordinals: list[int] = []
        self._counts: list[int] = []

    def add(self, values: Sequence[str]) -> None:
        numbers = self._numbers
        for value in values:
            self._ordinals.append(numbers.setdefault(value, len(numbers)))
        self._counts.append(len(values))

    def rows(self, kept: NDArray[np.bool_]) -> FacetRows:
        """The values of the articles in `kept`, bool [n]."""
        counts = np.array(self._counts, np.int64)
        return FacetRows(
            StringTable.of([value.encode() for value in self._numbers]),
            np.array(self._ordinals, np.int32)[np.repeat(kept, counts)],
            np.cumsum(counts[kept]).astype(np.uint32),
        )
