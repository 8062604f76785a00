"""Dates in articles: read as written, and told apart from what cannot be true."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import Precision
from indexer.articles.dates import DateReading, last_date, read_date

_THE_30TH = dt.date(2019, 12, 30)


@pytest.mark.parametrize(
    "written",
    [
        "30 December 2019",
        "December 30, 2019",
        "december 30 2019",
        "DECEMBER 30, 2019",
        "December 30th, 2019",
        "30th of December 2019",
        "Dec. 30, 2019",
        "30-Dec-2019",
        "2019-12-30",
        "2019/12/30",
        "20191230",
        "30/12/2019",
        "12/30/2019",
        "30.12.2019",
        "Monday, December 30, 2019",
        "Mon 30 December 2019",
        "lundi 30 décembre 2019",
        "le 30 décembre 2019",
        "30 decembre 2019",
        "Published on December 30, 2019",
        "  December\n30,\u00a02019 ",
        "(December 30, 2019)",
        "December 30, 2019.",
    ],
)
def test_a_day_is_read_in_every_usual_form(written):
    date = read_date(written, "line 5").date
    assert date is not None
    assert (date.day, date.precision, date.time) == (_THE_30TH, Precision.DAY, None)
    assert date.origin == "line 5"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("1er janvier 2015", dt.date(2015, 1, 1)),
        ("14 févr. 2012", dt.date(2012, 2, 14)),
        ("3 août 2009", dt.date(2009, 8, 3)),
        ("Sept. 3, 2012", dt.date(2012, 9, 3)),
        ("December 1st, 2019", dt.date(2019, 12, 1)),
        ("2 mai 2001", dt.date(2001, 5, 2)),
        ("5/5/2015", dt.date(2015, 5, 5)),
        ("February 29, 2020", dt.date(2020, 2, 29)),
    ],
)
def test_french_ordinal_and_shortened_forms_are_read(written, day):
    assert read_date(written, "").date.day == day


@pytest.mark.parametrize(
    ("written", "day", "precision"),
    [
        ("December 2019", dt.date(2019, 12, 1), Precision.MONTH),
        ("Dec 2019", dt.date(2019, 12, 1), Precision.MONTH),
        ("mars 2012", dt.date(2012, 3, 1), Precision.MONTH),
        ("2019-12", dt.date(2019, 12, 1), Precision.MONTH),
        ("2019", dt.date(2019, 1, 1), Precision.YEAR),
    ],
)
def test_a_month_or_a_year_is_dated_to_its_first_day(written, day, precision):
    date = read_date(written, "").date
    assert (date.day, date.precision) == (day, precision)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2019-12-30T18:15:00Z", dt.time(18, 15)),
        ("2019-12-30T18:15:07.250+01:00", dt.time(18, 15, 7)),
        ("2019-12-30 18:15", dt.time(18, 15)),
        ("Mon, 30 Dec 2019 18:15:00 +0000", dt.time(18, 15)),
        ("December 30, 2019 at 6:15 pm", dt.time(18, 15)),
        ("December 30, 2019, 12:05 a.m.", dt.time(0, 5)),
    ],
)
def test_a_time_is_kept_as_written_without_conversion(written, time):
    date = read_date(written, "").date
    assert (date.day, date.precision, date.time) == (_THE_30TH, Precision.TIME, time)


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("February 31, 2019", "impossible date: February 31, 2019"),
        ("29 February 2019", "impossible date: 29 February 2019"),
        ("2019-13-01", "impossible date: 2019-13-01"),
        ("2019-00-10", "impossible date: 2019-00-10"),
        ("0/13/2019", "impossible date: 0/13/2019"),
        ("0001-01-01", "impossible date: 0001-01-01"),
        ("0000", "impossible date: 0000"),
        ("2019-12-30 25:00", "impossible date: 2019-12-30 25:00"),
        ("December 30, 2019 13:00 pm", "impossible date: December 30, 2019 13:00 pm"),
        ("2090-01-01", "date in the future: 2090-01-01"),
        ("December 9999", "date in the future: December 9999"),
        ("3/4/2019", "ambiguous date: 3/4/2019"),
    ],
)
def test_what_cannot_be_true_is_a_problem_and_no_date(written, problem):
    assert read_date(written, "") == DateReading(problem=problem)
    assert read_date(written, "").date is None


@pytest.mark.parametrize("written", ["", "   ", "yesterday", "Carrel Samples", "12", "2019 2020", "May", "Spring 2019"])
def test_what_is_no_date_is_neither_a_date_nor_a_problem(written):
    assert read_date(written, "") == DateReading()


def test_tomorrow_is_not_the_future_because_it_has_begun_somewhere():
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    assert read_date(tomorrow.isoformat(), "").date is not None
    assert read_date((tomorrow + dt.timedelta(days=1)).isoformat(), "").date is None


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Global Research, December 30, 2019", "December 30, 2019"),
        ("Guns and Butter 23 August 2017", "23 August 2017"),
        ("The Nation, 12 May 2003, Global Research, June 1, 2003", "June 1, 2003"),
        ("Carrel Samples, 2006", "2006"),
        ("Carrel Samples (2006)", "2006"),
        ("Carrel Samples, Monday, March 5, 2012", "Monday, March 5, 2012"),
        ("Global Research, February 31, 2019", "February 31, 2019"),
        ("30 May 2019", "30 May 2019"),
        ("Carrel Samples", None),
        ("Studio 1984", None),
        ("Agenda 2030", None),
        ("", None),
    ],
)
def test_the_last_date_of_a_line_is_found_whole(line, date):
    place = last_date(line)
    assert (line[slice(*place)] if place else None) == date


@given(st.dates(dt.date(1000, 1, 1), dt.date(2025, 12, 31)))
def test_every_day_is_read_back_from_its_iso_form_and_from_english(day):
    assert read_date(day.isoformat(), "").date.day == day
    assert read_date(f"{day:%B} {day.day}, {day.year:04}", "").date.day == day


@given(st.text())
def test_no_text_makes_reading_raise(text):
    reading = read_date(text, "")
    assert not (reading.date and reading.problem)
    place = last_date(text)
    assert place is None or 0 <= place[0] < place[1] <= len(text)


@given(st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}([T ][0-9]{1,2}:[0-9]{2})?", fullmatch=True))
def test_no_string_of_numbers_makes_reading_raise(text):
    read_date(text, "")


@given(st.from_regex(r"[0-9]{4}-[0-2][0-9]-[0-3][0-9]([T ][0-3][0-9]:[0-9]{2}(:[0-6][0-9])?)?", fullmatch=True))
def test_the_short_way_for_dates_in_iso_form_reads_what_the_long_way_does(text):
    """A space before a date changes nothing but the way that it is read."""
    assert read_date(text, "line 1") == read_date(f" {text}", "line 1")
