"""Where a query matches in an article: the one definition, for marks, snippets and counts."""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis import forms, stem, tokenize
from indexer.articles.article import Article
from indexer.fields import DEFAULT_FIELDS, TEXT_FIELDS, Field, FieldKind
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Tree, Word

__all__ = ["Match", "find_matches"]


@dataclass(frozen=True, slots=True)
class Match:
    """Characters [start, end) of `article.texts(field)[part]`, matched by the query.

    A phrase is one match; one that runs on into the next paragraph is a match in each.
    """

    field: Field
    part: int
    start: int
    end: int


class _Kind(enum.Enum):
    """Which forms are wanted: one, those with one stem, those with one beginning."""

    FORM = enum.auto()
    STEM = enum.auto()
    PREFIX = enum.auto()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One word that the query looks for."""

    text: str
    kind: _Kind

    def is_met_by(self, form: str) -> bool:
        """Whether a word of the article is what is wanted."""
        match self.kind:
            case _Kind.FORM:
                return form == self.text
            case _Kind.STEM:
                return stem(form) == self.text
            case _Kind.PREFIX:
                return form.startswith(self.text)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A run of words that the query looks for in some fields."""

    fields: tuple[Field, ...]
    run: tuple[_Wanted, ...]


def find_matches(tree: Tree, article: Article) -> tuple[Match, ...]:
    """The matches of a query in an article, in the order of the field table, part and start; they never overlap."""
    patterns = dict.fromkeys(_patterns(tree, DEFAULT_FIELDS))  # a word that the query repeats is looked for once
    return tuple(
        match
        for field in TEXT_FIELDS
        if (runs := [pattern.run for pattern in patterns if field in pattern.fields])
        for match in _matches_in(field, article.texts(field), runs)
    )


def _patterns(tree: Tree, fields: tuple[Field, ...]) -> Iterator[_Pattern]:
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            run = tuple(_Wanted(form, _Kind.FORM) if exact else _Wanted(stem(form), _Kind.STEM) for form in forms(text))
            if run:
                yield _Pattern(fields, run)
        case Prefix(text):
            (form,) = forms(text)
            yield _Pattern(fields, (_Wanted(form, _Kind.PREFIX),))
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part, fields)
        case Maybe(required, optional):
            yield from _patterns(required, fields)
            yield from _patterns(optional, fields)
        case InField(field, part):
            yield from _patterns(part, (field,))
        case Not() | Everything():
            pass


_DIVIDER: Final = ""  # stands between two values; nothing that is wanted is met by it, as no form is empty


def _matches_in(field: Field, texts: Sequence[str], patterns: Sequence[tuple[_Wanted, ...]]) -> Iterator[Match]:
    divider = [_DIVIDER] if field.kind is FieldKind.VALUES else []
    forms_of_parts = [forms(text) + divider for text in texts]
    words = list(itertools.chain.from_iterable(forms_of_parts))
    runs = _merged(_runs(words, patterns))
    first = number = 0  # of the part's first word, and of the run that is next
    for part, part_forms in enumerate(forms_of_parts):
        last = first + len(part_forms)
        here = []
        while number < len(runs) and runs[number][0] < last:
            begin, end = runs[number]
            if first < last:  # else the part has no word, and a phrase runs on over it
                here.append((max(begin, first), min(end, last)))
            if end > last:
                break
            number += 1
        if here:
            tokens = tokenize(texts[part])
            for begin, end in here:
                yield Match(field, part, tokens[begin - first].start, tokens[end - 1 - first].end)
        first = last


def _runs(words: Sequence[str], patterns: Sequence[tuple[_Wanted, ...]]) -> Iterator[tuple[int, int]]:
    """Yield [begin, end) of each run of words that a pattern matches."""
    vocabulary = {word for word in words if word != _DIVIDER}
    for pattern in patterns:
        # Asked once a form, not once a word.
        fitting = [{form for form in vocabulary if wanted.is_met_by(form)} for wanted in pattern]
        if all(fitting):
            for begin, word in enumerate(words[: len(words) - len(pattern) + 1]):
                if word in fitting[0] and all(
                    words[begin + offset] in fitting[offset] for offset in range(1, len(pattern))
                ):
                    yield begin, begin + len(pattern)


def _merged(runs: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(runs):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
