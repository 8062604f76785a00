"""When segments are merged: few large ones make searches fast, and few rewritings make updates so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from indexer.engine.whoosh.segments.segment import MOST_ARTICLES

__all__ = ["due_merges"]

_MERGED_AT_ONCE: Final = 8  # segments of one size class
_MOST_DELETED: Final = 0.3  # of a segment's articles, before it is rewritten


def due_merges(counts: Sequence[int], live_counts: Sequence[int], *, full_build: bool) -> list[list[int]]:
    """Which segments to make one, by their places; each is in one group at most.

    `counts` are the segments' articles, `live_counts` those that are not deleted. After a full build,
    neighbours are merged as far as they make at most MOST_ARTICLES. Else eight segments of one size class are
    (1 to 7 live articles, 8 to 63, ...), and one of which over 30 % are deleted is written anew.
    """
    if full_build:
        return [group for group in _filled(list(range(len(counts))), live_counts) if len(group) > 1]
    groups = []
    classes: defaultdict[int, list[int]] = defaultdict(list)
    for place, live in enumerate(live_counts):
        if live:
            classes[(live.bit_length() - 1) // 3].append(place)
    for places in classes.values():
        if len(places) >= _MERGED_AT_ONCE:
            groups += [group[:_MERGED_AT_ONCE] for group in _filled(places, live_counts) if len(group) > 1]
    merged = {place for group in groups for place in group}
    groups += [
        [place]
        for place, (count, live) in enumerate(zip(counts, live_counts, strict=True))
        if place not in merged and 0 < live < (1 - _MOST_DELETED) * count
    ]
    return groups


def _filled(places: Sequence[int], live_counts: Sequence[int]) -> list[list[int]]:
    """The places in groups of neighbours, each as large as it may be."""
    groups: list[list[int]] = []
    size = MOST_ARTICLES
    for place in places:
        if size + live_counts[place] > MOST_ARTICLES:
            groups.append([])
            size = 0
        groups[-1].append(place)
        size += live_counts[place]
    return groups
