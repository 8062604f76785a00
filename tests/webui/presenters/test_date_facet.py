"""Dates beside the results: the way back, what is missing, and what is typed."""

from __future__ import annotations

import datetime as dt

import pytest

from indexer.answer import Answer
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.query.query import Query
from indexer.results import Bar, Histogram, HistogramUnit, Results, Sort
from webui.presenters.date_facet import date_facet, date_form, missing_in_words
from webui.search_state import SearchState

STATE = SearchState().with_text("a")


def answered(years, missing=()):
    bars = tuple(Bar(dt.date(year, 1, 1), dt.date(year, 12, 31), str(year), 1) for year in years)
    histogram = Histogram(HistogramUnit.YEAR, bars, 0)
    results = Results(
        query=Query("a"),
        total=1,
        row_count=1,
        hits=(),
        offset=0,
        limit=10,
        sort=Sort.RELEVANCE,
        archive_count=1,
        histogram=histogram,
    )
    return Answer(results, missing=missing)


def crumbs(years, first, last):
    facet = date_facet(answered(years), STATE.with_dates(DateRange.of(first, last)))
    return [crumb.text for crumb in facet.crumbs], facet.chosen


@pytest.mark.parametrize(
    ("first", "last", "around", "chosen"),
    [
        ("1990", "1999", ["All dates"], "1990s"),
        ("1990", "1998", ["All dates", "1990s"], "1990 – 1998"),
        ("1996", "1996", ["All dates", "1990s"], "1996"),
        ("1996-03", "1996-03", ["All dates", "1990s", "1996"], "March 1996"),
        ("1996-03-05", "1996-03-05", ["All dates", "1990s", "1996", "March 1996"], "5 March 1996"),
        ("1996-03", "1996-05", ["All dates", "1990s", "1996"], "March 1996 – May 1996"),
        ("1989", "1996", ["All dates"], "1989 – 1996"),
        ("1990", "", ["All dates"], "from 1990"),
    ],
)
def test_crumbs_lead_out_step_by_step(first, last, around, chosen):
    assert crumbs(range(1900, 2000), first, last) == (around, chosen)


def test_decades_are_steps_only_where_the_chart_is_of_decades():
    assert crumbs(range(1980, 2000), "1996-03", "1996-03") == (["All dates", "1996"], "March 1996")
    assert crumbs(range(1980, 2000), "1990", "1999") == (["All dates"], "1990 – 1999")


def test_each_crumb_leads_to_its_dates():
    facet = date_facet(answered(range(1900, 2000)), STATE.with_dates(DateRange.of("1996-03", "1996-03")))
    assert [crumb.address for crumb in facet.crumbs] == [
        "/search?q=a",
        "/search?q=a&from=1990&to=1999",
        "/search?q=a&from=1996&to=1996",
    ]


def test_the_undated_have_a_way_back_and_all_dates_none():
    assert [crumb.text for crumb in date_facet(answered([]), STATE.with_dates(UNDATED_ONLY)).crumbs] == ["All dates"]
    facet = date_facet(answered([2001]), STATE)
    assert (facet.crumbs, facet.chosen, facet.period, facet.gaps) == ((), "", None, None)


def test_a_search_of_all_dates_counts_the_gaps_and_leads_to_them():
    missing = (DateRange.of("2001", "2002"), DateRange.of("2005", "2006"))
    gaps = date_facet(answered([2001], missing), STATE).gaps
    assert (gaps.text, gaps.address) == ("2 gaps in the coverage", "/about#gaps")
    assert date_facet(answered([2001], missing), STATE.with_dates(DateRange.of("2001", "2006"))).gaps is None


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ([], ""),
        ([("2003", "2003")], "The archive has no articles in 2003."),
        ([("2003-05-01", "2003-05-01")], "The archive has no articles on 1 May 2003."),
        (
            [("2001", "2002"), ("2005-03", "2005-04")],
            "The archive has no articles from 2001 to 2002 and from March 2005 to April 2005.",
        ),
        (
            [(str(year), str(year)) for year in (2001, 2003, 2005, 2007, 2009)],
            "The archive has no articles in 2001, in 2003, in 2005 and in 2 further gaps.",
        ),
    ],
)
def test_what_is_missing_is_one_sentence(ends, said):
    assert missing_in_words(tuple(DateRange.of(*one) for one in ends)) == said


def test_typed_dates_take_the_place_of_whatever_dates_there_are():
    for dates in (UNDATED_ONLY, DateRange.of("2001", "2002")):
        assert date_form(STATE.with_dates(dates)).hidden == (("q", "a"),)
    form = date_form(STATE.with_dates(DateRange.of("2001", None)))
    assert (form.first, form.last) == ("2001", "")
