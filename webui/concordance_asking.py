"""Asking for lines: a ConcordanceState put to an archive."""

from __future__ import annotations

from typing import Final

from indexer import Archive
from indexer.concordance import Concordance
from webui.concordance_state import ConcordanceState

__all__ = ["ask_for_lines"]

_CONTEXT: Final = 72  # characters on each side: about as many as a wide window has room for


def ask_for_lines(archive: Archive, state: ConcordanceState) -> Concordance:
    """The lines of a state's page. Raises `QueryError` for a mistake in the text."""
    return archive.concordance(
        state.search.query, order=state.order, offset=state.offset, limit=state.per_page, context=_CONTEXT
    )
