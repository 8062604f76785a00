"""SearchState: what an address says of a search; the only reader and writer of query strings.

A state is frozen. Its methods give new states, so that every link on a page is
`state.with_…(…).address`; whatever changes which articles are found starts again
at the first page.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote, quote_plus

from indexer.errors import UsageError
from indexer.fields import DATE, FACETS, Field
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Match, Query
from indexer.results import Sort
from indexer.spelling import spelling_key
from indexer.written_dates import shared_precision
from webui.parameters import PAGE_SIZES, Fault, Parameters
from webui.paths import API_SEARCH, ARTICLES, SEARCH

__all__ = ["MAX_DEPTH", "NONE", "AddressError", "SearchState", "address_of", "parameter", "written_dates"]

NONE: Final = "none"  # the parameter that names the facets of which no value is wanted
MAX_DEPTH: Final = 10_000  # hits that can be paged through; beyond, a search is better narrowed


class AddressError(UsageError):
    """An address with malformed parameters; `state` is what the rest of it says."""

    def __init__(self, faults: tuple[Fault, ...], state: SearchState) -> None:
        super().__init__(" ".join(fault.message for fault in faults))
        self.faults = faults
        self.state = state


@dataclass(frozen=True, slots=True)
class SearchState:
    """A query, and which part of its results is shown how.

    `chosen_sort` is None for the default. `grouped`: near copies share a row, and pages are of rows.
    """

    query: Query = dataclasses.field(default_factory=Query)
    chosen_sort: Sort | None = None
    page: int = 1
    per_page: int = PAGE_SIZES[0]
    grouped: bool = True

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """The state that a query string's pairs say. Raises `AddressError` where one is malformed."""
        state, faults = cls.salvaged(pairs)
        if faults:
            raise AddressError(faults, state)
        return state

    @classmethod
    def salvaged(cls, pairs: Iterable[tuple[str, str]]) -> tuple[Self, tuple[Fault, ...]]:
        """The state that is left of a query string without its malformed pairs, and these."""
        reader = Parameters(pairs)
        query = Query.of(
            reader.last("q"),
            filters=reader.values("", NONE, DATE),
            exclude=reader.values("not_", "not_none"),
            dates=reader.dates(),
            match=reader.match(),
            exact=reader.exact(),
        )
        grouped = reader.choice("copies", ("grouped", "all")) == "grouped"
        state = cls(query, per_page=reader.per_page(), grouped=grouped)
        state = state.with_sort(reader.sort() or state.default_sort).with_page(reader.page())
        return state, tuple(reader.faults)

    @property
    def default_sort(self) -> Sort:
        """Relevance where there is something to be relevant to, else newest first."""
        return Sort.RELEVANCE if self.query.text else Sort.NEWEST

    @property
    def sort(self) -> Sort:
        """The order in force."""
        return self.chosen_sort or self.default_sort

    @property
    def offset(self) -> int:
        """How many hits come before this page."""
        return (self.page - 1) * self.per_page

    @property
    def is_too_deep(self) -> bool:
        """Whether this page lies beyond what can be paged through."""
        return self.offset + self.per_page > MAX_DEPTH

    @property
    def is_filtered(self) -> bool:
        """Whether facets or dates narrow the search."""
        return bool(self.query.filters or self.query.dates)

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all is asked for: the whole archive."""
        return not self.query.text and not self.is_filtered

    def with_value(self, field: Field, value: str | None) -> Self:
        """With a facet's value wanted; None is "none given"."""
        rest = _without(self.query.filter_of(field), value)
        return self._with_filter(FacetFilter(field, (*rest.included, value), rest.excluded))

    def only(self, field: Field, value: str | None) -> Self:
        """With a facet's value wanted and no other one of this facet."""
        rest = _without(self.query.filter_of(field), value)
        return self._with_filter(FacetFilter(field, (value,), rest.excluded))

    def excluding(self, field: Field, value: str | None) -> Self:
        """With a facet's value ruled out."""
        rest = _without(self.query.filter_of(field), value)
        return self._with_filter(FacetFilter(field, rest.included, (*rest.excluded, value)))

    def without_value(self, field: Field, value: str | None) -> Self:
        """With a facet's value neither wanted nor ruled out, in whatever spelling it was."""
        return self._with_filter(_without(self.query.filter_of(field), value))

    def without_filters(self) -> Self:
        """With the text alone."""
        return self._asking(dataclasses.replace(self.query, filters=(), dates=DateRange()))

    def with_dates(self, dates: DateRange) -> Self:
        """With a range of dates in place of the one before."""
        return self._asking(dataclasses.replace(self.query, dates=dates))

    def without_dates(self) -> Self:
        """With articles of all dates."""
        return self.with_dates(DateRange())

    def asking(self, query: Query) -> Self:
        """With another query, its filters in place of those before."""
        asking = self._asking(query)
        return asking.with_sort(self.chosen_sort or asking.default_sort)

    def with_text(self, text: str) -> Self:
        """With other words; a sort that needs words falls back to the default."""
        return self.asking(dataclasses.replace(self.query, text=text.strip()))

    def matching(self, match: Match) -> Self:
        """With all words wanted, or any of them."""
        return self._asking(dataclasses.replace(self.query, match=match))

    def with_all_forms(self) -> Self:
        """With words wanted in all their forms."""
        return self._asking(dataclasses.replace(self.query, exact=False))

    def with_exact_forms(self) -> Self:
        """With words wanted as they are written."""
        return self._asking(dataclasses.replace(self.query, exact=True))

    def with_sort(self, sort: Sort) -> Self:
        """In another order; nothing is relevant to a search without words."""
        meaningless = sort is Sort.RELEVANCE and not self.query.text
        chosen = None if sort is self.default_sort or meaningless else sort
        return dataclasses.replace(self, chosen_sort=chosen, page=1)

    def with_page(self, page: int) -> Self:
        """At another page, the first being 1."""
        return dataclasses.replace(self, page=page)

    def with_per_page(self, per_page: int) -> Self:
        """With so many hits a page."""
        return dataclasses.replace(self, per_page=per_page, page=1)

    def with_copies(self, *, grouped: bool) -> Self:
        """With near copies in one row, or each in its own."""
        return dataclasses.replace(self, grouped=grouped, page=1)

    @property
    def written_dates(self) -> tuple[str, str]:
        """The ends of the date range as addresses and forms have them; "" is an open end."""
        return written_dates(self.query.dates)

    def query_pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters that say what is found, and nothing of how it is shown."""
        query = self.query
        pairs = [("q", query.text)] if query.text else []
        if query.filters:
            for prefix, none, chosen in (
                ("", NONE, [(one.field.name, one.included) for one in query.filters]),
                ("not_", "not_none", [(one.field.name, one.excluded) for one in query.filters]),
            ):
                pairs += [(prefix + name, value) for name, values in chosen for value in values if value is not None]
                pairs += [(none, name) for name, values in chosen if None in values]
        if query.dates:
            pairs += [pair for pair in zip(("from", "to"), self.written_dates, strict=True) if pair[1]]
        if query.dates.undated:
            pairs.append((NONE, DATE.name))
        if query.match == "any":
            pairs.append(("match", "any"))
        if query.exact:
            pairs.append(("exact", "1"))
        return tuple(pairs)

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The parameters that say this state; defaults are left out."""
        pairs = list(self.query_pairs())
        if self.chosen_sort:
            pairs.append(("sort", str(self.chosen_sort)))
        if not self.grouped:
            pairs.append(("copies", "all"))
        if self.per_page != PAGE_SIZES[0]:
            pairs.append(("per_page", str(self.per_page)))
        if self.page != 1:
            pairs.append(("page", str(self.page)))
        return tuple(pairs)

    def form_fields(self, *without: str) -> tuple[tuple[str, str], ...]:
        """The parameters that a form passes on, hidden: all but the page and those that it asks for itself."""
        return tuple(pair for pair in self.with_page(1).pairs() if pair[0] not in without)

    def fields_beside_ticks(self, *facets: Field) -> tuple[tuple[str, str], ...]:
        """The parameters that a form passes on, hidden, which asks by boxes for the values wanted of some facets."""
        names = [field.name for field in facets]
        return tuple(pair for pair in self.form_fields(*names) if pair[0] != NONE or pair[1] not in names)

    @property
    def address(self) -> str:
        """Where this state is shown."""
        return address_of(SEARCH, self.pairs())

    @property
    def api_address(self) -> str:
        """Where this state is answered in JSON."""
        return address_of(API_SEARCH, self.pairs())

    def article_address(self, article_id: str) -> str:
        """Where an article is shown as found by this search; on which page follows from that."""
        return address_of(ARTICLES + quote(article_id), self.with_page(1).pairs())

    def at(self, path: str, *own: tuple[str, str]) -> str:
        """Where another page shows what is found, from its beginning; `own` are that page's own parameters."""
        return address_of(path, (*self.query_pairs(), *own))

    def _asking(self, query: Query) -> Self:
        return dataclasses.replace(self, query=query, page=1)

    def _with_filter(self, chosen: FacetFilter) -> Self:
        chosen = FacetFilter(chosen.field, _none_last(chosen.included), _none_last(chosen.excluded))
        filters = [one for one in self.query.filters if one.field != chosen.field]
        if chosen.included or chosen.excluded:
            filters = sorted((*filters, chosen), key=lambda one: FACETS.index(one.field))
        return self._asking(dataclasses.replace(self.query, filters=tuple(filters)))


def address_of(path: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """A path with parameters."""
    return f"{path}?{'&'.join(parameter(name, value) for name, value in pairs)}" if pairs else path


def parameter(name: str, value: str) -> str:
    """A parameter as it stands in an address."""
    return f"{name}={_quoted(value) if len(value) <= _LONGEST_KEPT else quote_plus(value)}"


def written_dates(dates: DateRange) -> tuple[str, str]:
    """The ends of a range as addresses and forms have them; "" is an open end."""
    precision = shared_precision(dates)
    first, last = (precision.iso(day) if day else "" for day in (dates.first, dates.last))
    return first, last


# A page has a hundred links, and most of them say the same things. What is long would take up too much memory.
_LONGEST_KEPT: Final = 500  # characters
_quoted = functools.lru_cache(maxsize=4096)(quote_plus)


def _without(chosen: FacetFilter, value: str | None) -> FacetFilter:
    """A filter without a value, in whatever spelling it was."""
    if not chosen.included and not chosen.excluded:
        return chosen
    return FacetFilter(
        chosen.field,
        tuple(one for one in chosen.included if not _same(one, value)),
        tuple(one for one in chosen.excluded if not _same(one, value)),
    )


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return spelling_key(one) == spelling_key(other)


def _none_last(values: tuple[str | None, ...]) -> tuple[str | None, ...]:
    return tuple(sorted(dict.fromkeys(values), key=lambda value: value is None))
