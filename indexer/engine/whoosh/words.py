"""Words: articles as arrays of form numbers, as they come, and what stands where in them.

An article is one text to analysis, its fields, values and paragraphs divided by signs
that are numbered like words; where everything stands is worked out for all articles at once.
"""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import Divider, divided_words, form_of
from indexer.articles.article import Article
from indexer.fields import BODY, TEXT_FIELDS, FieldKind

__all__ = ["BODY_PLACE", "VALUE_GAP", "Words", "WordsCollector"]

VALUE_GAP: Final = 1_000  # positions between two values of a field, so that no phrase joins them
BODY_PLACE: Final = TEXT_FIELDS.index(BODY)
_JOINTS: Final = tuple(Divider.VALUE if field.kind is FieldKind.VALUES else Divider.PARAGRAPH for field in TEXT_FIELDS)
_NO_WORD: Final = 0  # the number of what is left of an apostrophe by itself
_FIRST_FORM: Final = max(Divider) + 1
_CONTROLS: Final = dict.fromkeys(map(int, Divider), " ")
# A full stop after one of these, or after a single letter, ends no sentence.
_ABBREVIATIONS: Final = frozenset(
    b"mr mrs ms dr prof rev hon gen col lt maj sgt capt cpl adm gov sen rep st jr sr messrs vs inc ltd corp no".split()
)


class _FormNumbers(dict[bytes, int]):
    """The number of each word as it stands in a text; all that are one form share one."""

    def __init__(self) -> None:
        super().__init__({divider.word: int(divider) for divider in Divider})
        self[b""] = _NO_WORD
        self.forms: list[bytes] = []

    def __missing__(self, word: bytes) -> int:
        form = form_of(word)
        number = self.get(form)
        if number is None:
            self.forms.append(form)
            number = self[form] = _FIRST_FORM + len(self.forms) - 1
        self[word] = number
        return number


@dataclass(frozen=True, slots=True, eq=False)
class Starts:
    """Where something begins in the bodies of articles, but for position 0: ascending, each place once.

    `articles`: int32 [s]. `positions`: uint32 [s], of the first word.
    """

    articles: NDArray[np.int32]
    positions: NDArray[np.uint32]

    def kept(self, kept: NDArray[np.bool_], numbers: NDArray[np.int32]) -> Starts:
        """Those in the articles of `kept`, bool [n], under their new `numbers`."""
        here = kept[self.articles]
        return Starts(numbers[self.articles[here]], self.positions[here])


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of n articles, in the order of articles, fields and places.

    `forms`: in UTF-8, numbered from 0. `numbers`: uint32 [w], each word's form. `cells`: int32 [w],
    article * len(TEXT_FIELDS) + the field's place in TEXT_FIELDS. `positions`: uint32 [w], from 0 in each
    field of each article, values VALUE_GAP apart. `lengths`: uint32 [TEXT_FIELDS, n], words.
    A paragraph begins a sentence too.
    """

    forms: list[bytes]
    numbers: NDArray[np.uint32]
    cells: NDArray[np.int32]
    positions: NDArray[np.uint32]
    lengths: NDArray[np.uint32]
    sentences: Starts
    paragraphs: Starts

    def kept(self, kept: NDArray[np.bool_]) -> Words:
        """The words of the articles in `kept`, bool [n], numbered anew; without forms that only the others have."""
        if kept.all():
            return self
        width = np.int32(len(TEXT_FIELDS))
        numbers = (np.cumsum(kept) - 1).astype(np.int32)
        articles = self.cells // width
        here = kept[articles]
        used = np.bincount(self.numbers[here], minlength=len(self.forms)) > 0
        return Words(
            list(itertools.compress(self.forms, used.tolist())),
            (np.cumsum(used) - 1).astype(np.uint32)[self.numbers[here]],
            numbers[articles[here]] * width + self.cells[here] % width,
            self.positions[here],
            np.ascontiguousarray(self.lengths[:, kept]),
            self.sentences.kept(kept, numbers),
            self.paragraphs.kept(kept, numbers),
        )


class WordsCollector:
    """Collects the words of articles."""

    def __init__(self) -> None:
        self._number = _FormNumbers()
        self._words = array("I")
        self._ends = array("q")

    def __len__(self) -> int:
        """How many words and dividers it holds."""
        return len(self._words)

    def add(self, article: Article) -> None:
        """Take an article's words."""
        self._words.extend(map(self._number.__getitem__, divided_words(_joined(article))))
        self._ends.append(len(self._words))

    def finish(self) -> Words:
        """The words of all articles so far, at least one."""
        tokens = np.frombuffer(self._words, np.uint32)
        return _located(tokens, np.frombuffer(self._ends, np.int64), self._number.forms)


def _joined(article: Article) -> str:
    """The text of all fields, with their dividers."""
    texts = [article.texts(field) for field in TEXT_FIELDS]
    joined = _join(texts)
    expected = len(TEXT_FIELDS) - 1 + sum(max(len(one) - 1, 0) for one in texts)
    if sum(joined.count(chr(divider)) for divider in Divider) != expected:  # an article made elsewhere
        joined = _join([[text.translate(_CONTROLS) for text in one] for one in texts])
    return joined


def _join(texts: Sequence[Sequence[str]]) -> str:
    return Divider.FIELD.between.join([joint.between.join(one) for joint, one in zip(_JOINTS, texts, strict=True)])


def _located(tokens: NDArray[np.uint32], ends: NDArray[np.int64], forms: list[bytes]) -> Words:
    """Find where every word stands; `ends` are those of the articles among `tokens`."""
    count, width = len(ends), len(TEXT_FIELDS)
    begins = np.empty((count, width), np.int64)  # of each field, among the tokens
    begins[0, 0] = 0
    begins[1:, 0] = ends[:-1]
    begins[:, 1:] = np.flatnonzero(tokens == Divider.FIELD).reshape(count, width - 1) + 1
    bounds = np.append(begins.ravel(), len(tokens))
    is_word = tokens >= _FIRST_FORM
    # Positions run on over all tokens here, modulo 2**32, and each field takes off what stood before it.
    steps = is_word.astype(np.uint32)
    steps[tokens == Divider.VALUE] = VALUE_GAP
    positions = np.cumsum(steps, dtype=np.uint32) - steps
    at_bounds = np.append(positions, positions[-1] + steps[-1])[bounds[:-1]]
    sizes = np.diff(bounds)
    positions -= np.repeat(at_bounds, sizes)
    cells = np.repeat(np.arange(count * width, dtype=np.int32), sizes)
    lengths = np.bincount(cells[is_word], minlength=count * width).reshape(count, width).T
    sentences, paragraphs = _starts(tokens, cells, positions, forms)
    return Words(
        forms,
        tokens[is_word] - np.uint32(_FIRST_FORM),
        cells[is_word],
        positions[is_word],
        np.ascontiguousarray(lengths, np.uint32),
        sentences,
        paragraphs,
    )


def _starts(
    tokens: NDArray[np.uint32], cells: NDArray[np.int32], positions: NDArray[np.uint32], forms: list[bytes]
) -> tuple[Starts, Starts]:
    """The starts of sentences and those of paragraphs."""
    dividers = np.flatnonzero((tokens == Divider.SENTENCE) | (tokens == Divider.PARAGRAPH))
    dividers = dividers[cells[dividers] % len(TEXT_FIELDS) == BODY_PLACE]
    goes_on = np.zeros(_FIRST_FORM + len(forms), bool)
    goes_on[_FIRST_FORM:] = [len(form) == 1 or form in _ABBREVIATIONS for form in forms]
    is_paragraph = tokens[dividers] == Divider.PARAGRAPH
    ends_sentence = is_paragraph | ~goes_on[tokens[dividers - 1]]  # a field's divider stands before the first
    return (
        _each_once(cells, positions, dividers[ends_sentence]),
        _each_once(cells, positions, dividers[is_paragraph]),
    )


def _each_once(cells: NDArray[np.int32], positions: NDArray[np.uint32], dividers: NDArray[np.intp]) -> Starts:
    cells, positions = cells[dividers], positions[dividers]
    fresh = positions > 0
    fresh[1:] &= (cells[1:] != cells[:-1]) | (positions[1:] != positions[:-1])
    return Starts(cells[fresh] // len(TEXT_FIELDS), positions[fresh])
