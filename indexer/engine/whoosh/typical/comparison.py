"""Comparison: the articles that were found, and all others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Self

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.typical.sample import sampled

__all__ = ["Comparison"]

_MOST_READ: Final = 200
_MANY: Final = 1.5  # of so many others to one that was found these are read: by trial, from here on it tells more


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """`found` and `others`: the articles that were found and those that were not, no deleted ones among them.

    `to_read`: intp [r], at most 200 articles at random of those found or, where these are many, of
    the `others`: some say most about a small group.
    """

    found: ArticleSet
    others: ArticleSet
    to_read: Numbers
    reads_others: bool

    @classmethod
    def of(cls, found: ArticleSet, columns: Columns, seed: int) -> Self:
        """The articles found and all others; what is read is the same for the same seed, 0 or more."""
        others = ~found if columns.live is None else ArticleSet(columns.count, mask=columns.live) - found
        reads_others = len(others) < _MANY * len(found)
        to_read = sampled(others if reads_others else found, columns, _MOST_READ, seed)
        return cls(found, others, to_read, reads_others)
