"""SampleState: what an address says of a sample of a search's articles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from webui.parameters import LAST_NUMBER, Parameters
from webui.paths import API_SAMPLE, EXPORT, SAMPLE
from webui.search_state import AddressError, SearchState

__all__ = ["MAX_SEED", "SAMPLE_SIZES", "SampleState"]

SAMPLE_SIZES: Final = (10, 20, 50, 100, 500)
_FIRST_SIZE: Final = 50
_FIRST_SEED: Final = 1
MAX_SEED: Final = LAST_NUMBER


@dataclass(frozen=True, slots=True)
class SampleState:
    """A search, how many of its articles are drawn, and the seed that says which."""

    search: SearchState
    size: int = _FIRST_SIZE
    seed: int = _FIRST_SEED

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        given = tuple(pairs)
        search, faults = SearchState.salvaged(given)
        reader = Parameters(given)
        size = reader.number("size", _FIRST_SIZE, first=1, last=SAMPLE_SIZES[-1])
        seed = reader.number("seed", _FIRST_SEED)
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        return cls(search, size, seed)

    def with_size(self, size: int) -> Self:
        """With so many articles."""
        return dataclasses.replace(self, size=size)

    def with_next_seed(self) -> Self:
        """With other articles; after the last seed comes the first one."""
        return dataclasses.replace(self, seed=0 if self.seed == MAX_SEED else self.seed + 1)

    def searching(self, search: SearchState) -> Self:
        """Of another search."""
        return dataclasses.replace(self, search=search)

    def form_fields(self) -> tuple[tuple[str, str], ...]:
        """What the form that asks for a seed passes on."""
        return (*self.search.query_pairs(), *self._size_pairs)

    @property
    def address(self) -> str:
        """Where the sample is shown; the seed is always in it, so that it can be cited."""
        return self.search.at(SAMPLE, *self._own_pairs)

    @property
    def api_address(self) -> str:
        """Where the sample is answered in JSON."""
        return self.search.at(API_SAMPLE, *self._own_pairs)

    @property
    def export_address(self) -> str:
        """Where exactly this sample is exported."""
        return self.search.at(EXPORT, ("sample", str(self.size)), ("seed", str(self.seed)))

    @property
    def _own_pairs(self) -> tuple[tuple[str, str], ...]:
        return (*self._size_pairs, ("seed", str(self.seed)))

    @property
    def _size_pairs(self) -> tuple[tuple[str, str], ...]:
        return () if self.size == _FIRST_SIZE else (("size", str(self.size)),)
