"""Asking: a SearchState put to an archive."""

from __future__ import annotations

from typing import Final

from indexer import Archive, Hit
from indexer.answer import Answer, answer
from indexer.errors import UsageError
from indexer.facet_page import FacetPage
from indexer.fields import FACETS
from webui.facet_state import VALUES_ON_PAGE, FacetState
from webui.search_state import MAX_DEPTH, SearchState

__all__ = ["FACET_PREVIEW", "TooDeepError", "ask", "ask_facet", "ask_similar", "count_hits"]

FACET_PREVIEW: Final = 6  # values of a facet that stand beside the results


class TooDeepError(UsageError):
    """A page lies further down than anyone pages."""


def ask(archive: Archive, state: SearchState, facet_preview: int = FACET_PREVIEW) -> Answer:
    """What a state finds: its page of hits, and all facets with their first values.

    Raises `QueryError` for a mistake in the text, `TooDeepError` beyond `MAX_DEPTH`.
    """
    if state.is_too_deep:
        raise TooDeepError(
            f"Only the first {MAX_DEPTH:,} articles of a search can be paged through. "
            "Narrow it by a date, a filter or another word, or sort it the other way round."
        )
    return answer(
        archive,
        state.query,
        sort=state.sort,
        offset=state.offset,
        limit=state.per_page,
        grouped=state.grouped,
        facets=[facet.name for facet in FACETS],
        facet_limit=facet_preview,
    )


def ask_facet(archive: Archive, state: FacetState) -> FacetPage:
    """The page of a facet's values that a state asks for. Raises `QueryError` for a mistake in the text."""
    return archive.facet(
        state.search.query,
        state.field.name,
        containing=state.containing,
        order=state.order,
        offset=state.offset,
        limit=VALUES_ON_PAGE,
    )


def ask_similar(archive: Archive, article_id: str, state: SearchState) -> tuple[Hit, ...]:
    """The articles most like one, of those that pass a state's filters: as many as a page has."""
    query = state.query
    return archive.similar(
        article_id,
        filters={one.field.name: one.included for one in query.filters},
        exclude={one.field.name: one.excluded for one in query.filters},
        dates="none" if query.dates.undated else (query.dates.first, query.dates.last),
        limit=state.per_page,
    )


def count_hits(archive: Archive, state: SearchState) -> int:
    """How many articles a state finds."""
    return archive.search(state.query, limit=0, facets=[]).total
