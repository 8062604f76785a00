"""The form of the page over time: its queries, with what is wrong in them, and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.errors import CarrelError, QueriesError, QueryError
from indexer.timeline import MAX_QUERIES
from webui.presenters.error_page import Mistake, mistake_at
from webui.presenters.link import Link
from webui.timeline_state import TimelineState

__all__ = ["QueryInput", "TimelineForm", "timeline_form"]

_FEWEST: Final = 3  # inputs, so that there is always one to compare with
_EMPTY: Final = 2  # inputs beside those that are filled in
_MOST: Final = 2 * MAX_QUERIES  # inputs where more queries are given than can be compared


@dataclass(frozen=True, slots=True)
class QueryInput:
    """An input, numbered from 1, and what is wrong with its query: "" for nothing; `mends` are what may be meant."""

    number: int
    text: str
    message: str = ""
    mistake: Mistake | None = None
    mends: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineForm:
    """The form: `first` and `last` are the typed dates, `hidden` is what it passes on besides."""

    inputs: tuple[QueryInput, ...]
    first: str
    last: str
    hidden: tuple[tuple[str, str], ...]


def timeline_form(state: TimelineState, error: CarrelError | None = None) -> TimelineForm:
    """The form of a state, filled in, with room for more queries."""
    mistakes = dict(error.mistakes) if isinstance(error, QueriesError) else {}
    room = min(max(len(state.queries) + _EMPTY, _FEWEST), MAX_QUERIES)
    texts = state.queries[:_MOST] + ("",) * (room - len(state.queries))
    inputs = tuple(_input(place, text, mistakes.get(place), state) for place, text in enumerate(texts))
    first, last = state.search.written_dates
    return TimelineForm(inputs, first, last, state.form_fields())


def _input(place: int, text: str, error: QueryError | None, state: TimelineState) -> QueryInput:
    if error is None:
        return QueryInput(place + 1, text)
    before, after = state.queries[:place], state.queries[place + 1 :]
    return QueryInput(
        place + 1,
        text,
        str(error),
        None if error.position is None else mistake_at(text, error.position),
        tuple(
            Link(f"Instead: {meant}", state.with_queries((*before, meant, *after)).address)
            for meant in error.suggestions
        ),
    )
