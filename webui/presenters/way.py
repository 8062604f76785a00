"""The way through a search: back from an article to the list, and on to the articles beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Article
from indexer.neighbours import Neighbour, Neighbours
from indexer.results import Sort
from webui.presenters.link import Link
from webui.presenters.pagination import last_page
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["Way", "anchor", "way_of"]

_ORDERS: Final = {
    Sort.RELEVANCE: "best first",
    Sort.NEWEST: "newest first",
    Sort.OLDEST: "oldest first",
    Sort.INDEXED: "latest added first",
}


@dataclass(frozen=True, slots=True)
class Way:
    """Where an article stands in the list that it was found in, in words; links have the titles they lead to."""

    back: Link
    place: str
    order: str
    previous: Link | None
    next: Link | None


def way_of(article: Article, neighbours: Neighbours, state: SearchState) -> Way:
    """The way from an article that a state led to."""
    found = "All articles" if state.is_blank else counted(neighbours.total, "article")
    return Way(
        Link(found, _list(article, neighbours, state)),
        _place(neighbours, state),
        _ORDERS[state.sort] if neighbours.place else "",
        _link(neighbours.previous, state),
        _link(neighbours.next, state),
    )


def anchor(article_id: str) -> str:
    """The name of an article's row in a list, for addresses."""
    return f"hit-{article_id}"


def _list(article: Article, neighbours: Neighbours, state: SearchState) -> str:
    """The page of the list on which the article stands, where it stands there."""
    if neighbours.place is None:
        return state.with_page(1).address
    page = -(-neighbours.place // state.per_page)
    last = last_page(neighbours.row_count, state.per_page)
    at = state.with_page(min(page, last)).address
    return at if page > last or neighbours.is_copy else f"{at}#{anchor(article.id)}"


def _place(neighbours: Neighbours, state: SearchState) -> str:
    if neighbours.place is None:
        return "This search does not find this article"
    what = "Article" if state.is_blank else "Result"
    place = f"{number(neighbours.place)} of {number(neighbours.row_count)}"
    return f"A near copy of {what.lower()} {place}" if neighbours.is_copy else f"{what} {place}"


def _link(neighbour: Neighbour | None, state: SearchState) -> Link | None:
    return Link(neighbour.title, state.article_address(neighbour.id)) if neighbour else None
