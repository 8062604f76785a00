"""Running text in capitals, in which operators cannot be told from words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Container
from typing import Final

__all__ = ["is_sentence_in_capitals"]

_SIGNS_OF_A_QUERY: Final = re.compile(r'["\u201c\u201d\u201e\u201f\u00ab\u00bb~*=\[]|:\S|(?:^|[\s(])[-+]')
# Words of sentences that no list of names and operators has.
_ARTICLES_AND_PREPOSITIONS: Final = frozenset(("a", "an", "the", "of", "in", "on", "to", "for", "from", "with", "by"))


def is_sentence_in_capitals(plain: str, operators: Container[str]) -> bool:
    """Whether a text, with ASCII signs, is running text all in capitals.

    It has a word that no list of names has, words side by side, and no other sign of the query language.
    """
    if not plain.isupper() or _SIGNS_OF_A_QUERY.search(plain):
        return False
    words = plain.split()
    return not _ARTICLES_AND_PREPOSITIONS.isdisjoint(plain.lower().split()) and any(
        not one.endswith(")") and not other.startswith("(") and one not in operators and other not in operators
        for one, other in itertools.pairwise(words)
    )
