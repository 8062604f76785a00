"""The written forms that a term of the query matched, each of which can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.query.dropping import with_each_form, without_each_form
from indexer.query.query import Query
from indexer.term_forms import TermForms
from webui.presenters.link import Link
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["FormList", "FormLists", "FormRow", "form_lists"]

BAR_WIDTH: Final = 100.0
_MOST_LISTS: Final = 12  # beside one page


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form, how many articles found have it, a bar as long, and the search without it; "" where there is none."""

    form: str
    count: str
    bar: float
    dropping: str


@dataclass(frozen=True, slots=True)
class FormList:
    """The forms of one term; `taken_out` lead to the search with a form that was left out."""

    heading: str
    rows: tuple[FormRow, ...]
    left_out: str
    taken_out: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FormLists:
    """The lists that say something, and in words how many there would be besides."""

    lists: tuple[FormList, ...]
    left_out: str


def form_lists(terms: tuple[TermForms, ...], state: SearchState) -> FormLists:
    """The lists of terms whose forms say more than the query did."""
    telling = [term for term in terms if term.is_telling]
    hidden = len(telling) - _MOST_LISTS
    return FormLists(
        tuple(_form_list(term, state) for term in telling[:_MOST_LISTS]),
        f"The forms of {counted(hidden, 'more word')} are not listed." if hidden > 0 else "",
    )


def _form_list(term: TermForms, state: SearchState) -> FormList:
    hidden = term.distinct - len(term.forms)
    again = zip(term.leaf.without, with_each_form(state.query, term), strict=True)
    return FormList(
        f"Forms of “{term.typed}”" + (f" in {term.field.label}" if term.field else ""),
        tuple(_rows(term, state)),
        f"and {number(hidden)} more" if hidden else "",
        tuple(Link(form, _address(query, state)) for form, query in again),
    )


def _rows(term: TermForms, state: SearchState) -> Iterator[FormRow]:
    """The rows of a list; the only form there is cannot be left out."""
    most = max((one.count for one in term.forms), default=1)
    without = without_each_form(state.query, term) if len(term.forms) > 1 else (None,) * len(term.forms)
    for one, query in zip(term.forms, without, strict=True):
        yield FormRow(one.form, number(one.count), round(BAR_WIDTH * one.count / most, 1), _address(query, state))


def _address(query: Query | None, state: SearchState) -> str:
    return state.asking(query).address if query else ""
