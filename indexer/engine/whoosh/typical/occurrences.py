"""Occurrences: which stems some texts have, and how often each has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import fold_signs
from indexer.articles.serial import StoredTexts
from indexer.engine.whoosh.evaluation.article_set import each_once, is_fresh
from indexer.engine.whoosh.typical.stem_numbers import TYPICAL_FIELDS, Numbers, StemNumbers
from indexer.engine.whoosh.typical.word_hashes import FREE_BITS, hashed_texts

__all__ = ["MOST_TEXTS", "Occurrences", "field_texts", "occurrences"]

MOST_TEXTS: Final = 1 << FREE_BITS
_JOINT: Final = "\n"  # no word's character


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """Stems in texts, once for each form of the stem in each text that has it, in no order.

    `stems`, `texts`: intp [p], by their numbers. `frequencies`: int64 [p], how often the form stands there.
    """

    stems: Numbers
    texts: Numbers
    frequencies: NDArray[np.int64]

    def by_stem(self) -> tuple[Numbers, NDArray[np.int64], NDArray[np.int64]]:
        """The stems, each once, and int64: how many texts have each, and how many forms of it all these have."""
        keys = np.sort((self.stems << FREE_BITS) | self.texts)
        distinct = each_once(keys) >> FREE_BITS
        firsts = np.flatnonzero(is_fresh(distinct))
        all_firsts = np.flatnonzero(is_fresh(keys >> FREE_BITS))
        return distinct[firsts], np.diff(firsts, append=len(distinct)), np.diff(all_firsts, append=len(keys))


def field_texts(article: StoredTexts) -> list[str]:
    """What an article has in each of TYPICAL_FIELDS."""
    return [_JOINT.join(article.texts(field)) for field in TYPICAL_FIELDS]


def occurrences(texts: Sequence[str], stem_numbers: StemNumbers) -> Occurrences:
    """The stems of at most MOST_TEXTS texts; words that no article of the generation has are left out."""
    words = hashed_texts([fold_signs(text) for text in texts])
    keys = np.sort(words.hashes | np.repeat(np.arange(len(texts), dtype=np.uint64), words.counts))
    firsts = np.flatnonzero(is_fresh(keys))
    frequencies = np.diff(firsts, append=len(keys))
    keys = keys[firsts]
    of_texts = (keys & np.uint64(MOST_TEXTS - 1)).astype(np.intp)
    keys -= of_texts.astype(np.uint64)
    distinct = np.flatnonzero(is_fresh(keys))
    stems = np.repeat(stem_numbers.of_forms(keys[distinct]), np.diff(distinct, append=len(keys)))
    known = stems >= 0
    if known.all():
        return Occurrences(stems, of_texts, frequencies)
    return Occurrences(stems[known], of_texts[known], frequencies[known])
