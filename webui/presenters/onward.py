"""The ways to look further into a search, from its results and from one another."""

from __future__ import annotations

from webui.paths import CONCORDANCE, KEYWORDS, SAMPLE, SEARCH, TERMS, TIMELINE
from webui.presenters.link import Choice
from webui.search_state import SearchState

__all__ = ["onward"]


def onward(path: str, state: SearchState) -> tuple[Choice, ...]:
    """The pages that show what a state finds otherwise than the one at a path does, which is chosen."""
    ways = [("Results", state.address, SEARCH)] if path != SEARCH else []
    if not state.is_blank and path != SEARCH:  # there the words themselves lead to their page
        ways.append(("Words that keep company", state.at(KEYWORDS), KEYWORDS))
    if state.query.text:
        ways.append(("Concordance", state.at(CONCORDANCE), CONCORDANCE))
    ways += [
        ("Over time", state.at(TIMELINE), TIMELINE),
        ("A random sample", state.at(SAMPLE), SAMPLE),
        ("Many terms at once", state.at(TERMS), TERMS),
    ]
    return tuple(Choice(text, address, page == path) for text, address, page in ways)
