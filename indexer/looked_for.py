"""What is looked for in a text: words in a row, or near one another; and the text as it is looked at."""

from __future__ import annotations

import bisect
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Self

from indexer.analysis import MAX_WORD, sentence_starts
from indexer.folded_text import FoldedText
from indexer.query.tree import Unit

__all__ = ["JOINT", "Looked", "NearPattern", "Pattern", "RunPattern", "Wanted"]

JOINT: Final = "\n"  # between paragraphs: one character, and no word's
_ANY_WORD: Final = re.compile(r"\S+")

Places = list[tuple[int, int]]  # [start, end) in `FoldedText.words`, in order


class Looked:
    """Texts that a phrase may run through, as they are looked at.

    `has_sentences`: whether sentences and paragraphs are told apart in them; else all is one.
    """

    __slots__ = ("_has_sentences", "_texts", "_unit_starts", "_word_starts", "folded")

    def __init__(self, texts: Sequence[str], *, has_sentences: bool) -> None:
        self._texts = texts
        self._has_sentences = has_sentences
        self._word_starts: list[int] = []
        self._unit_starts: dict[Unit, list[int]] = {}
        self.folded = FoldedText(texts[0] if len(texts) == 1 else JOINT.join(texts))

    @property
    def words(self) -> str:
        """The folded texts; see `FoldedText.words`."""
        return self.folded.words

    def word_number(self, start: int) -> int:
        """Which word starts at a place in `words`, counted from 0."""
        if not self._word_starts:
            self._word_starts = [word.start() for word in _ANY_WORD.finditer(self.words)]
        return bisect.bisect_left(self._word_starts, start)

    def unit_starts(self, unit: Unit) -> list[int]:
        """The numbers of the words that begin a sentence or a paragraph, ascending, but for 0."""
        if unit not in self._unit_starts:
            self._unit_starts[unit] = list(self._starts(unit)) if self._has_sentences else []
        return self._unit_starts[unit]

    def _starts(self, unit: Unit) -> Iterator[int]:
        before = 0
        for text in self._texts:
            inner, count = sentence_starts(text)
            if before and count:
                yield before
            if unit is Unit.SENTENCE:
                yield from (before + start for start in inner)
            before += count


@dataclass(frozen=True, slots=True)
class Wanted:
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
    def among(cls, wanted: frozenset[str]) -> Wanted:
        """One of some forms; there must be one."""
        beginning = _common_beginning(wanted)
        if len(wanted) == 1 and len(beginning) < MAX_WORD:
            return cls(beginning, wanted, f" {beginning} ", is_certain=True)
        return cls(beginning, wanted, f" {beginning}", is_certain=False)

    @classmethod
    def beginning_with(cls, beginning: str) -> Wanted:
        """Any word with this beginning."""
        return cls(beginning, None, f" {beginning}", is_certain=True)

    def met_by(self, word: str) -> bool:
        """Whether a word of a folded text is what is wanted."""
        return word.startswith(self.beginning) if self.forms is None else word[:MAX_WORD] in self.forms

    def places(self, words: str) -> list[tuple[int, int]]:
        """[start, end) of each word in `FoldedText.words` that is what is wanted, in order."""
        if not self.beginning:
            return [word.span() for word in _ANY_WORD.finditer(words) if self.met_by(word[0])]
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
class RunPattern:
    """A run of words that the query looks for in some fields.

    It is looked for by one of its words, `key`, that is likely to be rare; then come the words `before` it, from the
    nearest back, and `after` it. `wanted` has a bit for each.
    """

    field_names: frozenset[str]
    key: Wanted
    before: tuple[Wanted, ...]
    after: tuple[Wanted, ...]
    wanted: int

    @classmethod
    def of(cls, field_names: frozenset[str], run: Sequence[Wanted], wanted: int) -> Self:
        """The pattern for words in order, one at least."""
        key = max(range(len(run)), key=lambda place: len(run[place].needle))  # long words are rare
        return cls(field_names, run[key], tuple(run[:key][::-1]), tuple(run[key + 1 :]), wanted)

    @property
    def size(self) -> int:
        """How many words it has."""
        return 1 + len(self.before) + len(self.after)

    def found(self, looked: Looked) -> Iterator[tuple[Places, int]]:
        """Yield the places of each run, which may overlap, and what is wanted there."""
        places = self.places(looked.words)
        if places:
            yield places, self.wanted

    def places(self, words: str) -> Places:
        """The places of each run in `FoldedText.words`."""
        places = self.key.places(words)
        if not self.before and not self.after:
            return places
        found = []
        for key_start, key_end in places[: _MOST_STEPS // self.size]:
            start = _extended_back(words, key_start, self.before)
            if start:
                end = _extended(words, key_end, self.after)
                if end:
                    found.append((start, end))
        return found


@dataclass(frozen=True, slots=True)
class NearPattern:
    """Runs of words that the query looks for near one another in some fields; `reach` as in `Near`."""

    field_names: frozenset[str]
    parts: tuple[RunPattern, ...]
    reach: int | Unit

    def found(self, looked: Looked) -> Iterator[tuple[Places, int]]:
        """Yield the places of each part that has all others near it, and what is wanted there."""
        found = [part.places(looked.words) for part in self.parts]
        if not all(found):
            return
        starts = [[looked.word_number(start) for start, _ in places] for places in found]
        if isinstance(self.reach, Unit):
            kept = self._in_one_unit(starts, looked.unit_starts(self.reach))
        else:
            kept = self._in_window(starts, sum(part.size for part in self.parts) + self.reach)
        for part, places, here in zip(self.parts, found, kept, strict=True):
            if here:
                yield [places[place] for place in here], part.wanted

    def _in_one_unit(self, starts: list[list[int]], unit_starts: list[int]) -> list[list[int]]:
        """Of each part the places that lie in a sentence or paragraph which holds all parts, by number."""
        units = []  # of each part, that of each place; none of a place that lies in two
        for part, own in zip(self.parts, starts, strict=True):
            firsts = [bisect.bisect_right(unit_starts, start) for start in own]
            lasts = [bisect.bisect_right(unit_starts, start + part.size - 1) for start in own]
            units.append([first if first == last else None for first, last in zip(firsts, lasts, strict=True)])
        common = set.intersection(*map(set, units)) - {None}
        return [[place for place, unit in enumerate(own) if unit in common] for own in units]

    def _in_window(self, starts: list[list[int]], window: int) -> list[list[int]]:
        """Of each part the places that lie in a window which begins at one of them and holds all, by number."""
        kept: list[list[int]] = [[] for _ in starts]
        for first in sorted(set().union(*starts))[: _MOST_STEPS // len(starts)]:
            within = [
                range(bisect.bisect_left(own, first), bisect.bisect_right(own, first + window - part.size))
                for part, own in zip(self.parts, starts, strict=True)
            ]
            if all(within):
                for here, places in zip(kept, within, strict=True):
                    here.extend(range(max(places.start, here[-1] + 1 if here else 0), places.stop))
        return kept


Pattern = RunPattern | NearPattern


def _extended(words: str, end: int, following: Iterable[Wanted]) -> int:
    """Where the last of these words, the first of which follows on `end`, ends; 0 if they do not stand there."""
    for wanted in following:
        start = end + 1
        while words[start] == " ":  # stops at the border
            start += 1
        end = words.find(" ", start)
        if not wanted.met_by(words[start:end]):
            return 0
    return end


def _extended_back(words: str, start: int, preceding: Iterable[Wanted]) -> int:
    """Where the last of these words, the first of which ends before `start`, starts; 0 if they do not stand there."""
    for wanted in preceding:
        end = start - 1
        while words[end - 1] == " ":
            end -= 1
        start = words.rfind(" ", 0, end) + 1
        if not wanted.met_by(words[start:end]):
            return 0
    return start
