"""How a search was understood: the sentence above what it found."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.query.explain import in_words
from indexer.results import Segment
from indexer.term_forms import TermForms
from webui.readers_form import readers_form
from webui.search_state import SearchState

__all__ = ["understood"]


def understood(state: SearchState, terms: Iterable[TermForms] = ()) -> tuple[Segment, ...]:
    """What a search finds, in words; nothing where it asks for nothing. `terms` as in `in_words`."""
    return () if state.is_blank else in_words(state.query, terms, month_first=readers_form().has_month_first)
