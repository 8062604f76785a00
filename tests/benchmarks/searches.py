"""The searches that a benchmark asks: of every kind, with words that the archive itself has.

Engines read words in different ways: Carrel keeps an apostrophe in its word, FTS5 stems
by Porter's first algorithm and the others by his second, and a prefix is one of forms
here and one of stems there. So that all must find the same articles, only words are
chosen whose stem stands for the same forms in every reading: `Search.comparable`. Of the
everyday words in a phrase, nobody can ask that; they are taken as they come.
"""

from __future__ import annotations

import enum
import functools
import itertools
import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import Stemmer

from indexer.analysis import forms
from tests.benchmarks.records import Record, names_of, records, values_of

_SEED: Final = 3
_SAMPLE: Final = 6_000  # articles, of which words are counted
_RUNS_FROM: Final = 2_000  # articles, of which pairs and triples of words are counted
_OPERATORS: Final = frozenset(("and", "or", "not", "near", "to"))


class Shape(enum.StrEnum):
    """How the words of a search combine."""

    EVERYTHING = "everything"
    ALL = "all"
    ANY = "any"
    PHRASE = "phrase"
    WITHOUT = "without"  # the first word, without the second
    PREFIX = "prefix"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Search:
    """One search; `filters` are pairs of a facet and its chosen value.

    `comparable`: all engines mean the same by it, and have to find the same number of articles.
    """

    kind: str
    shape: Shape
    words: tuple[str, ...] = ()
    filters: tuple[tuple[str, str], ...] = ()
    comparable: bool = True

    @classmethod
    def of(cls, record: dict[str, Any]) -> Search:
        """A search from its JSON."""
        filters = tuple((name, value) for name, value in record["filters"])
        words = tuple(record["words"])
        return cls(record["kind"], Shape(record["shape"]), words, filters, record["comparable"])

    @property
    def text(self) -> str:
        """The search in a few words, for a table."""
        return " ".join((*self.words, *(f"[{value}]" for _, value in self.filters)))


def chosen_searches(articles: Path, count: int) -> list[Search]:
    """Searches of every kind, with words chosen by how many of some of a file's articles have them."""
    sample = _Sample(articles, count)
    near, pair, triple = sample.near, sample.pairs(content=True), sample.triple()
    everyday = sample.pairs(content=False)
    theme, region = sample.filters()
    plain = tuple(map(sample.agrees, everyday))
    common, middling = near(0.15, 8), near(0.03, 8)
    most, rare, unusual = near(0.7, 2), near(0.0001, 3), near(0.004, 3)
    prefixes = sample.prefixes()
    both = (("theme", theme), ("region", region))
    return [
        Search("everything", Shape.EVERYTHING),
        Search("rare word", Shape.ALL, rare[:1]),
        Search("unusual word", Shape.ALL, unusual[:1]),
        Search("middling word", Shape.ALL, middling[:1]),
        Search("common word", Shape.ALL, common[:1]),
        Search("very common word", Shape.ALL, most[:1]),
        Search("the commonest word", Shape.ALL, everyday[0][1:], comparable=plain[0]),
        Search("two common words", Shape.ALL, common[:2]),
        Search("a rare and a common word", Shape.ALL, (unusual[1], most[0])),
        Search("two everyday words", Shape.ALL, everyday[0], comparable=plain[0]),
        Search("three common words", Shape.ALL, common[2:5]),
        Search("three words that go together", Shape.ALL, triple),
        Search("one of five middling words", Shape.ANY, middling[1:6]),
        Search("one of five common words", Shape.ANY, common[1:6]),
        Search("phrase of everyday words", Shape.PHRASE, everyday[0], comparable=plain[0]),
        Search("another of everyday words", Shape.PHRASE, everyday[1], comparable=plain[1]),
        Search("phrase", Shape.PHRASE, pair[0]),
        Search("phrase, less frequent", Shape.PHRASE, pair[-1]),
        Search("phrase of three words", Shape.PHRASE, triple),
        Search("without a common word", Shape.WITHOUT, (common[6], common[7])),
        Search("very common, without another", Shape.WITHOUT, (most[0], common[0])),
        Search("prefix", Shape.PREFIX, prefixes[:1]),
        Search("short prefix", Shape.PREFIX, prefixes[1:]),
        Search("in the title", Shape.TITLE, sample.title()),
        Search("common word, two filters", Shape.ALL, common[:1], both),
        Search("two filters alone", Shape.EVERYTHING, (), both),
    ]


class _Sample:
    """What some articles say of words: how many have each, in which forms, and which stand together."""

    def __init__(self, articles: Path, count: int) -> None:
        self._articles = 0
        self._forms, self._stems, self._title = Counter[str](), Counter[str](), Counter[str]()
        self._runs = (Counter[tuple[str, ...]](), Counter[tuple[str, ...]]())  # of two words, of three
        self._themes, self._regions = Counter[str](), Counter[tuple[str, str]]()
        self._random = random.Random(_SEED)
        every = -(-count // _SAMPLE)
        written = set[str]()  # all that stands between two spaces, anywhere in the file
        for place, record in enumerate(records(articles)):
            written.update(*map(str.split, _texts(record)))
            if place % every == 0:
                self._add(record)
        self._choose_words(written)

    def agrees(self, words: Iterable[str]) -> bool:
        """Whether all engines read these words alike."""
        return all(
            word in self._bases
            and not self._tainted & {_porter2(word), _porter1(word)}
            and self._classes[0][_porter2(word)] == self._classes[1][_porter1(word)]
            for word in words
        )

    def near(self, share: float, count: int) -> tuple[str, ...]:
        """Words, some of those whose share of the articles is nearest."""
        wanted = max(share * self._articles, 2)
        nearest = sorted(self._words, key=lambda word: abs(math.log(self._stems[_porter2(word)] / wanted)))
        return tuple(self._random.sample(nearest[: 2 * count], count))

    def pairs(self, *, content: bool) -> list[tuple[str, ...]]:
        """Five frequent phrases of two words, the most frequent first: of words that tell something, or of others."""
        runs = self._runs[0].most_common()
        whole = (run for run, _ in runs if len(set(run)) == 2 and min(map(len, run)) > 1)
        found = (run for run in whole if content == all(map(self._tells, run)))
        return list(itertools.islice((run for run in found if not content or self.agrees(run)), 5))

    def triple(self) -> tuple[str, ...]:
        """A frequent phrase of three words that tell something."""
        runs = self._runs[1].most_common()
        return next(run for run, _ in runs if all(map(self._tells, run)) and len(set(run)) == 3 and self.agrees(run))

    def title(self) -> tuple[str]:
        """A frequent word of the titles."""
        return (next(word for word, _ in self._title.most_common() if self._tells(word) and self.agrees((word,))),)

    def filters(self) -> tuple[str, str]:
        """The most frequent theme, and the region most frequent with it."""
        theme = self._themes.most_common(1)[0][0]
        return theme, next(region for (one, region), _ in self._regions.most_common() if one == theme)

    def prefixes(self) -> tuple[str, str]:
        """A prefix of five letters and one of two, which as many forms have as stems."""
        found = []
        for length, share in ((5, 0.1), (2, 0.9)):
            beginnings = Counter[str]()
            for word in self._words:
                if len(word) >= length:
                    beginnings[word[:length]] += self._stems[_porter2(word)]
            wanted = share * self._articles
            nearest = sorted(beginnings, key=lambda one: (abs(beginnings[one] - wanted), one))
            found.append(next(one for one in nearest if self._agrees_as_prefix(one)))
        return found[0], found[1]

    def _add(self, record: Record) -> None:
        self._articles += 1
        title, body, *names = map(forms, _texts(record))
        known = {*title, *body, *itertools.chain.from_iterable(names)}
        self._forms.update(known)
        self._stems.update({_porter2(form) for form in known})
        self._title.update(set(title))
        if self._articles <= _RUNS_FROM:
            self._runs[0].update(itertools.pairwise(body))
            self._runs[1].update(zip(body, body[1:], body[2:], strict=False))
        values = list(values_of(record))
        themes = {value for name, value in values if name == "theme"}
        self._themes.update(themes)
        self._regions.update((theme, value) for theme in themes for name, value in values if name == "region")

    def _choose_words(self, written: Iterable[str]) -> None:
        self._bases = {form.removesuffix("'s") for form in forms(" ".join(written))}
        parts = {part for base in self._bases if "'" in base for part in base.split("'")}
        self._bases -= {base for base in self._bases if "'" in base}
        self._parts = parts
        self._classes = tuple(_classes(self._bases | parts, stem) for stem in (_porter2, _porter1))
        self._tainted = {stem(part) for part in parts for stem in (_porter2, _porter1)}
        best: dict[str, str] = {}  # every stem once, so that no two words of a search mean the same
        for word, _ in self._forms.most_common():
            best.setdefault(_porter2(word), word)
        self._words = sorted(word for word in best.values() if self._tells(word, ceiling=1) and self.agrees((word,)))

    def _tells(self, word: str, ceiling: float = 0.3) -> bool:
        stands_alone = word.isascii() and word.isalpha() and word not in _OPERATORS
        return stands_alone and len(word) > 3 and self._stems[_porter2(word)] < ceiling * self._articles

    def _agrees_as_prefix(self, prefix: str) -> bool:
        """Whether the forms that begin so are those whose stems do."""
        if _porter1(prefix) != prefix or any(part.startswith(prefix) for part in self._parts):
            return False
        fitting = {base for base in self._bases if base.startswith(prefix)}
        return all(
            fitting == {form for one, members in classes.items() if one.startswith(prefix) for form in members}
            for classes in self._classes
        )


def _texts(record: Record) -> list[str]:
    return [record.get("title") or "", record.get("body") or "", *names_of(record)]


def _classes(words: Iterable[str], stem: Callable[[str], str]) -> defaultdict[str, set[str]]:
    """The words of each stem."""
    found = defaultdict[str, set[str]](set)
    for word in words:
        found[stem(word)].add(word)
    return found


_porter1 = functools.cache(Stemmer.Stemmer("porter").stemWord)
_porter2 = functools.cache(Stemmer.Stemmer("english").stemWord)
