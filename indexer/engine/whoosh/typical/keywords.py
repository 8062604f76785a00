"""Keywords: the words that more of the articles found have than of the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from indexer.articles.serial import StoredTexts
from indexer.engine.whoosh.typical.article_counts import article_counts, most_written
from indexer.engine.whoosh.typical.comparison import Comparison
from indexer.engine.whoosh.typical.likely_stems import likely_stems
from indexer.engine.whoosh.typical.log_likelihood import log_likelihoods
from indexer.engine.whoosh.typical.stem_numbers import Numbers, StemNumbers
from indexer.keywords import Keyword

__all__ = ["keywords"]

_COUNTED_AT_ONCE: Final = 50
_MOST_COUNTED: Final = 150  # words, unless so many are wanted:
_SPARE: Final = 5  # times as many as are wanted are counted at most
_UNSPACED_BYTES: Final = 3  # of a letter, in UTF-8, in scripts without spaces, where it is a word of its own


def keywords(
    compared: Comparison,
    read: Callable[[int], StoredTexts],
    stem_numbers: StemNumbers,
    is_left_out: Callable[[str], bool],
    limit: int,
) -> tuple[Keyword, ...]:
    """The words most typical of the articles found, best first: see `indexer.archive.Archive.keywords`.

    To read all its texts takes too long. How typical each word may be is estimated from some texts, and in this order
    the articles that have one are counted, by its postings, until more words bring nothing better.
    """
    if not limit or not len(compared.found) or not len(compared.others):
        return ()
    counting = _Counting(compared, stem_numbers)
    likely = likely_stems(compared, read, stem_numbers)[: max(_MOST_COUNTED, _SPARE * limit)]
    counted: list[_Counted] = []
    for first in range(0, len(likely), _COUNTED_AT_ONCE):
        best = counted[:limit]
        more = counting.typical(likely[first : first + _COUNTED_AT_ONCE])
        counted += (one for one in more if not (_is_no_word(one.stem) or is_left_out(one.form)))
        counted.sort(key=lambda one: (-one.score, one.stem))
        if len(best) == limit and counted[:limit] == best:
            break
    chosen: list[Keyword] = []
    for first in range(0, len(counted), limit):
        chosen += (one for one in counting.keywords(counted[first : first + limit]) if not is_left_out(one.text))
        if len(chosen) >= limit:
            break
    return tuple(chosen[:limit])


@dataclass(frozen=True, slots=True)
class _Counted:
    """A stem with one of its forms, and how it is spread: as in `Keyword`."""

    number: int
    stem: str
    form: str
    count: int
    other_count: int
    score: float


class _Counting:
    """Counts the articles that have stems."""

    def __init__(self, compared: Comparison, stem_numbers: StemNumbers) -> None:
        self._found = compared.found.mask
        self._others = compared.others.mask
        self._all = self._found | self._others
        self._sizes = len(compared.found), len(compared.others)
        self._stem_numbers = stem_numbers

    def typical(self, stems: Numbers) -> list[_Counted]:
        """Those of some stems that are typical of the articles found."""
        inside, outside = article_counts(self._stem_numbers, stems, (self._found, self._others))
        scores = log_likelihoods(inside, self._sizes[0], outside, self._sizes[1])
        places = np.flatnonzero(scores)
        texts = self._stem_numbers.stems_and_forms(stems[places])
        return [
            _Counted(stems.item(place), stem, form, inside.item(place), outside.item(place), scores.item(place))
            for place, (stem, form) in zip(places.tolist(), texts, strict=True)
        ]

    def keywords(self, counted: Sequence[_Counted]) -> list[Keyword]:
        """What is said of stems that are chosen."""
        stems = np.array([one.number for one in counted])
        texts = most_written(self._stem_numbers, stems, self._found)
        archive_counts = article_counts(self._stem_numbers, stems, [self._all])[0].tolist()
        return [
            Keyword(text, one.stem, one.count, one.other_count, archive_count, one.score)
            for one, text, archive_count in zip(counted, texts, archive_counts, strict=True)
        ]


def _is_no_word(stem: str) -> bool:
    """Whether it is a letter by itself or a bare number: what is left of initials, dates and amounts."""
    return stem.isdecimal() or (len(stem) == 1 and len(stem.encode()) < _UNSPACED_BYTES)
