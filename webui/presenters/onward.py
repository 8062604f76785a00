"""The ways to look further into a search, from its results and from one another, and the way back to its results."""

from __future__ import annotations

from webui.paths import CONCORDANCE, KEYWORDS, SAMPLE, SEARCH, TERMS, TIMELINE
from webui.presenters.link import Choice, Link
from webui.presenters.wording import counted
from webui.search_state import SearchState

__all__ = ["back_to", "onward"]


def onward(path: str, state: SearchState) -> tuple[Choice, ...]:
    """The pages that show what a state finds otherwise than the one at a path does, which is chosen."""
    ways = []
    if not state.is_blank and path != SEARCH:  # there the words themselves lead to their page
        ways.append(("Words that keep company", state.at(KEYWORDS), KEYWORDS))
    ways.append(("Over time", state.at(TIMELINE), TIMELINE))
    if state.query.text:
        ways.append(("Concordance", state.at(CONCORDANCE), CONCORDANCE))
    ways += [
        ("A random sample", state.at(SAMPLE), SAMPLE),
        ("Many terms at once", state.at(TERMS), TERMS),
    ]
    return tuple(Choice(text, address, page == path) for text, address, page in ways)


def back_to(state: SearchState, total: int) -> Link:
    """The way back to the articles that a state finds, so many."""
    return Link("All articles" if state.is_blank else counted(total, "article"), state.address)
