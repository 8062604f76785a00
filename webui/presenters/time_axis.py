"""The labels of a time axis: few, at round years, months or days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from indexer.articles.article import Precision
from indexer.timeline import Period, TimelineUnit
from webui.presenters.wording import day_in_words

__all__ = ["axis_labels", "period_in_words"]

_MOST: Final = 8
_YEARS: Final = (1, 2, 5, 10, 20, 50, 100)
_MONTHS: Final = (1, 2, 3, 6, *(12 * years for years in _YEARS))
_DAYS: Final = (1, 2, 7, 14)
_PRECISIONS: Final = {
    TimelineUnit.YEAR: Precision.YEAR,
    TimelineUnit.MONTH: Precision.MONTH,
    TimelineUnit.DAY: Precision.DAY,
}


def period_in_words(period: Period, unit: TimelineUnit) -> str:
    """2019, December 2019, 30 December 2019."""
    return day_in_words(period.first, _PRECISIONS[unit])


def axis_labels(periods: Sequence[Period], unit: TimelineUnit) -> tuple[tuple[int, str], ...]:
    """The periods that are named, by their numbers from 0, each with its name."""
    firsts = [period.first for period in periods]
    match unit:
        case TimelineUnit.YEAR:
            return tuple((place, str(firsts[place].year)) for place in _named([day.year for day in firsts], _YEARS))
        case TimelineUnit.MONTH:
            named = _named([day.year * 12 + day.month - 1 for day in firsts], _MONTHS)
            return tuple((place, _short_month(firsts[place])) for place in named)
        case TimelineUnit.DAY if len(periods) <= _DAYS[-1] * _MOST:
            named = _named([day.toordinal() - 1 for day in firsts], _DAYS)  # weeks from Monday on
            return tuple((place, f"{firsts[place].day} {_short_month(firsts[place])[:3]}") for place in named)
        case TimelineUnit.DAY:
            places = [place for place, day in enumerate(firsts) if day.day == 1]
            months = axis_labels([periods[place] for place in places], TimelineUnit.MONTH)
            return tuple((places[month], label) for month, label in months)


def _named(numbers: Sequence[int], steps: Sequence[int]) -> list[int]:
    """The places of the numbers that can be divided by the first of the steps that few of them can be divided by."""
    every = next((step for step in steps if len(numbers) <= step * _MOST), steps[-1])
    return [place for place, number in enumerate(numbers) if number % every == 0]


def _short_month(day: dt.date) -> str:
    month, year = day_in_words(day, Precision.MONTH).split()
    return f"{month[:3]} {year}"
