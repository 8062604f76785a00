"""The chart of dates: columns that lead to their dates and back."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.results import Bar, Histogram, HistogramUnit
from webui.presenters.histogram import histogram_chart, period_chart
from webui.search_state import SearchState

STATE = SearchState().with_text("a")


def year(number, count, *, selected=False):
    return Bar(dt.date(number, 1, 1), dt.date(number, 12, 31), str(number), count, selected)


def day(number, count, *, selected=False):
    return Bar(dt.date(1996, 3, number), dt.date(1996, 3, number), f"1996-03-{number:02}", count, selected)


def test_bars_lead_to_their_dates():
    histogram = Histogram(HistogramUnit.YEAR, (year(2011, 1), year(2012, 0), year(2013, 4, selected=True)), 7)
    chart = histogram_chart(histogram, STATE)
    assert [column.title for column in chart.columns] == ["2011: 1 article", "2012: 0 articles", "2013: 4 articles"]
    assert [column.address for column in chart.columns] == [
        "/search?q=a&from=2011&to=2011",
        "",
        "/search?q=a&from=2013&to=2013",
    ]
    assert [column.chosen for column in chart.columns] == [False, False, True]
    assert chart.columns[2].height == pytest.approx(4 * chart.columns[0].height, abs=0.1)
    assert (chart.heading, chart.first, chart.last) == ("Articles per year", "2011", "2013")


def test_columns_are_as_wide_as_the_chart_together():
    columns = histogram_chart(
        Histogram(HistogramUnit.YEAR, tuple(year(2000 + n, n) for n in range(24)), 0), STATE
    ).columns
    assert columns[0].target_x == 0
    assert columns[-1].target_x + columns[-1].target_width == pytest.approx(264)
    for before, after in itertools.pairwise(columns):
        assert before.target_x + before.target_width == pytest.approx(after.target_x, abs=0.02)
        assert after.target_x <= after.x <= after.x + after.width <= after.target_x + after.target_width


def test_the_one_bar_chosen_leads_back_to_all_dates():
    histogram = Histogram(HistogramUnit.YEAR, (year(2011, 1), year(2013, 4, selected=True)), 0)
    chart = histogram_chart(histogram, STATE.with_dates(DateRange.of("2013", "2013")))
    assert chart.columns[1].address == "/search?q=a"
    assert (chart.middle, chart.undated) == ("2013", None)


def test_very_many_years_are_shown_by_decade():
    chart = histogram_chart(Histogram(HistogramUnit.YEAR, tuple(year(n, 1) for n in range(1948, 2024)), 0), STATE)
    assert [column.name for column in chart.columns][:2] == ["1940s", "1950s"]
    assert chart.columns[0].title == "1940s: 2 articles"
    assert chart.columns[1].address == "/search?q=a&from=1950&to=1959"
    assert (chart.heading, chart.first, chart.last) == ("Articles per decade", "1940s", "2020s")


def test_months_and_days_are_named():
    bar = Bar(dt.date(2019, 12, 1), dt.date(2019, 12, 31), "2019-12", 2)
    chart = histogram_chart(Histogram(HistogramUnit.MONTH, (bar,), 0), STATE)
    assert chart.columns[0].title == "December 2019: 2 articles"
    assert chart.columns[0].address == "/search?q=a&from=2019-12&to=2019-12"
    assert (chart.heading, chart.last) == ("Articles per month", "")
    days = period_chart(Histogram(HistogramUnit.DAY, (day(1, 1), day(2, 3)), 0), STATE)
    assert days.columns[1].title == "2 March 1996: 3 articles"
    assert days.columns[1].address == "/search?q=a&from=1996-03-02&to=1996-03-02"
    assert (days.middle, days.undated) == ("per day", None)


def test_the_one_day_chosen_leads_back_to_its_month():
    march = tuple(day(number, 1, selected=number == 5) for number in range(1, 32))
    chosen = STATE.with_dates(DateRange.of("1996-03-05", "1996-03-05"))
    chart = period_chart(Histogram(HistogramUnit.DAY, march, 0), chosen)
    assert chart.columns[4].address == "/search?q=a&from=1996-03&to=1996-03"
    assert chart.columns[5].address == "/search?q=a&from=1996-03-06&to=1996-03-06"


def test_the_undated_are_a_choice():
    histogram = Histogram(HistogramUnit.YEAR, (year(2011, 1),), 1_007)
    undated = histogram_chart(histogram, STATE).undated
    assert (undated.text, undated.address) == ("Undated: 1,007", "/search?q=a&none=date")
    assert (undated.chosen, undated.note) == (False, "")
    ranged = histogram_chart(histogram, STATE.with_dates(DateRange.of("2011", "2011"))).undated
    assert (ranged.address, ranged.note) == ("/search?q=a&none=date", "left out by the dates")
    chosen = histogram_chart(histogram, STATE.with_dates(UNDATED_ONLY))
    assert (chosen.undated.address, chosen.undated.chosen, chosen.undated.note) == ("/search?q=a", True, "")
    assert chosen.middle == "undated"


def test_without_dates_there_are_no_columns():
    assert histogram_chart(Histogram(HistogramUnit.YEAR, (), 3), STATE).columns == ()
    assert histogram_chart(Histogram(HistogramUnit.YEAR, (), 0), STATE.with_dates(UNDATED_ONLY)).undated.chosen
