"""TermsState: what an address says of many terms that are counted at once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from indexer.fields import FACETS
from indexer.term_table import MAX_TERMS, PeriodUnit
from webui.parameters import Fault, Parameters
from webui.paths import API_TERMS, TERMS, TERMS_CSV
from webui.search_state import AddressError, SearchState

__all__ = ["DIVISIONS", "ORDERS", "TermsState"]

_UNDIVIDED: Final = "nothing"
DIVISIONS: Final = (_UNDIVIDED, *(field.name for field in FACETS), *PeriodUnit)
ORDERS: Final = ("given", "count")


@dataclass(frozen=True, slots=True)
class TermsState:
    """A search, the terms that are counted in it, by what the counts are divided, and in which order they stand.

    `terms`: each once, none empty. `by` is the name of a facet, "year" or "decade", or None. `search` holds the
    filters and, where there is one, the query that all articles counted have to match besides.
    """

    search: SearchState
    terms: tuple[str, ...] = ()
    by: str | None = None
    order: str = ORDERS[0]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        given = tuple(pairs)
        search, faults = SearchState.salvaged(given)
        reader = Parameters(given)
        by = reader.choice("by", DIVISIONS)
        order = reader.choice("order", ORDERS)
        lines = "\n".join(reader.given.get("terms", ())).splitlines()
        terms = tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
        faults = (*faults, *reader.faults)
        if len(terms) > MAX_TERMS:
            message = f"These are {len(terms):,} terms; at most {MAX_TERMS} can be counted at once. Take some out."
            faults = (*faults, Fault("terms", "\n".join(terms), message))
        if faults:
            raise AddressError(faults, search)
        return cls(search, terms, None if by == _UNDIVIDED else by, order)

    def divided(self, by: str) -> Self:
        """With the counts divided by one of `DIVISIONS`."""
        return dataclasses.replace(self, by=None if by == _UNDIVIDED else by)

    def ordered(self, order: str) -> Self:
        """With the terms in another order."""
        return dataclasses.replace(self, order=order)

    def searching(self, search: SearchState) -> Self:
        """In another search."""
        return dataclasses.replace(self, search=search)

    @property
    def division(self) -> str:
        """Which of `DIVISIONS` it is."""
        return self.by or _UNDIVIDED

    @property
    def text(self) -> str:
        """The terms, one a line."""
        return "\n".join(self.terms)

    @property
    def address(self) -> str:
        """Where the counts are shown."""
        return self.search.at(TERMS, *self._own_pairs)

    @property
    def csv_address(self) -> str:
        """Where the counts are a CSV file."""
        return self.search.at(TERMS_CSV, *self._own_pairs)

    @property
    def api_address(self) -> str:
        """Where the counts are answered in JSON."""
        return self.search.at(API_TERMS, *self._own_pairs)

    @property
    def _own_pairs(self) -> tuple[tuple[str, str], ...]:
        optional = (
            ("order", "" if self.order == ORDERS[0] else self.order),
            ("terms", self.text),
            ("by", self.by or ""),
        )
        return tuple(pair for pair in optional if pair[1])
