"""How dates are written in words; `str` of an ArticleDate is ISO 8601."""

from __future__ import annotations

import datetime as dt
from typing import Final

from indexer.articles.article import Precision
from indexer.query.date_range import DateRange

__all__ = ["long_day", "shared_precision"]

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_day(day: dt.date, precision: Precision = Precision.DAY, *, month_first: bool = False) -> str:
    """A day, or the month or the year that it stands for: 30 December 2019, December 2019, 2019.

    `month_first`: December 30, 2019.
    """
    if precision is Precision.YEAR:
        return str(day.year)
    month = _MONTHS[day.month - 1]
    if precision is Precision.MONTH:
        return f"{month} {day.year}"
    return f"{month} {day.day}, {day.year}" if month_first else f"{day.day} {month} {day.year}"


def shared_precision(dates: DateRange) -> Precision:
    """The coarsest precision in which both ends of a range can be written."""
    first, last = dates.first, dates.last
    from_month_start = first is None or first.day == 1
    to_month_end = last is None or _ends_month(last)
    if not (from_month_start and to_month_end):
        return Precision.DAY
    whole_years = (first is None or first.month == 1) and (last is None or last.month == 12)
    return Precision.YEAR if whole_years else Precision.MONTH


def _ends_month(day: dt.date) -> bool:
    return day.day >= 28 and (day == dt.date.max or (day + dt.timedelta(1)).day == 1)
