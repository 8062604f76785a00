"""Reading: an article, and everything of the archive that its page shows beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer import Archive, Hit
from indexer.articles.article import Article
from indexer.matching import Match
from indexer.near_copy import NearCopy
from indexer.neighbours import Neighbours
from webui.search_state import SearchState

__all__ = ["Reading", "read_article"]

_LIKE_IT: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as a search found it: its matches, where it stands, its near copies, and articles that are like it."""

    article: Article
    matches: tuple[Match, ...]
    neighbours: Neighbours
    near_copies: tuple[NearCopy, ...]
    like_it: tuple[Hit, ...]


def read_article(archive: Archive, article_id: str, state: SearchState, like_it: int = _LIKE_IT) -> Reading:
    """An article by its id, and so many that are like it.

    Raises `UnknownArticleError`, and `QueryError` for a mistake in the state's text.
    """
    article = archive.article(article_id)
    return Reading(
        article,
        archive.matches(state.query, article),
        archive.neighbours(state.query, article_id, sort=state.sort, grouped=state.grouped),
        archive.near_copies(article_id),
        archive.similar(article_id, limit=like_it) if like_it else (),
    )
