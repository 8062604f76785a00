"""The labels of a time axis are few and stand at round years, months and days."""

import datetime as dt

import numpy as np
import pytest

from indexer.day_counts import DayCounts
from indexer.query.date_range import ALL_DATES
from indexer.timeline import TimelineUnit, timeline
from webui.presenters.time_axis import axis_labels, period_in_words


def periods(first, last, unit):
    days = np.unique([dt.date.fromisoformat(day).toordinal() for day in (first, last)])
    return timeline(DayCounts(days, np.ones_like(days), 0), [], ALL_DATES, TimelineUnit(unit)).periods


@pytest.mark.parametrize(
    ("first", "last", "unit", "labels"),
    [
        ("2019-05-01", "2019-05-01", "year", "2019"),
        ("2006-10-20", "2012-11-20", "year", "2006 2007 2008 2009 2010 2011 2012"),
        ("2001-01-01", "2024-01-01", "year", "2005 2010 2015 2020"),
        ("1701-01-01", "2024-01-01", "year", "1750 1800 1850 1900 1950 2000"),
        ("2019-11-03", "2020-02-03", "month", "Nov-2019 Dec-2019 Jan-2020 Feb-2020"),
        ("2019-11-03", "2020-12-03", "month", "Nov-2019 Jan-2020 Mar-2020 May-2020 Jul-2020 Sep-2020 Nov-2020"),
        ("2009-10-20", "2013-11-20", "month", "Jan-2010 Jan-2011 Jan-2012 Jan-2013"),
        ("1990-01-01", "2023-01-01", "month", "Jan-1990 Jan-1995 Jan-2000 Jan-2005 Jan-2010 Jan-2015 Jan-2020"),
        ("2019-12-30", "2020-01-02", "day", "30-Dec 31-Dec 1-Jan 2-Jan"),
        ("2008-09-01", "2008-10-20", "day", "1-Sep 8-Sep 15-Sep 22-Sep 29-Sep 6-Oct 13-Oct 20-Oct"),
        ("2008-01-15", "2008-06-15", "day", "Feb-2008 Mar-2008 Apr-2008 May-2008 Jun-2008"),
        ("2008-01-01", "2008-10-31", "day", "Jan-2008 Mar-2008 May-2008 Jul-2008 Sep-2008"),
    ],
)
def test_few_periods_are_named_at_round_places(first, last, unit, labels):
    shown = periods(first, last, unit)
    named = axis_labels(shown, TimelineUnit(unit))
    assert " ".join(label.replace(" ", "-") for _, label in named) == labels
    if unit != "day":
        assert [shown[place].label[:4] for place, _ in named] == [label[-4:] for _, label in named]


def test_a_label_by_day_stands_at_its_day():
    shown = periods("2008-09-01", "2008-10-20", "day")
    places = [place for place, _ in axis_labels(shown, TimelineUnit.DAY)]
    assert [shown[place].label for place in places][:3] == ["2008-09-01", "2008-09-08", "2008-09-15"]
    assert all(shown[place].first.weekday() == 0 for place in places)
    shown = periods("2008-01-15", "2008-06-15", "day")
    places = [place for place, _ in axis_labels(shown, TimelineUnit.DAY)]
    assert [shown[place].label for place in places] == [f"2008-{month:02}-01" for month in range(2, 7)]


@pytest.mark.parametrize(("unit", "words"), [("year", "2019"), ("month", "December 2019"), ("day", "30 December 2019")])
def test_a_period_is_named_as_exactly_as_it_is(unit, words):
    assert period_in_words(periods("2019-12-30", "2019-12-30", unit)[0], TimelineUnit(unit)) == words
