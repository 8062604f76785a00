"""What is shown around chosen dates is what counting the articles one by one gives."""

import datetime as dt
import random
from collections import Counter

import pytest
from made_index import made_snapshot

from indexer.articles.article import Article, ArticleDate, Precision
from indexer.engine.base import Page
from indexer.query.query import Query
from indexer.results import MOST_YEARS, Bar, Histogram, HistogramUnit


def article(number, day, theme):
    date = ArticleDate(day, Precision.DAY, str(day), "test") if day else None
    return Article(id=f"a{number:04}", title="t", paragraphs=(), themes=(theme,), date=date)


def made_articles(first_year, last_year):
    rng = random.Random(7)
    days = [
        dt.date(rng.randrange(first_year, last_year + 1), rng.randrange(1, 13), rng.randrange(1, 29))
        for _ in range(300)
    ]
    # Enough of one month, its last day among them, for days to be told apart.
    days += [dt.date(1996, 2, rng.randrange(1, 30)) for _ in range(40)] + [dt.date(1996, 2, 29), dt.date(1996, 3, 31)]
    days[1] = dt.date(2004, 6, 5)
    days = [day if number % 9 else None for number, day in enumerate(days)]
    return [article(number, day, rng.choice(["War", "Peace"])) for number, day in enumerate(days)]


DELETED = {2, 50, 320}


@pytest.fixture(scope="module", params=[(1990, 2004), (1851, 2004)], ids=["by year", "by decade"])
def archive(request, tmp_path_factory):
    articles = made_articles(*request.param)
    made = made_snapshot(tmp_path_factory.mktemp("index"), articles, [60, 100], deleted=DELETED)
    yield made, [one for number, one in enumerate(articles) if number not in DELETED]
    made.close()


UNITS = [
    (("1996-02", "1996-02"), HistogramUnit.DAY, 29),
    (("1996-02-03", "1996-02-05"), HistogramUnit.DAY, 29),
    (("1996-02-20", "1996-03-05"), HistogramUnit.DAY, 60),
    (("1996-02", "1996-03"), HistogramUnit.MONTH, 12),
    (("1996", "1996"), HistogramUnit.MONTH, 12),
    (("1996-02-03", "1996-10-05"), HistogramUnit.MONTH, 12),
    (("1995-11", "1997"), HistogramUnit.MONTH, 36),
]


@pytest.mark.parametrize("theme", [None, "War"])
@pytest.mark.parametrize(("dates", "unit", "length"), UNITS)
def test_a_period_counts_what_passes_all_filters_but_the_dates(dates, unit, length, theme, archive):
    snapshot, articles = archive
    query = Query.of(filters={"theme": [theme]} if theme else None, dates=dates)
    results = snapshot.search(query, Page(limit=0))
    period = results.period
    assert (period.unit, len(period.bars)) == (unit, length)
    inside = [one for one in articles if theme is None or theme in one.themes]
    counted = Counter(unit.label(one.date.day) for one in inside if one.date)
    assert [bar.count for bar in period.bars] == [counted[bar.label] for bar in period.bars]
    assert period.undated == sum(not one.date for one in inside) == results.histogram.undated
    for bar in period.bars:
        assert bar.selected == (bar.last >= query.dates.first and bar.first <= query.dates.last)
    for bar, following in zip(period.bars, period.bars[1:], strict=False):
        assert bar.last + dt.timedelta(days=1) == following.first


def test_whole_units_of_a_period_add_up_to_what_is_found(archive):
    snapshot, _ = archive
    for dates, _, _ in UNITS[:5]:
        results = snapshot.search(Query.of(dates=dates), Page(limit=0))
        assert sum(bar.count for bar in results.period.bars if bar.selected) == results.total > 0


def test_years_are_shown_where_the_overview_is_of_decades(archive):
    snapshot, articles = archive
    overview = snapshot.search(Query(), Page(limit=0)).histogram
    for dates in (("1990", "1999"), ("1993", "1998"), ("1985", "2004")):
        period = snapshot.search(Query.of(dates=dates), Page(limit=0)).period
        if len(overview.bars) <= MOST_YEARS:
            assert period is None  # the overview shows the years itself
        else:
            counted = Counter(str(one.date.day.year) for one in articles if one.date)
            assert {bar.label: bar.count for bar in period.bars} == {
                bar.label: counted[bar.label] for bar in period.bars
            }
            assert (period.bars[0].label, period.bars[-1].label) == (
                ("1985", "2004") if dates[0] == "1985" else ("1990", "1999")
            )


@pytest.mark.parametrize(
    "dates", [None, "none", ("1700", "1710"), ("2100", "2100"), (None, "1300"), (None, None), ("1900", "2100")]
)
def test_without_dates_or_articles_around_them_there_is_no_period(dates, archive):
    snapshot, _ = archive
    assert snapshot.search(Query.of(dates=dates), Page(limit=0)).period is None


def test_an_open_range_ends_where_the_articles_do(archive):
    snapshot, _ = archive
    period = snapshot.search(Query.of(dates=("2004", None)), Page(limit=0)).period
    assert (period.bars[0].label, period.bars[-1].label) == ("2004-01", "2004-12")


def test_the_undated_can_be_chosen(archive):
    snapshot, articles = archive
    results = snapshot.search(Query.of(dates="none", filters={"theme": ["War"]}), Page(limit=1000))
    assert {hit.id for hit in results.hits} == {one.id for one in articles if not one.date and "War" in one.themes}
    assert not any(bar.selected for bar in results.histogram.bars)
    assert results.histogram == snapshot.search(Query.of(filters={"theme": ["War"]}), Page(limit=0)).histogram
    assert results.total == results.histogram.undated > 0


def test_the_first_and_the_last_of_all_years_can_be_shown(tmp_path):
    days = [dt.date(1, 1, 1), dt.date(9, 12, 31), dt.date(9999, 12, 31)]
    snapshot = made_snapshot(tmp_path, [article(number, day, "War") for number, day in enumerate(days)])
    for dates, unit, first, last in [
        (("0001", "0009"), HistogramUnit.YEAR, "0001", "0009"),
        (("0001-01", "0001-01"), HistogramUnit.DAY, "0001-01-01", "0001-01-31"),
        (("9999-12-31", "9999-12-31"), HistogramUnit.DAY, "9999-12-01", "9999-12-31"),
        (("9990", "9999"), HistogramUnit.YEAR, "9990", "9999"),
        (("9997", None), HistogramUnit.MONTH, "9997-01", "9999-12"),
    ]:
        period = snapshot.search(Query.of(dates=dates), Page(limit=0)).period
        assert (period.unit, period.bars[0].label, period.bars[-1].label) == (unit, first, last)
    by_decade = snapshot.search(Query(), Page(limit=0)).histogram.by_decade()
    assert (by_decade.bars[0].label, by_decade.bars[0].first) == ("0000s", dt.date(1, 1, 1))
    assert (by_decade.bars[-1].label, by_decade.bars[-1].last) == ("9990s", dt.date(9999, 12, 31))


def test_few_years_stay_years_and_many_become_decades():
    def years(first, count):
        bars = (
            Bar(dt.date(year, 1, 1), dt.date(year, 12, 31), str(year), year % 3, year == first + 2)
            for year in range(first, first + count)
        )
        return Histogram(HistogramUnit.YEAR, tuple(bars), 4)

    few = years(1995, MOST_YEARS)
    assert few.by_decade() is few
    many = years(1995, MOST_YEARS + 1).by_decade()
    assert (many.unit, many.undated) == (HistogramUnit.DECADE, 4)
    assert [bar.label for bar in many.bars] == ["1990s", "2000s", "2010s", "2020s", "2030s", "2040s"]
    assert [bar.count for bar in many.bars] == [
        sum(y % 3 for y in range(max(d, 1995), min(d + 10, 2046))) for d in range(1990, 2050, 10)
    ]
    assert [bar.selected for bar in many.bars] == [True, *[False] * 5]
