"""Words: articles as arrays of form numbers, as they come, and what stands where in them.

An article is one text to analysis, its fields, values and paragraphs divided by signs
that are numbered like words; where everything stands is worked out for all articles at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import Divider, ends_no_sentence, fold_signs
from indexer.engine.whoosh.segments.word_numbers import FIRST_FORM, WordNumbers
from indexer.fields import BODY, TEXT_FIELDS, FieldKind

__all__ = ["BODY_PLACE", "VALUE_GAP", "Words", "WordsCollector"]

VALUE_GAP: Final = 1_000  # positions between two values of a field, so that no phrase joins them
BODY_PLACE: Final = TEXT_FIELDS.index(BODY)
_FIELD_JOINT: Final = Divider.FIELD.between
_JOINTS: Final = tuple(
    (Divider.VALUE if field.kind is FieldKind.VALUES else Divider.PARAGRAPH).between for field in TEXT_FIELDS
)
_NUMBERED_AT_ONCE: Final = 262_144  # bytes of texts: many enough for array work, few enough for the processor's cache
_CONTROLS: Final = dict.fromkeys(map(int, Divider), " ")


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """Where something begins in the bodies of articles, but for position 0: ascending, each place once.

    `counts`: int64 [n], how many each article has. `positions`: uint32 [s], of the first word.
    """

    counts: NDArray[np.int64]
    positions: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of n articles, in the order of articles, fields and places.

    `forms`: in UTF-8, numbered from FIRST_FORM. `tokens`: uint32 [t], forms' numbers; less than FIRST_FORM
    where no word stands, at `others`, int64, ascending. A *cell* is a field of an article, article *
    len(TEXT_FIELDS) + the field's place in TEXT_FIELDS: `bounds`, int64 [cells + 1], are where each begins among
    the tokens. `spans`: int64 [cells], positions it takes, values VALUE_GAP apart. `lengths`: uint32
    [TEXT_FIELDS, n], words. A paragraph begins a sentence too.
    """

    forms: list[bytes]
    tokens: NDArray[np.uint32]
    others: NDArray[np.int64]
    bounds: NDArray[np.int64]
    spans: NDArray[np.int64]
    lengths: NDArray[np.uint32]
    sentences: Starts
    paragraphs: Starts

    def counted_from(self, firsts: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """uint64 [t]: each token's position in its cell, plus the cell's number in `firsts`, modulo 2**64.

        One running sum over all tokens, set right where a cell begins.
        """
        counted = np.ones(len(self.tokens) + 1, np.uint64)  # by how much each is more than the one before it
        counted[0] = 0
        counted[self.others + 1] = 0
        counted[self.others[self.tokens[self.others] == Divider.VALUE] + 1] = VALUE_GAP
        filled = np.flatnonzero(np.diff(self.bounds))
        before = np.append(np.uint64(0), np.cumsum(self.spans, dtype=np.uint64))[filled]
        counted[self.bounds[filled]] += np.diff(firsts[filled] - before, prepend=np.uint64(0))
        np.cumsum(counted, out=counted)
        return counted[:-1]

    def in_bodies(self) -> NDArray[np.uint32]:
        """uint32 [body words]: the tokens that are words of bodies, in order."""
        in_body = np.zeros(len(self.spans), bool)
        in_body[BODY_PLACE :: len(TEXT_FIELDS)] = True
        is_wanted = np.repeat(in_body, np.diff(self.bounds))
        is_wanted &= self.tokens >= FIRST_FORM
        tokens: NDArray[np.uint32] = self.tokens[is_wanted]
        return tokens


class WordsCollector:
    """Collects the words of articles."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._numbers = WordNumbers()
        self._begin_waiting()
        self._tokens: list[NDArray[np.uint32]] = []
        self._counts: list[NDArray[np.int64]] = []  # of tokens, by article
        self._count = 0

    def _begin_waiting(self) -> None:
        self._waiting: list[Sequence[Sequence[str]]] = []  # texts of articles that are not numbered yet
        self._folded: list[bytes] = []  # the same, folded
        self._weight = 0  # bytes of these

    def __len__(self) -> int:
        """How many words and dividers it holds, but for the last few articles'."""
        return self._count

    @property
    def form_count(self) -> int:
        """How many forms these are."""
        return len(self._numbers.forms)

    def add(self, texts: Sequence[Sequence[str]]) -> None:
        """Take the words of an article; `texts` are in the order of TEXT_FIELDS."""
        folded = fold_signs(_joined(texts))
        self._waiting.append(texts)
        self._folded.append(folded)
        self._weight += len(folded)
        if self._weight >= _NUMBERED_AT_ONCE:
            self._number_waiting()

    def _number_waiting(self) -> None:
        if _divider_count(self._folded) != sum(map(_joint_count, self._waiting)):  # an article made elsewhere
            self._folded = [fold_signs(_joined(_without_dividers(texts))) for texts in self._waiting]
        tokens, counts = self._numbers.of(self._folded)
        self._tokens.append(tokens)
        self._counts.append(counts)
        self._count += len(tokens)
        self._begin_waiting()

    def finish(self, kept: NDArray[np.bool_]) -> Words:
        """The words of the articles in `kept`, bool [all so far], one at least; the collector is empty then."""
        if self._waiting:
            self._number_waiting()
        tokens, counts = np.concatenate(self._tokens), np.concatenate(self._counts)
        forms = self._numbers.forms
        self._begin()
        if not kept.all():
            tokens, counts = tokens[np.repeat(kept, counts)], counts[kept]
        return _located(tokens, np.cumsum(counts), forms)


def _joined(texts: Sequence[Sequence[str]]) -> str:
    """All texts of an article with their dividers; `texts` are in the order of TEXT_FIELDS."""
    return _FIELD_JOINT.join([joint.join(one) for joint, one in zip(_JOINTS, texts, strict=True)])


def _joint_count(texts: Sequence[Sequence[str]]) -> int:
    """How many dividers `_joined` puts in."""
    return len(texts) - 1 + sum([len(one) - 1 for one in texts if one])


def _divider_count(folded: Sequence[bytes]) -> int:
    return int(np.count_nonzero(np.frombuffer(b"".join(folded), np.uint8) <= max(Divider)))


def _without_dividers(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[text.translate(_CONTROLS) for text in one] for one in texts]


def _located(tokens: NDArray[np.uint32], ends: NDArray[np.int64], forms: list[bytes]) -> Words:
    """Find where every word stands; `ends` are those of the articles among `tokens`."""
    count, width = len(ends), len(TEXT_FIELDS)
    others = np.flatnonzero(tokens < FIRST_FORM)
    kinds = tokens[others]
    begins = np.empty((count, width), np.int64)
    begins[0, 0] = 0
    begins[1:, 0] = ends[:-1]
    begins[:, 1:] = others[kinds == Divider.FIELD].reshape(count, width - 1) + 1
    bounds = np.append(begins.ravel(), len(tokens))
    lengths = np.diff(bounds) - np.diff(np.searchsorted(others, bounds))
    spans = lengths + VALUE_GAP * np.diff(np.searchsorted(others[kinds == Divider.VALUE], bounds))
    return Words(
        forms,
        tokens,
        others,
        bounds,
        spans,
        np.ascontiguousarray(lengths.reshape(count, width).T, np.uint32),
        *_starts(tokens, others, bounds, forms),
    )


def _starts(
    tokens: NDArray[np.uint32], others: NDArray[np.int64], bounds: NDArray[np.int64], forms: list[bytes]
) -> tuple[Starts, Starts]:
    """The starts of sentences and those of paragraphs."""
    firsts = np.searchsorted(others, bounds)
    counts = np.diff(firsts)[BODY_PLACE :: len(TEXT_FIELDS)]
    articles = np.repeat(np.arange(len(counts)), counts)
    cells = articles * len(TEXT_FIELDS) + BODY_PLACE
    numbers = np.arange(len(articles)) + np.repeat(firsts[BODY_PLACE :: len(TEXT_FIELDS)][: len(counts)], counts)
    numbers -= np.repeat(np.cumsum(counts) - counts, counts)
    places = others[numbers]
    # The words before it in the body: all tokens but those that are none.
    positions = (places - bounds[cells] - (numbers - firsts[cells])).astype(np.uint32)
    goes_on = np.zeros(FIRST_FORM + len(forms), bool)
    goes_on[FIRST_FORM:] = [ends_no_sentence(form) for form in forms]
    is_paragraph = tokens[places] == Divider.PARAGRAPH
    ends_sentence = (tokens[places] == Divider.SENTENCE) & ~goes_on[tokens[places - 1]]  # a field's divider is first
    begins_sentence = is_paragraph | ends_sentence
    return (
        _each_once(articles[begins_sentence], positions[begins_sentence], len(counts)),
        _each_once(articles[is_paragraph], positions[is_paragraph], len(counts)),
    )


def _each_once(articles: NDArray[np.int64], positions: NDArray[np.uint32], count: int) -> Starts:
    fresh = positions > 0
    fresh[1:] &= (articles[1:] != articles[:-1]) | (positions[1:] != positions[:-1])
    return Starts(np.bincount(articles[fresh], minlength=count), positions[fresh])
