"""Article counts: how many articles of some groups have a stem in title or text, from its postings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import Mask
from indexer.engine.whoosh.segments.postings import FieldPostings
from indexer.engine.whoosh.segments.segment import Segment
from indexer.engine.whoosh.typical.stem_numbers import TYPICAL_FIELDS, Numbers, StemNumbers

__all__ = ["article_counts", "most_written"]


def article_counts(stem_numbers: StemNumbers, stems: Numbers, groups: Sequence[Mask]) -> NDArray[np.int64]:
    """int64 [groups, stems]: how many articles of each group, bool [all articles], have each of some stems."""
    counts = np.zeros((len(groups), len(stems)), np.int64)
    for place, segment in enumerate(stem_numbers.segments):
        here = [group[segment.base : segment.base + segment.count] for group in groups]
        present, numbers = stem_numbers.in_segment(place, stems)
        runs = [_runs(segment.fields[field], segment, numbers) for field in TYPICAL_FIELDS]
        articles = [segment.fields[field].articles for field in TYPICAL_FIELDS]
        for stem, bounds in zip(present.tolist(), zip(*runs, strict=True), strict=True):
            has_it = np.zeros(segment.count, bool)  # an article counts once for all forms and fields
            for in_field, (first, last) in zip(articles, bounds, strict=True):
                if first < last:
                    has_it[in_field[first:last].astype(np.intp)] = True  # which is quicker than by narrow numbers
            for group, members in enumerate(here):
                counts[group, stem] += np.count_nonzero(has_it & members)
    return counts


def most_written(stem_numbers: StemNumbers, stems: Numbers, group: Mask) -> list[str]:
    """The form of each stem that most articles of a group, bool [all articles], have.

    Titles and texts count each; of equal ones it is the first by letters. The group must have some form of each.
    """
    counts = [Counter[str]() for _ in stems]
    for place, segment in enumerate(stem_numbers.segments):
        members = group[segment.base : segment.base + segment.count]
        present, numbers = stem_numbers.in_segment(place, stems)
        firsts, lasts = segment.stem_forms[numbers].tolist(), segment.stem_forms[numbers + 1].tolist()
        for stem, first, last in zip(present.tolist(), firsts, lasts, strict=True):
            for form, count in _form_counts(segment, first, last, members):
                counts[stem][form] += count
    return [min(one, key=lambda form: (-one[form], form)) for one in counts]


def _runs(postings: FieldPostings, segment: Segment, stems: Numbers) -> list[tuple[int, int]]:
    """The postings [first, last) of each of some stems."""
    dtype = postings.terms.dtype
    begins = postings.terms.searchsorted(segment.stem_forms[stems].astype(dtype))
    ends = postings.terms.searchsorted(segment.stem_forms[stems + 1].astype(dtype))
    first_postings = postings.first_postings
    return list(zip(first_postings[begins].tolist(), first_postings[ends].tolist(), strict=True))


def _form_counts(segment: Segment, first: int, last: int, members: Mask) -> Iterator[tuple[str, int]]:
    """Yield those of the forms [first, last) that members have, with how many, field by field."""
    for field in TYPICAL_FIELDS:
        postings = segment.fields[field]
        begin, end = postings.term_bounds(first, last)
        if begin < end:
            starts = postings.first_postings[begin : end + 1].astype(np.int64)
            articles = postings.articles[int(starts[0]) : int(starts[-1])]
            is_member = members.take(articles, mode="clip")  # which is quicker than to raise: none is out of bounds
            counts = np.add.reduceat(is_member, starts[:-1] - starts[0], dtype=np.int64)
            for term in np.flatnonzero(counts).tolist():
                yield segment.forms[postings.terms.item(begin + term)].decode(), counts.item(term)
