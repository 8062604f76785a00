"""WhooshIndex: a generation as an index of Whoosh's, whose TOC is the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Never

from whoosh.fields import Schema
from whoosh.index import FileIndex, Index

from indexer.engine.whoosh.codec.codec import ColumnarCodec
from indexer.engine.whoosh.codec.whoosh_segment import ColumnarSegment, not_through_whoosh
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.schema import schema
from indexer.engine.whoosh.segments.segment import Segment
from indexer.manifest import Manifest

__all__ = ["WhooshIndex"]


class WhooshIndex(Index):  # type: ignore[misc]  # Whoosh is not typed
    """An open generation, for reading with Whoosh's own searchers. Threads may share it, but not a searcher.

    Its readers share the open segments and columns; closing a reader leaves these open.
    """

    def __init__(self, manifest: Manifest, segments: Sequence[Segment], columns: Columns) -> None:
        codec = ColumnarCodec()
        self.schema: Schema = schema()
        self._manifest = manifest
        self._segments = [ColumnarSegment(codec, segment, columns) for segment in segments]

    def reader(self, reuse: Any = None) -> Any:  # noqa: ARG002  # another generation's: nothing of it would do
        """A reader for one thread: Whoosh's SegmentReader, or its MultiReader for several segments."""
        # Whoosh has no public way from open segments to a reader; without a storage, as nothing is to be opened.
        return FileIndex._reader(None, self.schema, self._segments, self._manifest.number)  # noqa: SLF001

    def is_empty(self) -> bool:
        """Whether it has no segment."""
        return not self._segments

    def latest_generation(self) -> int:
        """The number of the manifest: the index never changes."""
        return self._manifest.number

    def last_modified(self) -> float:
        """When it was built, in seconds since 1970."""
        return self._manifest.built.timestamp()

    def writer(self, **_: object) -> Never:
        """Not how an archive is written."""
        raise not_through_whoosh()
