"""KeywordsState: what an address says of the words that are typical of a search."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from webui.parameters import Parameters
from webui.paths import API_KEYWORDS, KEYWORDS, KEYWORDS_CSV
from webui.search_state import AddressError, SearchState

__all__ = ["TABLE_SIZES", "KeywordsState"]

TABLE_SIZES: Final = (30, 50, 100)  # words


@dataclass(frozen=True, slots=True)
class KeywordsState:
    """A search, and how many of its words are wanted."""

    search: SearchState
    words: int = TABLE_SIZES[0]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        given = tuple(pairs)
        search, faults = SearchState.salvaged(given)
        reader = Parameters(given)
        words = reader.number("words", TABLE_SIZES[0], first=1, last=TABLE_SIZES[-1])
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        return cls(search, words)

    def with_words(self, words: int) -> Self:
        """With so many words wanted."""
        return dataclasses.replace(self, words=words)

    def searching(self, search: SearchState) -> Self:
        """Of another search."""
        return dataclasses.replace(self, search=search)

    @property
    def address(self) -> str:
        """Where the words are shown."""
        return self.search.at(KEYWORDS, *self._own_pairs)

    @property
    def csv_address(self) -> str:
        """Where the words are a CSV file."""
        return self.search.at(KEYWORDS_CSV, *self._own_pairs)

    @property
    def api_address(self) -> str:
        """Where the words are answered in JSON."""
        return self.search.at(API_KEYWORDS, *self._own_pairs)

    @property
    def _own_pairs(self) -> tuple[tuple[str, str], ...]:
        return () if self.words == TABLE_SIZES[0] else (("words", str(self.words)),)
