"""FrequentForms: the forms of a generation, by how frequent they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.lexicon import Lexicon
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import DEFAULT_FIELDS, Field

__all__ = ["FrequentForms", "KnownForm"]

Frequencies = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form of the archive. `frequency`: its postings, so its articles, but that one with it in two fields is two."""

    form: str
    frequency: int


class FrequentForms:
    """What words there are, in some fields, deleted articles counting; shared by threads.

    The frequencies of all forms in the fields that words are searched in by default are kept, 4 bytes a form and
    segment; others are worked out anew. Threads that ask at once for what is not yet kept work out the same twice.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._kept: dict[str, Frequencies] = {}

    def beginning_with(self, letters: str, fields: Sequence[Field], most: int) -> list[KnownForm]:
        """The most frequent forms that begin so, about `most`, the most frequent first."""
        return self._most_frequent(lambda lexicon: lexicon.beginning_with(letters), fields, most)

    def near(self, form: str, distance: int, fields: Sequence[Field], most: int) -> list[KnownForm]:
        """The most frequent forms within `distance` edits (Levenshtein), about `most`, the most frequent first."""
        return self._most_frequent(lambda lexicon: lexicon.near(form, distance, 0), fields, most)

    def frequency(self, form: str, fields: Sequence[Field]) -> int:
        """The postings of one form; 0 where it is unknown."""
        return sum(_postings(one, one.form_range(form), fields) for one in self._collection.segments)

    def stem_frequency(self, stem: str, fields: Sequence[Field]) -> int:
        """The postings of all forms of a stem."""
        return sum(_postings(one, one.stem_range(stem), fields) for one in self._collection.segments)

    def articles_with(self, stem: str, fields: Sequence[Field]) -> ArticleSet:
        """The articles with any form of a stem in any of the fields."""
        return self._articles([segment.stem_range(stem) for segment in self._collection.segments], fields)

    def articles_with_form(self, form: str, fields: Sequence[Field]) -> ArticleSet:
        """The articles with a form in any of the fields."""
        return self._articles([segment.form_range(form) for segment in self._collection.segments], fields)

    def _articles(self, ranges: Sequence[tuple[int, int]], fields: Sequence[Field]) -> ArticleSet:
        """The articles with any of the forms [first, last) of each segment."""
        mask = np.zeros(self._collection.count, bool)
        for segment, (first, last) in zip(self._collection.segments, ranges, strict=True):
            here = mask[segment.base : segment.base + segment.count]
            for field in fields if first < last else ():
                postings = segment.fields[field]
                begin, end = postings.term_bounds(first, last)
                here[postings.articles[postings.first_postings.item(begin) : postings.first_postings.item(end)]] = True
        return ArticleSet(self._collection.count, mask=mask)

    def _most_frequent(
        self, choose: Callable[[Lexicon], NDArray[np.intp]], fields: Sequence[Field], most: int
    ) -> list[KnownForm]:
        """Of the forms chosen in each segment the most frequent, with their postings in all segments.

        A form that is among the `most` first in no segment is left out.
        """
        found = Counter[bytes]()
        seen: list[set[bytes]] = []
        for segment in self._collection.segments:
            numbers = choose(self._collection.lexicon(segment, of_stems=False))
            frequencies = self._of(segment, fields)[numbers]
            if len(numbers) > most:
                first = np.argpartition(frequencies, -most)[-most:]
                numbers, frequencies = numbers[first], frequencies[first]
            here = {
                segment.forms[number]: frequency
                for number, frequency in zip(numbers.tolist(), frequencies.tolist(), strict=True)
                if frequency
            }
            seen.append(set(here))
            found.update(here)
        likeliest = [form for form, _ in found.most_common(most)]
        for segment, here_seen in zip(self._collection.segments, seen, strict=True):
            for form in likeliest:
                if form not in here_seen:
                    found[form] += _postings(segment, segment.form_range(form.decode()), fields)
        known = [KnownForm(form.decode(), found[form]) for form in likeliest]
        return sorted(known, key=lambda one: (-one.frequency, one.form))

    def _of(self, segment: Segment, fields: Sequence[Field]) -> Frequencies:
        """uint32 [forms]: the postings of each form of a segment."""
        if tuple(fields) != DEFAULT_FIELDS:
            return _frequencies(segment, fields)
        kept = self._kept.get(segment.name)
        if kept is None:
            kept = self._kept[segment.name] = _frequencies(segment, fields)
        return kept


def _postings(segment: Segment, forms: tuple[int, int], fields: Sequence[Field]) -> int:
    """The postings of the forms [first, last) in some fields."""
    count = 0
    for field in fields if forms[0] < forms[1] else ():
        postings = segment.fields[field]
        begin, end = postings.term_bounds(*forms)
        count += postings.first_postings.item(end) - postings.first_postings.item(begin)
    return count


def _frequencies(segment: Segment, fields: Sequence[Field]) -> Frequencies:
    frequencies = np.zeros(len(segment.forms), np.uint32)
    for field in fields:
        postings = segment.fields[field]
        frequencies[postings.terms] += np.diff(postings.first_postings).astype(np.uint32)
    return frequencies
