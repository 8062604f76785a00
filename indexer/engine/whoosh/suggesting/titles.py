"""Titles: the articles whose title has some words, the last of them perhaps not yet whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stem
from indexer.engine.whoosh.counting.ordering import first
from indexer.engine.whoosh.evaluation.article_set import Mask, Numbers
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.segments.segment import Segment
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms
from indexer.fields import TITLE

__all__ = ["articles_with_title"]


def articles_with_title(
    collection: Collection, frequent: FrequentForms, words: Sequence[str], letters: str, most: int
) -> Numbers:
    """intp [m]: at most `most` live articles with all the words in the title, in any form, and one that begins so.

    Those come first in whose title that one stands as far from the beginning as in what was typed: the title
    most likely begins with all of it. Then the newest.
    """
    columns = collection.columns
    having, in_place = _beginning_with(collection, letters, len(words))
    if columns.live is not None:
        having &= columns.live
    for one in dict.fromkeys(map(stem, words)):
        having &= frequent.articles_with(one, (TITLE,)).mask
    numbers = np.flatnonzero(having)
    keys = columns.newest[numbers] + np.where(in_place[numbers], 0, collection.count)
    return numbers[first(keys, min(most, len(keys)))]


def _beginning_with(collection: Collection, letters: str, place: int) -> tuple[Mask, Mask]:
    """bool [articles], twice: those with a word in the title that begins so, and those with one at this place in it."""
    having = np.zeros(collection.count, bool)
    in_place = np.zeros(collection.count, bool)
    for segment in collection.segments:
        forms = collection.lexicon(segment, of_stems=False).beginning_with(letters)
        articles, positions = _title_postings(segment, forms)
        having[segment.base : segment.base + segment.count][articles] = True
        in_place[segment.base : segment.base + segment.count][articles[positions == place]] = True
    return having, in_place


def _title_postings(segment: Segment, forms: NDArray[np.intp]) -> tuple[NDArray[np.uint16], NDArray[Any]]:
    """Of the titles with some forms, ascending: the articles, local, and where each form stands first in its title."""
    postings = segment.fields[TITLE]
    terms = postings.terms.searchsorted(forms.astype(postings.terms.dtype))
    within = terms < len(postings.terms)
    terms = terms[within][postings.terms[terms[within]] == forms[within]]
    firsts = postings.first_postings[terms].astype(np.int64)
    sizes = postings.first_postings[terms + 1].astype(np.int64) - firsts
    begins = np.cumsum(sizes) - sizes  # of each form, among the postings taken
    taken = np.repeat(firsts - begins, sizes) + np.arange(sizes.sum())
    frequencies = postings.all_frequencies()[taken].astype(np.int64)
    before = np.cumsum(frequencies) - frequencies
    before -= np.repeat(before[begins], sizes)
    places = np.repeat(postings.first_positions[terms].astype(np.int64), sizes) + before
    return postings.articles[:][taken], postings.positions[:][places]
