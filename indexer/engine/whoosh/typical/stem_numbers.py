"""StemNumbers: the stems of a whole generation by number, where each segment has a dictionary of its own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.segments.segment import Segment
from indexer.engine.whoosh.typical.word_hashes import Hashes, table_hashes
from indexer.fields import BODY, TITLE, Field

__all__ = ["TYPICAL_FIELDS", "Numbers", "StemNumbers"]

TYPICAL_FIELDS: Final[tuple[Field, ...]] = (TITLE, BODY)  # whose words tell what an article is about

Numbers = NDArray[np.intp]


class StemNumbers:
    """Numbers of stems, from 0 on, in an order that means nothing; immutable and shared by threads.

    `segments` are those of the generation. `postings`: int64 [stems], how many each stem has in TYPICAL_FIELDS,
    those of deleted articles among them: the articles that have it, or more where one has several forms of
    it, or one in both fields.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        hashes = [table_hashes(segment.stems) for segment in segments]
        distinct, numbers = np.unique(_joined(hashes), return_inverse=True)
        ends = itertools.accumulate(map(len, hashes), initial=0)
        self._numbers = [numbers[first:last].astype(np.int32) for first, last in itertools.pairwise(ends)]
        self._orders = [np.argsort(own).astype(np.int32) for own in self._numbers]
        self.postings = np.zeros(len(distinct), np.int64)
        for own, segment in zip(self._numbers, segments, strict=True):
            self.postings[own] += _posting_counts(segment)
        forms, places = np.unique(_joined([table_hashes(segment.forms) for segment in segments]), return_index=True)
        self._forms = forms  # hashes, ascending
        self._stems = self._stems_of_forms()[places]  # of these

    def of_forms(self, hashes: Hashes) -> Numbers:
        """intp [n]: the number of each form's stem; -1 for a form that the generation does not have."""
        if not len(self._forms):
            return np.full(len(hashes), -1, np.intp)
        places = np.minimum(self._forms.searchsorted(hashes), len(self._forms) - 1)
        return np.where(self._forms[places] == hashes, self._stems[places], -1).astype(np.intp)

    def in_segment(self, segment: int, stems: Numbers) -> tuple[Numbers, Numbers]:
        """Which of some stems, by their places, are in `segments[segment]`, and what numbers they have in it."""
        own, order = self._numbers[segment], self._orders[segment]
        if not len(own):
            return np.empty(0, np.intp), np.empty(0, np.intp)
        wanted = stems.astype(np.int32)
        numbers = order[np.minimum(own.searchsorted(wanted, sorter=order), len(order) - 1)].astype(np.intp)
        present = np.flatnonzero(own[numbers] == wanted)
        return present, numbers[present]

    def stems_and_forms(self, stems: Numbers) -> list[tuple[str, str]]:
        """Some stems as texts, each with one of its forms."""
        texts = [("", "")] * len(stems)
        for place, segment in enumerate(self.segments):
            for present, number in zip(*(found.tolist() for found in self.in_segment(place, stems)), strict=True):
                if not texts[present][0]:
                    form = segment.forms[segment.stem_forms.item(number)]
                    texts[present] = segment.stems[number].decode(), form.decode()
        return texts

    def _stems_of_forms(self) -> NDArray[np.int32]:
        """int32 [forms of all segments]."""
        parts = [
            np.repeat(own, np.diff(segment.stem_forms))
            for own, segment in zip(self._numbers, self.segments, strict=True)
        ]
        return np.concatenate([np.empty(0, np.int32), *parts])


def _joined(hashes: Sequence[Hashes]) -> Hashes:
    return np.concatenate([np.empty(0, np.uint64), *hashes])


def _posting_counts(segment: Segment) -> NDArray[np.int64]:
    """int64 [stems]: the postings of each stem in TYPICAL_FIELDS."""
    counts = np.zeros(len(segment.stems), np.int64)
    for field in TYPICAL_FIELDS:
        postings = segment.fields[field]
        firsts = postings.terms.searchsorted(segment.stem_forms.astype(postings.terms.dtype))
        counts += np.diff(postings.first_postings.astype(np.int64)[firsts])
    return counts
