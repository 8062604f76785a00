"""Periods: articles by date, over all time and, more finely, around the dates that a query has chosen."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import UNDATED, Columns
from indexer.engine.whoosh.counting.selection import Selection
from indexer.engine.whoosh.counting.tally import Counts
from indexer.fields import DATE
from indexer.query.date_range import DateRange
from indexer.results import MOST_YEARS, Bar, Histogram, HistogramUnit

__all__ = ["DayOrder", "histogram", "period"]

_MONTHS_UP_TO: Final = 36  # a span of at most so many months is shown by month
_UNITS: Final = tuple(HistogramUnit)  # the coarsest first

Days = NDArray[np.intp]
Frame = tuple[HistogramUnit, dt.date, dt.date]


class DayOrder:
    """The dated articles of a generation in the order of their days, to find those of a few days; shared by threads."""

    def __init__(self, columns: Columns) -> None:
        numbers = np.empty(columns.count, np.int32)
        numbers[columns.oldest] = np.arange(columns.count, dtype=np.int32)
        dated = int(np.count_nonzero(columns.days != UNDATED))
        self._numbers = numbers[:dated]  # the undated come last
        self._days = columns.days[self._numbers]

    def counts(self, selection: Selection, first: dt.date, last: dt.date) -> Days:
        """intp [days]: the articles of each day from `first` to `last` that pass all filters but that on dates."""
        begin, end = self._days.searchsorted(
            np.array((first.toordinal(), last.toordinal() + 1), self._days.dtype)
        ).tolist()
        numbers = self._numbers[begin:end]
        passing = selection.passing.mask.take(numbers)
        if DATE in selection.kept_out:
            passing |= selection.kept_out[DATE].mask.take(numbers)
        days = self._days[begin:end][passing] - first.toordinal()
        return np.bincount(days, minlength=(last - first).days + 1)


def histogram(counts: Counts, first_month: int, dates: DateRange) -> Histogram:
    """The articles by year, or by month where they span few; `counts` leave out the date filter.

    `first_month`: that of the first of the counts' months, year * 12 + month - 1.
    """
    present = np.flatnonzero(counts.months)
    if not len(present):
        return Histogram(HistogramUnit.YEAR, (), counts.undated)
    first, last = first_month + int(present[0]), first_month + int(present[-1])
    if last - first < _MONTHS_UP_TO:
        bars = _months(counts, first_month, range(first, last + 1), dates)
        return Histogram(HistogramUnit.MONTH, bars, counts.undated)
    bars = _years(counts, first_month, range(first // 12, last // 12 + 1), dates)
    return Histogram(HistogramUnit.YEAR, bars, counts.undated)


def period(
    overview: Histogram, counts: Counts, first_month: int, dates: DateRange, of_days: Callable[[dt.date, dt.date], Days]
) -> Histogram | None:
    """The articles around the chosen dates by a finer unit than that of the `overview`.

    `counts` and `first_month` are those that the overview was made of; `of_days` gives the counts of each day from one
    to another. None where no dates are chosen, or there is nothing finer to show or nothing at all.
    """
    framed = _frame(overview, dates)
    if framed is None:
        return None
    unit, first, last = framed
    match unit:
        case HistogramUnit.DAY:
            days = (dt.date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1))
            counted = zip(days, of_days(first, last).tolist(), strict=True)
            bars = tuple(_bar(unit, day, day, count, dates) for day, count in counted)
        case HistogramUnit.MONTH:
            bars = _months(counts, first_month, range(_month(first), _month(last) + 1), dates)
        case _:
            bars = _years(counts, first_month, range(first.year, last.year + 1), dates)
    return Histogram(unit, bars, overview.undated) if any(bar.count for bar in bars) else None


def _frame(overview: Histogram, dates: DateRange) -> Frame | None:
    """What is shown around chosen dates, and by which unit; None where the overview shows as much."""
    if not dates or dates.undated or not overview.bars:
        return None
    first = max(dates.first or dt.date.min, overview.bars[0].first)
    last = min(dates.last or dt.date.max, overview.bars[-1].last)
    if first > last:
        return None
    framed = _around(first, last)
    shown = overview.by_decade().unit
    return framed if framed and _UNITS.index(framed[0]) > _UNITS.index(shown) else None


def _around(first: dt.date, last: dt.date) -> Frame | None:
    months = _month(last) - _month(first) + 1
    is_whole = first.day == 1 and last == _month_end(last)
    if months == 1 or (months == 2 and not is_whole):
        return HistogramUnit.DAY, first.replace(day=1), _month_end(last)
    if months <= _MONTHS_UP_TO:
        return HistogramUnit.MONTH, dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    if first.year // 10 == last.year // 10:
        decade = first.year // 10 * 10
        return HistogramUnit.YEAR, dt.date(max(decade, dt.MINYEAR), 1, 1), dt.date(decade + 9, 12, 31)
    if last.year - first.year < MOST_YEARS:
        return HistogramUnit.YEAR, dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    return None


def _months(counts: Counts, first_month: int, months: Sequence[int], dates: DateRange) -> tuple[Bar, ...]:
    """The bars of months in a row, each year * 12 + month - 1."""
    starts = (dt.date(month // 12, month % 12 + 1, 1) for month in months)
    of_months = _of_months(counts, first_month, months).tolist()
    return tuple(
        _bar(HistogramUnit.MONTH, start, _month_end(start), count, dates)
        for start, count in zip(starts, of_months, strict=True)
    )


def _years(counts: Counts, first_month: int, years: Sequence[int], dates: DateRange) -> tuple[Bar, ...]:
    """The bars of years in a row."""
    months = range(years[0] * 12, years[-1] * 12 + 12)
    of_years: Iterable[int] = _of_months(counts, first_month, months).reshape(-1, 12).sum(axis=1).tolist()
    return tuple(
        _bar(HistogramUnit.YEAR, dt.date(year, 1, 1), dt.date(year, 12, 31), count, dates)
        for year, count in zip(years, of_years, strict=True)
    )


def _of_months(counts: Counts, first_month: int, months: Sequence[int]) -> NDArray[np.intp]:
    """intp [months]: the counts of months in a row, 0 where the counts do not reach."""
    shown = np.zeros(len(months), np.intp)
    known = counts.months
    begin, end = max(months[0], first_month), min(months[-1] + 1, first_month + len(known))
    if begin < end:
        shown[begin - months[0] : end - months[0]] = known[begin - first_month : end - first_month]
    return shown


def _bar(unit: HistogramUnit, first: dt.date, last: dt.date, count: int, dates: DateRange) -> Bar:
    return Bar(first, last, unit.label(first), count, dates.overlaps(first, last))


def _month(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month_end(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
