"""Dates as readers and programs read them."""

import datetime as dt

import pytest

from indexer.articles.article import ArticleDate, Precision
from indexer.query.date_range import DateRange
from indexer.written_dates import long_day, shared_precision

DAY = dt.date(2012, 3, 4)


@pytest.mark.parametrize(
    ("precision", "time", "shown", "iso"),
    [
        (Precision.YEAR, None, "2012", "2012"),
        (Precision.MONTH, None, "March 2012", "2012-03"),
        (Precision.DAY, None, "4 March 2012", "2012-03-04"),
        (Precision.TIME, dt.time(18, 15), "4 March 2012", "2012-03-04T18:15:00"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(precision, time, shown, iso):
    assert long_day(DAY, precision) == shown
    assert str(ArticleDate(DAY, precision, "", "", time)) == iso


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2012", "2019", Precision.YEAR),
        ("2012", None, Precision.YEAR),
        (None, "2019-12-31", Precision.YEAR),
        ("2012-01", "2012-02-29", Precision.MONTH),
        ("2012-01-02", "2012", Precision.DAY),
        ("2012-01", "2012-02-28", Precision.DAY),
    ],
)
def test_a_range_is_written_as_coarsely_as_it_can_be(first, last, precision):
    assert shared_precision(DateRange.of(first, last)) is precision
