"""Counting: facets and the histogram of the articles found."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns import UNDATED, FacetColumn, Mask, day_number
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter
from indexer.results import Bar, Facet, FacetValue, Histogram, HistogramUnit

__all__ = ["date_mask", "facet", "filter_mask", "histogram"]

_MONTHS_UP_TO: Final = 36  # a span of at most so many months is shown by month


def filter_mask(column: FacetColumn, chosen: FacetFilter) -> Mask:
    """bool [articles]: those that the filter on one facet lets through."""
    mask = column.having(chosen.included) if chosen.included else np.ones(len(column.missing), bool)
    return mask & ~column.having(chosen.excluded) if chosen.excluded else mask


def date_mask(days: NDArray[np.int32], dates: DateRange) -> Mask:
    """bool [articles]: those dated within the range; an undated article is within the open range only."""
    if not dates:
        return np.ones(len(days), bool)
    mask: Mask = days != UNDATED
    if dates.first:
        mask &= days >= day_number(dates.first)
    if dates.last:
        mask &= days <= day_number(dates.last)
    return mask


def facet(column: FacetColumn, mask: Mask, chosen: FacetFilter, limit: int) -> Facet:
    """Count the values of a facet among the articles in `mask`, which leaves out the facet's own filter.

    The `limit` most frequent values, and whatever is chosen; values that no article has keep the
    user's spelling and count 0.
    """
    counts = column.counts(mask)
    present = np.flatnonzero(counts)
    if 0 < limit < len(present):
        # Ties at the edge are all kept here, so that their names decide below.
        edge = np.partition(counts[present], len(present) - limit)[len(present) - limit]
        best = present[counts[present] >= edge]
    else:
        best = present
    top = sorted(best.tolist(), key=lambda ordinal: (-counts[ordinal], column.values[ordinal].casefold()))[:limit]
    picked = [_picked(column, value, counts, chosen) for value in (*chosen.included, *chosen.excluded) if value]
    named = {value.value for value in picked}
    rest = [
        FacetValue(column.values[ordinal], int(counts[ordinal]))
        for ordinal in top
        if column.values[ordinal] not in named
    ]
    missing = int(np.count_nonzero(mask & column.missing))
    none_chosen = None in chosen.included, None in chosen.excluded
    none_given = (FacetValue(None, missing, *none_chosen),) if missing or any(none_chosen) else ()
    return Facet(chosen.field, (*dict.fromkeys(picked), *rest, *none_given), len(present))


def _picked(column: FacetColumn, value: str, counts: NDArray[np.intp], chosen: FacetFilter) -> FacetValue:
    ordinal = column.ordinal(value)
    included = {one if one is None else column.ordinal(one) for one in chosen.included}
    if ordinal is None:
        return FacetValue(value, 0, value in chosen.included, value in chosen.excluded)
    is_included = ordinal in included
    return FacetValue(column.values[ordinal], int(counts[ordinal]), is_included, not is_included)


def histogram(days: NDArray[np.int32], mask: Mask, dates: DateRange) -> Histogram:
    """Count the articles in `mask` by year, or by month where they span few; the date filter is left out of `mask`."""
    found = days[mask]
    dated = found[found != UNDATED]
    undated = len(found) - len(dated)
    if not len(dated):
        return Histogram(HistogramUnit.YEAR, (), undated)
    first, last = dt.date.fromordinal(int(dated.min())), dt.date.fromordinal(int(dated.max()))
    by_month = _month_number(last) - _month_number(first) < _MONTHS_UP_TO
    unit = HistogramUnit.MONTH if by_month else HistogramUnit.YEAR
    starts = _starts(first, last, unit)
    edges = np.array([day_number(start) for start in starts])
    counts = np.bincount(np.searchsorted(edges, dated, side="right") - 1, minlength=len(starts) - 1)
    return Histogram(
        unit,
        tuple(
            _bar(start, following - dt.timedelta(days=1), unit, int(count), dates)
            for (start, following), count in zip(itertools.pairwise(starts), counts, strict=True)
        ),
        undated,
    )


def _starts(first: dt.date, last: dt.date, unit: HistogramUnit) -> list[dt.date]:
    """The first days of all years or months from `first` to `last`, and of the one after."""
    if unit is HistogramUnit.YEAR:
        return [dt.date(year, 1, 1) for year in range(first.year, last.year + 2)]
    numbers = range(_month_number(first), _month_number(last) + 2)
    return [dt.date(number // 12, number % 12 + 1, 1) for number in numbers]


def _month_number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _bar(first: dt.date, last: dt.date, unit: HistogramUnit, count: int, dates: DateRange) -> Bar:
    selected = bool(dates) and (not dates.first or last >= dates.first) and (not dates.last or first <= dates.last)
    label = f"{first.year:04d}" if unit is HistogramUnit.YEAR else f"{first.year:04d}-{first.month:02d}"
    return Bar(first, last, label, count, selected)
