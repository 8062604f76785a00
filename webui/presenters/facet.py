"""A facet beside the results: its values, what they count and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.fields import Field
from indexer.results import Facet, FacetValue
from webui.addresses import Addresses
from webui.asking import FACET_PREVIEW
from webui.facet_state import FacetState
from webui.presenters.link import Link
from webui.presenters.wording import number
from webui.search_state import NONE, SearchState

__all__ = ["NONE_GIVEN", "FacetList", "FacetRow", "TickBox", "chosen_label", "facet_list", "facet_row", "is_telling"]

NONE_GIVEN: Final = "none given"


@dataclass(frozen=True, slots=True)
class TickBox:
    """The parameter that a ticked value is sent as."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value. `chosen` is "on", "out" or ""; `address` toggles it, `excluding` rules it out or is "".

    `tick` is its box, which a value that is ruled out does not have. `place` tells the row from all others of the
    page, whatever becomes of it.
    """

    label: str
    count: str
    chosen: str
    address: str
    excluding: str
    tick: TickBox | None
    place: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """The first values of one facet; `left_out` says how many are not shown, `opener` leads to them all."""

    name: str
    heading: str
    rows: tuple[FacetRow, ...]
    opener: Link | None
    left_out: str


def facet_list(facet: Facet, state: SearchState) -> FacetList:
    """A facet with its first values."""
    field = facet.field
    values = _preview(facet.values)
    addresses = Addresses(state)
    missing = facet.distinct - sum(1 for value in values if value.value is not None and value.count)
    return FacetList(
        field.name,
        field.label,
        tuple(facet_row(field, value, addresses) for value in values),
        Link(f"More {field.plural}…", FacetState(field, state).address) if missing > 0 else None,
        f"and {number(missing)} more" if missing > 0 else "",
    )


def facet_row(field: Field, value: FacetValue, addresses: Addresses) -> FacetRow:
    """A value of a facet, in a search."""
    name = value.value
    chosen = "out" if value.excluded else "on" if value.selected else ""
    label = chosen_label(name)
    return FacetRow(
        label,
        number(value.count),
        chosen,
        addresses.state.without_value(field, name).address if chosen else addresses.with_value(field, name),
        "" if chosen else addresses.excluding(field, name),
        None if value.excluded else _tick_box(field, name),
        f"{field.name}={'' if name is None else label}",
    )


def is_telling(facet: Facet) -> bool:
    """Whether a facet divides what was found: it has a value, or a choice that can be taken back."""
    return any(value.value is not None or value.selected or value.excluded for value in facet.values)


def chosen_label(value: str | None) -> str:
    """A facet value in words."""
    return NONE_GIVEN if value is None else value


def _tick_box(field: Field, value: str | None) -> TickBox:
    return TickBox(NONE, field.name) if value is None else TickBox(field.name, value)


def _preview(values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
    """The first values, with what is chosen and "none given" on top of these."""
    shown = []
    room = FACET_PREVIEW
    for value in values:
        pinned = value.selected or value.excluded or value.value is None
        if pinned or room:
            shown.append(value)
            room -= not pinned
    return tuple(shown)
