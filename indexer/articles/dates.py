"""Dates as people and machines write them in articles.

English and French month names, ISO 8601, and numbers alone where they can mean
only one day. Three answers are told apart: a date, no date at all, and a date that cannot be
true (31 February, the year 1, next year), which is a problem to report.
"""

from __future__ import annotations

import datetime as dt
import re
import time
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import ArticleDate, Precision

__all__ = ["DateReading", "is_in_future", "last_date", "read_date"]

_MONTH_NAMES: Final[tuple[str, ...]] = (
    "january jan janvier janv",
    "february feb février fevrier févr fevr fév",
    "march mar mars",
    "april apr avril avr",
    "may mai",
    "june jun juin",
    "july jul juillet juil",
    "august aug août aout",
    "september sept sep septembre",
    "october oct octobre",
    "november nov novembre",
    "december dec décembre decembre déc",
)
_MONTHS: Final[dict[str, int]] = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
_DAY_SECONDS: Final = 86_400
_FIRST_DAY: Final = dt.date(1970, 1, 1).toordinal()  # of the machine's clock
_EARLIEST_YEAR: Final = 1000  # before it, a year is a placeholder ("0001-01-01") or a slip, not a publication's

_MONTH: Final = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|ère)?\b"
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_CLOCK: Final = (
    r"(?:(?:\s*,)?\s+(?:at\s+|à\s+)?|T)"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s?(?:Z\b|UTC\b|GMT\b|[A-Z]{2,4}T\b|[+-]\d{2}:?\d{2}\b))?"
)
_SHAPES: Final[tuple[re.Pattern[str], ...]] = tuple(
    re.compile(rf"(?<![\w/.-]){shape}", re.IGNORECASE)
    for shape in (
        rf"{_MONTH}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}(?:{_CLOCK})?",
        rf"{_DAY}(?:\s+of)?[\s-]*{_MONTH}[\s,-]*{_YEAR}(?:{_CLOCK})?",
        rf"(?P<year>\d{{4}})([-/])(?P<number>\d{{1,2}})\2(?P<day>\d{{1,2}})(?!\d)(?:{_CLOCK})?",
        r"(?P<first>\d{1,2})([/.-])(?P<second_number>\d{1,2})\2(?P<year>\d{4})(?!\d)(?:" + _CLOCK + ")?",
        rf"{_MONTH}(?:\s*,\s*|\s+|-){_YEAR}",
        r"(?P<year>\d{4})[-/](?P<number>\d{2})(?![\d/-])",
    )
)
_COMPACT: Final = re.compile(r"(?P<year>\d{4})(?P<number>\d{2})(?P<day>\d{2})")
_YEAR_ALONE: Final = re.compile(r"(?P<year>\d{4})")
_YEAR_AT_END: Final = re.compile(r"(?:^|[,;:(–—-])\s*(?P<date>\d{4})\)?\.?\s*$")
# As machines write it; a short way for what nearly all dates in records are.
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ](?:[01][0-9]|2[0-3]):[0-9]{2}(?::[0-9]{2})?)?")
_WEEKDAY: Final = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)\.?,?\s+(?:le\s+)?$",
    re.IGNORECASE,
)
_LEADING_WORDS: Final = re.compile(
    r"^(?:(?:first\s+)?(?:published|posted|updated|publié)(?:\s+(?:on|le))?\s*:?|date\s*:|on|le)\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a text says as a date: a date, or a problem to report, or, both empty, no date at all."""

    date: ArticleDate | None = None
    problem: str = ""


def read_date(written: str, origin: str) -> DateReading:
    """Read a text that as a whole is one date; a weekday or "Published on" may precede it. Never raises.

    `origin` tells where the date stood, for `ArticleDate.origin`.
    """
    if _ISO.fullmatch(written):
        return _iso_reading(written, origin)
    written = " ".join(written.split()).strip("()[]")
    stripped = _LEADING_WORDS.sub("", written)
    stripped = stripped.rstrip(" .,;")
    for shape in _SHAPES:
        for match in shape.finditer(stripped):
            before = stripped[: match.start()]
            if match.end() == len(stripped) and (not before or _WEEKDAY.fullmatch(before)):
                return _reading(match, written, origin)
    whole = _COMPACT.fullmatch(stripped) or _YEAR_ALONE.fullmatch(stripped)
    return _reading(whole, written, origin) if whole else DateReading()


def last_date(line: str) -> tuple[int, int] | None:
    """Where the last date in a line stands, as [start, end), its weekday included; None when there is none.

    A year alone counts only at the line's end and behind punctuation: "The Nation, 2003", not "Studio 54".
    A date counts whether it can be true or not.
    """
    places = [(match.start(), match.end()) for shape in _SHAPES for match in shape.finditer(line)]
    year = _YEAR_AT_END.search(line)
    if year:
        places.append(year.span("date"))
    if not places:
        return None
    # The one that reaches furthest; of two that end together, the longer: "May 2019" lies in "30 May 2019".
    start, end = max(places, key=lambda place: (place[1], -place[0]))
    weekday = _WEEKDAY.search(line[:start])
    return (weekday.start() if weekday else start), end


def is_in_future(day: dt.date) -> bool:
    """Whether a day has begun nowhere: it may be tomorrow already, elsewhere."""
    return day.toordinal() > _FIRST_DAY + int(time.time()) // _DAY_SECONDS + 1


def _iso_reading(written: str, origin: str) -> DateReading:
    try:
        moment = dt.datetime.fromisoformat(written)
    except ValueError:
        return DateReading(problem=f"impossible date: {written}")
    if len(written) == len("2019-12-30"):
        return _true_date(moment.date(), Precision.DAY, None, written, origin)
    return _true_date(moment.date(), Precision.TIME, moment.time(), written, origin)


def _reading(match: re.Match[str], written: str, origin: str) -> DateReading:
    """The date that a matched shape stands for, or why it cannot be."""
    part = match.groupdict()
    year = int(part["year"])
    day, month = _day_and_month(part)
    if day is not None and month is None:
        return DateReading(problem=f"ambiguous date: {written}")
    precision = Precision.DAY if day is not None else Precision.MONTH if month is not None else Precision.YEAR
    time_of_day = None
    try:
        date = dt.date(year, 1 if month is None else month, 1 if day is None else day)
        if part.get("hour"):
            time_of_day = _time_of_day(part)
            precision = Precision.TIME
    except ValueError:
        return DateReading(problem=f"impossible date: {written}")
    return _true_date(date, precision, time_of_day, written, origin)


def _true_date(
    day: dt.date, precision: Precision, time_of_day: dt.time | None, written: str, origin: str
) -> DateReading:
    """The date, unless no article can have it."""
    if day.year < _EARLIEST_YEAR:
        return DateReading(problem=f"impossible date: {written}")
    if is_in_future(day):
        return DateReading(problem=f"date in the future: {written}")
    return DateReading(ArticleDate(day, precision, written, origin, time_of_day))


def _day_and_month(part: dict[str, str | None]) -> tuple[int | None, int | None]:
    """Day and month, None where they are not given; a day without a month where it could be either."""
    if part.get("first"):
        return _in_either_order(int(part["first"] or 0), int(part["second_number"] or 0))
    day = part.get("day")
    month = part.get("month")
    number = part.get("number")
    return (
        int(day) if day is not None else None,
        _MONTHS[month.lower()] if month else int(number) if number else None,
    )


def _in_either_order(first: int, second: int) -> tuple[int, int | None]:
    """Day and month of 30/12 or 12/30; month None for 3/4, which is one day in Paris and another in Boston."""
    if first > 12 or first == second:
        return first, second
    return (second, first) if second > 12 else (first, None)


def _time_of_day(part: dict[str, str | None]) -> dt.time:
    """The time as written, on a 24-hour clock. Raises ValueError for 25:00."""
    hour = int(part["hour"] or 0)
    half = (part.get("half") or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, int(part["minute"] or 0), int(part.get("second") or 0))
