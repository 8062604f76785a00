"""What Whoosh asks of the words of a segment: which there are, how often and where."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from whoosh.codec import base as whoosh_codec
from whoosh.reading import TermInfo, TermNotFound

from indexer.engine.whoosh.codec.field_terms import Terms
from indexer.engine.whoosh.codec.matchers import PostingMatcher, TermPostings
from indexer.engine.whoosh.codec.whoosh_segment import ColumnarSegment
from indexer.engine.whoosh.schema import INDEXED_FIELDS

__all__ = ["ColumnarTermsReader"]

WhooshTerm = tuple[str, bytes]  # a Whoosh field and a word in UTF-8


class ColumnarTermsReader(whoosh_codec.TermsReader):  # type: ignore[misc]  # Whoosh is not typed
    """The terms of a segment, ordered by field and word, bytewise."""

    def __init__(self, segment: ColumnarSegment) -> None:
        self._segment = segment
        # The last term that was looked up: Whoosh asks four times for each before it goes on to the next.
        self._last: tuple[WhooshTerm | None, TermPostings | None] = (None, None)

    def __contains__(self, term: WhooshTerm) -> bool:
        return term[0] in INDEXED_FIELDS and self._found(term) is not None

    def indexed_field_names(self) -> Sequence[str]:
        """The fields that have terms."""
        return [name for name in INDEXED_FIELDS if len(self._segment.terms(name))]

    def cursor(self, fieldname: str, _field: object) -> whoosh_codec.FieldCursor:
        """A way to walk through a field's words."""
        if fieldname not in INDEXED_FIELDS:
            return whoosh_codec.EmptyCursor()
        return _TermCursor(self, fieldname, self._segment.terms(fieldname))

    def terms(self) -> Iterator[WhooshTerm]:
        """All terms."""
        return self._terms_of(INDEXED_FIELDS)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[WhooshTerm]:
        """All terms from a word of a field on, those of the fields after it too."""
        following = bisect.bisect_right(INDEXED_FIELDS, fieldname)
        if fieldname in INDEXED_FIELDS:
            terms = self._segment.terms(fieldname)
            for place in range(terms.bisect_left(prefix), len(terms)):
                yield fieldname, terms[place]
        yield from self._terms_of(INDEXED_FIELDS[following:])

    def items(self) -> Iterator[tuple[WhooshTerm, TermInfo]]:
        """All terms, with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[WhooshTerm, TermInfo]]:
        """As `terms_from`, with what is known of each."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """What is known of a term, exactly; deleted articles count. Raises KeyError where there is none."""
        postings = self._postings(fieldname, text)
        try:
            lengths = self._segment.lengths(fieldname)[postings.articles]
        except KeyError:
            lengths = postings.frequencies  # a day is all that an article has there
        return TermInfo(
            weight=float(postings.frequencies.sum(dtype=np.int64)),
            df=len(postings.articles),
            minlength=int(lengths.min()),
            maxlength=int(lengths.max()),
            maxweight=float(postings.frequencies.max()),
            minid=int(postings.articles[0]),
            maxid=int(postings.articles[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """How often a term stands in all articles together. Raises KeyError where there is none."""
        return float(self._postings(fieldname, text).frequencies.sum(dtype=np.int64))

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """How many articles have a term. Raises KeyError where there is none."""
        return len(self._postings(fieldname, text).articles)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> PostingMatcher:
        """A walk through the articles that have a term. Raises Whoosh's TermNotFound where there is none."""
        try:
            postings = self._postings(fieldname, text)
        except KeyError as error:
            raise TermNotFound(f"No term {fieldname}:{text!r}") from error
        return PostingMatcher((fieldname, text), postings, format_, scorer)

    def _terms_of(self, names: Sequence[str]) -> Iterator[WhooshTerm]:
        return ((name, text) for name in names for text in self._segment.terms(name))

    def _postings(self, fieldname: str, text: bytes) -> TermPostings:
        postings = self._found((fieldname, text))
        if postings is None:
            raise KeyError(text)
        return postings

    def _found(self, term: WhooshTerm) -> TermPostings | None:
        last, postings = self._last
        if last != term:
            terms = self._segment.terms(term[0])
            place = terms.place_of(term[1])
            postings = None if place is None else terms.postings(place)
            self._last = term, postings
        return postings


class _TermCursor(whoosh_codec.FieldCursor):  # type: ignore[misc]  # Whoosh is not typed
    """Walks through the words of a field, which it gives as texts; None past the last one."""

    def __init__(self, reader: ColumnarTermsReader, fieldname: str, terms: Terms) -> None:
        self._reader = reader
        self._fieldname = fieldname
        self._terms = terms
        self._place = 0

    def first(self) -> str | None:
        self._place = 0
        return self.text()

    def find(self, term: str | bytes) -> str | None:
        """Go to the first word from `term` on."""
        self._place = self._terms.bisect_left(term.encode() if isinstance(term, str) else term)
        return self.text()

    def next(self) -> str | None:
        self._place += 1
        return self.text()

    def text(self) -> str | None:
        return self._terms[self._place].decode() if self.is_valid() else None

    def term_info(self) -> TermInfo | None:
        return self._reader.term_info(self._fieldname, self._terms[self._place]) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < len(self._terms)
