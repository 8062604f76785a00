"""TimelineState: what an address says of several queries over time."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from indexer.query.date_range import DateRange
from indexer.query.query import Query
from indexer.timeline import TimelineUnit
from webui.parameters import Parameters
from webui.paths import TIMELINE, TIMELINE_CSV, TIMELINE_SVG
from webui.search_state import AddressError, SearchState, address_of

__all__ = ["Scale", "TimelineState"]

_OWN_UNIT: Final = "auto"


class Scale(enum.StrEnum):
    """What is counted: articles, or articles in a thousand of all that pass the same filters."""

    ARTICLES = "articles"
    THOUSAND = "thousand"


@dataclass(frozen=True, slots=True)
class TimelineState:
    """Queries, each once, as many as are given; `search` holds the first of them, and the filters of all.

    `unit` is None where the span decides. A state without queries is of all articles.
    """

    search: SearchState = dataclasses.field(default_factory=SearchState)
    queries: tuple[str, ...] = ()
    unit: TimelineUnit | None = None
    scale: Scale = Scale.ARTICLES

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        pairs = tuple(pairs)
        search, faults = SearchState.salvaged(pair for pair in pairs if pair[0] != "q")
        reader = Parameters(pairs)
        queries = tuple(dict.fromkeys(reader.given.get("q", ())))
        unit = reader.choice("unit", (_OWN_UNIT, *TimelineUnit))
        scale = reader.choice("scale", tuple(Scale))
        search = SearchState(search.query).with_text(queries[0] if queries else "")
        if faults := (*faults, *reader.faults):
            raise AddressError(faults, search)
        return cls(search, queries, None if unit == _OWN_UNIT else TimelineUnit(unit), Scale(scale))

    @property
    def asked(self) -> tuple[str, ...]:
        """The queries that are counted: all articles where none is given."""
        return self.queries or ("",)

    @property
    def all_articles(self) -> Query:
        """The query for all articles with the same filters."""
        return self.search.with_text("").query

    def searching(self, search: SearchState) -> Self:
        """With other filters, those of a search; its text is not looked at."""
        return dataclasses.replace(self, search=search.with_text(self.search.query.text))

    def with_queries(self, queries: Iterable[str]) -> Self:
        """With other queries."""
        queries = tuple(dict.fromkeys(text.strip() for text in queries if text.strip()))
        return dataclasses.replace(self, search=self.search.with_text(queries[0] if queries else ""), queries=queries)

    def with_unit(self, unit: TimelineUnit | None) -> Self:
        """By year, month or day; None lets the span decide."""
        return dataclasses.replace(self, unit=unit)

    def with_scale(self, scale: Scale) -> Self:
        """With another scale."""
        return dataclasses.replace(self, scale=scale)

    def search_for(self, text: str, dates: DateRange | None = None) -> SearchState:
        """The search for one of the queries, within the dates of a period if given."""
        search = self.search.with_text(text)
        return search if dates is None else search.with_dates(dates)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters that say this state; defaults are left out."""
        own = (
            ("unit", str(self.unit or "")),
            ("scale", "" if self.scale is Scale.ARTICLES else str(self.scale)),
        )
        return (*(("q", text) for text in self.queries), *self._filters, *(pair for pair in own if pair[1]))

    def form_fields(self) -> tuple[tuple[str, str], ...]:
        """The parameters that the page's form passes on, hidden: all but queries and dates, which it asks for."""
        return tuple(pair for pair in self.pairs() if pair[0] not in ("q", "from", "to"))

    @property
    def address(self) -> str:
        """Where this state is shown."""
        return address_of(TIMELINE, self.pairs())

    @property
    def csv_address(self) -> str:
        """Where its table is."""
        return address_of(TIMELINE_CSV, self.pairs())

    @property
    def svg_address(self) -> str:
        """Where its chart is, as a file."""
        return address_of(TIMELINE_SVG, self.pairs())

    @property
    def _filters(self) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in self.search.query_pairs() if pair[0] != "q")
