"""Similar: the terms that are typical of an article, and the articles that have most of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.articles.serial import StoredTexts
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.counting.ordering import best
from indexer.engine.whoosh.counting.selection import selected
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Mask, Numbers
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.expand import Expansion
from indexer.engine.whoosh.evaluation.terms import Scores, Term
from indexer.engine.whoosh.typical.article_counts import article_counts
from indexer.engine.whoosh.typical.occurrences import Occurrences, field_texts, occurrences
from indexer.engine.whoosh.typical.stem_numbers import TYPICAL_FIELDS, StemNumbers
from indexer.fields import DEFAULT_FIELDS
from indexer.function_words import is_function_word
from indexer.query.query import Query
from indexer.query.tree import Or, Tree, Word

__all__ = ["Similar", "TypicalTerm", "similar", "typical_terms"]

_TERMS: Final = 25  # of an article
_CHOSEN: Final = 2 * _TERMS  # of which some may be function words
_TRIED_AT_ONCE: Final = 2 * _TERMS
_MOST_TRIED: Final = 10 * _TRIED_AT_ONCE
_FREQUENT: Final = 10  # a term that 1/10 of all articles have tells little and takes long
_FEW: Final = 1_000  # articles are never too many to have a term


@dataclass(frozen=True, slots=True)
class TypicalTerm:
    """A stem, one of its forms, and what it weighs in the article: above 0."""

    stem: str
    form: str
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class Similar:
    """Articles that are like one: `numbers`, the best first, and their `scores`; `terms` are what was looked for."""

    terms: tuple[TypicalTerm, ...]
    numbers: Numbers
    scores: Scores

    @property
    def tree(self) -> Tree:
        """What finds the terms in a text; there must be one."""
        words = tuple(Word(term.form) for term in self.terms)
        return words[0] if len(words) == 1 else Or(words)


def typical_terms(article: StoredTexts, others: Mask, stem_numbers: StemNumbers) -> tuple[TypicalTerm, ...]:
    """At most 25 stems of title and text that tell most about an article, heaviest first.

    Only such as some of `others`, bool [articles of the generation], have too. The weight is Bo1 (Amati 2003,
    "Probability Models for Information Retrieval Based on Divergence from Randomness", PhD thesis, University of
    Glasgow: the query expansion with Bose-Einstein statistics), with the one article as the feedback:
        tf · log2((1 + P) / P) + log2(1 + P), P = n / N
    where tf = Σ_f v_f · tf_f, by BM25F's weights of the fields. n: the term's postings, where Bo1 has its
    occurrences; so archives with long articles or with short ones are alike.
    """
    stems, frequencies = _weighed(occurrences(field_texts(article), stem_numbers))
    postings = stem_numbers.postings[stems]
    telling = (postings > 1) & (postings <= max(len(others) // _FREQUENT, _FEW))
    stems = stems[telling]
    shares = postings[telling] / len(others)
    weights = frequencies[telling] * np.log2((1 + shares) / shares) + np.log2(1 + shares)
    heaviest = np.argsort(-weights, kind="stable")[:_MOST_TRIED]
    chosen = heaviest[_first_shared(stems[heaviest], others, stem_numbers)]
    weighed = zip(stem_numbers.stems_and_forms(stems[chosen]), weights[chosen].tolist(), strict=True)
    terms = [
        TypicalTerm(stem, form, weight)
        for (stem, form), weight in weighed
        if not is_function_word(stem, is_stem=True)  # which in a small archive may be rare
    ]
    return tuple(terms[:_TERMS])


def _weighed(found: Occurrences) -> tuple[Numbers, NDArray[np.float64]]:
    """The stems, each once, and float64: how often each is there, by the weights of the fields."""
    stems, places = np.unique(found.stems, return_inverse=True)
    field_weights = np.array([field.weight for field in TYPICAL_FIELDS])
    frequencies = np.bincount(places, field_weights[found.texts] * found.frequencies, len(stems))
    return stems, frequencies.astype(np.float64, copy=False)


def _first_shared(stems: Numbers, others: Mask, stem_numbers: StemNumbers) -> list[int]:
    """The places of the first stems that some of `others` have, as many as are wanted."""
    shared: list[int] = []
    for first in range(0, len(stems), _TRIED_AT_ONCE):
        (counts,) = article_counts(stem_numbers, stems[first : first + _TRIED_AT_ONCE], [others])
        shared += (first + np.flatnonzero(counts)).tolist()
        if len(shared) >= _CHOSEN:
            break
    return shared[:_CHOSEN]


def similar(
    number: int, article: StoredTexts, query: Query, collection: Collection, stem_numbers: StemNumbers, limit: int
) -> Similar:
    """The articles that have most of what is typical of one, its near copies left out; see `Snapshot.similar`.

    They score as by a query for any of the terms, each boosted by its weight as a share of the heaviest one's
    (`evaluation.terms`); of equal ones the first by id.
    """
    columns = collection.columns
    others = columns.groups != columns.groups[number]
    if columns.live is not None:
        others &= columns.live
    terms = typical_terms(article, others, stem_numbers)
    scores = np.zeros(collection.count, np.float32)
    expansion = Expansion(collection)
    for one in terms:
        term = Term(collection, expansion.word(one.stem, DEFAULT_FIELDS, of_stems=True))
        having = term.articles(weigh=True)
        scores[having.numbers] += term.scores(having, one.weight / terms[0].weight)
    found = ArticleSet(collection.count, mask=(scores > 0) & others)
    numbers = selected(query, found, columns).passing.numbers
    return Similar(terms, *_one_of_each_group(numbers, scores[numbers], columns, limit))


def _one_of_each_group(numbers: Numbers, scores: Scores, columns: Columns, limit: int) -> tuple[Numbers, Scores]:
    """The best articles, of each group of near copies the best one."""
    groups, ranks = columns.groups[numbers], columns.ranks[numbers]
    size = limit
    while True:
        size *= 2
        places = best(scores, ranks, size)
        _, firsts = np.unique(groups[places], return_index=True)
        kept = places[np.sort(firsts)][:limit]
        if len(kept) == limit or size >= len(numbers):
            return numbers[kept], scores[kept]
