"""From when until when an archive has articles, and where it has none."""

import datetime as dt
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.coverage import Coverage
from indexer.query.date_range import ALL_DATES, UNDATED_ONLY, DateRange
from indexer.results import HistogramUnit

DAY = dt.timedelta(days=1)


def every(first, last, step=1, *, wanted=lambda day: True):
    """One article each `step` days from `first` to `last`."""
    days = (dt.date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step))
    return {day: 1 for day in days if wanted(day)}


def weekday(day):
    return day.weekday() < 5


def gaps(days):
    return [(str(gap.first), str(gap.last)) for gap in Coverage.of(days).gaps]


YEAR_2001 = every(dt.date(2001, 1, 1), dt.date(2001, 12, 31))


def test_a_daily_paper_that_misses_a_month_has_a_gap():
    days = {day: count for day, count in YEAR_2001.items() if day.month != 5}
    assert Coverage.of(days).unit is HistogramUnit.DAY
    assert gaps(days) == [("2001-05-01", "2001-05-31")]


def test_a_daily_paper_that_misses_a_day_has_none():
    assert gaps({day: count for day, count in YEAR_2001.items() if day != dt.date(2001, 5, 1)}) == []


def test_weekends_and_holidays_are_no_gaps_of_a_weekday_paper():
    days = every(dt.date(2001, 1, 1), dt.date(2004, 12, 31), wanted=weekday)
    easter = {day: count for day, count in days.items() if not dt.date(2002, 3, 29) <= day <= dt.date(2002, 4, 1)}
    assert gaps(easter) == []
    strike = {day: count for day, count in days.items() if not dt.date(2003, 6, 2) <= day <= dt.date(2003, 6, 20)}
    assert gaps(strike) == [("2003-05-31", "2003-06-22")]


def test_a_weekly_paper_is_counted_by_months():
    days = every(dt.date(1950, 1, 3), dt.date(1955, 3, 1), 7) | every(dt.date(1956, 6, 1), dt.date(1960, 1, 1), 7)
    assert Coverage.of(days).unit is HistogramUnit.MONTH
    assert gaps(days) == [("1955-04-01", "1956-05-31")]


def test_a_summer_break_of_each_year_is_no_gap():
    days = {dt.date(year, month, 1): 1 for year in range(1990, 2010) for month in range(1, 13) if month not in (7, 8)}
    assert gaps(days) == []
    without_2000 = {day: count for day, count in days.items() if day.year != 2000}
    assert gaps(without_2000) == [("2000-01-01", "2000-12-31")]


def test_an_archive_of_two_times_far_apart_has_a_gap_between_them():
    days = every(dt.date(1950, 1, 1), dt.date(1951, 12, 31)) | every(dt.date(1982, 6, 1), dt.date(1983, 1, 1))
    assert gaps(days) == [("1952-01-01", "1982-05-31")]


@pytest.mark.parametrize(
    "days",
    [
        {},
        {None: 5},
        {dt.date(2001, 1, 1): 0},
        {dt.date(2001, 1, 1): 3},
        {dt.date(2000, 1, 1): 1, dt.date(2010, 1, 1): 1},
        {dt.date(year, 1, 1): 1 for year in range(1800, 2000, 50)},
        YEAR_2001,
    ],
    ids=["empty", "undated", "counted 0", "one day", "two days", "every 50 years", "a whole year"],
)
def test_what_is_usual_or_too_little_to_tell_has_no_gaps(days):
    assert gaps(days) == []


def test_an_archive_without_dates_has_neither_beginning_nor_end():
    coverage = Coverage.of({None: 3})
    assert (coverage.first, coverage.last) == (None, None)
    assert coverage.missing(DateRange.of("2001", "2002")) == ()


day_counts = st.dictionaries(
    st.dates(dt.date(1990, 1, 1), dt.date(1991, 12, 31)) | st.dates() | st.none(), st.integers(0, 9), max_size=60
)


@settings(deadline=None)
@given(day_counts)
def test_gaps_are_in_order_between_first_and_last_and_without_articles(days):
    coverage = Coverage.of(days)
    dated = {day for day, count in days.items() if day and count}
    assert (coverage.first, coverage.last) == (min(dated, default=None), max(dated, default=None))
    ends = [day for gap in coverage.gaps for day in (gap.first, gap.last)]
    assert ends == sorted(ends)
    for gap in coverage.gaps:
        assert coverage.first < gap.first <= gap.last < coverage.last
        assert not any(gap.first <= day <= gap.last for day in dated)


@settings(deadline=None)
@given(st.sets(st.dates(dt.date(1990, 1, 1), dt.date(1991, 12, 31)), min_size=2))
def test_what_is_as_long_as_a_gap_is_one_and_counts_do_not_matter(dated):
    coverage = Coverage.of(dict.fromkeys(dated, 1))
    assert coverage.gaps == Coverage.of(dict.fromkeys(dated, 7) | {None: 4}).gaps
    if coverage.unit is HistogramUnit.DAY and coverage.gaps:
        least = min(gap.last - gap.first for gap in coverage.gaps)
        ordered = sorted(dated)
        empty = [
            (before + DAY, after - DAY)
            for before, after in itertools.pairwise(ordered)
            if after - before - 2 * DAY >= least
        ]
        assert empty == [(gap.first, gap.last) for gap in coverage.gaps]


COVERAGE = Coverage(
    HistogramUnit.DAY,
    dt.date(2001, 3, 5),
    dt.date(2010, 6, 7),
    (DateRange.of("2003-02-03", "2003-02-20"), DateRange.of("2005", "2005")),
)


@pytest.mark.parametrize(
    ("dates", "missing"),
    [
        (ALL_DATES, [("2003-02-03", "2003-02-20"), ("2005", "2005")]),
        (UNDATED_ONLY, []),
        (DateRange.of("2003", "2003"), [("2003-02-03", "2003-02-20")]),
        (DateRange.of("2003-02-20", "2005-01-01"), [("2003-02-03", "2003-02-20"), ("2005", "2005")]),
        (DateRange.of("2003-02-21", "2004"), []),
        (DateRange.of("2001", "2001"), [("2001-01-01", "2001-03-04")]),
        (DateRange.of("2001-03-05", "2001"), []),
        (DateRange.of("1990", "1999"), [("1990", "1999")]),
        (DateRange.of("2010", "2012"), [("2010-06-08", "2012")]),
        (DateRange.of("2011", "2012"), [("2011", "2012")]),
        (DateRange.of("2004", None), [("2005", "2005")]),
        (DateRange.of(None, "2002"), []),
    ],
)
def test_what_is_missing_of_a_range_is_said(dates, missing):
    assert COVERAGE.missing(dates) == tuple(DateRange.of(*ends) for ends in missing)


def test_the_ends_of_a_sparse_archive_are_whole_units():
    sparse = Coverage(HistogramUnit.YEAR, dt.date(2001, 11, 17), dt.date(2024, 5, 14), ())
    assert sparse.missing(DateRange.of("2001", "2024")) == ()
    assert sparse.missing(DateRange.of("1999", "2030")) == (DateRange.of("1999", "2000"), DateRange.of("2025", "2030"))
