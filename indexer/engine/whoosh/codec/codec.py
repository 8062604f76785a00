"""The codec: how Whoosh's own readers, searchers and matchers read Carrel's segments.

Nothing of this is needed to search an archive, which `evaluate` does by array work. It makes
the archive a Whoosh index for whoever wants one, and Whoosh's matchers the oracle of the tests.
Whoosh's other half, writing, is not here: a `Collector` and a `Writer` do it (`indexer.engine.base`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Never

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base as whoosh_codec

from indexer.engine.whoosh.codec.terms_reader import ColumnarTermsReader
from indexer.engine.whoosh.codec.whoosh_segment import ColumnarSegment, not_through_whoosh
from indexer.engine.whoosh.schema import ID_FIELD

__all__ = ["ColumnarCodec"]


class ArticlesReader(whoosh_codec.PerDocumentReader):  # type: ignore[misc]  # Whoosh is not typed
    """What Whoosh asks of each article: whether it is deleted, how long its fields are, its id."""

    def __init__(self, segment: ColumnarSegment) -> None:
        self._segment = segment

    def doc_count(self) -> int:
        """How many articles are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """How many articles there are, deleted or not."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Whether one is deleted."""
        return bool(self._segment.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Whether this one is."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterable[int]:
        """Those that are."""
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The words of a field in an article, exactly; `default` for a field without words."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """The words of a field, those of deleted articles too."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """Those of the shortest article."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Those of the longest article."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, str]:
        """The article's id, by which the archive gives the rest."""
        return {ID_FIELD: self._segment.ids[self._segment.first + docnum].decode()}

    def _lengths(self, fieldname: str) -> NDArray[Any] | None:
        try:
            return self._segment.lengths(fieldname)
        except KeyError:
            return None


class ColumnarCodec(whoosh_codec.Codec):  # type: ignore[misc]  # Whoosh is not typed
    """Opens segments for Whoosh's readers; they need no storage of Whoosh's, as the segments are open already."""

    def terms_reader(self, _storage: object, segment: ColumnarSegment) -> ColumnarTermsReader:
        """The words of a segment."""
        return ColumnarTermsReader(segment)

    def per_document_reader(self, _storage: object, segment: ColumnarSegment) -> ArticlesReader:
        """The articles of a segment."""
        return ArticlesReader(segment)

    def per_document_writer(self, *_: object) -> Never:
        """Not how articles are written."""
        raise not_through_whoosh()

    def field_writer(self, *_: object) -> Never:
        """Not how words are written."""
        raise not_through_whoosh()

    def postings_writer(self, *_: object, **__: object) -> Never:
        """Not how postings are written."""
        raise not_through_whoosh()

    def new_segment(self, *_: object) -> Never:
        """Not how segments are made."""
        raise not_through_whoosh()
