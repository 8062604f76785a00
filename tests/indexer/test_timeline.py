"""A timeline counts what plain Python counts, article by article, in periods without holes."""

import datetime as dt
import json
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive
from indexer.day_counts import DayCounts
from indexer.errors import QueriesError, QueryError, UsageError
from indexer.query.date_range import ALL_DATES, DateRange
from indexer.query.query import Query
from indexer.timeline import MAX_PERIODS, TimelineUnit, days_of_each, timeline

DAYS = st.one_of(
    st.dates(dt.date(2018, 12, 1), dt.date(2019, 3, 1)),
    st.dates(dt.date(1990, 1, 1), dt.date(2030, 12, 31)),
    st.none(),
)
LENGTHS = {TimelineUnit.YEAR: 4, TimelineUnit.MONTH: 7, TimelineUnit.DAY: 10}


def by_day(days):
    counts = Counter(day.toordinal() for day in days if day)
    ordinals = sorted(counts)
    return DayCounts(
        np.array(ordinals, np.int64), np.array([counts[one] for one in ordinals], np.int64), days.count(None)
    )


def label(day, unit):
    return day.isoformat()[: LENGTHS[unit]]


@given(st.lists(st.tuples(DAYS, st.sets(st.integers(0, 4))), max_size=40), st.sampled_from([*TimelineUnit, None]))
def test_periods_and_counts_are_those_of_counting_one_by_one(articles, unit):
    """Each article has a day and the queries that find it."""
    every = [day for day, _ in articles]
    dated = sorted(day for day in every if day)
    of_queries = [[day for day, finders in articles if query in finders] for query in range(5)]
    made = timeline(by_day(every), [(Query(), by_day(days)) for days in of_queries], ALL_DATES, unit)
    assert len(made.periods) <= MAX_PERIODS
    assert made.dates == (DateRange(dated[0], dated[-1]) if dated else DateRange())
    if dated:
        assert made.periods[0].first <= dated[0]
        assert made.periods[-1].last >= dated[-1]
        assert made.unit in made.units
    for before, after in zip(made.periods, made.periods[1:], strict=False):
        assert after.first - before.last == dt.timedelta(1)
    for period in made.periods:
        assert label(period.first, made.unit) == label(period.last, made.unit) == period.label
    in_all = Counter(label(day, made.unit) for day in dated)
    assert [period.articles for period in made.periods] == [in_all[period.label] for period in made.periods]
    for series, days in zip(made.series, of_queries, strict=True):
        counted = Counter(label(day, made.unit) for day in days if day)
        assert list(series.counts) == [counted[period.label] for period in made.periods]
        assert (series.total, series.undated) == (len(days), days.count(None))
        assert sum(series.counts) == series.total - series.undated
        assert list(made.per_thousand(series)) == [
            1000 * counted[period.label] / in_all[period.label] if in_all[period.label] else None
            for period in made.periods
        ]


@pytest.mark.parametrize(
    ("first", "last", "wanted", "unit", "units"),
    [
        ("2019-05-04", "2019-05-04", None, "day", ["year", "month", "day"]),
        ("2019-01-01", "2019-04-02", None, "day", ["year", "month", "day"]),  # 92 days
        ("2019-01-01", "2019-04-03", None, "month", ["year", "month", "day"]),
        ("2019-01-01", "2020-02-04", "day", "day", ["year", "month", "day"]),  # 400 days
        ("2019-01-01", "2020-02-05", "day", "month", ["year", "month"]),
        ("2010-01-31", "2019-12-01", None, "month", ["year", "month"]),  # 120 months
        ("2010-01-31", "2020-01-01", None, "year", ["year", "month"]),
        ("1980-01-01", "2013-04-30", "month", "month", ["year", "month"]),  # 400 months
        ("1980-01-01", "2013-05-01", "month", "year", ["year"]),
        ("1980-01-01", "2013-05-01", "day", "year", ["year"]),
        ("1625-01-01", "2024-12-31", None, "year", ["year"]),  # 400 years
        ("9998-01-01", "9999-12-31", "year", "year", ["year", "month"]),
    ],
)
def test_the_unit_fits_the_span(first, last, wanted, unit, units):
    days = by_day([dt.date.fromisoformat(first), dt.date.fromisoformat(last)])
    made = timeline(days, [(Query(), days)], ALL_DATES, TimelineUnit(wanted) if wanted else None)
    assert (made.unit, list(made.units)) == (unit, units)


def test_more_years_than_a_chart_can_show_are_refused_with_the_remedy():
    days = by_day([dt.date(1, 1, 1), dt.date(2024, 1, 1)])
    with pytest.raises(UsageError, match=r"from 0001-01-01 to 2024-01-01, and .* at most 400 years\. Limit the dates"):
        timeline(days, [], ALL_DATES, None)


def test_periods_end_where_the_dates_that_are_asked_for_do():
    days = by_day([dt.date(2019, 3, 20), dt.date(2019, 5, 2)])
    asked = DateRange(dt.date(2019, 3, 15), dt.date(2019, 5, 10))
    made = timeline(days, [], asked, TimelineUnit.MONTH)
    assert [(str(one.first), str(one.last), one.label) for one in made.periods] == [
        ("2019-03-15", "2019-03-31", "2019-03"),
        ("2019-04-01", "2019-04-30", "2019-04"),
        ("2019-05-01", "2019-05-10", "2019-05"),
    ]


def test_queries_that_come_after_costly_ones_are_not_asked(monkeypatch):
    clock = iter([0, 1, 7, 8])
    monkeypatch.setattr("indexer.timeline.time.monotonic", lambda: next(clock))
    asked = []

    def days_found(query):
        asked.append(query.text)
        return by_day([])

    with pytest.raises(QueriesError, match="Query 2: The queries before it take too long") as raised:
        days_of_each([Query("a"), Query("b"), Query("c")], days_found)
    assert asked == ["a"]
    assert [place for place, _ in raised.value.mistakes] == [1, 2]


ARTICLES = [
    ("2012", "oil", ["Asia"]),
    ("2012-05", "oil peace", ["Asia"]),
    ("2012-05-30", "peace", ["Europe"]),
    ("2014-02-28", "oil", ["Europe"]),
    ("2014-03-01", "canal", ["Asia"]),
    (None, "oil", ["Asia"]),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("timeline")
    records = [
        {"id": f"{place}", "title": f"Article {place}", "body": f"{text} {place}.", "date": date, "regions": regions}
        for place, (date, text, regions) in enumerate(ARTICLES)
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", sources=[folder / "articles.jsonl"], root=folder)
    with Archive.open(folder / "index") as opened:
        yield opened


def counts(made):
    return [[period.articles for period in made.periods], *(list(series.counts) for series in made.series)]


class TestOverAnArchive:
    def test_an_article_counts_at_the_first_day_of_its_date(self, archive):
        made = archive.timeline(["oil", "peace"])
        assert (made.unit, made.periods[0].label, made.periods[-1].label) == ("month", "2012-01", "2014-03")
        assert {made.periods[place].label: count for place, count in enumerate(made.series[0].counts) if count} == {
            "2012-01": 1,
            "2012-05": 1,
            "2014-02": 1,
        }
        assert [(one.total, one.undated) for one in made.series] == [(4, 1), (2, 0)]

    def test_all_queries_and_all_articles_have_the_same_filters(self, archive):
        made = archive.timeline(["oil", "peace"], unit="year", filters={"region": ["Asia"]})
        assert counts(made) == [[2, 0, 1], [2, 0, 0], [1, 0, 0]]
        assert made.per_thousand(made.series[0]) == (1000, None, 0)
        made = archive.timeline(["oil"], unit="year", dates=("2012-02", "2013"))
        assert counts(made) == [[2], [1]]
        assert made.series[0].undated == 0

    def test_each_count_is_what_a_search_in_the_period_finds(self, archive):
        made = archive.timeline(["oil OR peace", ""], unit="month", dates=("2012-05-15", None), match="any")
        for series in made.series:
            for period, count in zip(made.periods, series.counts, strict=True):
                found = archive.search(series.query.text, dates=(period.first, period.last), match="any")
                assert found.total == count

    def test_without_a_dated_article_there_are_no_periods(self, archive):
        made = archive.timeline(["oil"], dates="none")
        assert (made.periods, made.units, made.series[0].counts) == ((), (), ())
        assert (made.series[0].total, made.series[0].undated) == (1, 1)

    def test_all_mistakes_are_told_at_once_each_with_its_place(self, archive):
        with pytest.raises(QueriesError) as raised:
            archive.timeline(["oil", "(oil", "peace", "b~9"])
        assert isinstance(raised.value, QueryError)
        assert [(place, mistake.position) for place, mistake in raised.value.mistakes] == [(1, 0), (3, 1)]
        assert (raised.value.position, raised.value.suggestions) == (0, ("(oil)", "oil"))
        assert str(raised.value).startswith("Query 2: A parenthesis is never closed")

    @pytest.mark.parametrize("queries", [[], ["a"] * 6, "oil"])
    def test_it_takes_one_to_five_queries(self, archive, queries):
        with pytest.raises(UsageError, match="a list of 1 to 5 queries"):
            archive.timeline(queries)

    def test_a_unit_that_there_is_not_is_refused(self, archive):
        with pytest.raises(UsageError, match="'week'; it takes year, month, day"):
            archive.timeline(["oil"], unit="week")
