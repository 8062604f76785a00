"""Phrases: which articles have some words in order, near one another, in one field.

Every place of a word is one integer, article << 16 | position (in 64 bits << 32, where a segment
has positions beyond 16 bits), less the word's place in the phrase: words stand next to one another
where their integers are equal. The rarest word comes first, and of each further word only the
places in the articles that are still left are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers, each_once
from indexer.engine.whoosh.evaluation.first_places import FrequentWord, articles_seen
from indexer.engine.whoosh.segments.postings import FieldPostings, Run

__all__ = ["PhraseRuns", "articles_with_phrase", "place_keys"]

Keys = NDArray[Any]  # uint32 or uint64

_MOST_WORDS_NARROW: Final = 60_000  # words times slop, in keys of 32 bits
_MOSTLY: Final = 2  # when more than 1/2 of a run's articles are wanted, all its places are taken
_FREQUENT: Final = 4_000  # articles of a segment, from which on a pair of words is looked for in its first places


@dataclass(frozen=True, slots=True, eq=False)
class PhraseRuns:
    """Where a phrase's words are in one field of one segment, whose articles are [base, base + count).

    `words`: for each word, in the phrase's order, which [begin, end) of the field's terms are its forms.
    """

    base: int
    count: int
    postings: FieldPostings
    words: tuple[tuple[int, int], ...]

    def runs(self) -> tuple[Run, ...]:
        """The postings of each word."""
        return tuple(self.postings.run_of_terms(begin, end) for begin, end in self.words)


def articles_with_phrase(places: Sequence[PhraseRuns], slop: int, among: ArticleSet) -> ArticleSet:
    """The articles of `among` with the phrase in one of the fields.

    Each next word stands 1 to `slop` positions after the one before it.
    """
    found = [
        local + one.base
        for one in places
        if len(local := _local_articles(one, slop, among.mask[one.base : one.base + one.count]))
    ]
    if not found:
        return ArticleSet.none(among.among)
    numbers = found[0] if len(found) == 1 else each_once(np.sort(np.concatenate(found)))
    return ArticleSet(among.among, numbers=numbers)


def _local_articles(place: PhraseRuns, slop: int, among: NDArray[np.bool_]) -> Numbers:
    """The local numbers of the articles in the mask `among` with the phrase; ascending, each once."""
    runs = place.runs()
    candidates = _having_all(runs, among)
    if not candidates.any():
        return np.empty(0, np.intp)
    are_frequent = all(len(run.articles) > _FREQUENT for run in runs)
    if len(runs) == 2 and slop == 1 and are_frequent:
        found, candidates = articles_seen(candidates, *(_frequent_word(place, word) for word in place.words))
    else:
        found = np.zeros(place.count, bool)
    is_narrow = len(runs) * slop < _MOST_WORDS_NARROW and place.postings.positions.dtype == np.uint16
    bits = 16 if is_narrow else 32
    keys = _adjacent(runs, candidates, bits) if slop == 1 else _within(runs, candidates, bits, slop)
    found[keys >> keys.dtype.type(bits)] = True
    return np.flatnonzero(found)


def _frequent_word(place: PhraseRuns, word: tuple[int, int]) -> FrequentWord:
    """The most frequent form of a word, apart from the others."""
    begin, end = word
    main = begin + int(np.diff(place.postings.first_postings[begin : end + 1]).argmax())
    others = np.zeros(place.count, bool)
    for first, last in ((begin, main), (main + 1, end)):
        if first < last:
            others[place.postings.run_of_terms(first, last).articles] = True
    return FrequentWord(place.postings.run_of_terms(main, main + 1), others)


def _having_all(runs: Sequence[Run], among: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """bool [count]: the articles of `among` with every word, near one another or not."""
    candidates = among
    for run in sorted(runs, key=lambda run: len(run.articles)):
        having = np.zeros(len(among), bool)
        having[run.articles] = True
        having &= candidates
        candidates = having
    return candidates


def place_keys(run: Run, candidates: NDArray[np.bool_], bits: int) -> Keys:
    """The places of a word in the articles of the mask; ascending within each form."""
    dtype: type[np.uint32 | np.uint64] = np.uint32 if bits == 16 else np.uint64
    positions, frequencies, articles = run.positions(), run.frequencies, run.articles
    kept = candidates[articles]
    if np.count_nonzero(kept) * _MOSTLY < len(articles):
        chosen = np.flatnonzero(kept)
        ends = np.cumsum(frequencies, dtype=np.int64)[chosen]
        frequencies, articles = frequencies[chosen], articles[chosen]
        taken = np.cumsum(frequencies, dtype=np.int64)
        positions = positions[np.repeat(ends - taken, frequencies) + np.arange(taken[-1] if len(taken) else 0)]
    heads: Keys = articles.astype(dtype)
    heads <<= dtype(bits)
    keys = np.repeat(heads, frequencies)
    keys |= positions
    return keys


def _adjacent(runs: Sequence[Run], candidates: NDArray[np.bool_], bits: int) -> Keys:
    """The first places of the phrase."""
    order = sorted(range(len(runs)), key=lambda place: len(runs[place].positions()))
    left = _starts(runs, order[0], candidates, bits)
    # What goes below position 0 comes out at the end of the article before, where no whole phrase fits.
    left = left[(left & left.dtype.type((1 << bits) - 1)) <= (1 << bits) - len(runs)]
    for place in order[1:]:
        candidates = np.zeros(len(candidates), bool)
        candidates[left >> left.dtype.type(bits)] = True
        left = _common(left, _starts(runs, place, candidates, bits))
    return left


def _starts(runs: Sequence[Run], place: int, candidates: NDArray[np.bool_], bits: int) -> Keys:
    """Where the phrase begins if it is word number `place` that stands where it does."""
    keys = place_keys(runs[place], candidates, bits)
    keys -= keys.dtype.type(place)
    return keys


def _common(one: Keys, other: Keys) -> Keys:
    """What is in both; ascending. Each has every key once."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    both = np.concatenate((few, many))
    both.sort()
    common: Keys = both[:-1][both[1:] == both[:-1]]
    return common


def _within(runs: Sequence[Run], candidates: NDArray[np.bool_], bits: int, slop: int) -> Keys:
    """The last places of the phrase: those of each word that a place of the word before it reaches."""
    reached = np.sort(place_keys(runs[0], candidates, bits))
    for run in runs[1:]:
        keys = np.sort(place_keys(run, candidates, bits))
        if not len(reached) or not len(keys):
            return keys[:0]
        before = np.searchsorted(reached, keys)  # how many places are before each key
        nearest = reached[np.maximum(before, 1) - 1]
        shift = keys.dtype.type(bits)
        near = (before > 0) & (keys - nearest <= keys.dtype.type(slop)) & (keys >> shift == nearest >> shift)
        reached = keys[near]
    return reached
