"""Coverage: from when until when an archive has articles, and where in between it has none."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Self

from indexer.query.date_range import DateRange
from indexer.results import HistogramUnit

__all__ = ["Coverage"]

_UNITS: Final = (HistogramUnit.DAY, HistogramUnit.MONTH, HistogramUnit.YEAR)  # the finest first
_USUAL: Final = 0.95  # of all pauses are at most as long as what is usual
_LONGER: Final = 2  # times as long as what is usual: a gap is longer
_BY_CHANCE: Final = 0.05  # of so many pauses fewer than so many are as long as a gap


@dataclass(frozen=True, slots=True)
class Coverage:
    """The first and the last day that have articles, and the gaps between them, oldest first; each end None if undated.

    Articles are counted by `unit`: the finest of day, month and year in which the next one after one that has articles
    mostly (in half of the cases or more) has articles too; year where there is none. A pause is how many empty ones
    lie between two neighbours that have articles: 0 or more. A pause is a gap when it is

    - longer than twice the usual one, which is the longest of the 95 shortest in 100 pauses; and
    - so long that among as many pauses fewer than 1 in 20 such would be there by chance, if articles came by chance at
      the archive's pace: n · (m / (1 + m)) ** length < 1/20, for n pauses of the mean length m, each counted as no
      longer than the usual one, or 1 (lengths of pauses are then distributed geometrically).

    So no weekend is a gap in a weekday paper, no summer break in a paper that has one each year, and none at all in a
    handful of articles. Gaps are of whole units; what lies before the first article and after the last is none.
    """

    unit: HistogramUnit
    first: dt.date | None
    last: dt.date | None
    gaps: tuple[DateRange, ...]

    @classmethod
    def of(cls, days: Mapping[dt.date | None, int]) -> Self:
        """The coverage of articles, given how many there are of each day; None are the undated."""
        dated = sorted(day for day, count in days.items() if day is not None and count)
        if not dated:
            return cls(HistogramUnit.YEAR, None, None, ())
        for unit in _UNITS:
            numbers = sorted({_number(day, unit) for day in dated})
            pauses = [after - before - 1 for before, after in pairwise(numbers)]
            if 2 * pauses.count(0) >= len(pauses):
                break
        least = _least(pauses)
        gaps = tuple(
            DateRange(_first_day(before + 1, unit), _first_day(after, unit) - dt.timedelta(days=1))
            for (before, after), pause in zip(pairwise(numbers), pauses, strict=True)
            if pause >= least
        )
        return cls(unit, dated[0], dated[-1], gaps)

    def missing(self, dates: DateRange) -> tuple[DateRange, ...]:
        """What is empty of a chosen range: before the first article, the gaps that it touches, after the last.

        Whole units, but for the ends of the range itself. Of all time these are the gaps; of the undated nothing.
        """
        if dates.undated or self.first is None or self.last is None:
            return ()
        if not dates:
            return self.gaps
        missing = [gap for gap in self.gaps if gap.first and gap.last and dates.overlaps(gap.first, gap.last)]
        if dates.first and _number(dates.first, self.unit) < _number(self.first, self.unit):
            before = _first_day(_number(self.first, self.unit), self.unit) - dt.timedelta(days=1)
            missing.insert(0, DateRange(dates.first, min(before, dates.last or before)))
        if dates.last and _number(dates.last, self.unit) > _number(self.last, self.unit):
            after = _first_day(_number(self.last, self.unit) + 1, self.unit)
            missing.append(DateRange(max(after, dates.first or after), dates.last))
        return tuple(missing)


def _least(pauses: Sequence[int]) -> float:
    """How long a pause is at least that is a gap; infinite where none can be."""
    if not pauses:
        return math.inf
    usual = sorted(pauses)[math.ceil(_USUAL * len(pauses)) - 1]
    mean = sum(min(pause, max(usual, 1)) for pause in pauses) / len(pauses)
    if not mean:
        return math.inf
    by_chance = math.log(_BY_CHANCE / len(pauses)) / math.log(mean / (1 + mean))
    return max(_LONGER * usual, math.floor(by_chance)) + 1


def _number(day: dt.date, unit: HistogramUnit) -> int:
    """The number of a day's unit; neighbours have neighbouring numbers."""
    if unit is HistogramUnit.DAY:
        return day.toordinal()
    return day.year * 12 + day.month - 1 if unit is HistogramUnit.MONTH else day.year


def _first_day(number: int, unit: HistogramUnit) -> dt.date:
    if unit is HistogramUnit.DAY:
        return dt.date.fromordinal(number)
    return dt.date(number // 12, number % 12 + 1, 1) if unit is HistogramUnit.MONTH else dt.date(number, 1, 1)
