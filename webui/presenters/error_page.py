"""The page that says what went wrong and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.errors import ArchiveError, CarrelError, NoArchiveError, QueriesError, QueryError, UnknownArticleError
from webui.asking import TooDeepError
from webui.presenters.date_facet import DateForm, date_form
from webui.presenters.help_page import help_link
from webui.presenters.link import Link, SearchBox
from webui.presenters.results_page import search_box
from webui.search_state import AddressError, SearchState

__all__ = ["ErrorPage", "Mistake", "error_page", "http_error_page", "mistake_at"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A query around the place where its mistake lies."""

    before: str
    place: str
    after: str


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Everything that an error page shows.

    `dates` is the form to correct, `command` what to type, `help` where to read about it.
    """

    status: int
    title: str
    box: SearchBox
    messages: tuple[str, ...]
    ways_on: tuple[Link, ...]
    mistake: Mistake | None = None
    dates: DateForm | None = None
    command: str = ""
    help: Link | None = None


def error_page(error: CarrelError, state: SearchState) -> ErrorPage:
    """The page for an error that a user can cause; `state` is what the address says otherwise."""
    box = search_box(state)
    messages: tuple[str, ...] = (str(error),)
    whole_archive = Link("All articles of the archive", SearchState().address)
    match error:
        case QueriesError(mistakes=mistakes):
            messages = tuple(f"Query {place + 1}: {mistake}" for place, mistake in mistakes)
            return ErrorPage(400, "Some queries cannot be read", box, messages, (whole_archive,))
        case QueryError():
            meant = (Link(f"Search for {one}", state.with_text(one).address) for one in error.suggestions)
            ways_on: tuple[Link, ...] = (*meant, whole_archive)
            to_help = help_link(state.query.text, error.position)
            if error.position is None:
                return ErrorPage(400, "This search asks for too much", box, messages, ways_on, help=to_help)
            mistake = mistake_at(state.query.text, error.position)
            return ErrorPage(400, "This query cannot be read", box, messages, ways_on, mistake=mistake, help=to_help)
        case AddressError():
            messages = tuple(dict.fromkeys(fault.message for fault in error.faults))
            ways_on = (Link("Search without it", state.address),)
            return ErrorPage(
                400, "This address cannot be read", box, messages, ways_on, dates=_dates_to_correct(error, state)
            )
        case TooDeepError():
            ways_on = (Link("The first page of this search", state.with_page(1).address),)
            return ErrorPage(400, "Too far down", box, messages, ways_on)
        case UnknownArticleError():
            return ErrorPage(404, "No such article", box, messages, (whole_archive,))
        case NoArchiveError():
            return ErrorPage(503, "There is nothing to search yet", box, messages, (), command="carrel build")
        case ArchiveError():
            return ErrorPage(503, "The archive cannot be opened", box, messages, (), command="carrel build")
        case _:
            return ErrorPage(400, "This cannot be done", box, messages, (whole_archive,))


def http_error_page(status: int, title: str, message: str) -> ErrorPage:
    """The page for an error of the web itself."""
    return ErrorPage(
        status, title, SearchBox(), (message,), (Link("All articles of the archive", SearchState().address),)
    )


def mistake_at(text: str, position: int) -> Mistake | None:
    """The query in three parts, the middle one being the mistake; at the end it is a gap."""
    if not text:
        return None
    position = max(0, min(position, len(text)))
    end = text.find(" ", position + 1)
    end = len(text) if end < 0 else end
    return Mistake(text[:position], text[position:end] or " ", text[end:])


def _dates_to_correct(error: AddressError, state: SearchState) -> DateForm | None:
    """The form for dates with what was typed in it, where a date is at fault."""
    typed = {fault.parameter: fault.value for fault in error.faults if fault.parameter in ("from", "to")}
    if not typed:
        return None
    form = date_form(state)
    return DateForm(typed.get("from", form.first), typed.get("to", form.last), form.hidden)
