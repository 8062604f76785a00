"""ExportState: what an address or a form says of an export."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from indexer.errors import UsageError
from indexer.export.formats import FORMATS, Format, format_named
from webui.parameters import Parameters
from webui.paths import EXPORT
from webui.search_state import AddressError, SearchState, address_of

__all__ = ["MAX_CHOSEN", "ExportState"]

MAX_CHOSEN: Final = 10_000  # articles that are named one by one
_MAX_SAMPLE: Final = 1_000


@dataclass(frozen=True, slots=True)
class ExportState:
    """Which articles are exported, and in which format; None where that is still to be chosen.

    They are those of `ids`, in their order; where there are none, `sample` of those that the search finds, drawn
    with `seed`; where `sample` is 0, all of them.
    """

    search: SearchState
    format: Format | None = None
    ids: tuple[str, ...] = ()
    sample: int = 0
    seed: int = 1

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that pairs say. Raises `AddressError` where one is malformed, `UsageError` for too many ids."""
        given = tuple(pairs)
        search, faults = SearchState.salvaged(given)
        reader = Parameters(given)
        ids = tuple(dict.fromkeys(reader.given.get("id", ())))
        chosen = reader.choice("format", [one.name for one in FORMATS]) if reader.last("format") else ""
        state = cls(
            search.with_page(1),
            format_named(chosen) if chosen else None,
            ids,
            reader.number("sample", 0, last=_MAX_SAMPLE),
            reader.number("seed", 1),
        )
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        if len(ids) > MAX_CHOSEN:
            raise UsageError(
                f"{len(ids):,} articles are named one by one, and an export takes {MAX_CHOSEN:,}. "
                "Export them in parts, or find them by a search."
            )
        return state

    def in_format(self, chosen: Format) -> Self:
        """As a file of a format."""
        return dataclasses.replace(self, format=chosen)

    @property
    def address(self) -> str:
        """Where this state is answered."""
        own = (("format", self.format.name),) if self.format else ()
        if self.ids:
            return address_of(EXPORT, (*own, *self.form_fields()))
        if self.sample:
            return self.search.at(EXPORT, *own, ("sample", str(self.sample)), ("seed", str(self.seed)))
        sort = (("sort", self.search.chosen_sort.value),) if self.search.chosen_sort else ()
        return self.search.at(EXPORT, *own, *sort)

    def form_fields(self) -> tuple[tuple[str, str], ...]:
        """The parameters that a form passes on, hidden, where articles are named one by one: an address may not do."""
        return tuple(("id", article_id) for article_id in self.ids)
