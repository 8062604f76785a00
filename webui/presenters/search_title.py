"""What a search is called, in the titles of pages."""

from __future__ import annotations

from webui.presenters.chip import chips
from webui.search_state import SearchState

__all__ = ["search_title"]


def search_title(state: SearchState) -> str:
    """The query and its filters: idlib, Europe, not History."""
    parts = [state.query.text] if state.query.text else []
    parts += [chip.text for chip in chips(state)]
    return ", ".join(parts) or "All articles"
