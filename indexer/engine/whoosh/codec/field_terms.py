"""Terms: what the words of a field are in a segment, or its days, in the order in which Whoosh lists them."""

from __future__ import annotations

import bisect
import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.codec.matchers import TermPostings
from indexer.engine.whoosh.columns.article_columns import UNDATED
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import Field

__all__ = ["DayTerms", "Terms", "WordTerms"]


class Terms(ABC):
    """The terms of one Whoosh field in one segment, by their places in bytewise order; shared by threads."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def __getitem__(self, place: int) -> bytes: ...

    def __iter__(self) -> Iterator[bytes]:
        return map(self.__getitem__, range(len(self)))

    @abstractmethod
    def postings(self, place: int) -> TermPostings:
        """The postings of a term."""

    def bisect_left(self, text: bytes) -> int:
        """How many terms are less than `text`."""
        return bisect.bisect_left(self, text)

    def place_of(self, text: bytes) -> int | None:
        """The place of a term; None where there is none such."""
        place = self.bisect_left(text)
        return place if place < len(self) and self[place] == text else None


class WordTerms(Terms):
    """The words of a text field: stems, or forms as written. Only those that occur in the field."""

    def __init__(self, segment: Segment, field: Field, *, of_stems: bool) -> None:
        self._postings = segment.fields[field]
        self._of_stems = of_stems
        self._stem_forms = segment.stem_forms
        occurring = self._postings.terms
        self._numbers: NDArray[Any]  # of the words in the table, in bytewise order
        if of_stems:
            self._table = segment.stems
            self._numbers = np.unique(segment.stem_forms.searchsorted(occurring, side="right") - 1)
        else:
            self._table = segment.forms
            occurs = np.zeros(len(segment.forms), bool)
            occurs[occurring] = True
            self._numbers = segment.alphabet[occurs[segment.alphabet]]

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> bytes:
        return self._table[self._numbers.item(place)]

    def postings(self, place: int) -> TermPostings:
        """See `Terms.postings`."""
        number = self._numbers.item(place)
        first, last = self._stem_forms[number : number + 2].tolist() if self._of_stems else (number, number + 1)
        return TermPostings.of_run(self._postings.run_of_terms(*self._postings.term_bounds(first, last)))


class DayTerms(Terms):
    """The days of a segment's articles, as 20191230; undated articles have no term. `days`: int32 [articles]."""

    def __init__(self, days: NDArray[np.int32]) -> None:
        dated = np.flatnonzero(days != UNDATED)
        self._articles = dated[np.argsort(days[dated], kind="stable")].astype(np.uint16)
        ordinals, firsts = np.unique(days[self._articles], return_index=True)
        self._bounds = [*firsts.tolist(), len(dated)]
        self._texts = [dt.date.fromordinal(one).isoformat().replace("-", "").encode() for one in ordinals.tolist()]

    def __len__(self) -> int:
        return len(self._texts)

    def __getitem__(self, place: int) -> bytes:
        return self._texts[place]

    def postings(self, place: int) -> TermPostings:
        """See `Terms.postings`."""
        return TermPostings.of_articles(self._articles[self._bounds[place] : self._bounds[place + 1]])
