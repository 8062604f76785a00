"""FacetState: what an address says of the list of a facet's values, in the search that it belongs to."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from indexer.facet_page import FacetOrder
from indexer.fields import FACETS, Field
from webui.parameters import Parameters
from webui.paths import API_FACETS
from webui.paths import FACETS as FACET_PAGES
from webui.search_state import AddressError, SearchState, address_of

__all__ = ["FACET_PATH", "VALUES_ON_PAGE", "FacetState"]

# Where a path has the name of a facet, as Werkzeug's rules say it: an address with another one leads nowhere.
FACET_PATH: Final = f"<any({','.join(field.name for field in FACETS)}):name>"
VALUES_ON_PAGE: Final = 100
_FIELDS: Final = {field.name: field for field in FACETS}


@dataclass(frozen=True, slots=True)
class FacetState:
    """Which values of a facet are shown, in the company of a search whose filter says which of them are ticked.

    `applied`: the form was sent to search with what is ticked. It is in no address that a state gives.
    """

    field: Field
    search: SearchState = dataclasses.field(default_factory=SearchState)
    containing: str = ""
    order: FacetOrder = FacetOrder.COUNT
    page: int = 1
    applied: bool = False

    @classmethod
    def of(cls, name: str, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say of a facet. Raises `AddressError` where one is malformed."""
        pairs = tuple(pairs)
        search, faults = SearchState.salvaged(pair for pair in pairs if pair[0] != "page")
        reader = Parameters(pairs)
        state = cls(
            _FIELDS[name],
            search,
            reader.last("containing"),
            FacetOrder(reader.choice("order", tuple(FacetOrder))),
            reader.page(),
            bool(reader.last("apply")),
        )
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        return state

    @property
    def offset(self) -> int:
        """How many values come before this page."""
        return (self.page - 1) * VALUES_ON_PAGE

    @property
    def path(self) -> str:
        """Where the form of this state leads."""
        return FACET_PAGES + self.field.name

    @property
    def address(self) -> str:
        """Where this state is shown."""
        return address_of(self.path, self.pairs())

    @property
    def api_address(self) -> str:
        """Where this state is answered in JSON."""
        return address_of(API_FACETS + self.field.name, self.pairs())

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters that say this state; defaults are left out."""
        own = (
            ("containing", self.containing),
            ("order", "" if self.order is FacetOrder.COUNT else str(self.order)),
            ("page", "" if self.page == 1 else str(self.page)),
        )
        return (*self.search.with_page(1).pairs(), *(pair for pair in own if pair[1]))

    def form_fields(self) -> tuple[tuple[str, str], ...]:
        """The parameters that the page's form passes on, hidden: those of the search but for what is ticked."""
        return self.search.fields_beside_ticks(self.field)

    def with_page(self, page: int) -> Self:
        """At another page, the first being 1."""
        return dataclasses.replace(self, page=page)
