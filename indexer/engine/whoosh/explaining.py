"""Explaining: how the score of one article comes about, from the same terms that scored it.

BM25F is told in `evaluation.terms`, closeness in `evaluation.closeness`.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from indexer.analysis import forms
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.closeness import distances_of, gain, neighbours
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.query_words import EvaluatedWord, QueryWord
from indexer.engine.whoosh.evaluation.terms import OTHER_FORM
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.explanation import Explanation, Figure
from indexer.fields import DEFAULT_FIELDS, Field
from indexer.query.explain import tree_in_words
from indexer.query.tree import (
    And,
    Fuzzy,
    InField,
    Maybe,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Wildcard,
    Word,
    parts_of,
    written,
)

__all__ = ["explained"]


def explained(tree: Tree, number: int, collection: Collection, *, is_ranked_anew: bool) -> Explanation:
    """How the score of an article that a query finds comes about.

    `is_ranked_anew`: whether it is among the best, which closeness ranks.
    """
    article = ArticleSet(collection.count, numbers=np.array([number], np.intp))
    found = evaluate(translate(tree), collection, scored=False, among=article)
    parts = tuple(_Explainer(article, collection).parts(tree, DEFAULT_FIELDS) or ())
    if is_ranked_anew:
        words = [word.evaluated() for word in found.words]
        names = dict(zip(map(id, words), _names(tree), strict=True))
        parts += tuple(_closeness(neighbours(words), names, number, collection))
    return Explanation("Score", sum(part.score for part in parts), parts=parts)


class _Explainer:
    def __init__(self, article: ArticleSet, collection: Collection) -> None:
        self._article = article
        self._number = article.numbers.item(0)
        self._collection = collection

    def parts(self, tree: Tree, fields: tuple[Field, ...]) -> list[Explanation] | None:
        """What adds to the score; None where the tree does not find the article. Each leaf is looked for once."""
        match tree:
            case And(inner) | Or(inner):
                told = [self.parts(part, fields) for part in inner]
                found = [parts for parts in told if parts is not None]
                is_found = len(found) == len(told) if isinstance(tree, And) else bool(found)
                return list(itertools.chain.from_iterable(found)) if is_found else None
            case Not(part):
                return [] if self.parts(part, fields) is None else None
            case Maybe(required, optional):
                told = [self.parts(required, fields), self.parts(optional, fields)]
                return None if told[0] is None else [*told[0], *(told[1] or ())]
            case InField(field, part):
                return self.parts(part, (field,))
            case _:
                return self._leaf(tree, fields)

    def _leaf(self, tree: Tree, fields: tuple[Field, ...]) -> list[Explanation] | None:
        """What a tree of no other trees adds to the score, as `parts` has it."""
        found = evaluate(translate(tree, fields), self._collection, scored=False, among=self._article)
        if not len(found.articles & self._article):
            return None
        scores = found.scores(self._article)
        if scores is None:
            return []
        words = tuple(map(self._word, found.words, _names(tree)))
        said = tree_in_words(tree if len(fields) > 1 else InField(fields[0], tree))
        if len(words) == 1:
            return [dataclasses.replace(words[0], said=said)]
        return [Explanation(said, float(scores[0]), parts=words)]

    def _word(self, word: QueryWord, name: str) -> Explanation:
        term, columns = word.term, self._collection.columns
        parts = []
        for field, (frequency, others) in term.frequencies_in(self._number).items():
            figures = (
                Figure("occurrences", frequency),
                *(_of_other_forms(others) if others else ()),
                Figure("words in the field", int(columns.lengths(field)[self._number])),
                Figure("words in it on average", float(columns.average_length(field))),
                Figure("weight of the field", field.weight),
            )
            weighed = float(self._collection.weights(field)[self._number]) * (frequency - others + OTHER_FORM * others)
            parts.append(Explanation(field.label, weighed, figures))
        figures = (
            Figure("articles with it", term.article_count),
            Figure("articles", self._collection.count),
            Figure("rarity (idf)", term.idf),
            *((Figure("weight as a function word", term.weight),) if term.weight != 1 else ()),
        )
        score = float(term.scores(self._article, 1.0)[0])
        return Explanation(name, score, figures, tuple(parts))


def _of_other_forms(count: int) -> tuple[Figure, Figure]:
    return Figure("of them in another form", count), Figure("weight of another form", OTHER_FORM)


def _names(tree: Tree) -> Iterator[str]:
    """Yield the words that a tree wants, as they were typed: one for each `QueryWord`."""
    match tree:
        case Word(text) | Phrase(text):
            yield from forms(text)
        case Prefix() | Wildcard() | Fuzzy():
            yield written(dataclasses.replace(tree, without=()))
        case Not():
            pass
        case _:
            for part in parts_of(tree):
                yield from _names(part)


def _closeness(
    pairs: Sequence[tuple[EvaluatedWord, EvaluatedWord]], names: Mapping[int, str], number: int, collection: Collection
) -> Iterator[Explanation]:
    """Yield what the article gains where words stand close to one another."""
    for pair, distance in zip(pairs, distances_of(pairs, collection, np.array([number], np.intp)), strict=True):
        if np.isfinite(distance[0]):
            said = " and ".join(names[id(word)] for word in pair) + " near one another"
            yield Explanation(said, float(gain(pair, distance)[0]), (Figure("words apart", float(distance[0])),))
