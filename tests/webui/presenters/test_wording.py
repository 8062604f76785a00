"""Numbers, dates and names as readers write them."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.articles.article import ArticleDate, Precision
from indexer.query.date_range import DateRange
from webui.presenters.wording import byline, counted, joined, long_date, range_in_words


def date(precision):
    return ArticleDate(dt.date(2012, 3, 4), precision, "", "")


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        (Precision.YEAR, "2012"),
        (Precision.MONTH, "March 2012"),
        (Precision.DAY, "4 March 2012"),
        (Precision.TIME, "4 March 2012"),
    ],
)
def test_dates_are_shown_at_their_precision(precision, shown):
    assert long_date(date(precision)) == shown


def test_no_date_is_said():
    assert long_date(None) == "undated"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2012", "2019", "2012 – 2019"),
        ("2012", "2012", "2012"),
        ("2012-03", "2012-03", "March 2012"),
        ("2012-03-04", "2012-03-04", "4 March 2012"),
        ("2012", "2012-06", "January 2012 – June 2012"),
        ("2012", None, "from 2012"),
        (None, "2019-12-30", "until 30 December 2019"),
        (None, None, ""),
    ],
)
def test_ranges_are_shown_as_shortly_as_they_can_be(first, last, shown):
    assert range_in_words(DateRange.of(first, last)) == shown


def test_things_are_counted_in_their_number():
    assert counted(1, "article") == "1 article"
    assert counted(1284, "article") == "1,284 articles"
    assert counted(0, "match", "matches") == "0 matches"


@pytest.mark.parametrize(
    ("names", "shown"), [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")]
)
def test_names_are_joined_as_in_a_sentence(names, shown):
    assert "".join(one.before + one.name for one in joined(names)) == shown


def test_a_byline_divides_only_what_is_there():
    assert byline(("A",), "Paper", None).rest == " · Paper · undated"
    assert byline((), "", date(Precision.YEAR)).rest == "2012"
