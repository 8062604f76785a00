"""What a concordance says of itself, and which words of a line it emphasises."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.concordance import Concordance, ConcordanceLine, ConcordanceOrder
from indexer.query.query import Query
from webui.concordance_state import ConcordanceState
from webui.presenters.concordance_page import concordance_page
from webui.search_state import SearchState

LINE = ConcordanceLine(
    article_id="one",
    title="One",
    authors=(),
    date=None,
    source="Wire",
    left="not a “big,” red-brown ",
    match="fox",
    right=", over the dog",
    opened=False,
    closed=True,
    place=2,
)


def shown(order=ConcordanceOrder.RELEVANCE, line=LINE, page=1, text="fox", **counts):
    figures = {"total": 1, "matched": 1, "read": 1, "found": 1, "cut": False, "hurried": False} | counts
    lines = (line,) if figures["total"] else ()
    state = ConcordanceState(SearchState(Query(text)), order, page)
    return concordance_page(Concordance(Query(text), order, lines if page == 1 else (), 0, **figures), state)


@pytest.mark.parametrize(
    ("order", "left", "right"),
    [
        ("relevance", {}, {}),
        ("match", {}, {}),
        ("newest", {}, {}),
        ("left", {"brown": 1, "red": 2, "big": 3}, {}),
        ("left2", {"red": 1, "big": 2, "a": 3}, {}),
        ("left3", {"big": 1, "a": 2, "not": 3}, {}),
        ("right", {}, {"over": 1, "the": 2, "dog": 3}),
        ("right3", {}, {"dog": 1}),
    ],
)
def test_the_words_that_lines_are_sorted_by_are_ranked(order, left, right):
    (row,) = shown(ConcordanceOrder(order)).rows
    assert {one.text: one.rank for one in row.left if one.rank} == left
    assert {one.text: one.rank for one in row.right if one.rank} == right


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(ConcordanceOrder))
def test_a_line_is_shown_verbatim(left, right, order):
    (row,) = shown(order, dataclasses.replace(LINE, left=left, right=right)).rows
    assert "".join(one.text for one in row.left) == left
    assert "".join(one.text for one in row.right) == right


def test_a_line_leads_to_its_match_and_says_where_it_is_from():
    (row,) = shown().rows
    assert (row.match.text, row.match.address) == ("fox", "/articles/one?q=fox#match-2")
    assert (row.title, row.published) == ("One", "undated · Wire")
    assert (row.opened, row.closed) == (False, True)


DRAWN = "4,016 articles drawn at random from the 38,207 found"
NARROW = "To see every match, narrow the search by a date, a filter or another word."


@pytest.mark.parametrize(
    ("counts", "heading", "of_articles", "notes"),
    [
        ({}, "1 match", "in 1 article", ()),
        ({"total": 1284, "matched": 402, "read": 402, "found": 402}, "1,284 matches", "in 402 articles", ()),
        (
            {"total": 1284, "matched": 402, "read": 403, "found": 403},
            "1,284 matches",
            "in 402 of 403 articles",
            ("1 more article is found by titles or names alone.",),
        ),
        (
            {"total": 1284, "matched": 402, "read": 410, "found": 410},
            "1,284 matches",
            "in 402 of 410 articles",
            ("8 more articles are found by titles or names alone.",),
        ),
        (
            {"total": 9_995, "matched": 4_000, "read": 4_016, "found": 38_207},
            "9,995 matches",
            "in 4,000 of 38,207 articles",
            (
                f"These are the matches of {DRAWN}, the same each time; all together have about 95,000.",
                NARROW,
            ),
        ),
        (
            {"total": 90, "matched": 9, "read": 4_016, "found": 38_207, "hurried": True},
            "90 matches",
            "in 9 of 38,207 articles",
            (
                f"Reading took too long and was broken off: these are the matches of {DRAWN}.",
                NARROW,
            ),
        ),
        (
            {"total": 10_000, "matched": 1, "read": 1, "found": 3, "cut": True},
            "10,000 matches",
            "in 1 of 3 articles",
            ("One article alone has more than 10,000 matches; these are its first, of 3 articles found.", NARROW),
        ),
        (
            {"total": 0, "matched": 0, "read": 20_000, "found": 30_000},
            "No match in a text",
            "",
            ("None in 20,000 articles drawn at random from the 30,000 found.", NARROW),
        ),
        (
            {"total": 0, "matched": 0, "read": 3, "found": 3},
            "No match in a text",
            "",
            ("3 articles found, by nothing that stands in a text.",),
        ),
        ({"total": 0, "matched": 0, "read": 0, "found": 0}, "Nothing was found", "", ()),
    ],
)
def test_it_says_exactly_what_is_shown(counts, heading, of_articles, notes):
    page = shown(**counts)
    assert (page.heading, page.of_articles, page.notes) == (heading, of_articles, notes)


def test_where_nothing_is_shown_there_is_a_way_on():
    nothing = shown(total=0, matched=0, read=0, found=0)
    assert nothing.way_out.address == "/search?q=fox"
    assert nothing.csv is None
    past_end = shown(total=120, matched=2, read=2, found=2, page=9)
    assert past_end.notes == ("There is nothing on this page.",)
    assert (past_end.way_out.text, past_end.way_out.address) == (
        "This concordance ends at page 3",
        "/concordance?q=fox&page=3",
    )
    assert past_end.pages is None


def test_without_words_it_is_the_way_in():
    page = shown(text="", total=0, matched=0, read=30, found=30)
    assert page.is_blank
    assert (page.title, page.heading, page.notes) == ("Concordance", "Concordance", ())
    assert page.box.action == "/concordance"


def test_the_box_and_the_chips_stay_on_this_page():
    search = SearchState(Query.of("fox", filters={"region": ["Asia"]}, dates=("2012", None)))
    state = ConcordanceState(search, ConcordanceOrder.LEFT_1, per_page=100)
    page = concordance_page(
        Concordance(search.query, state.order, (LINE,), 0, 1, 1, 1, 1, cut=False, hurried=False), state
    )
    assert page.title == "Concordance: fox, Asia, from 2012"
    assert page.box.action == "/concordance"
    assert page.box.hidden == (("region", "Asia"), ("from", "2012"), ("order", "left"), ("per_page", "100"))
    removing = {chip.label: chip.removing for chip in page.chips}
    assert removing["Region"] == "/concordance?q=fox&from=2012&order=left&per_page=100"
    assert page.clearing == "/concordance?q=fox&order=left&per_page=100"
    assert page.back.address == search.address
    assert [choice.address for choice in page.forms][1] == (
        "/concordance?q=fox&region=Asia&from=2012&exact=1&order=left&per_page=100"
    )
    assert page.csv.address == "/concordance.csv?q=fox&region=Asia&from=2012&order=left"


def test_the_order_in_force_is_marked_in_its_column():
    columns = {column.name: column for column in shown(ConcordanceOrder.RIGHT_2).columns}
    assert [column.is_sorted for column in columns.values()] == [False, False, True, False]
    assert [choice.text for choice in columns["right"].orders if choice.chosen] == ["2nd"]
    assert [choice.address for choice in columns["left"].orders] == [
        f"/concordance?q=fox&order={order}" for order in ("left3", "left2", "left")
    ]
