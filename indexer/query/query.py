"""Query: everything that decides which articles are found, and nothing about how they are shown."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypedDict

from indexer.errors import QueryError, UsageError
from indexer.fields import FACETS, Field, field_named
from indexer.query.date_range import ALL_DATES, UNDATED_ONLY, DateRange, DatesLike
from indexer.query.parser import parse
from indexer.query.tree import Match, Tree

__all__ = ["FacetFilter", "Match", "Query", "QueryArguments"]


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """The chosen values of one facet: an article needs one of `included` (if any) and none of `excluded`.

    None among the values stands for "none given".
    """

    field: Field
    included: tuple[str | None, ...] = ()
    excluded: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A search: text, how its words combine, and filters.

    `match` "all": every word of the text is wanted; "any": one is enough, best match first.
    `exact`: words are searched as written, not by stem. `filters` has at most one entry a
    facet, in the facets' order, none of them empty.
    """

    text: str = ""
    match: Match = "all"
    exact: bool = False
    filters: tuple[FacetFilter, ...] = ()
    dates: DateRange = ALL_DATES

    @classmethod
    def of(
        cls,
        text: str = "",
        *,
        filters: Mapping[str, Iterable[str | None]] | None = None,
        exclude: Mapping[str, Iterable[str | None]] | None = None,
        dates: DatesLike = None,
        match: str = "all",
        exact: bool = False,
    ) -> Self:
        """A query from plain values, as `Archive.search` takes them.

        Raises `UsageError` for a facet or a `match` that does not exist and for a malformed date.
        """
        if match not in ("all", "any"):
            raise UsageError(f"match is {match!r}; it takes 'all' or 'any'")
        if isinstance(dates, str) and dates != "none":
            raise UsageError(f"dates are a pair, the first and the last, or 'none', not the text {dates!r}.")
        included = {_facet(name): _values(values) for name, values in (filters or {}).items()}
        excluded = {_facet(name): _values(values) for name, values in (exclude or {}).items()}
        chosen = (FacetFilter(field, included.get(field, ()), excluded.get(field, ())) for field in FACETS)
        return cls(
            text,
            match,  # type: ignore[arg-type]  # checked above
            exact,
            tuple(one for one in chosen if one.included or one.excluded),
            UNDATED_ONLY if isinstance(dates, str) else DateRange.of(*(dates or (None, None))),
        )

    @property
    def tree(self) -> Tree:
        """What the text means. Raises `QueryError` where it has a mistake."""
        return _parsed(self.text, self.match, exact=self.exact)

    def means(self, tree: Tree) -> bool:
        """Whether the text means this tree; not where it has a mistake."""
        try:
            return self.tree == tree
        except QueryError:
            return False

    def filter_of(self, field: Field) -> FacetFilter:
        """The filter on a facet; an empty one where nothing is chosen."""
        return next((one for one in self.filters if one.field == field), FacetFilter(field))


@functools.lru_cache(maxsize=1024)
def _parsed(text: str, match: Match, *, exact: bool) -> Tree:
    return parse(text, match=match, exact=exact)


class QueryArguments(TypedDict, total=False):
    """What `Query.of` takes beside a text."""

    filters: Mapping[str, Iterable[str | None]] | None
    exclude: Mapping[str, Iterable[str | None]] | None
    dates: DatesLike
    match: str
    exact: bool


def _facet(name: str) -> Field:
    field = field_named(name, FACETS)
    if field is None:
        known = ", ".join(facet.name for facet in FACETS)
        raise UsageError(f"There is no facet {name!r}; the facets are {known}.")
    return field


def _values(values: Iterable[str | None]) -> tuple[str | None, ...]:
    chosen = () if isinstance(values, str) else tuple(dict.fromkeys(values))
    if isinstance(values, str) or not all(value is None or isinstance(value, str) for value in chosen):
        raise UsageError(f"The values of a filter are a list of texts (or None for none given), not {values!r}.")
    return chosen
