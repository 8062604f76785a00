"""The archive in numbers."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from indexer.problem_count import ProblemCount
from indexer.statistics import Statistics
from webui.presenters.about_page import about_page
from webui.presenters.home_page import holdings

STATISTICS = Statistics(
    version="20240501-abc",
    built=dt.datetime(2024, 5, 1, 12, 30, tzinfo=dt.UTC),
    sources=("/home/somebody/articles", "more.csv"),
    article_count=1_284,
    word_count=600_000,
    copy_count=2,
    undated_count=3,
    skipped_count=4,
    first_day=dt.date(2001, 5, 1),
    last_day=dt.date(2003, 1, 2),
    years=((2001, 1_000), (2002, 0), (2003, 281)),
    publications=(("The Paper", 1_280), (None, 4)),
    problems=(ProblemCount("empty file", 12, ("a.txt", "b.txt")), ProblemCount("broken JSON", 1, ("c: line 1",))),
)


def test_the_page_says_what_was_built_when_and_from_what():
    page = about_page(STATISTICS, "Our archive")
    assert page.holdings == "1,284 articles from 2001 to 2003, 3 of them undated."
    assert page.dates == "1 May 2001 – 2 January 2003"
    assert page.built == "1 May 2024, 12:30 UTC"
    assert page.sources == ("articles", "more.csv")  # the folders above them are nobody's business
    assert page.citation == "Our archive. Version 20240501-abc, built on 1 May 2024."


def test_years_and_publications_lead_to_searches():
    page = about_page(STATISTICS, "Our archive")
    assert [(row.link.text, row.link.address, row.count) for row in page.years] == [
        ("2001", "/search?from=2001&to=2001", "1,000"),
        ("2002", "", "0"),
        ("2003", "/search?from=2003&to=2003", "281"),
    ]
    assert [(row.link.text, row.link.address) for row in page.publications] == [
        ("The Paper", "/search?source=The+Paper"),
        ("none given", "/search?none=source"),
    ]


def test_problems_are_counted_and_exemplified():
    page = about_page(STATISTICS, "Our archive")
    assert [(problem.heading, problem.left_out) for problem in page.problems] == [
        ("12 × empty file", "and 10 more"),
        ("1 × broken JSON", ""),
    ]


def test_an_archive_without_dates_says_so():
    undated = dataclasses.replace(STATISTICS, first_day=None, last_day=None, years=(), undated_count=1_284)
    page = about_page(undated, "Our archive")
    assert page.holdings == "1,284 articles, undated."
    assert page.dates == "none of the articles has one"
    assert page.chart.bars == ()


def test_many_publications_are_cut():
    many = dataclasses.replace(STATISTICS, publications=tuple((f"Paper {place}", 1) for place in range(60)))
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
