"""Where a query matches in an article: the one definition, for marks, snippets and counts.

A query is compiled once into patterns, words that are wanted in a row or near one another, and then looked for
in the folded texts of any number of articles. A stem is looked for as its forms, so that no text
is ever stemmed. The work is linear in the text: a text is searched once for each pattern.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from indexer.analysis import forms, stem, tokenize
from indexer.fields import BODY, DEFAULT_FIELDS, TEXT_FIELDS, Field, FieldKind
from indexer.looked_for import JOINT, Looked, NearPattern, Pattern, RunPattern, Wanted
from indexer.patterns import Pattern as TypedPattern
from indexer.patterns import folded, means
from indexer.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    InField,
    Leaf,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Wildcard,
    Word,
)

__all__ = ["Match", "Matcher", "Texts", "Vocabulary", "compile_matcher", "find_matches"]


class Texts(Protocol):
    """An article, or as much of one as there is to look at."""

    def texts(self, field: Field, /) -> Sequence[str]:
        """The texts of a text field, in order: a paragraph or a value each."""


class Vocabulary(Protocol):
    """The words of an archive."""

    def forms_of_stem(self, stem: str, /) -> frozenset[str]:
        """All forms with this stem that occur in the archive; none if it does not."""

    def forms_meant(self, pattern: TypedPattern, /) -> frozenset[str]:
        """All forms of the archive that a pattern stands for."""


class Match(NamedTuple):
    """Characters [start, end) of `article.texts(field)[part]`, matched by the query.

    A phrase is one match; one that runs on into the next paragraph is a match in each.
    `wanted`: which of the query's words stand here, a bit each. `field` is the field table's own object.
    A named tuple, as one costs half of what a frozen dataclass does and a page has hundreds.
    """

    field: Field
    part: int
    start: int
    end: int
    wanted: int = 0


class Matcher:
    """A query, ready to be looked for; immutable, and safe to share between threads."""

    __slots__ = ("_patterns",)

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        patterns = tuple(patterns)
        self._patterns = tuple(
            (field, here)
            for field in TEXT_FIELDS
            if (here := tuple(pattern for pattern in patterns if field.name in pattern.field_names))
        )

    def looks_in(self, fields: Collection[Field]) -> bool:
        """Whether it can match in any of some fields."""
        return any(field in fields for field, _ in self._patterns)

    def matches(self, article: Texts, fields: Collection[Field] = TEXT_FIELDS) -> tuple[Match, ...]:
        """The matches in some fields, in the order of the field table, part and start; they never overlap."""
        found: list[Match] = []
        for field, patterns in self._patterns:
            if fields is TEXT_FIELDS or field in fields:
                texts = article.texts(field)
                if field.kind is FieldKind.TEXT:
                    _look(field, 0, texts, patterns, found)
                else:  # by themselves: a phrase never joins two values
                    for part, text in enumerate(texts):
                        _look(field, part, (text,), patterns, found)
        return tuple(found)


def find_matches(tree: Tree, article: Texts, vocabulary: Vocabulary | None = None) -> tuple[Match, ...]:
    """The matches of a query in one article; `vocabulary` as in `compile_matcher`, or the article's own words."""
    return compile_matcher(tree, vocabulary or _OwnWords(article)).matches(article)


def compile_matcher(tree: Tree, vocabulary: Vocabulary) -> Matcher:
    """What finds a query's matches in the articles of an archive that has this vocabulary."""
    return Matcher(dict.fromkeys(_Compilation(vocabulary).patterns(tree, _DEFAULT_NAMES)))


_DEFAULT_NAMES: Final = frozenset(field.name for field in DEFAULT_FIELDS)


class _OwnWords:
    """The vocabulary of one article."""

    def __init__(self, article: Texts) -> None:
        self._article = article
        self._forms: dict[str, set[str]] = {}

    def _by_stem(self) -> dict[str, set[str]]:
        if not self._forms:
            for text_field in TEXT_FIELDS:
                for text in self._article.texts(text_field):
                    for form in set(forms(text)):
                        self._forms.setdefault(stem(form), set()).add(form)
        return self._forms

    def forms_of_stem(self, stem_wanted: str, /) -> frozenset[str]:
        return frozenset(self._by_stem().get(stem_wanted, ()))

    def forms_meant(self, pattern: TypedPattern, /) -> frozenset[str]:
        return frozenset(filter(means(pattern), frozenset().union(*self._by_stem().values())))


class _Compilation:
    """Makes patterns of a tree; numbers the words that are wanted as they come."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._bits: dict[Wanted, int] = {}

    def patterns(self, tree: Tree, field_names: frozenset[str]) -> Iterator[Pattern]:
        """Yield what a tree looks for."""
        match tree:
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                run = self._run(tree, field_names)
                if run is not None:
                    yield run
            case Near(parts, reach):
                runs = [self._run(part, field_names) for part in parts]
                if all(runs):
                    yield NearPattern(field_names, tuple(run for run in runs if run), reach)
            case And(parts) | Or(parts):
                for part in parts:
                    yield from self.patterns(part, field_names)
            case Maybe(required, optional):
                yield from self.patterns(required, field_names)
                yield from self.patterns(optional, field_names)
            case InField(field, part):
                yield from self.patterns(part, frozenset((field.name,)))
            case Not() | Dated() | Everything():
                pass

    def _run(self, leaf: Leaf, field_names: frozenset[str]) -> RunPattern | None:
        """The words that a leaf looks for in a row; None where the archive has not all of them."""
        run = self._wanted(leaf)
        if run is None:
            return None
        wanted = 0
        for one in run:
            wanted |= self._bits.setdefault(one, 1 << len(self._bits))
        return RunPattern.of(field_names, run, wanted)

    def _wanted(self, leaf: Leaf) -> list[Wanted] | None:
        match leaf:
            case Prefix(without=()):
                return [Wanted.beginning_with(folded(leaf))]
            case Prefix() | Wildcard() | Fuzzy():
                meant = [self._vocabulary.forms_meant(leaf)]
            case Word(text, exact) | Phrase(text, exact):
                out = leaf.without if isinstance(leaf, Word) else ()
                meant = [
                    frozenset((form,)) if exact else self._vocabulary.forms_of_stem(stem(form)).difference(out)
                    for form in forms(text)
                ]
        return [Wanted.among(one) for one in meant] if meant and all(meant) else None


def _look(field: Field, part: int, texts: Sequence[str], patterns: Sequence[Pattern], found: list[Match]) -> None:
    """Add to `found` the matches in texts that a phrase may run through, the first of them number `part`."""
    if not texts:
        return
    looked = Looked(texts, has_sentences=field is BODY)
    runs = [
        (start, end, wanted)
        for pattern in patterns
        for places, wanted in pattern.found(looked)
        for start, end in looked.folded.places(places)
    ]
    if not runs:
        return
    numbered = enumerate(texts, part)
    part, text = next(numbered)
    first, last = 0, len(text)  # of the part, in the joined texts
    for start, end, wanted in _merged(runs):
        while start >= last:
            part, text = next(numbered)
            first, last = last + len(JOINT), last + len(JOINT) + len(text)
        if end <= last:
            found.append(Match(field, part, start - first, end - first, wanted))
            continue
        found.extend(_piece(field, part, text, start - first, len(text), wanted))
        while end > last:
            part, text = next(numbered)
            first, last = last + len(JOINT), last + len(JOINT) + len(text)
            found.extend(_piece(field, part, text, 0, min(end - first, len(text)), wanted))


def _merged(runs: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Runs in order, those that overlap made one."""
    runs.sort()
    merged: list[tuple[int, int, int]] = []
    end_before = -1
    for start, end, wanted in runs:
        if start < end_before:
            first_start, _, wanted_before = merged[-1]
            end_before = max(end, end_before)
            merged[-1] = (first_start, end_before, wanted | wanted_before)
        else:
            merged.append((start, end, wanted))
            end_before = end
    return merged


def _piece(field: Field, part: int, text: str, start: int, end: int, wanted: int) -> Iterator[Match]:
    """Yield what a run that goes on beyond a text matches in it: from word to word, nothing where there is no word."""
    tokens = tokenize(text[start:end])
    if tokens:
        yield Match(field, part, start + tokens[0].start, start + tokens[-1].end, wanted)
