"""How numbers, dates and names are written for readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import ArticleDate, Precision
from indexer.query.date_range import DateRange
from indexer.written_dates import long_day, shared_precision
from webui.readers_form import readers_form

__all__ = [
    "Byline",
    "Named",
    "byline",
    "counted",
    "day_in_words",
    "decimal",
    "long_date",
    "number",
    "range_in_words",
    "share",
]

UNDATED: Final = "undated"


@dataclass(frozen=True, slots=True)
class Named:
    """A name, and the words that join it to the one before."""

    before: str
    name: str


@dataclass(frozen=True, slots=True)
class Byline:
    """The line under a title: its authors, then publication and date as one text with what divides them."""

    authors: tuple[Named, ...]
    rest: str


def byline(authors: Sequence[str], source: str, date: ArticleDate | None) -> Byline:
    """By whom, where and when an article was published."""
    rest = " · ".join(part for part in (source, long_date(date)) if part)
    return Byline(joined(authors), f" · {rest}" if authors else rest)


def joined(names: Sequence[str]) -> tuple[Named, ...]:
    """Names in a row: "A", "A and B", "A, B and C"."""
    last = len(names) - 1
    return tuple(
        Named("" if place == 0 else " and " if place == last else ", ", name) for place, name in enumerate(names)
    )


def number(count: int) -> str:
    """1,284; in the reader's form, as all that follows here."""
    return readers_form().number(count)


def counted(count: int, one: str, many: str = "") -> str:
    """1 article, 1,284 articles."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def share(count: int, of: int) -> str:
    """A part of a whole in per cent, as exact as tells small ones apart: 47%, 4.7%, 0.05%; "" of nothing."""
    if not of:
        return ""
    percent = 100 * count / of
    if 0 < percent < 0.01:
        return decimal("< 0.01%")
    return decimal(f"{percent:.{0 if percent >= 10 or not count else 1 if percent >= 1 else 2}f}%")


def decimal(figure: str) -> str:
    """A figure that is written with a point: 4.7%."""
    return readers_form().decimal(figure)


def day_in_words(day: dt.date, precision: Precision = Precision.DAY) -> str:
    """A day, or the month or the year that it stands for: 30 December 2019, December 2019, 2019."""
    return long_day(day, precision, month_first=readers_form().has_month_first)


def long_date(date: ArticleDate | None) -> str:
    """An article's date at its precision: 30 December 2019, March 2012, 2006, undated."""
    return UNDATED if date is None else day_in_words(date.day, date.precision)


def range_in_words(dates: DateRange) -> str:
    """A range of dates: 2012 – 2019, March 2012, from 2012, until 2019, undated; "" for all time."""
    if dates.undated:
        return UNDATED
    precision = shared_precision(dates)
    first = day_in_words(dates.first, precision) if dates.first else ""
    last = day_in_words(dates.last, precision) if dates.last else ""
    if first and last:
        return first if first == last else f"{first} – {last}"
    return f"from {first}" if first else f"until {last}" if last else ""
