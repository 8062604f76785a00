"""How the words of a search combine, and which of their forms are meant: choices beside what it finds."""

from __future__ import annotations

from webui.presenters.chip import Addressed
from webui.presenters.link import Choice
from webui.search_state import SearchState

__all__ = ["form_choices", "match_choices"]


def match_choices(state: SearchState, addressed: Addressed = lambda state: state.address) -> tuple[Choice, ...]:
    """All words or any: a choice where there are several. `addressed` as in `chips`."""
    if len(state.query.text.split()) < 2:
        return ()
    any_word = state.query.match == "any"
    return (
        Choice("all words", addressed(state.matching("all")), not any_word),
        Choice("any word", addressed(state.matching("any")), any_word),
    )


def form_choices(state: SearchState, addressed: Addressed = lambda state: state.address) -> tuple[Choice, ...]:
    """All forms of a word or the one written. `addressed` as in `chips`."""
    if not state.query.text:
        return ()
    exact = state.query.exact
    return (
        Choice("all forms", addressed(state.with_all_forms()), not exact),
        Choice("as written", addressed(state.with_exact_forms()), exact),
    )
