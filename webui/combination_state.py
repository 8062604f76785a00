"""CombinationState: two searches, each as the parameters of its address, and how they are combined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import parse_qsl

from indexer.query.combining import Combination, combined
from webui.parameters import Parameters
from webui.search_state import AddressError, SearchState

__all__ = ["CombinationState"]


@dataclass(frozen=True, slots=True)
class CombinationState:
    """Two states, and what is wanted of them."""

    first: SearchState
    second: SearchState
    how: Combination

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        reader = Parameters(pairs)
        how = Combination(reader.choice("how", list(Combination)))
        if reader.faults:
            raise AddressError(tuple(reader.faults), SearchState())
        first, second = (SearchState.of(parse_qsl(reader.last(name))) for name in ("first", "second"))
        return cls(first, second, how)

    @property
    def combined(self) -> SearchState:
        """The one search. Raises `QueryError` and `UsageError` where they cannot be combined."""
        return self.first.asking(combined(self.first.query, self.second.query, self.how))
