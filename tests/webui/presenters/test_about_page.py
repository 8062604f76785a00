"""The archive in numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from indexer.coverage import Coverage
from indexer.problem_count import ProblemCount
from indexer.query.date_range import DateRange
from indexer.results import HistogramUnit
from indexer.statistics import Statistics
from webui.presenters.about_page import about_page
from webui.presenters.home_page import holdings

GAP = DateRange.of("2002-01-05", "2002-12-30")
STATISTICS = Statistics(
    version="20240501-abc",
    built=dt.datetime(2024, 5, 1, 12, 30, tzinfo=dt.UTC),
    sources=("/home/somebody/articles", "more.csv"),
    article_count=1_284,
    word_count=600_000,
    copy_count=2,
    near_copy_count=5,
    undated_count=3,
    skipped_count=4,
    first_day=dt.date(2001, 5, 1),
    last_day=dt.date(2003, 1, 2),
    years=((2001, 1_000), (2002, 0), (2003, 281)),
    publications=(("The Paper", 1_280), (None, 4)),
    publication_years=((1_000, 0, 280), (0, 0, 1)),
    problems=(ProblemCount("empty file", 12, ("a.txt", "b.txt")), ProblemCount("broken JSON", 1, ("c: line 1",))),
    coverage=Coverage(HistogramUnit.DAY, dt.date(2001, 5, 1), dt.date(2003, 1, 2), (GAP,)),
)


def test_the_page_says_what_was_built_when_and_from_what():
    page = about_page(STATISTICS, "Our archive")
    assert page.holdings == "1,284 articles from 2001 to 2003, 3 of them undated."
    assert page.dates == "1 May 2001 – 2 January 2003"
    assert page.built == "1 May 2024, 12:30 UTC"
    assert page.sources == ("articles", "more.csv")  # the folders above them are nobody's business
    assert page.citation == "Our archive. Version 20240501-abc, built on 1 May 2024."
    assert "Version 20240501-abc, built on 1 May 2024. [Address of the page]" in page.search_citation
    assert [(figure.label, figure.value, figure.address) for figure in page.figures] == [
        ("Articles", "1,284", ""),
        ("Words", "600,000", ""),
        ("Undated", "3", "/search?none=date"),
        ("Exact copies", "2", ""),
        ("Near copies", "5", ""),
        ("Files skipped", "4", ""),
    ]


@pytest.mark.parametrize(
    ("unit", "ends", "dates", "length"),
    [
        (HistogramUnit.DAY, ("2002-01-05", "2002-01-05"), "5 January 2002", "1 day"),
        (HistogramUnit.DAY, ("2002-01-05", "2002-12-30"), "5 January 2002 – 30 December 2002", "360 days"),
        (HistogramUnit.DAY, ("2002", "2002"), "2002", "365 days"),
        (HistogramUnit.MONTH, ("2002-11", "2003-02"), "November 2002 – February 2003", "4 months"),
        (HistogramUnit.MONTH, ("2002", "2003"), "2002 – 2003", "2 years"),
        (HistogramUnit.YEAR, ("1914", "1918"), "1914 – 1918", "5 years"),
    ],
)
def test_gaps_are_named_with_their_lengths(unit, ends, dates, length):
    coverage = Coverage(unit, dt.date(1900, 5, 1), dt.date(2010, 1, 2), (DateRange.of(*ends),))
    page = about_page(dataclasses.replace(STATISTICS, coverage=coverage), "Our archive")
    assert [(gap.dates, gap.length) for gap in page.gaps] == [(dates, length)]
    assert page.gaps_explained.startswith(f"{unit.capitalize()}s without any article")


def test_very_many_gaps_are_cut_and_none_is_said_to_be_none():
    many = dataclasses.replace(STATISTICS.coverage, gaps=(GAP,) * 130)
    page = about_page(dataclasses.replace(STATISTICS, coverage=many), "Our archive")
    assert (len(page.gaps), page.gaps_left_out) == (100, "and 30 gaps more")
    none = dataclasses.replace(STATISTICS.coverage, gaps=())
    page = about_page(dataclasses.replace(STATISTICS, coverage=none), "Our archive")
    assert (page.gaps, page.gaps_left_out) == ((), "")
    assert page.gaps_explained.startswith("None: nowhere are there more days in a row")


def test_years_and_publications_lead_to_searches():
    page = about_page(STATISTICS, "Our archive")
    assert [(row.link.text, row.link.address, row.count) for row in page.years] == [
        ("2001", "/search?from=2001&to=2001", "1,000"),
        ("2002", "", "0"),
        ("2003", "/search?from=2003&to=2003", "281"),
    ]
    assert [(row.link.text, row.link.address, row.count, row.share, row.span) for row in page.publications] == [
        ("The Paper", "/search?source=The+Paper", "1,280", "100%", "2001–2003"),
        ("none given", "/search?none=source", "4", "< 1%", "2003"),
    ]
    paper, none_given = page.publications
    assert paper.described == "Articles per year, 2001–2003; most in 2001: 1,000 articles"
    assert [bar.height for bar in paper.bars] == pytest.approx([24, 24 * 0.28], abs=0.01)
    assert [bar.x for bar in paper.bars] == pytest.approx([0, 2 * 200 / 3], abs=0.01)
    assert [bar.x for bar in none_given.bars] == pytest.approx([2 * 200 / 3], abs=0.01)


def test_problems_are_counted_and_exemplified():
    page = about_page(STATISTICS, "Our archive")
    assert [(problem.heading, problem.left_out) for problem in page.problems] == [
        ("12 × empty file", "and 10 more"),
        ("1 × broken JSON", ""),
    ]


def test_an_archive_without_dates_says_so():
    undated = dataclasses.replace(
        STATISTICS,
        first_day=None,
        last_day=None,
        years=(),
        undated_count=1_284,
        publication_years=((), ()),
        coverage=Coverage(HistogramUnit.YEAR, None, None, ()),
    )
    page = about_page(undated, "Our archive")
    assert page.holdings == "1,284 articles, undated."
    assert page.dates == "none of the articles has one"
    assert page.chart.columns == ()
    assert page.gaps_explained == "None of the articles has a date."
    assert (page.publications[0].bars, page.publications[0].described) == ((), "No dated article")


def test_many_publications_are_cut():
    publications = tuple((f"Paper {place}", 1) for place in range(60))
    many = dataclasses.replace(STATISTICS, publications=publications, publication_years=((1, 0, 0),) * 50)
    page = about_page(many, "Our archive")
    assert len(page.publications) == 50
    assert page.publications_left_out == "and 10 publications more"


@pytest.mark.parametrize(
    ("count", "years", "undated", "shown"),
    [
        (1, (2001, 2001), 0, "1 article of 2001."),
        (2, (2001, 2002), 0, "2 articles from 2001 to 2002."),
        (2, (2001, 2001), 1, "2 articles of 2001, 1 of them undated."),
    ],
)
def test_the_holdings_are_one_sentence(count, years, undated, shown):
    assert holdings(count, years, undated) == shown


def test_a_folder_whose_name_is_no_text_can_be_shown():
    page = about_page(dataclasses.replace(STATISTICS, sources=("/srv/caf\udce9",)), "Our archive")
    assert page.sources == ("caf\ufffd",)


def test_very_many_years_of_a_publication_are_shown_by_decade():
    years = tuple((year, 1) for year in range(1940, 2004))
    long = dataclasses.replace(STATISTICS, years=years, publication_years=((1,) * 64, (0,) * 63 + (4,)))
    paper, none_given = about_page(long, "Our archive").publications
    assert paper.described == "Articles per decade, 1940–2003; most in 1940s: 10 articles"
    assert (len(paper.bars), len(none_given.bars)) == (7, 1)
