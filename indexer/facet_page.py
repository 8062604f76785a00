"""FacetPage: the values of one facet, looked through by name and page by page, frozen."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from indexer.fields import Field
from indexer.query.query import Query
from indexer.results import FacetValue

__all__ = ["FacetOrder", "FacetPage", "FacetPart"]


class FacetOrder(enum.StrEnum):
    """The order of a facet's values; equal counts are in the order of their names."""

    COUNT = "count"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class FacetPart:
    """Which part of a facet's values is wanted: `limit` from `offset` on of those with `containing` in their names."""

    field: Field
    containing: str = ""
    order: FacetOrder = FacetOrder.COUNT
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True, slots=True)
class FacetPage:
    """One page of a facet's values; counts leave out the facet's own filter.

    `values`: first those that the filter names, on every page, whatever `part.containing` is, and even at 0; then
    those that the page is about. None, "none given", is last: on the first page where all values are wanted, or
    wherever the filter names it.

    `distinct`: how many values the articles found have. `matching`: how many of these have `part.containing` in
    their names. `listed`: how many of those the filter does not name, which are the ones that are paged through.
    """

    query: Query
    part: FacetPart
    values: tuple[FacetValue, ...]
    distinct: int
    matching: int
    listed: int
