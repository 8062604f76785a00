"""Timeline: how many articles several queries find in each year, month or day."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from indexer.day_counts import DayCounts
from indexer.errors import QueriesError, QueryError, UsageError
from indexer.query.date_range import DateRange
from indexer.query.query import Query

__all__ = [
    "MAX_PERIODS",
    "MAX_QUERIES",
    "Period",
    "Series",
    "Timeline",
    "TimelineUnit",
    "asked_unit",
    "days_of_each",
    "timeline",
]

MAX_QUERIES: Final = 5
MAX_PERIODS: Final = 400  # more points than that are no line on any screen
_MOST_SECONDS: Final = 5.0  # that all queries may take together, but for the one that is being asked


class TimelineUnit(enum.StrEnum):
    """What a period is."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


# The finest unit that makes no more periods than this is taken where none is chosen.
_READABLE: Final = {TimelineUnit.DAY: 92, TimelineUnit.MONTH: 120}
_COARSER: Final = {TimelineUnit.DAY: TimelineUnit.MONTH, TimelineUnit.MONTH: TimelineUnit.YEAR}


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day, as far as it lies within the dates asked for.

    `articles`: those dated from `first` to `last`, both included, that pass the filters, whatever their words.
    """

    first: dt.date
    last: dt.date
    label: str  # "2019", "2019-12" or "2019-12-30"
    articles: int


@dataclass(frozen=True, slots=True)
class Series:
    """What one query finds: `counts` by period, `total` of all it finds, `undated` of those without a date.

    The sum of `counts` is `total` less `undated`.
    """

    query: Query
    counts: tuple[int, ...]
    total: int
    undated: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Several queries over the same periods: without holes, oldest first, from the first article to the last.

    `units` are those of which there are at most `MAX_PERIODS`, coarsest first. Without a dated article
    that passes the filters there are no periods. `dates`: the first and the last day that has such an article.
    """

    unit: TimelineUnit
    units: tuple[TimelineUnit, ...]
    dates: DateRange
    periods: tuple[Period, ...]
    series: tuple[Series, ...]

    def per_thousand(self, series: Series) -> tuple[float | None, ...]:
        """A series of this timeline as 1000 · count / articles of the period that pass the same filters.

        None for a period without any article: there is nothing of which it could be a part.
        """
        return tuple(
            1000 * count / period.articles if period.articles else None
            for count, period in zip(series.counts, self.periods, strict=True)
        )


def asked_unit(unit: str | None) -> TimelineUnit | None:
    """The unit that a caller names. Raises `UsageError` for one that there is not."""
    if unit is not None and unit not in list(TimelineUnit):
        raise UsageError(f"unit is {unit!r}; it takes {', '.join(TimelineUnit)}.")
    return None if unit is None else TimelineUnit(unit)


def days_of_each(
    queries: Sequence[Query], days_found: Callable[[Query], DayCounts]
) -> tuple[tuple[Query, DayCounts], ...]:
    """Each query with what it finds. Raises `QueriesError` for all mistakes at once."""
    found, mistakes = [], []
    end = time.monotonic() + _MOST_SECONDS
    for place, query in enumerate(queries):
        if time.monotonic() > end:
            mistakes.append((place, QueryError("The queries before it take too long. Leave one of them out.")))
            continue
        try:
            found.append((query, days_found(query)))
        except QueryError as mistake:
            mistakes.append((place, mistake))
    if mistakes:
        raise QueriesError(tuple(mistakes))
    return tuple(found)


def timeline(
    every: DayCounts, found: Sequence[tuple[Query, DayCounts]], within: DateRange, unit: TimelineUnit | None
) -> Timeline:
    """A timeline of what queries find, all with the same filters, among `every` article that passes these.

    `within` are the dates that the filters ask for. A unit that makes more than `MAX_PERIODS` gives way to the
    next coarser one. Raises `UsageError` where there are more years than that.
    """
    if not len(every.days):
        nothing = tuple(Series(query, (), counts.total, counts.undated) for query, counts in found)
        return Timeline(unit or TimelineUnit.YEAR, (), DateRange(), (), nothing)
    dates = DateRange(dt.date.fromordinal(int(every.days[0])), dt.date.fromordinal(int(every.days[-1])))
    numbers = {one: len(_numbers(one, dates)) for one in TimelineUnit}
    units = tuple(one for one, number in numbers.items() if number <= MAX_PERIODS)
    if not units:
        raise UsageError(
            f"The articles are dated from {dates.first} to {dates.last}, and a timeline has at most {MAX_PERIODS} "
            "years. Limit the dates."
        )
    unit = unit or next((one for one, most in _READABLE.items() if numbers[one] <= most), TimelineUnit.YEAR)
    while unit not in units:
        unit = _COARSER[unit]
    spans = [(max(first, within.first or first), min(last, within.last or last)) for first, last in _spans(unit, dates)]
    firsts, lasts = (np.array([span[end].toordinal() for span in spans], np.int64) for end in (0, 1))
    return Timeline(
        unit,
        units,
        dates,
        tuple(
            Period(first, last, _label(first, unit), articles)
            for (first, last), articles in zip(spans, every.within(firsts, lasts), strict=True)
        ),
        tuple(Series(query, counts.within(firsts, lasts), counts.total, counts.undated) for query, counts in found),
    )


def _numbers(unit: TimelineUnit, dates: DateRange) -> range:
    """The periods from the one of the first day to the one of the last, numbered through since the year 0."""
    first, last = (_number(day, unit) for day in (dates.first, dates.last) if day)
    return range(first, last + 1)


def _number(day: dt.date, unit: TimelineUnit) -> int:
    match unit:
        case TimelineUnit.YEAR:
            return day.year
        case TimelineUnit.MONTH:
            return day.year * 12 + day.month - 1
        case TimelineUnit.DAY:
            return day.toordinal()


def _spans(unit: TimelineUnit, dates: DateRange) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the first and the last day of each period."""
    for number in _numbers(unit, dates):
        match unit:
            case TimelineUnit.YEAR:
                yield dt.date(number, 1, 1), dt.date(number, 12, 31)
            case TimelineUnit.MONTH:
                year, month = number // 12, number % 12 + 1
                yield dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
            case TimelineUnit.DAY:
                yield dt.date.fromordinal(number), dt.date.fromordinal(number)


def _label(first: dt.date, unit: TimelineUnit) -> str:
    """A period as addresses and tables have it: the part of ISO 8601 that says it."""
    return first.isoformat()[: {TimelineUnit.YEAR: 4, TimelineUnit.MONTH: 7, TimelineUnit.DAY: 10}[unit]]
