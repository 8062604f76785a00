"""Concordance: the matches of a search one a line, each between what stands before and after it; frozen."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import ArticleDate
from indexer.query.query import Query

__all__ = ["MAX_CONTEXT", "MAX_LINES", "Concordance", "ConcordanceLine", "ConcordanceOrder"]

MAX_LINES: Final = 10_000  # of a concordance
MAX_CONTEXT: Final = 500  # characters on each side


class ConcordanceOrder(enum.StrEnum):
    """What lines are sorted by: the articles' order in the search, the match, its nth neighbour, or the date."""

    RELEVANCE = "relevance"
    LEFT_1 = "left"
    LEFT_2 = "left2"
    LEFT_3 = "left3"
    MATCH = "match"
    RIGHT_1 = "right"
    RIGHT_2 = "right2"
    RIGHT_3 = "right3"
    OLDEST = "oldest"
    NEWEST = "newest"

    @property
    def first_left(self) -> int:
        """From which word on the left outwards it sorts, the nearest being 1; 0 where by none of them."""
        return {self.LEFT_1: 1, self.LEFT_2: 2, self.LEFT_3: 3}.get(self, 0)

    @property
    def first_right(self) -> int:
        """From which word on the right outwards it sorts, the nearest being 1; 0 where by none of them."""
        return {self.RIGHT_1: 1, self.RIGHT_2: 2, self.RIGHT_3: 3}.get(self, 0)


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One match. `left`, `match` and `right` together are a verbatim piece of its paragraph.

    `left` and `right` are cut at whole words; `opened` and `closed` say whether they reach the paragraph's beginning
    and its end. `place` is the number of the match among those in the text of its article, from 1.
    """

    article_id: str
    title: str
    authors: tuple[str, ...]
    date: ArticleDate | None
    source: str
    left: str
    match: str
    right: str
    opened: bool
    closed: bool
    place: int


@dataclass(frozen=True, slots=True)
class Concordance:
    """Some lines of a concordance, from number `offset` on.

    All of its lines are `total` matches, at most `MAX_LINES`, in `matched` articles. They come from the `read` of the
    `found` articles that a query finds: all, or as many as the matches or the time allow, drawn at random.
    `hurried`: whether it was the time that ended, so that another time there may be more.
    """

    query: Query
    order: ConcordanceOrder
    lines: tuple[ConcordanceLine, ...]
    offset: int
    total: int
    matched: int
    read: int
    found: int
    cut: bool
    hurried: bool

    @property
    def is_whole(self) -> bool:
        """Whether every match of every article found is a line."""
        return not self.cut and self.read == self.found

    @property
    def likely_total(self) -> int:
        """How many matches all articles found are likely to have, by those that were read; exact where all were."""
        return round(self.total * self.found / self.read) if self.read else 0
