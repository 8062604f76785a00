"""Articles made by chance, yet like an archive's: Zipf's law, topics with words and terms of their own, facets.

The same number and seed make the same articles, on any machine.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np

FUNCTION_WORDS: Final = """
    the of and to in a is that for it was on are as with his they at be this from have or by one had not but what
    all were when we there can an your which their said if will each about how up out them then she many some so
"""
ENDINGS: Final = ("", "s", "ed", "ing", "ation", "er")  # so that stems have several forms
VOCABULARY: Final = 60_000
TOPICS: Final = 40
TOPIC_WORDS: Final = 400
TOPIC_SHARE: Final = 0.25  # of the words of an article are its topic's
ZIPF: Final = 1.07
MEAN_WORDS: Final = 450
FIRST_DAY: Final = dt.date(1990, 1, 1)
DAYS: Final = 12_000
REGIONS: Final = ("Africa", "Asia", "Europe", "Latin America", "Middle East & North Africa", "North America", "Oceania")


def made_words() -> list[str]:
    """Words in the order of their frequency: English ones that mean little, then made ones that can be spoken."""
    syllables = [
        first + vowel for vowel in "aeiou" for first in ("b", "d", "k", "l", "m", "n", "p", "r", "s", "t", "tr")
    ]
    stems = ("".join(parts) + "nt" for length in (2, 3) for parts in itertools.product(syllables, repeat=length))
    made = (stem + ending for stem in stems for ending in ENDINGS)
    words = list(itertools.islice(made, VOCABULARY))
    np.random.default_rng(0).shuffle(words)
    return [*FUNCTION_WORDS.split(), *words][:VOCABULARY]


def zipf_sums(size: int) -> np.ndarray:
    """float64[size], the sums of the probabilities of ranks by Zipf's law; the last one is 1."""
    weights = 1.0 / np.arange(1, size + 1) ** ZIPF
    return np.cumsum(weights) / weights.sum()


def made_articles(count: int, *, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield articles as records of JSON Lines."""
    rng = np.random.default_rng(seed)
    words = np.array(made_words(), dtype=object)
    all_sums, topic_sums, author_sums = zipf_sums(VOCABULARY), zipf_sums(TOPIC_WORDS), zipf_sums(300)
    # Each topic has words from the whole vocabulary but its most frequent ones, and terms of two of them.
    topics = [rng.choice(np.arange(500, VOCABULARY), TOPIC_WORDS, replace=False) for _ in range(TOPICS)]
    for number in range(count):
        topic = int(rng.integers(TOPICS))
        length = max(int(rng.lognormal(np.log(MEAN_WORDS) - 0.18, 0.6)), 20)
        ranks = np.searchsorted(all_sums, rng.random(length))
        places = np.flatnonzero(rng.random(length - 1) < TOPIC_SHARE / 2)
        terms = np.searchsorted(topic_sums[: TOPIC_WORDS - 1], rng.random(len(places)) * topic_sums[-2])
        ranks[places], ranks[places + 1] = topics[topic][terms], topics[topic][terms + 1]
        title = topics[topic][np.searchsorted(topic_sums, rng.random(6))]
        yield {
            "id": f"made-{number:07}",
            "title": " ".join(words[title]).capitalize(),
            "authors": [f"Desk {place}" for place in np.searchsorted(author_sums, rng.random(rng.integers(0, 3)))],
            "source": f"Gazette {int(rng.integers(12))}",
            "date": (FIRST_DAY + dt.timedelta(days=int(rng.integers(DAYS)))).isoformat(),
            "regions": [REGIONS[int(place)] for place in rng.choice(len(REGIONS), rng.integers(0, 3), replace=False)],
            "themes": [f"Theme {topic}"],
            "reports": [f"REPORT {topic % 8}"] if rng.random() < 0.2 else [],
            "body": paragraphs(words[ranks].tolist()),
        }


def paragraphs(words: list[str]) -> str:
    """The words as sentences of 18 and paragraphs of 72."""
    sentences = [" ".join(words[start : start + 18]).capitalize() + "." for start in range(0, len(words), 18)]
    return "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))


def write_articles(path: Path, count: int, *, seed: int = 1) -> None:
    """Write articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        for record in made_articles(count, seed=seed):
            file.write(json.dumps(record) + "\n")
