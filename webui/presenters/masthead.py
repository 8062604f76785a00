"""The masthead's links: the search that is being looked at, seen another way, and what stands by itself."""

from __future__ import annotations

from typing import Final

from webui.paths import ABOUT, CONCORDANCE, HELP, READING_LIST, TIMELINE
from webui.presenters.link import Choice
from webui.search_state import SearchState

__all__ = ["masthead"]

_OF_THE_SEARCH: Final = (("Over time", TIMELINE), ("Concordance", CONCORDANCE))
_BY_THEMSELVES: Final = (("Reading list", READING_LIST), ("About", ABOUT), ("Help", HELP))


def masthead(path: str, state: SearchState) -> tuple[Choice, ...]:
    """The links of a page that is at a path and has a state."""
    of_the_search = [(text, page, state.at(page)) for text, page in _OF_THE_SEARCH]
    by_themselves = [(text, page, page) for text, page in _BY_THEMSELVES]
    return tuple(Choice(text, address, page == path) for text, page, address in (*of_the_search, *by_themselves))
