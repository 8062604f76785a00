"""A facet beside the results: its values, what they count and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.fields import Field
from indexer.results import Facet, FacetValue
from webui.asking import FACET_PREVIEW
from webui.presenters.link import Link
from webui.presenters.wording import number
from webui.search_state import SearchState

__all__ = ["NONE_GIVEN", "FacetList", "FacetRow", "chosen_label", "facet_list", "is_telling"]

NONE_GIVEN: Final = "none given"


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A value. `chosen` is "on", "out" or ""; `address` toggles it, `excluding` rules it out or is ""."""

    label: str
    count: str
    chosen: str
    address: str
    excluding: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """The values of one facet; `left_out` says how many are not shown, `opener` shows or hides them."""

    name: str
    heading: str
    rows: tuple[FacetRow, ...]
    opener: Link | None
    left_out: str


def facet_list(facet: Facet, state: SearchState) -> FacetList:
    """A facet, its first values or all of them as the state says."""
    field = facet.field
    opened = field in state.opened
    values = facet.values if opened else _preview(facet.values)
    missing = facet.distinct - sum(1 for value in values if value.value is not None and value.count)
    opener = None
    if opened:
        opener = Link(f"Fewer {field.plural}", _at(state.closing(field), field))
    elif missing > 0:
        opener = Link(f"More {field.plural}…", _at(state.opening(field), field))
    return FacetList(
        field.name,
        field.label,
        tuple(_row(field, value, state) for value in values),
        opener,
        f"and {number(missing)} more" if missing > 0 else "",
    )


def is_telling(facet: Facet) -> bool:
    """Whether a facet divides what was found: it has a value, or a choice that can be taken back."""
    return any(value.value is not None or value.selected or value.excluded for value in facet.values)


def chosen_label(value: str | None) -> str:
    """A facet value in words."""
    return NONE_GIVEN if value is None else value


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


def _row(field: Field, value: FacetValue, state: SearchState) -> FacetRow:
    chosen = "out" if value.excluded else "on" if value.selected else ""
    after = state.without_value(field, value.value) if chosen else state.with_value(field, value.value)
    return FacetRow(
        chosen_label(value.value),
        number(value.count),
        chosen,
        after.address,
        "" if chosen else state.excluding(field, value.value).address,
    )


def _at(state: SearchState, field: Field) -> str:
    """Where the state is shown, at this facet."""
    return f"{state.address}#{field.name}"
