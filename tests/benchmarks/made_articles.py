"""Articles made by chance, yet like an archive's, and fast: a million of them in a few minutes.

Words follow Zipf's law and run in sentences and paragraphs; a quarter of an article's are
those of its topic, mostly terms of two. A tail of numbers and of rare words and names grows
with the archive, as Heaps' law has it. Facets are as uneven as words are.

The same number, length and seed make the same articles, on any machine: all that is
drawn are whole numbers, which choose from tables of quantiles.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

FUNCTION_WORDS: Final = """
    the of and to in a is that for it was on are as with his they at be this from have or by one had not but what
    all were when we there can an your which their said if will each about how up out them then she many some so
"""
ENDINGS: Final = ("", "s", "ed", "ing", "ation", "er")  # so that stems have several forms
VOCABULARY: Final = 60_000  # words of everyone; the tail comes beside them
TOPIC_WORDS: Final = 400
MEAN_WORDS: Final = 450
DRAWS: Final = 2**22  # quantiles of a table
BATCH: Final = 2_000  # articles made at once
FIRST_DAY: Final = dt.date(1990, 1, 1)
DAYS: Final = 12_000
SOURCES: Final = 12
REPORTS: Final = 8
REGION_NAMES: Final = """
    Africa Albania Asia Australia Austria Balkans Belgium Brazil Canada Caribbean Chile China Colombia Cuba Cyprus
    Denmark Egypt Europe France Germany Greece India Indonesia Iran Iraq Ireland Israel Italy Japan Kenya
    Mexico Nigeria Oceania Pakistan Poland Russia Scandinavia Spain Turkey Ukraine
"""
REGIONS: Final = tuple(REGION_NAMES.split())
THEMES: Final = tuple(
    f"{subject} and {matter}"
    for subject in ("Agriculture", "Energy", "Finance", "Health", "Justice", "Labour", "Media", "Peace", "Trade", "War")
    for matter in ("cities", "climate", "history", "law", "parliament", "people", "science", "society")
)
_SYLLABLES: Final = tuple(
    first + vowel for vowel in "aeiou" for first in ("b", "d", "k", "l", "m", "n", "p", "r", "s", "t", "tr")
)
# How a word is written: within a sentence, before a comma, and as the first or last one of a sentence or paragraph.
_PLAIN, _COMMA, _FIRST, _LAST, _PARAGRAPH = range(5)


def made_articles(count: int, *, words: int = MEAN_WORDS, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield articles as records of JSON Lines, `words` long in the mean."""
    return map(json.loads, _Maker(words, seed).lines(count))


def write_articles(path: Path, count: int, *, words: int = MEAN_WORDS, seed: int = 1) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="ascii") as file:
        file.writelines(_Maker(words, seed).lines(count))


def everyday_words() -> list[str]:
    """Words in the order of their frequency: English ones that mean little, then made ones that can be spoken.

    The frequent ones are mostly the short ones, as in any language.
    """
    stems = ("".join(parts) + "nt" for length in (1, 2, 3) for parts in itertools.product(_SYLLABLES, repeat=length))
    words = list(itertools.islice((stem + ending for stem in stems for ending in ENDINGS), VOCABULARY))
    chance = np.random.default_rng(0).integers(0, 7_000, len(words))
    order = np.argsort(np.array([1_000 * len(word) for word in words]) + chance, kind="stable")
    return [*FUNCTION_WORDS.split(), *(words[place] for place in order.tolist())][:VOCABULARY]


def rare_word(number: int) -> str:
    """The rare word of a number; an odd one's is a name."""
    letters = []
    rest = number
    while rest or not letters:
        rest, place = divmod(rest, len(_SYLLABLES))
        letters.append(_SYLLABLES[place])
    word = "".join(letters) + "vich"
    return word.capitalize() if number % 2 else word


@functools.cache
def quantiles(size: int, exponent: float) -> NDArray[np.int32]:
    """int32 [DRAWS]: ranks below `size`, each as often as Zipf's law has it (Mandelbrot's form, offset 2)."""
    weights = (np.arange(size) + 2.0) ** -exponent
    sums = np.cumsum(weights) / weights.sum()
    places = (np.arange(DRAWS) + 0.5) / DRAWS
    return np.minimum(np.searchsorted(sums, places), size - 1).astype(np.int32)


class _Maker:
    """Makes articles, a batch at once."""

    def __init__(self, words: int, seed: int) -> None:
        self._rng = np.random.default_rng(seed)
        self._seed = seed
        self._mean = words
        everyday = everyday_words()
        capitals = [word.capitalize() for word in everyday]
        self._written = np.array(
            [
                *(f" {word}" for word in everyday),
                *(f" {word}," for word in everyday),
                *(f" {word}" for word in capitals),
                *(f" {word}." for word in everyday),
                *(f"\\n\\n{word}" for word in capitals),
            ],
            dtype=object,
        )
        self._titles = np.array(capitals, dtype=object)
        self._word, self._topic_word = quantiles(VOCABULARY, 1.07), quantiles(TOPIC_WORDS - 1, 0.9)
        self._region, self._theme = quantiles(len(REGIONS), 0.8), quantiles(len(THEMES), 0.6)
        chosen = np.random.default_rng(0)
        self._topics = np.stack([chosen.choice(np.arange(300, VOCABULARY), TOPIC_WORDS, replace=False) for _ in THEMES])

    def lines(self, count: int) -> Iterator[str]:
        """The lines of a file of articles."""
        for first in range(0, count, BATCH):
            yield from self._batch(first, min(BATCH, count - first))

    def _drawn(self, table: NDArray[np.int32], size: int | tuple[int, ...]) -> NDArray[np.int32]:
        return table[self._rng.integers(0, DRAWS, size, dtype=np.uint32)]

    def _tail(self, size: int, least: int) -> NDArray[np.int64]:
        """int64 [size]: numbers without an upper bound; twice as many draws find about 1.6 times as many of them."""
        draws = self._rng.integers(1, 2**32, size, dtype=np.int64)
        return least * 2**20 // np.maximum(draws // 2**12, 1) * 2**12 // (draws % 2**12 + 1)

    def _batch(self, first: int, count: int) -> Iterator[str]:
        topics = self._drawn(self._theme, count)
        bodies = self._bodies(topics)
        titles = self._titles[self._topics[topics[:, None], self._drawn(self._topic_word, (count, 6))]].tolist()
        authors = self._tail(2 * count, 40).tolist()
        regions = self._drawn(self._region, (count, 3)).tolist()
        others = self._drawn(self._theme, count).tolist()
        dice = self._rng.integers(0, (3, 4, 3, SOURCES, DAYS, 5), (count, 6)).tolist()
        for place, topic in enumerate(topics.tolist()):
            author_count, region_count, theme_count, source, day, report = dice[place]
            day_written = (FIRST_DAY + dt.timedelta(days=day)).isoformat()
            yield (
                f'{{"id": "made-{self._seed}-{first + place:07}", "title": "{" ".join(titles[place])}", '
                f'"source": "Gazette {source}", "date": "{day_written}", '
                f'"authors": {_listed(map(_author, authors[2 * place : 2 * place + author_count]))}, '
                f'"regions": {_listed(REGIONS[one] for one in regions[place][:region_count])}, '
                f'"themes": {_listed((THEMES[topic], *([THEMES[others[place]]] if theme_count == 0 else ())))}, '
                f'"reports": {_listed([f"Report {topic % REPORTS}"] if report == 0 else [])}, '
                f'"body": "{bodies[place]}"}}\n'
            )

    def _bodies(self, topics: NDArray[np.int32]) -> list[str]:
        """The text of an article on each topic, escaped for JSON."""
        rng = self._rng
        mean = 18  # words of a sentence
        quarters = rng.integers(1, 5, (len(topics), 2)).prod(axis=1)  # 1 to 16, mean 6.25
        sentences = np.maximum(self._mean * quarters * 4 // (mean * 25) + rng.integers(-1, 2, len(topics)), 1)
        lengths = rng.integers(4, 2 * mean - 3, int(sentences.sum()))
        ends = np.cumsum(lengths)
        starts = ends - lengths
        last_sentences = np.cumsum(sentences)
        article_ends = ends[last_sentences - 1]
        owners = np.repeat(np.arange(len(topics)), np.diff(article_ends, prepend=0))

        words = self._drawn(self._word, int(ends[-1]))
        dice = rng.integers(0, 1_000, len(words), dtype=np.int16)
        terms = np.flatnonzero(dice[:-1] < 125)
        drawn, of_topic = self._drawn(self._topic_word, len(terms)), topics[owners[terms]]
        words[terms], words[terms + 1] = self._topics[of_topic, drawn], self._topics[of_topic, drawn + 1]

        ways = np.where(dice >= 940, _COMMA, _PLAIN)
        ways[starts] = _FIRST
        begins_paragraph = rng.integers(0, 4, len(starts)) == 0
        ways[starts[begins_paragraph]] = _PARAGRAPH
        ways[np.concatenate(([0], article_ends[:-1]))] = _FIRST
        ways[ends - 1] = _LAST
        written = self._written[ways * VOCABULARY + words]
        self._write_tail(written, np.flatnonzero((ways == _PLAIN) & (dice >= 915)))
        pieces = written.tolist()
        bounds = [0, *article_ends.tolist()]
        return ["".join(pieces[start:end])[1:] for start, end in itertools.pairwise(bounds)]

    def _write_tail(self, written: NDArray[np.object_], places: NDArray[np.int64]) -> None:
        """Put numbers and rare words at these places."""
        half = len(places) // 2
        numbers = self._tail(half, 20)
        written[places[:half]] = [f" {number}" for number in numbers.tolist()]
        unlike, which = np.unique(self._tail(len(places) - half, 400), return_inverse=True)
        written[places[half:]] = np.array([f" {rare_word(number)}" for number in unlike.tolist()], dtype=object)[which]


def _author(number: int) -> str:
    return f"{rare_word(2 * (number % 97) + 1)[:-4]} {rare_word(2 * number + 1)}"


def _listed(values: Iterable[str]) -> str:
    """A list as JSON, each value once; nothing in them needs escaping."""
    written = ", ".join(f'"{value}"' for value in dict.fromkeys(values))
    return f"[{written}]"
