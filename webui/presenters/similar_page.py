"""The page of articles that are like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.articles.article import Article
from indexer.results import Hit
from webui.addresses import Addresses
from webui.parameters import PAGE_SIZES
from webui.paths import ARTICLES, SIMILAR
from webui.presenters.chip import Chip, chips
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.results_page import HitView, hit_view
from webui.search_state import SearchState

__all__ = ["SimilarPage", "similar_address", "similar_page"]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """Everything that the page shows. `chips` are filters: only articles that pass them are looked at."""

    title: str
    box: SearchBox
    like: Link
    chips: tuple[Chip, ...]
    clearing: str
    sizes: tuple[Choice, ...]
    hits: tuple[HitView, ...]


def similar_page(article: Article, hits: Sequence[Hit], state: SearchState, base: str = "") -> SimilarPage:
    """The page for an article and what is like it, best first; `base` is what comes before paths."""

    def address(state: SearchState) -> str:
        return similar_address(article.id, state)

    filters = chips(state, address)
    addresses = Addresses(SearchState())
    return SimilarPage(
        title=f"More like “{article.title}”",
        box=SearchBox(),
        like=Link(article.title, ARTICLES + article.id),
        chips=filters,
        clearing=address(state.without_filters()) if len(filters) > 1 else "",
        sizes=tuple(
            Choice(str(size), address(state.with_per_page(size)), size == state.per_page) for size in PAGE_SIZES
        ),
        hits=tuple(hit_view(hit, addresses, base) for hit in hits),
    )


def similar_address(article_id: str, state: SearchState) -> str:
    """Where articles like one are shown, of those that pass a state's filters, and as many as its pages have."""
    count = () if state.per_page == PAGE_SIZES[0] else (("per_page", str(state.per_page)),)
    return state.with_text("").at(SIMILAR + article_id, *count)
