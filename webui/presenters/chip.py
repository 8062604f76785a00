"""Chips: the filters in force, each with the way to be rid of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from indexer.fields import DATE
from webui.presenters.facet import chosen_label
from webui.presenters.wording import range_in_words
from webui.search_state import SearchState

__all__ = ["Addressed", "Chip", "chips"]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: the facet's label, the value, whether it is ruled out, and where removing it leads."""

    label: str
    value: str
    excluded: bool
    removing: str

    @property
    def text(self) -> str:
        """What it says of the articles found."""
        return f"not {self.value}" if self.excluded else self.value


# The address at which a page shows another state.
Addressed: TypeAlias = Callable[[SearchState], str]


def chips(state: SearchState, addressed: Addressed = lambda state: state.address) -> tuple[Chip, ...]:
    """The chips of a state's filters; `addressed` says where a page shows another state, at /search if not given."""
    found = [
        Chip(chosen.field.label, chosen_label(value), excluded, addressed(state.without_value(chosen.field, value)))
        for chosen in state.query.filters
        for excluded, values in ((False, chosen.included), (True, chosen.excluded))
        for value in values
    ]
    if state.query.dates:
        removing = addressed(state.without_dates())
        found.append(Chip(DATE.label, range_in_words(state.query.dates), excluded=False, removing=removing))
    return tuple(found)
