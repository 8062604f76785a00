"""ColumnarSegment: a segment as Whoosh knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Never

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base as whoosh_codec

from indexer.engine.whoosh.codec.field_terms import DayTerms, Terms, WordTerms
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.schema import DATE_FIELD, text_field
from indexer.engine.whoosh.segments.segment import Segment
from indexer.lockless import cached_property

__all__ = ["ColumnarSegment", "not_through_whoosh"]


class ColumnarSegment(whoosh_codec.Segment):  # type: ignore[misc]  # Whoosh is not typed
    """A segment and its part of the generation's columns, as Whoosh knows it; shared by all readers."""

    def __init__(self, codec: Any, segment: Segment, columns: Columns) -> None:
        self.name = segment.name
        self.compound = False
        self.ids = columns.ids
        self.first = segment.base  # the number of its first article in the generation
        self._codec = codec
        self._segment = segment
        self._columns = columns
        self._terms: dict[str, Terms] = {}

    @cached_property
    def deleted(self) -> frozenset[int]:
        """The numbers of the deleted articles."""
        live = self._columns.live
        return frozenset(() if live is None else np.flatnonzero(~live[self._own]).tolist())

    @property
    def _own(self) -> slice:
        return slice(self.first, self.first + self._segment.count)

    def terms(self, name: str) -> Terms:
        """The terms of a Whoosh field, worked out at first use. Raises KeyError for one without terms."""
        found = self._terms.get(name)
        if found is None:
            if name == DATE_FIELD:
                found = DayTerms(self._columns.days[self._own])
            else:
                field, of_stems = text_field(name)
                found = WordTerms(self._segment, field, of_stems=of_stems)
            self._terms[name] = found
        return found

    def lengths(self, name: str) -> NDArray[Any]:
        """Unsigned integers [articles]: the words that a Whoosh field has. Raises KeyError where it has none."""
        return self._columns.lengths(text_field(name)[0])[self._own]

    def codec(self) -> Any:
        """See Whoosh."""
        return self._codec

    def index_name(self) -> str:
        """See Whoosh."""
        return self.name

    def segment_id(self) -> str:
        """See Whoosh."""
        return self.name

    def should_assemble(self) -> bool:
        """No: a segment is one file already."""
        return False

    def doc_count_all(self) -> int:
        """How many articles it has, deleted or not."""
        return self._segment.count

    def deleted_count(self) -> int:
        """How many are deleted."""
        return len(self.deleted)

    def deleted_docs(self) -> Iterable[int]:
        """Those that are deleted."""
        return iter(sorted(self.deleted))

    def is_deleted(self, docnum: int) -> bool:
        """Whether an article is deleted; Whoosh's Not asks also for the number after the last one."""
        return docnum in self.deleted

    def set_doc_count(self, *_: object) -> Never:
        """Not how articles come."""
        raise not_through_whoosh()

    def delete_document(self, *_: object, **__: object) -> Never:
        """Not how articles go."""
        raise not_through_whoosh()


def not_through_whoosh() -> NotImplementedError:
    """What Whoosh's ways of writing raise."""
    return NotImplementedError("Whoosh only reads this index. Change the archive: Archive.build, Archive.update")
