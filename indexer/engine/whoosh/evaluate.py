"""Evaluation: which articles a Whoosh query tree finds, and with what scores.

Whoosh's matchers are asked for single words and for phrases, without a limit;
combining and scoring is array work here, because Whoosh's own combining drops
hits and its BM25F is a sum of one BM25 per field.

Scores: BM25F (Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework",
section 3.6). Over the fields f of a term,
    t = Σ_f v_f · tf_f / (1 − b_f + b_f · len_f / avglen_f)
    score = Σ_terms idf · (k1 + 1) · t / (k1 + t)
    idf = ln(1 + (N − n + ½) / (n + ½)), n = articles with the term in any of its fields.
A prefix is one term: the union of its forms. A phrase scores as its words.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh import query as whoosh_query

from indexer.engine.whoosh.translate import AnyField, WhooshQuery
from indexer.errors import QueryError
from indexer.fields import TEXT_FIELDS, Field

__all__ = ["Found", "evaluate"]

K1: Final = 1.2
MOST_FORMS: Final = 4_000  # words that the prefixes of a query may stand for, over all fields
MOST_SECONDS: Final = 20.0  # that a query may take, but for the word or phrase it is at

Searcher = Any  # whoosh.searching.Searcher
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The outcome for every article of an index of n.

    `mask`: bool [n], which are found. `scores`: float64 [n], 0 where not found or where nothing scores.
    """

    mask: NDArray[np.bool_]
    scores: Scores


def evaluate(query: WhooshQuery, searcher: Searcher, lengths: NDArray[np.int32]) -> Found:
    """Find the articles; `lengths` is int32 [text fields, n], words by field.

    Raises `QueryError` for prefixes that too many words begin with and for a query that takes
    too long, `TypeError` for a kind of node that Carrel's translation never makes.
    """
    return _Evaluation(searcher, lengths).of(query)


class _Evaluation:
    """One evaluation: the searcher, the index's statistics, and what is left of what it may cost."""

    def __init__(self, searcher: Searcher, lengths: NDArray[np.int32]) -> None:
        self._searcher = searcher
        self._count = lengths.shape[1]
        self._lengths = dict(zip(TEXT_FIELDS, lengths, strict=True))
        self._forms_left = MOST_FORMS
        self._deadline = time.monotonic() + MOST_SECONDS

    def of(self, query: WhooshQuery) -> Found:
        match query:
            case AnyField():
                return self._any_field(query)
            case whoosh_query.Every():
                return Found(np.ones(self._count, bool), np.zeros(self._count))
            case whoosh_query.And():
                parts = [self.of(part) for part in query.subqueries]
                mask = np.logical_and.reduce([part.mask for part in parts])
                return Found(mask, np.where(mask, sum(part.scores for part in parts), 0.0))
            case whoosh_query.Or():
                parts = [self.of(part) for part in query.subqueries]
                return Found(
                    np.logical_or.reduce([part.mask for part in parts]),
                    np.sum([part.scores for part in parts], axis=0),
                )
            case whoosh_query.Not():
                return Found(~self.of(query.query).mask, np.zeros(self._count))
            case whoosh_query.AndMaybe():
                required, optional = self.of(query.a), self.of(query.b)
                return Found(required.mask, np.where(required.mask, required.scores + optional.scores, 0.0))
            case _ if query == whoosh_query.NullQuery:
                return Found(np.zeros(self._count, bool), np.zeros(self._count))
        raise TypeError(f"The evaluation does not know {type(query).__name__}.")

    def _any_field(self, query: AnyField) -> Found:
        match query.subqueries[0]:
            case whoosh_query.Phrase(words=words):
                mask = np.zeros(self._count, bool)
                for phrase in query.subqueries:
                    mask[list(self._matcher(phrase).all_ids())] = True
                scores = np.sum([self._word(query, word) for word in words], axis=0)
                return Found(mask, np.where(mask, scores, 0.0))
            case whoosh_query.Term(text=word):
                scores = self._word(query, word)
            case whoosh_query.Prefix():
                scores = self._term(self._prefix(query))
            case other:
                raise TypeError(f"The evaluation does not know {type(other).__name__} in several fields.")
        return Found(scores > 0, scores)

    def _word(self, query: AnyField, word: str) -> Scores:
        return self._term(
            (field, whoosh_query.Term(part.fieldname, word))
            for field, part in zip(query.fields, query.subqueries, strict=True)
        )

    def _prefix(self, query: AnyField) -> Iterable[tuple[Field, WhooshQuery]]:
        reader = self._searcher.reader()
        terms = []
        for field, part in zip(query.fields, query.subqueries, strict=True):
            for form in reader.expand_prefix(part.fieldname, part.text):
                terms.append((field, whoosh_query.Term(part.fieldname, form.decode())))
                self._forms_left -= 1
                if self._forms_left < 0:
                    raise QueryError(
                        f"Too many words begin with “{part.text}”: all prefixes of a query together may stand for "
                        f"{MOST_FORMS:,}. Type more letters before the asterisk."
                    )
        return terms

    def _term(self, terms: Iterable[tuple[Field, WhooshQuery]]) -> Scores:
        """The scores of one term: Whoosh terms that count as one, each in its field."""
        weighed = np.zeros(self._count)  # t of the formula
        by_field: dict[Field, Scores] = {}
        for field, term in terms:
            for article, frequency in self._frequencies(term):
                if field not in by_field:
                    by_field[field] = np.zeros(self._count)
                by_field[field][article] += frequency
        for field, frequencies in by_field.items():
            lengths = self._lengths[field]
            norm: Scores = 1 - field.length_norm + field.length_norm * lengths / lengths.mean()
            weighed += field.weight * frequencies / norm
        having = int(np.count_nonzero(weighed))
        idf = np.log1p((self._count - having + 0.5) / (having + 0.5))
        return idf * (K1 + 1) * weighed / (K1 + weighed)  # type: ignore[no-any-return]  # of numpy, whose scalars are Any here

    def _frequencies(self, term: WhooshQuery) -> Iterator[tuple[int, float]]:
        matcher = self._matcher(term)
        while matcher.is_active():
            yield matcher.id(), matcher.weight()
            matcher.next()

    def _matcher(self, query: WhooshQuery) -> Any:
        if time.monotonic() > self._deadline:
            raise QueryError("This search takes too long. Use fewer words, or rarer ones.")
        return query.matcher(self._searcher, self._searcher.boolean_context())
