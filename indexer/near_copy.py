"""NearCopy: an article that is nearly the same as another one, and how much of it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from indexer.articles.article import ArticleDate

__all__ = ["NearCopy", "shared_words"]


@dataclass(frozen=True, slots=True)
class NearCopy:
    """One article of a group of near copies, as seen from another.

    `shared`: from 0 to 1, how much of the two texts are the same words, whatever their order. `longer`: how many
    words the text has more than the other; below 0 where it has less.
    """

    id: str
    title: str
    date: ArticleDate | None
    source: str
    shared: float
    longer: int


def shared_words(one: Iterable[str], other: Iterable[str]) -> tuple[float, int]:
    """`NearCopy.shared` and `longer` of the texts `other`, as seen from `one`.

    Shared is 2 · |A ∩ B| / (|A| + |B|) of the words as multisets (Dice 1945, "Measures of the Amount of Ecologic
    Association Between Species"); 1 for two texts without words.
    """
    words, others = (Counter(word for text in texts for word in text.split()) for texts in (one, other))
    length, other_length = words.total(), others.total()
    if not length + other_length:
        return 1.0, 0
    return 2 * (words & others).total() / (length + other_length), other_length - length
