"""Expansion: from the words and patterns of a query to forms in each segment, and to their postings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query

from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.costs import too_many_words
from indexer.engine.whoosh.evaluation.own_queries import FormsOf, WhooshQuery, Without
from indexer.engine.whoosh.evaluation.terms import OTHER_FORM, Stretch
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.engine.whoosh.segments.postings import FieldPostings
from indexer.engine.whoosh.segments.segment import Segment
from indexer.fields import TEXT_FIELDS, Field
from indexer.patterns import Pattern
from indexer.string_table import StringTable

__all__ = ["PATTERNS", "Expansion", "Forms", "forms_meant", "term_runs"]

PATTERNS: Final = (whoosh_query.Prefix, whoosh_query.Wildcard, whoosh_query.FuzzyTerm, whoosh_query.TermRange, Without)
MOST_FORMS: Final = 20_000  # words that the patterns of a query may stand for, all together

Forms = NDArray[np.intp]  # numbers of forms in a segment, ascending


class Expansion:
    """What the words of one query are in each segment; counts the words that its patterns stand for."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: dict[tuple[str, bool], list[tuple[int, int]]] = {}
        self._patterns: list[list[StringTable]] = []  # the words of each pattern so far, by segment

    def word(self, text: str, fields: Sequence[Field], *, of_stems: bool, typed: str | None = None) -> list[Stretch]:
        """The postings of a stem or a form in some fields; the forms of a stem but the `typed` one weigh less.

        Where no article has the typed form, all forms weigh the same.
        """
        ranges = self._ranges(text, of_stems=of_stems)
        main = ranges if typed is None else self._ranges(typed, of_stems=False)
        if not any(first < last for first, last in main):
            main = ranges
        return [
            stretch
            for segment, here, own in zip(self._collection.segments, ranges, main, strict=True)
            if here[0] < here[1]
            for field in fields
            for stretch in _parted(segment, field, here, own)
        ]

    def forms(self, query: WhooshQuery, *, of_stems: bool) -> list[Forms]:
        """What a word or a pattern stands for, by segment. Raises `QueryError` for a pattern of too many words."""
        segments = self._collection.segments
        if isinstance(query, whoosh_query.Term):
            return [np.arange(*bounds) for bounds in self._ranges(query.text, of_stems=of_stems)]
        words = [_words(self._collection, one, query, of_stems=of_stems) for one in segments]
        tables = [(one.stems if of_stems else one.forms) for one in segments]
        self._patterns.append([table.take(here) for table, here in zip(tables, words, strict=True)])
        if self._are_too_many():
            raise too_many_words(query, len(set().union(*self._patterns[-1])), MOST_FORMS)
        return [_forms_of(segment, here) if of_stems else here for segment, here in zip(segments, words, strict=True)]

    def _ranges(self, text: str, *, of_stems: bool) -> list[tuple[int, int]]:
        """The forms [first, last) of a stem or of one form, by segment; looked up once."""
        known = self._known.get((text, of_stems))
        if known is None:
            known = [
                segment.stem_range(text) if of_stems else segment.form_range(text)
                for segment in self._collection.segments
            ]
            self._known[text, of_stems] = known
        return known

    def stretches(self, forms: Sequence[Forms], fields: Sequence[Field]) -> list[Stretch]:
        """The postings, in some fields, of forms by segment."""
        return [
            stretch
            for segment, here in zip(self._collection.segments, forms, strict=True)
            if len(here)
            for field in fields
            if (stretch := _stretch(segment, field, here)) is not None
        ]

    def _are_too_many(self) -> bool:
        """Whether the patterns stand for too many words; a word of several segments is one."""
        if sum(len(table) for tables in self._patterns for table in tables) <= MOST_FORMS:
            return False
        return sum(len(set().union(*tables)) for tables in self._patterns) > MOST_FORMS


def forms_meant(collection: Collection, pattern: Pattern) -> frozenset[str]:
    """The words of all segments that a pattern stands for. Raises `QueryError` where they are too many."""
    (query,) = translate(pattern, (TEXT_FIELDS[0],)).subqueries  # all fields share one dictionary
    forms = Expansion(collection).forms(query, of_stems=False)
    return frozenset(
        form.decode()
        for segment, here in zip(collection.segments, forms, strict=True)
        for form in segment.forms.take(here)
    )


def _parted(segment: Segment, field: Field, forms: tuple[int, int], typed: tuple[int, int]) -> Iterator[Stretch]:
    """Yield the postings of a run of forms in a field: of the typed form, and of those before and behind it."""
    (first, last), (begin, end) = forms, typed
    if begin == end:  # the typed form is not here
        begin = end = first
    postings = segment.fields[field]
    terms = postings.terms.searchsorted(np.array((first, begin, end, last), postings.terms.dtype)).tolist()
    if terms[0] == terms[3]:
        return
    run = postings.run_of_terms(terms[0], terms[3])
    base, *_ = cuts = [postings.first_postings.item(term) for term in terms]
    for place, factor in enumerate((OTHER_FORM, 1.0, OTHER_FORM)):
        if terms[place] < terms[place + 1]:
            part = slice(cuts[place] - base, cuts[place + 1] - base)
            is_single = terms[place + 1] - terms[place] == 1
            yield Stretch(
                field, segment.base, segment.count, run.articles[part], run.frequencies[part], is_single, factor
            )


def _words(collection: Collection, segment: Segment, query: WhooshQuery, *, of_stems: bool) -> Forms:
    lexicon = collection.lexicon(segment, of_stems=of_stems)
    match query:
        case whoosh_query.Prefix(text=text):
            return lexicon.beginning_with(text)
        case whoosh_query.Wildcard(text=text):
            return lexicon.like(text)
        case whoosh_query.FuzzyTerm(text=text, maxdist=most, prefixlength=prefix):
            return lexicon.near(text, most, prefix)
        case whoosh_query.TermRange(start=first, end=last):
            return lexicon.between(first, last, first_excluded=query.startexcl, last_excluded=query.endexcl)
        case FormsOf(text=text):
            return np.arange(*segment.stem_range(text))
        case Without(base=base, forms=forms):
            out = np.array([segment.form_range(form)[0] for form in forms if any(segment.form_range(form))], np.intp)
            return np.setdiff1d(_words(collection, segment, base, of_stems=of_stems), out)
    raise TypeError(f"The evaluation does not know {type(query).__name__}.")


def _forms_of(segment: Segment, stems: Forms) -> Forms:
    """The forms of some stems."""
    firsts = segment.stem_forms[stems].astype(np.intp)
    return _filled(firsts, segment.stem_forms[stems + 1].astype(np.intp) - firsts)


def _filled(firsts: Forms, counts: Forms) -> Forms:
    """Runs of numbers, each of so many from its first on, one after another."""
    ends = np.cumsum(counts)
    return np.repeat(firsts - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)


def _stretch(segment: Segment, field: Field, forms: Forms) -> Stretch | None:
    """The postings of some forms in one field of one segment; None where it has none of them."""
    postings = segment.fields[field]
    runs = [postings.run_of_terms(begin, end) for begin, end in term_runs(postings, forms)]
    if not runs:
        return None
    if len(runs) == 1:
        return Stretch(field, segment.base, segment.count, runs[0].articles, runs[0].frequencies, runs[0].single)
    articles = np.concatenate([run.articles for run in runs])
    frequencies = np.concatenate([run.frequencies for run in runs])
    return Stretch(field, segment.base, segment.count, articles, frequencies, single=False)


def term_runs(postings: FieldPostings, forms: Forms) -> list[tuple[int, int]]:
    """The field's terms [begin, end) that are these forms, as few runs as will do."""
    if len(forms) and forms.item(-1) - forms.item(0) == len(forms) - 1:  # in a row, as those of a stem are
        bounds = np.array((forms.item(0), forms.item(-1) + 1), postings.terms.dtype)
        begin, end = postings.terms.searchsorted(bounds).tolist()
        return [(begin, end)] if begin < end else []
    places = postings.terms.searchsorted(forms.astype(postings.terms.dtype))
    places = places[places < len(postings.terms)]
    places = places[postings.terms[places] == forms[: len(places)]]
    if not len(places):
        return []
    cuts = np.flatnonzero(np.diff(places) != 1)
    begins = places[np.concatenate(([0], cuts + 1))].tolist()
    ends = (places[np.concatenate((cuts, [len(places) - 1]))] + 1).tolist()
    return list(zip(begins, ends, strict=True))
