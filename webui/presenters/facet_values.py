"""The page of all values of a facet: to be looked through, ticked and applied at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.facet_page import FacetOrder, FacetPage
from indexer.results import Segment
from webui.addresses import Addresses
from webui.facet_state import VALUES_ON_PAGE, FacetState
from webui.presenters.facet import FacetRow, facet_row
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.pagination import Pagination, page_links
from webui.presenters.results_page import search_box
from webui.presenters.search_title import search_title
from webui.presenters.understood import understood
from webui.presenters.wording import counted, number

__all__ = ["FacetValues", "facet_values"]

_ORDERS: Final = {FacetOrder.COUNT: "most articles first", FacetOrder.NAME: "A–Z"}


@dataclass(frozen=True, slots=True)
class FacetValues:
    """Everything that the page of a facet's values shows.

    The list is one form at `action`, so that ticks are kept from page to page: the addresses of `orders` and `pages`
    are the values that its buttons send, "" being none. `order` is the order in force, or "" for the default.
    """

    title: str
    box: SearchBox
    heading: str
    understood: tuple[Segment, ...]
    back: Link
    action: str
    hidden: tuple[tuple[str, str], ...]
    containing: str
    finding: str
    order: str
    orders: tuple[Choice, ...]
    summary: str
    chosen: tuple[FacetRow, ...]
    rows: tuple[FacetRow, ...]
    nothing: str
    pages: Pagination | None
    past_end: Link | None


def facet_values(page: FacetPage, state: FacetState) -> FacetValues:
    """The page for a state and the values that it has found."""
    field = state.field
    last = max(1, -(-page.listed // VALUES_ON_PAGE))
    past_end = state.page > last
    chosen = tuple(one for one in page.values if one.selected or one.excluded)
    addresses = Addresses(state.search)
    others = tuple(one for one in page.values if not one.selected and not one.excluded)
    return FacetValues(
        title=f"{field.plural.capitalize()}: {search_title(state.search)}",
        box=search_box(state.search),
        heading=field.plural.capitalize(),
        understood=understood(state.search),
        back=Link("Back to the results", state.search.address),
        action=state.path,
        hidden=state.form_fields(),
        containing=state.containing,
        finding=f"Find {field.plural} by name",
        order="" if state.order is FacetOrder.COUNT else str(state.order),
        orders=tuple(Choice(text, str(order), order is state.order) for order, text in _ORDERS.items()),
        summary=_summary(page),
        chosen=tuple(facet_row(field, one, addresses) for one in chosen),
        rows=tuple(facet_row(field, one, addresses) for one in others),
        nothing=_nothing(page) if not others and not past_end else "",
        pages=page_links(state.page, last, str),
        past_end=Link(f"This list ends at page {number(last)}", state.with_page(last).address) if past_end else None,
    )


def _summary(page: FacetPage) -> str:
    """How many values there are: 1,204 authors; 37 of 1,204 authors."""
    field = page.part.field
    all_values = counted(page.distinct, field.label.lower(), field.plural)
    return f"{number(page.matching)} of {all_values}" if page.part.containing else all_values


def _nothing(page: FacetPage) -> str:
    """Why there is nothing to tick besides what is ticked."""
    field = page.part.field
    containing = page.part.containing
    if page.matching:
        return f"All {field.plural} with “{containing}” in their names are chosen." if containing else ""
    if containing and page.distinct:
        return f"No name among the {field.plural} has “{containing}” in it."
    return f"The articles found have no {field.plural}."
