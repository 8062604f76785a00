"""Where a query matches in an article: the one definition, for marks, snippets and counts.

A query is compiled once into patterns, runs of words that are wanted, and then looked for in
the folded texts of any number of articles. A stem is looked for as its forms, so that no text
is ever stemmed. The work is linear in the text: a text is searched once for each pattern.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from indexer.analysis import MAX_WORD, forms, stem, tokenize
from indexer.fields import DEFAULT_FIELDS, TEXT_FIELDS, Field, FieldKind
from indexer.folded_text import FoldedText
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Tree, Word

__all__ = ["Match", "Matcher", "Texts", "Vocabulary", "compile_matcher", "find_matches"]


class Texts(Protocol):
    """An article, or as much of one as there is to look at."""

    def texts(self, field: Field, /) -> Sequence[str]:
        """The texts of a text field, in order: a paragraph or a value each."""


class Vocabulary(Protocol):
    """The words of an archive."""

    def forms_of_stem(self, stem: str, /) -> frozenset[str]:
        """All forms with this stem that occur in the archive; none if it does not."""


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

    def __init__(self, patterns: Iterable[_Pattern]) -> None:
        patterns = tuple(patterns)
        self._patterns = tuple(
            (field, here)
            for field in TEXT_FIELDS
            if (here := tuple(pattern for pattern in patterns if field.name in pattern.field_names))
        )

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
    return Matcher(dict.fromkeys(_patterns(tree, _DEFAULT_NAMES, vocabulary, {})))


_DEFAULT_NAMES: Final = frozenset(field.name for field in DEFAULT_FIELDS)


class _OwnWords:
    """The vocabulary of one article."""

    def __init__(self, article: Texts) -> None:
        self._article = article
        self._forms: dict[str, set[str]] = {}

    def forms_of_stem(self, stem_wanted: str, /) -> frozenset[str]:
        if not self._forms:
            for text_field in TEXT_FIELDS:
                for text in self._article.texts(text_field):
                    for form in set(forms(text)):
                        self._forms.setdefault(stem(form), set()).add(form)
        return frozenset(self._forms.get(stem_wanted, ()))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A word that the query looks for: one of `forms`, or where there are none any that begins with `beginning`.

    All forms begin with `beginning`, however many they are. The text is searched for it, as `needle`, with the
    space before it; what it begins is then looked up, unless the needle alone `is_certain`. So whatever else a
    query may want of a word is either a set of forms too, or a rule in `places` and `met_by`.
    """

    beginning: str
    forms: frozenset[str] | None
    needle: str
    is_certain: bool

    @classmethod
    def among(cls, wanted: frozenset[str]) -> _Wanted:
        """One of some forms; there must be one."""
        beginning = _common_beginning(wanted)
        if len(wanted) == 1 and len(beginning) < MAX_WORD:
            return cls(beginning, wanted, f" {beginning} ", is_certain=True)
        return cls(beginning, wanted, f" {beginning}", is_certain=False)

    @classmethod
    def beginning_with(cls, beginning: str) -> _Wanted:
        """Any word with this beginning."""
        return cls(beginning, None, f" {beginning}", is_certain=True)

    def met_by(self, word: str) -> bool:
        """Whether a word of a folded text is what is wanted."""
        return word.startswith(self.beginning) if self.forms is None else word[:MAX_WORD] in self.forms

    def places(self, words: str) -> list[tuple[int, int]]:
        """[start, end) of each word in `FoldedText.words` that is what is wanted, in order."""
        needle, wanted, find = self.needle, None if self.is_certain else self.forms, words.find
        found = []
        at = find(needle)
        while at >= 0:
            start = at + 1
            end = find(" ", start)
            if wanted is None or words[start:end][:MAX_WORD] in wanted:
                found.append((start, end))
            at = find(needle, end)
        return found


def _common_beginning(words: Collection[str]) -> str:
    first, last = min(words), max(words)  # what these two have in common all between them have
    for place, letter in enumerate(first):
        if letter != last[place : place + 1]:
            return first[:place]
    return first


_MOST_STEPS: Final = 200_000  # words that are compared for one pattern in one text: "a a a a" in a text of nothing else


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A run of words that the query looks for in some fields.

    It is looked for by one of its words, `key`, that is likely to be rare; then come the words `before` it, from the
    nearest back, and `after` it. `wanted` has a bit for each.
    """

    field_names: frozenset[str]
    key: _Wanted
    before: tuple[_Wanted, ...]
    after: tuple[_Wanted, ...]
    wanted: int

    def places(self, words: str) -> list[tuple[int, int]]:
        """[start, end) of each run in `FoldedText.words`, in order; runs may overlap."""
        places = self.key.places(words)
        if not self.before and not self.after:
            return places
        found = []
        for key_start, key_end in places[: _MOST_STEPS // (1 + len(self.before) + len(self.after))]:
            start = _extended_back(words, key_start, self.before)
            if start:
                end = _extended(words, key_end, self.after)
                if end:
                    found.append((start, end))
        return found


def _extended(words: str, end: int, following: Iterable[_Wanted]) -> int:
    """Where the last of these words, the first of which follows on `end`, ends; 0 if they do not stand there."""
    for wanted in following:
        start = end + 1
        while words[start] == " ":  # stops at the border
            start += 1
        end = words.find(" ", start)
        if not wanted.met_by(words[start:end]):
            return 0
    return end


def _extended_back(words: str, start: int, preceding: Iterable[_Wanted]) -> int:
    """Where the last of these words, the first of which ends before `start`, starts; 0 if they do not stand there."""
    for wanted in preceding:
        end = start - 1
        while words[end - 1] == " ":
            end -= 1
        start = words.rfind(" ", 0, end) + 1
        if not wanted.met_by(words[start:end]):
            return 0
    return start


def _patterns(
    tree: Tree, field_names: frozenset[str], vocabulary: Vocabulary, bits: dict[_Wanted, int]
) -> Iterator[_Pattern]:
    """Yield what the query looks for; `bits` numbers its words as they come."""
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            run = [frozenset((form,)) if exact else vocabulary.forms_of_stem(stem(form)) for form in forms(text)]
            if run and all(run):
                yield _pattern(field_names, [_Wanted.among(wanted) for wanted in run], bits)
        case Prefix(text):
            (form,) = forms(text)
            yield _pattern(field_names, [_Wanted.beginning_with(form)], bits)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _patterns(part, field_names, vocabulary, bits)
        case Maybe(required, optional):
            yield from _patterns(required, field_names, vocabulary, bits)
            yield from _patterns(optional, field_names, vocabulary, bits)
        case InField(field, part):
            yield from _patterns(part, frozenset((field.name,)), vocabulary, bits)
        case Not() | Everything():
            pass


def _pattern(field_names: frozenset[str], run: Sequence[_Wanted], bits: dict[_Wanted, int]) -> _Pattern:
    key = max(range(len(run)), key=lambda place: len(run[place].needle))  # long words are rare
    wanted = 0
    for one in run:
        wanted |= bits.setdefault(one, 1 << len(bits))
    return _Pattern(field_names, run[key], tuple(run[:key][::-1]), tuple(run[key + 1 :]), wanted)


_JOINT: Final = "\n"  # between paragraphs: one character, and no word's


def _look(field: Field, part: int, texts: Sequence[str], patterns: Sequence[_Pattern], found: list[Match]) -> None:
    """Add to `found` the matches in texts that a phrase may run through, the first of them number `part`."""
    if not texts:
        return
    folded = FoldedText(texts[0] if len(texts) == 1 else _JOINT.join(texts))
    runs = [
        (start, end, pattern.wanted)
        for pattern in patterns
        if (places := pattern.places(folded.words))
        for start, end in folded.places(places)
    ]
    if not runs:
        return
    numbered = enumerate(texts, part)
    part, text = next(numbered)
    first, last = 0, len(text)  # of the part, in the joined texts
    for start, end, wanted in _merged(runs):
        while start >= last:
            part, text = next(numbered)
            first, last = last + len(_JOINT), last + len(_JOINT) + len(text)
        if end <= last:
            found.append(Match(field, part, start - first, end - first, wanted))
            continue
        found.extend(_piece(field, part, text, start - first, len(text), wanted))
        while end > last:
            part, text = next(numbered)
            first, last = last + len(_JOINT), last + len(_JOINT) + len(text)
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
