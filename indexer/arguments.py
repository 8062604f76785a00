"""Arguments: what callers give to an `Archive`, as what it asks its engine; `UsageError` where that makes no sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Unpack

from indexer.engine.base import Page
from indexer.errors import UsageError
from indexer.facet_page import FacetOrder, FacetPart
from indexer.fields import FACETS, Field, field_named
from indexer.query.query import Query, QueryArguments
from indexer.results import Sort
from indexer.workers import cores

__all__ = ["MAX_LIMIT", "asked_page", "asked_part", "asked_query", "asked_sort", "limited", "seeded", "worker_count"]

MAX_LIMIT: Final = 1_000  # hits of one page

_FACET_NAMES: Final = tuple(field.name for field in FACETS)


def asked_query(query: str | Query, **asked: Unpack[QueryArguments]) -> Query:
    """The query that the arguments of a search mean."""
    if isinstance(query, str):
        return Query.of(query, **asked)
    if any(asked.get(name) for name in ("filters", "exclude", "dates", "exact")) or asked.get("match", "all") != "all":
        raise UsageError("A Query has its filters, dates, match and exact in it already; give them to Query.of.")
    return query


def asked_page(  # noqa: PLR0913  # as many as `Archive.search` takes
    sort: str,
    offset: int,
    limit: int,
    facets: Sequence[str] | None,
    facet_limit: int,
    form_limit: int,
    *,
    grouped: bool = False,
) -> Page:
    """The page that the arguments of a search mean."""
    order = asked_sort(sort)
    if min(offset, limit, facet_limit, form_limit) < 0:
        raise UsageError("offset, limit, facet_limit and form_limit are 0 or more.")
    chosen = tuple(_facet(name) for name in (_FACET_NAMES if facets is None else facets))
    return Page(order, offset, min(limit, MAX_LIMIT), chosen, facet_limit, form_limit, grouped)


def asked_sort(sort: str) -> Sort:
    """The order that is meant."""
    if sort not in list(Sort):
        raise UsageError(f"sort is {sort!r}; it takes {', '.join(Sort)}.")
    return Sort(sort)


def asked_part(field: str, containing: str, order: str, offset: int, limit: int) -> FacetPart:
    """The part of a facet's values that the arguments of `Archive.facet` mean."""
    if order not in list(FacetOrder):
        raise UsageError(f"order is {order!r}; it takes {' or '.join(FacetOrder)}.")
    if offset < 0:
        raise UsageError("offset is 0 or more.")
    return FacetPart(_facet(field), containing, FacetOrder(order), offset, limited(limit))


def _facet(name: str) -> Field:
    field = field_named(name, FACETS)
    if field is None:
        raise UsageError(f"There is no facet {name!r}; the facets are {', '.join(_FACET_NAMES)}.")
    return field


def limited(limit: int, most: int = MAX_LIMIT) -> int:
    """How many are wanted, and no more than can be had."""
    if limit < 0:
        raise UsageError("limit is 0 or more.")
    return min(limit, most)


def seeded(seed: int) -> int:
    """A seed that can be drawn with."""
    if seed < 0:
        raise UsageError("seed is 0 or more.")
    return seed


def worker_count(workers: int | None) -> int:
    """How many processes are to share the work."""
    if workers is not None and workers < 1:
        raise UsageError(f"workers is {workers}; it is 1 or more.")
    return cores() if workers is None else workers
