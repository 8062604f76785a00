"""Where a query matches in an article: the one definition, for marks, snippets and counts."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A run of words that the query looks for in some fields: a test for each of its words."""

    fields: tuple[Field, ...]
    tests: tuple[Callable[[str], bool], ...]


def find_matches(tree: Tree, article: Article) -> tuple[Match, ...]:
    """The matches of a query in an article, in the order of the field table, part and start; they never overlap."""
    patterns = tuple(_patterns(tree, DEFAULT_FIELDS))
    return tuple(
        match
        for field in TEXT_FIELDS
        if (tests := [pattern.tests for pattern in patterns if field in pattern.fields])
        for match in _matches_in(field, article.texts(field), tests)
    )


def _patterns(tree: Tree, fields: tuple[Field, ...]) -> Iterator[_Pattern]:
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            tests = tuple(_same_form(form) if exact else _same_stem(form) for form in forms(text))
            if tests:
                yield _Pattern(fields, tests)
        case Prefix(text):
            *whole, last = forms(text) or [""]
            if last:
                yield _Pattern(fields, (*map(_same_stem, whole), _beginning(last)))
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


def _same_form(wanted: str) -> Callable[[str], bool]:
    return lambda form: form == wanted


def _same_stem(wanted: str) -> Callable[[str], bool]:
    wanted_stem = stem(wanted)
    return lambda form: stem(form) == wanted_stem


def _beginning(wanted: str) -> Callable[[str], bool]:
    return lambda form: form.startswith(wanted)


_DIVIDER: Final = ""  # stands between two values; no test is true of it, as no form is empty


def _matches_in(
    field: Field, texts: Sequence[str], patterns: Sequence[tuple[Callable[[str], bool], ...]]
) -> Iterator[Match]:
    divider = [_DIVIDER] if field.kind is FieldKind.VALUES else []
    forms_of_parts = [forms(text) + divider for text in texts]
    words = list(itertools.chain.from_iterable(forms_of_parts))
    runs = _merged(_runs(words, patterns))
    first = 0  # number of the part's first word
    for part, part_forms in enumerate(forms_of_parts):
        last = first + len(part_forms)
        here = [(max(begin, first), min(end, last)) for begin, end in runs if begin < last and end > first]
        if here:
            tokens = tokenize(texts[part])
            for begin, end in here:
                yield Match(field, part, tokens[begin - first].start, tokens[end - 1 - first].end)
        first = last


def _runs(words: Sequence[str], patterns: Sequence[tuple[Callable[[str], bool], ...]]) -> Iterator[tuple[int, int]]:
    """Yield [begin, end) of each run of words that a pattern matches."""
    vocabulary = {word for word in words if word != _DIVIDER}
    for tests in patterns:
        # Each test is asked once a form, not once a word.
        fitting = [{form for form in vocabulary if test(form)} for test in tests]
        if all(fitting):
            for begin, word in enumerate(words[: len(words) - len(tests) + 1]):
                if word in fitting[0] and all(
                    words[begin + offset] in fitting[offset] for offset in range(1, len(tests))
                ):
                    yield begin, begin + len(tests)


def _merged(runs: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs in order, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(runs):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
