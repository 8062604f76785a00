"""Occurrences: where a query matches in the articles that it finds, with the words around, as columns of numbers.

Texts are left where they are stored, so that many concordances can be kept: one of 10,000 matches takes
some 700 kB.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import forms
from indexer.concordance import Concordance, ConcordanceLine, ConcordanceOrder
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.evaluation.article_set import Numbers
from indexer.fields import BODY, NOTE
from indexer.line_context import NEIGHBOURS, sorting_key, words_after, words_before
from indexer.matching import Match, Texts
from indexer.query.query import Query

__all__ = ["RUNNING_TEXT", "Gathering", "Occurrences"]

RUNNING_TEXT: Final = (BODY, NOTE)  # as an article is read: its matches are numbered in this order

_MATCH: Final = NEIGHBOURS  # columns of `words`: the left neighbours from the nearest on, the match, the right ones
_LEFT: Final = tuple(range(NEIGHBOURS))
_RIGHT: Final = tuple(range(NEIGHBOURS + 1, 2 * NEIGHBOURS + 1))


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """The n matches in the articles that were read.

    `articles`: int32 [n], their numbers. `places`: int32 [n, 4]: the number of the match in its article, from 1, which
    of RUNNING_TEXT it is in, and its part and start there; `ends`, int32 [n], its end. `words`: int32 [n, 11]: the
    alphabetical ranks of the folded words around it, by `sorting_key`, the same word being the same number.
    `relevance`: int32 [n], the place of the article in the order of relevance.
    """

    articles: NDArray[np.int32]
    places: NDArray[np.int32]
    ends: NDArray[np.int32]
    words: NDArray[np.int32]
    relevance: NDArray[np.int32]
    matched: int
    read: int
    found: int
    cut: bool
    hurried: bool

    def __len__(self) -> int:
        return len(self.articles)

    def ordered(self, order: ConcordanceOrder, columns: Columns) -> Numbers:
        """intp [n]: the matches in an order; those alike in it by date, id and place in the article."""
        keys = [self.words[:, column] for column in _key_columns(order)]
        if order is ConcordanceOrder.RELEVANCE:
            keys.append(self.relevance)
        by_date = columns.newest if order is ConcordanceOrder.NEWEST else columns.oldest
        keys += [by_date[self.articles], self.places[:, 0]]
        return np.lexsort(keys[::-1])  # its last key comes first

    def concordance(
        self, query: Query, order: ConcordanceOrder, lines: tuple[ConcordanceLine, ...], offset: int
    ) -> Concordance:
        """What these lines, from number `offset` on, are part of."""
        return Concordance(
            query,
            order,
            lines,
            offset,
            total=len(self),
            matched=self.matched,
            read=self.read,
            found=self.found,
            cut=self.cut,
            hurried=self.hurried,
        )


def _key_columns(order: ConcordanceOrder) -> tuple[int, ...]:
    """Which columns of `words` an order compares, in turn: from a neighbour outwards, then the match and beyond."""
    if order.first_left:
        return (*_LEFT[order.first_left - 1 :], _MATCH, *_RIGHT)
    if order.first_right:
        return (*_RIGHT[order.first_right - 1 :], _MATCH, *_LEFT)
    return (_MATCH, *_RIGHT, *_LEFT) if order is ConcordanceOrder.MATCH else ()


class Gathering:
    """Takes the matches of one article after the other."""

    def __init__(self) -> None:
        self._articles: list[int] = []
        self._places: list[tuple[int, int, int, int]] = []
        self._ends: list[int] = []
        self._words: list[int] = []
        self._numbers: dict[str, int] = {"": 0}  # of words, as they come
        self.matched = 0

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, article: int, matches: Sequence[Match], texts: Texts) -> None:
        """Take matches of an article: all or the first ones, in reading order."""
        self.matched += bool(matches)
        for place, match in enumerate(matches, 1):
            text = texts.texts(match.field)[match.part]
            self._articles.append(article)
            self._places.append((place, RUNNING_TEXT.index(match.field), match.part, match.start))
            self._ends.append(match.end)
            self._number(words_before(text, match.start))
            self._words.append(self._number_of(" ".join(forms(text[match.start : match.end]))))
            self._number(words_after(text, match.end))

    def finish(self, ranked: Numbers, *, read: int, cut: bool = False, hurried: bool = False) -> Occurrences:
        """All matches; `ranked` are the articles found, in the order of relevance."""
        articles = np.array(self._articles, np.int32)
        relevance = np.argsort(ranked)
        relevance = relevance[np.searchsorted(ranked[relevance], articles)] if len(articles) else relevance[:0]
        alphabetical = np.empty(len(self._numbers), np.int32)
        words = sorted(self._numbers, key=sorting_key)
        alphabetical[[self._numbers[word] for word in words]] = np.arange(len(words))
        return Occurrences(
            articles,
            np.array(self._places, np.int32).reshape(-1, 4),
            np.array(self._ends, np.int32),
            alphabetical[np.array(self._words, np.int32).reshape(-1, 2 * NEIGHBOURS + 1)],
            relevance.astype(np.int32),
            self.matched,
            read,
            len(ranked),
            cut,
            hurried,
        )

    def _number(self, words: list[str]) -> None:
        self._words += [self._number_of(word) for word in words]
        self._words += [0] * (NEIGHBOURS - len(words))

    def _number_of(self, word: str) -> int:
        return self._numbers.setdefault(word, len(self._numbers))
