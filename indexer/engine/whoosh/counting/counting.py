"""Counting: facets and the histogram, from the counts of a tally."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import FacetColumn
from indexer.engine.whoosh.counting.tally import Counts
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter
from indexer.results import Bar, Facet, FacetValue, Histogram, HistogramUnit
from indexer.spelling import spelling_key

__all__ = ["facet", "histogram"]

_MONTHS_UP_TO: Final = 36  # a span of at most so many months is shown by month


def facet(column: FacetColumn, counts: Counts, chosen: FacetFilter, limit: int) -> Facet:
    """The values of a facet; `counts` leave out the facet's own filter.

    The `limit` most frequent values, and whatever is chosen; values that no article has keep the
    user's spelling and count 0.
    """
    of_values = counts.values(chosen.field)
    present = np.flatnonzero(of_values)
    picked = _picked(column, of_values, chosen)
    named = {value.value for value in picked}
    top = _most_frequent(of_values, present, limit)
    rest = [
        FacetValue(value, count)
        for ordinal, count in zip(top.tolist(), of_values[top].tolist(), strict=True)
        if (value := column.value(ordinal)) not in named
    ]
    missing = counts.missing(chosen.field)
    none_chosen = None in chosen.included, None in chosen.excluded
    none_given = (FacetValue(None, missing, *none_chosen),) if missing or any(none_chosen) else ()
    return Facet(chosen.field, (*picked, *rest, *none_given), len(present))


def _most_frequent(counts: NDArray[np.intp], present: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
    """The ordinals of the `limit` greatest counts, greatest first; of equal ones the first by name, as ordinals go."""
    here = counts[present]
    if 0 < limit < len(present):
        edge = np.partition(here, len(here) - limit)[len(here) - limit]
        above = present[here > edge]
        present = np.concatenate((above, present[here == edge][: limit - len(above)]))
        here = counts[present]
    return present[np.argsort(-here, kind="stable")[:limit]]


def _picked(column: FacetColumn, counts: NDArray[np.intp], chosen: FacetFilter) -> list[FacetValue]:
    """The chosen values, each once: whoever chose one in two spellings, or both ways, has included it."""
    picked: dict[int | str, FacetValue] = {}
    for value, is_included in [*((one, True) for one in chosen.included), *((one, False) for one in chosen.excluded)]:
        if value is not None:
            ordinal = column.ordinal(value)
            if ordinal is None:
                picked.setdefault(spelling_key(value), FacetValue(value, 0, is_included, not is_included))
            else:
                found = FacetValue(column.value(ordinal), int(counts[ordinal]), is_included, not is_included)
                picked.setdefault(ordinal, found)
    return list(picked.values())


def histogram(counts: Counts, first_month: int, dates: DateRange) -> Histogram:
    """The articles by year, or by month where they span few; `counts` leave out the date filter.

    `first_month`: that of the first of the counts' months, year * 12 + month - 1.
    """
    present = np.flatnonzero(counts.months)
    if not len(present):
        return Histogram(HistogramUnit.YEAR, (), counts.undated)
    first, last = first_month + int(present[0]), first_month + int(present[-1])
    of_months = counts.months[present[0] : present[-1] + 1]
    if last - first < _MONTHS_UP_TO:
        starts = range(first, last + 1)
        bars = [_bar(month, month, count, dates) for month, count in zip(starts, of_months.tolist(), strict=True)]
        return Histogram(HistogramUnit.MONTH, tuple(bars), counts.undated)
    januaries = range(first // 12 * 12, last + 1, 12)
    of_years = np.add.reduceat(of_months, np.maximum(np.array(januaries) - first, 0))
    bars = [_bar(month, month + 11, count, dates) for month, count in zip(januaries, of_years.tolist(), strict=True)]
    return Histogram(HistogramUnit.YEAR, tuple(bars), counts.undated)


def _bar(first_month: int, last_month: int, count: int, dates: DateRange) -> Bar:
    """The bar of some months, all of one year."""
    year = first_month // 12
    first = dt.date(year, first_month % 12 + 1, 1)
    last = dt.date(year, last_month % 12 + 1, calendar.monthrange(year, last_month % 12 + 1)[1])
    selected = bool(dates) and (not dates.first or last >= dates.first) and (not dates.last or first <= dates.last)
    label = f"{year:04d}" if first_month != last_month else f"{year:04d}-{first.month:02d}"
    return Bar(first, last, label, count, selected)
