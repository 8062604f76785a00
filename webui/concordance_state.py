"""ConcordanceState: what an address says of a concordance."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from indexer.concordance import ConcordanceOrder
from webui.parameters import Parameters
from webui.paths import API_CONCORDANCE, CONCORDANCE, CONCORDANCE_CSV
from webui.search_state import AddressError, SearchState, address_of

__all__ = ["LINES_A_PAGE", "ConcordanceState"]

LINES_A_PAGE: Final = (50, 100, 200)
_PAGE: Final = frozenset(("page", "per_page"))  # mean lines here, and articles to a SearchState


@dataclass(frozen=True, slots=True)
class ConcordanceState:
    """A search, and which of its lines are shown in which order; of `search` only what is found matters."""

    search: SearchState = dataclasses.field(default_factory=SearchState)
    order: ConcordanceOrder = ConcordanceOrder.RELEVANCE
    page: int = 1
    per_page: int = LINES_A_PAGE[0]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        pairs = tuple(pairs)
        search, faults = SearchState.salvaged(pair for pair in pairs if pair[0] not in _PAGE)
        search = SearchState(search.query)
        reader = Parameters(pairs)
        state = cls(
            search,
            ConcordanceOrder(reader.choice("order", tuple(ConcordanceOrder))),
            reader.page(),
            int(reader.choice("per_page", tuple(map(str, LINES_A_PAGE)))),
        )
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        return state

    @property
    def offset(self) -> int:
        """How many lines come before this page."""
        return (self.page - 1) * self.per_page

    def searching(self, search: SearchState) -> Self:
        """With the matches of another search, from the first page."""
        return dataclasses.replace(self, search=SearchState(search.query), page=1)

    def with_order(self, order: ConcordanceOrder) -> Self:
        """In another order, from the first page."""
        return dataclasses.replace(self, order=order, page=1)

    def with_page(self, page: int) -> Self:
        """At another page, the first being 1."""
        return dataclasses.replace(self, page=page)

    def with_per_page(self, per_page: int) -> Self:
        """With so many lines a page, from the first."""
        return dataclasses.replace(self, per_page=per_page, page=1)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters that say this state; defaults are left out."""
        per_page = () if self.per_page == LINES_A_PAGE[0] else (("per_page", str(self.per_page)),)
        page = () if self.page == 1 else (("page", str(self.page)),)
        return (*self.search.query_pairs(), *self._order(), *per_page, *page)

    def form_fields(self) -> tuple[tuple[str, str], ...]:
        """The parameters that the search box passes on, hidden."""
        return tuple(pair for pair in self.with_page(1).pairs() if pair[0] != "q")

    @property
    def address(self) -> str:
        """Where this state is shown."""
        return address_of(CONCORDANCE, self.pairs())

    @property
    def api_address(self) -> str:
        """Where this state is answered in JSON."""
        return address_of(API_CONCORDANCE, self.pairs())

    @property
    def csv_address(self) -> str:
        """Where all lines can be had as a file, in this order."""
        return self.search.at(CONCORDANCE_CSV, *self._order())

    def line_address(self, article_id: str, place: int) -> str:
        """Where an article is shown at one of its matches."""
        return f"{self.search.article_address(article_id)}#match-{place}"

    def _order(self) -> tuple[tuple[str, str], ...]:
        return () if self.order is ConcordanceOrder.RELEVANCE else (("order", self.order.value),)
