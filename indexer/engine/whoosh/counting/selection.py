"""Selection: the articles found that pass the filters, and those that one filter alone keeps out.

An article that fails exactly one facet's filter counts in that facet, whose own filter is left out
of its counts, and nowhere else; so no filter needs a second evaluation of the query.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import UNDATED, Columns, FacetColumn
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Mask
from indexer.fields import DATE, Field
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Query

__all__ = ["Selection", "having", "selected"]


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """`passing`: the results. `kept_out`: by the field of each filter, those that only this filter keeps out."""

    passing: ArticleSet
    kept_out: Mapping[Field, ArticleSet]


def selected(query: Query, articles: ArticleSet, columns: Columns) -> Selection:
    """Apply a query's filters on facets and dates to the articles found."""
    masks = {one.field: _passing(columns.facets[one.field], one) for one in query.filters}
    if query.dates:
        masks[DATE] = _dated(columns.days, query.dates)
    if not masks:
        return Selection(articles, {})
    # Of a few articles the places are looked at, of many the masks whole.
    numbers = articles.numbers if articles.is_sparse else None
    within = articles.mask if numbers is None else np.ones(len(numbers), bool)
    failing = {field: ~mask if numbers is None else ~mask.take(numbers) for field, mask in masks.items()}
    failures = np.zeros(len(within), np.uint8)
    for mask in failing.values():
        failures += mask
    once = within & (failures == 1)

    def chosen(mask: Mask) -> ArticleSet:
        if numbers is None:
            return ArticleSet(articles.among, mask=mask)
        return ArticleSet(articles.among, numbers=numbers[mask])

    return Selection(chosen(within & (failures == 0)), {field: chosen(mask & once) for field, mask in failing.items()})


def _passing(column: FacetColumn, chosen: FacetFilter) -> Mask:
    """bool [articles]: those that the filter on one facet lets through."""
    mask = having(column, chosen.included) if chosen.included else np.ones(len(column.ends), bool)
    return mask & ~having(column, chosen.excluded) if chosen.excluded else mask


def having(column: FacetColumn, chosen: Iterable[str | None]) -> Mask:
    """bool [articles]: those that have one of the values; None stands for none given."""
    mask = np.zeros(len(column.ends), bool)
    for value in chosen:
        if value is None:
            mask |= column.missing
        elif (ordinal := column.ordinal(value)) is not None:
            start = int(column.value_ends[ordinal - 1]) if ordinal else 0
            mask[column.owners[start : int(column.value_ends[ordinal])]] = True
    return mask


def _dated(days: NDArray[np.int32], dates: DateRange) -> Mask:
    """bool [articles]: those dated within a range that has a bound, which no undated article is; or the undated."""
    mask: Mask
    if dates.undated:
        mask = days == UNDATED
        return mask
    mask = days >= (dates.first.toordinal() if dates.first else UNDATED + 1)
    if dates.last:
        mask &= days <= dates.last.toordinal()
    return mask
