"""The page on which many terms are counted at once."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

from indexer.fields import FACETS, Field, field_named
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.query.narrowing import narrowed
from indexer.results import Segment
from indexer.term_table import MAX_PERIODS, MAX_TERMS, Column, PeriodUnit, TermCount, TermRow, TermTable
from webui.paths import TERMS
from webui.presenters.chip import Chip, chips
from webui.presenters.facet import chosen_label
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.onward import back_to, onward
from webui.presenters.results_page import search_box
from webui.presenters.understood import understood
from webui.presenters.wording import UNDATED, counted, number
from webui.search_state import SearchState
from webui.terms_state import DIVISIONS, ORDERS, TermsState

__all__ = ["Option", "TermLine", "TermsForm", "TermsPage", "terms_page"]

_ORDERS: Final = {"given": "as given", "count": "by count"}
_TOGETHER: Final = "Any of the terms"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a select; `value` is "" for the default."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class TermsForm:
    """The form: the terms, one a line, what the counts may be divided by, and what is passed on besides."""

    terms: str
    divisions: tuple[Option, ...]
    hidden: tuple[tuple[str, str], ...]
    most: str


@dataclass(frozen=True, slots=True)
class TermLine:
    """A row: counts that lead to their articles, or the mistake for which there are none, with mended lists of terms.

    A cell with no address leads nowhere.
    """

    term: str
    cells: tuple[Link, ...]
    mistake: str = ""
    mends: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TermsPage:
    """Everything that the page of many terms shows."""

    title: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    within: str
    everywhere: str
    form: TermsForm
    forms: tuple[Choice, ...]
    orders: tuple[Choice, ...]
    download: str
    headings: tuple[str, ...]
    width: int
    rows: tuple[TermLine, ...]
    together: TermLine
    back: Link
    onward: tuple[Choice, ...]


def terms_page(table: TermTable, state: TermsState) -> TermsPage:
    """The page for a state and its counts."""
    search = state.search
    filters = chips(search, lambda other: state.searching(other).address)
    headings = ("Whole archive", *(() if search.is_blank else ("This search",)), *_divided(table))
    whole = state.searching(search.with_text("").without_filters())
    return TermsPage(
        title="Many terms at once",
        box=search_box(search),
        understood=understood(search),
        chips=filters,
        clearing=state.searching(search.without_filters()).address if len(filters) > 1 else "",
        within="" if search.is_blank else f"Counted among the {counted(table.total, 'article')} of this search",
        everywhere="" if search.is_blank else whole.address,
        form=_form(state),
        forms=_forms(state),
        orders=_orders(state) if len(table.rows) > 1 else (),
        download=state.csv_address if table.rows else "",
        headings=headings,
        width=len(headings),
        rows=tuple(_line(row, table, state) for row in table.rows),
        together=TermLine(_TOGETHER, _cells(table.together, table, search, _any_of(table, search))),
        back=back_to(search, table.total),
        onward=onward(TERMS, search),
    )


def _form(state: TermsState) -> TermsForm:
    order = (("order", state.order),) if state.order != ORDERS[0] else ()
    return TermsForm(
        state.text,
        tuple(Option("" if by == DIVISIONS[0] else by, _division_text(by), by == state.division) for by in DIVISIONS),
        (*state.search.query_pairs(), *order),
        number(MAX_TERMS),
    )


def _division_text(by: str) -> str:
    field = field_named(by, FACETS)
    return field.label if field else by.capitalize()


def _forms(state: TermsState) -> tuple[Choice, ...]:
    exact = state.search.query.exact
    return (
        Choice("all forms", state.searching(state.search.with_all_forms()).address, not exact),
        Choice("as written", state.searching(state.search.with_exact_forms()).address, exact),
    )


def _orders(state: TermsState) -> tuple[Choice, ...]:
    return tuple(Choice(_ORDERS[order], state.ordered(order).address, order == state.order) for order in ORDERS)


def _divided(table: TermTable) -> tuple[str, ...]:
    """The headings of the columns that divide the articles."""
    if table.by is None or not table.columns:
        return ()
    return (*map(_heading, table.columns), _others_heading(table))


def _heading(column: Column) -> str:
    if not isinstance(column, DateRange):
        return chosen_label(column)
    first, last = (day.year for day in (column.first, column.last) if day)
    return str(first) if first == last else f"{first}s"


def _others_heading(table: TermTable) -> str:
    if isinstance(table.by, PeriodUnit):
        return UNDATED if len(table.columns) < MAX_PERIODS else f"other or {UNDATED}"
    return "others"


def _line(row: TermRow, table: TermTable, state: TermsState) -> TermLine:
    term = row.term.text
    if row.count is None:
        mends = row.mistake.suggestions if row.mistake else ()
        return TermLine(term, (), str(row.mistake), tuple(_mended(state, term, mend) for mend in mends))
    return TermLine(term, _cells(row.count, table, state.search, term))


def _mended(state: TermsState, term: str, mend: str) -> Link:
    terms = tuple(dict.fromkeys(mend if one == term else one for one in state.terms))
    return Link(mend, dataclasses.replace(state, terms=terms).address)


def _any_of(table: TermTable, search: SearchState) -> str:
    """One query for all terms that have a count; "" where there is none."""
    terms = [f"({row.term.text})" for row in table.rows if row.count]
    joined = " OR ".join(terms)
    return joined if narrowed(dataclasses.replace(search.query, text=""), joined) else ""


def _cells(count: TermCount, table: TermTable, search: SearchState, term: str) -> tuple[Link, ...]:
    """The counts of a term: in the archive, in the search where there is one, and in each column."""
    alone = search.without_filters().with_text(term) if term else None
    query = narrowed(search.query, term) if term else None
    within = search.asking(query) if query else None
    cells = [_cell(count.archive_total, alone)]
    if not search.is_blank:
        cells.append(_cell(count.total, within))
    if table.by is not None and table.columns:
        for column, of_column in zip(table.columns, count.counts, strict=True):
            cells.append(_cell(of_column, within and _within(within, column, table.by)))
        cells.append(_cell(count.others, within and _outside(within, table)))
    return tuple(cells)


def _cell(count: int, found: SearchState | None) -> Link:
    return Link(number(count), found.address if found and count else "")


def _within(state: SearchState, column: Column, by: Field | PeriodUnit) -> SearchState:
    """What a state finds in a column."""
    if isinstance(column, DateRange):
        return state.with_dates(_shared(state.query.dates, column))
    assert isinstance(by, Field)  # noqa: S101  # only facets have values
    for value in state.query.filter_of(by).included:
        state = state.without_value(by, value)
    return state.with_value(by, column)


def _outside(state: SearchState, table: TermTable) -> SearchState | None:
    """What a state finds in none of the columns; None where no search says that."""
    if not isinstance(table.by, Field):
        is_undated_alone = len(table.columns) < MAX_PERIODS
        return state.with_dates(UNDATED_ONLY) if is_undated_alone else None
    for column in table.columns:
        assert not isinstance(column, DateRange)  # noqa: S101  # only periods have dates
        state = state.excluding(table.by, column)
    return state


def _shared(dates: DateRange, period: DateRange) -> DateRange:
    """The days that two ranges share."""
    firsts = [day for day in (dates.first, period.first) if day]
    lasts = [day for day in (dates.last, period.last) if day]
    return DateRange(max(firsts), min(lasts))
