"""Asking: a SearchState put to an archive."""

from __future__ import annotations

from typing import Final

from indexer import Archive
from indexer.answer import Answer, answer
from indexer.errors import UsageError
from indexer.fields import FACETS
from webui.search_state import MAX_DEPTH, SearchState

__all__ = ["FACET_PREVIEW", "TooDeepError", "ask", "count_hits"]

FACET_PREVIEW: Final = 6  # values of a facet that stand beside the results
_FACET_LIMIT: Final = 1_000  # values of a facet that was opened


class TooDeepError(UsageError):
    """A page lies further down than anyone pages."""


def ask(archive: Archive, state: SearchState, facet_preview: int = FACET_PREVIEW) -> Answer:
    """What a state finds: its page of hits, and all facets with their first values, or all if one is opened.

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
        facets=[facet.name for facet in FACETS],
        facet_limit=_FACET_LIMIT if state.opened else facet_preview,
    )


def count_hits(archive: Archive, state: SearchState) -> int:
    """How many articles a state finds."""
    return archive.search(state.query, limit=0, facets=[]).total
