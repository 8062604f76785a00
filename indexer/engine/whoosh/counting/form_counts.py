"""Form counts: which forms each term of a query stands for, and how many of the articles found have each."""

from __future__ import annotations

import dataclasses
import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import forms as words_of
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, each_once
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.expand import Forms, term_runs
from indexer.engine.whoosh.evaluation.query_words import EvaluatedWord
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import Field
from indexer.query.tree import Fuzzy, InField, Not, Phrase, Prefix, Tree, Wildcard, Word, parts_of
from indexer.term_forms import FormCount, FormedLeaf, TermForms

__all__ = ["term_forms"]

_ARTICLE_BITS: Final = np.uint64(16)
_MANY: Final = 500  # forms from which on only the likeliest are counted exactly


def term_forms(
    tree: Tree, words: Sequence[EvaluatedWord], found: ArticleSet, collection: Collection, limit: int
) -> tuple[TermForms, ...]:
    """The forms of each word and pattern that a query wants, in its order, each cut after `limit`.

    `words` are those of the tree, as it was evaluated. Phrases and words as written have but the forms that they show.
    """
    formed = dict(zip(_formed_leaves(tree, None), words, strict=True))
    return tuple(
        _forms_of(leaf, field, word, found, collection, limit)
        for (leaf, field), word in formed.items()
        if leaf is not None
    )


def _formed_leaves(tree: Tree, field: Field | None) -> Iterator[tuple[FormedLeaf | None, Field | None]]:
    """Yield the leaf, and the field it is looked for in, of each word that a tree wants; None for one of a phrase."""
    match tree:
        case Word(text, exact):
            words = len(words_of(text))
            yield from [(tree if words == 1 and not exact else None, field)] * words
        case Phrase(text):
            yield from [(None, field)] * len(words_of(text))
        case Prefix() | Wildcard() | Fuzzy():
            yield tree, field
        case InField(own, part):
            yield from _formed_leaves(part, own)
        case Not():
            pass
        case _:
            for part in parts_of(tree):
                yield from _formed_leaves(part, field)


def _forms_of(
    leaf: FormedLeaf, field: Field | None, word: EvaluatedWord, found: ArticleSet, collection: Collection, limit: int
) -> TermForms:
    places = [
        _Place(segment, forms, word.fields, found.mask[segment.base : segment.base + segment.count])
        for segment, forms in zip(collection.segments, word.forms, strict=True)
    ]
    distinct = None
    if sum(map(len, word.forms)) > _MANY:
        distinct, places = _likeliest(places, limit)
    counts = Counter[bytes]()
    for place in places:
        counts.update(place.named(place.counted()))
    ranked = sorted(((-count, form.decode()) for form, count in counts.items()))[:limit]
    shown = tuple(FormCount(form, -count) for count, form in ranked)
    return TermForms(leaf, field, shown, len(counts) if distinct is None else distinct)


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """Forms of one segment, ascending, and the mask of the articles found in it."""

    segment: Segment
    forms: Forms
    fields: Sequence[Field]
    found: NDArray[np.bool_]

    def named(self, counts: NDArray[np.int64]) -> dict[bytes, int]:
        """The forms that are counted, by themselves."""
        present = np.flatnonzero(counts)
        return dict(zip(self.segment.forms.take(self.forms[present]), counts[present].tolist(), strict=True))

    def runs(self) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.uint16]]]:
        """Yield of each run of postings: its forms' places in `forms`, where each ends, what is found, the articles."""
        for field in self.fields:
            postings = self.segment.fields[field]
            for begin, end in term_runs(postings, self.forms):
                articles = postings.run_of_terms(begin, end).articles
                ends = postings.first_postings[begin + 1 : end + 1].astype(np.intp) - postings.first_postings.item(
                    begin
                )
                yield (
                    np.searchsorted(self.forms, postings.terms[begin:end]),
                    ends,
                    np.flatnonzero(self.found[articles]),
                    articles,
                )

    def bounds(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """int64 [forms] twice: how many of the articles have each form at least, and at most."""
        least, most = np.zeros(len(self.forms), np.int64), np.zeros(len(self.forms), np.int64)
        for places, ends, is_found, _ in self.runs():
            counts = np.diff(np.searchsorted(is_found, ends), prepend=0)
            least[places] = np.maximum(least[places], counts)
            most[places] += counts
        return least, most

    def counted(self) -> NDArray[np.int64]:
        """int64 [forms]: how many of the articles have each form in any of the fields."""
        keys = [np.empty(0, np.uint64)]  # form << 16 | article; of each run ascending, each once
        for places, ends, is_found, articles in self.runs():
            owners = places.astype(np.uint64) << _ARTICLE_BITS
            keys.append(np.repeat(owners, np.diff(is_found.searchsorted(ends), prepend=0)) | articles[is_found])
        keys.sort(key=len)
        # Most of them are in one run, that of the text, which is as it should be; the others are put in order.
        most = keys.pop()
        others = np.concatenate(keys) if keys else most[:0]
        others.sort()
        others = each_once(others)
        there = most.searchsorted(others)
        others = others[most.take(there, mode="clip") != others] if len(most) else others
        owners = (np.concatenate((most, others)) >> _ARTICLE_BITS).astype(np.intp)
        return np.bincount(owners, minlength=len(self.forms))


def _likeliest(places: Sequence[_Place], limit: int) -> tuple[int, list[_Place]]:
    """How many of very many forms are there, and the places with those alone that may be the most frequent ones.

    In its fields together a form is in no more articles than in each of them, and in no fewer than in one.
    """
    least, most = Counter[bytes](), Counter[bytes]()
    for place in places:
        low, high = place.bounds()
        least.update(place.named(low))
        most.update(place.named(high))
    edge = min(heapq.nlargest(limit, least.values()), default=0)
    likely = [
        np.array([most[form] >= edge for form in place.segment.forms.take(place.forms)], bool) for place in places
    ]
    return len(least), [
        dataclasses.replace(place, forms=place.forms[chosen]) for place, chosen in zip(places, likely, strict=True)
    ]
