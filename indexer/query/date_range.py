"""DateRange: from a day to a day, both included, each end open or not; or the undated articles alone."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal, Self

from indexer.errors import UsageError

__all__ = ["ALL_DATES", "UNDATED_ONLY", "DateLike", "DateRange", "DatesLike"]

DateLike = str | dt.date | None
DatesLike = tuple[DateLike, DateLike] | Literal["none"] | None  # "none" for the undated, as facets have "none given"

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `first` to `last`, both included; None is an open end. `undated`, which has no ends: no day at all."""

    first: dt.date | None = None
    last: dt.date | None = None
    undated: bool = False

    def __bool__(self) -> bool:
        return self.undated or self.first is not None or self.last is not None

    def overlaps(self, first: dt.date, last: dt.date) -> bool:
        """Whether it is a limit that some day from `first` to `last` is within; all dates are none."""
        if self.undated or not self:
            return False
        return (self.first is None or last >= self.first) and (self.last is None or first <= self.last)

    @classmethod
    def of(cls, first: str | dt.date | None, last: str | dt.date | None) -> Self:
        """A range from dates as written: "2012", "2019-12" or "2019-12-30"; "" and None are open ends.

        A year or a month as `last` means its last day. Raises `UsageError` for
        anything else and for a range that ends before it begins.
        """
        begin, end = _day(first, at_end=False), _day(last, at_end=True)
        if begin and end and begin > end:
            raise UsageError(f"The dates end ({last}) before they begin ({first}). Exchange the two.")
        return cls(begin, end)


ALL_DATES: Final = DateRange()
UNDATED_ONLY: Final = DateRange(undated=True)


def _day(written: str | dt.date | None, *, at_end: bool) -> dt.date | None:
    if written is None or isinstance(written, dt.date):
        return written
    text = written.strip()
    if not text:
        return None
    parts = _WRITTEN.match(text)
    mistake = UsageError(f"{text!r} is not a date. Write it as 2019, 2019-12 or 2019-12-30.")
    if parts is None:
        raise mistake
    try:
        year = int(parts[1])
        month = int(parts[2]) if parts[2] else (12 if at_end else 1)
        last_day = calendar.monthrange(year, month)[1]
        return dt.date(year, month, int(parts[3]) if parts[3] else (last_day if at_end else 1))
    except (ValueError, IndexError):
        raise mistake from None
