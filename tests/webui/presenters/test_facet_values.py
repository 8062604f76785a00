"""The list of a facet's values, finished."""

from __future__ import annotations

import pytest

from indexer.facet_page import FacetOrder, FacetPage, FacetPart
from indexer.fields import AUTHOR, REPORT
from indexer.results import FacetValue
from webui.facet_state import FacetState
from webui.presenters.facet import TickBox
from webui.presenters.facet_values import facet_values
from webui.search_state import SearchState

SEARCH = SearchState().with_text("a").with_value(AUTHOR, "Ann").excluding(AUTHOR, "Bo")
VALUES = (
    FacetValue("Ann", 0, selected=True),
    FacetValue("Bo", 4, excluded=True),
    FacetValue("Cleo", 1_200),
    FacetValue(None, 3),
)


def shown(values=VALUES, state=None, counts=(1_204, 1_204, 1_203)):
    state = state or FacetState(AUTHOR, SEARCH)
    part = FacetPart(state.field, state.containing, state.order, state.offset)
    return facet_values(FacetPage(state.search.query, part, values, *counts), state)


def test_what_is_chosen_stands_by_itself_and_every_value_can_be_ticked_and_ruled_out():
    page = shown()
    assert [(row.label, row.chosen, row.tick) for row in page.chosen] == [
        ("Ann", "on", TickBox("author", "Ann")),
        ("Bo", "out", None),
    ]
    cleo, none = page.rows
    assert (cleo.count, cleo.address) == ("1,200", "/search?q=a&author=Ann&author=Cleo&not_author=Bo")
    assert cleo.excluding == "/search?q=a&author=Ann&not_author=Bo&not_author=Cleo"
    assert (none.label, none.tick) == ("none given", TickBox("none", "author"))
    assert page.hidden == (("q", "a"), ("not_author", "Bo"))
    assert (page.back.address, page.action) == ("/search?q=a&author=Ann&not_author=Bo", "/facets/author")


def test_orders_and_pages_are_values_of_buttons():
    page = shown(state=FacetState(AUTHOR, SEARCH, order=FacetOrder.NAME, page=2))
    assert [(order.address, order.chosen) for order in page.orders] == [("count", False), ("name", True)]
    assert page.order == "name"
    assert (page.pages.previous, page.pages.next) == ("1", "3")
    assert [choice.address for choice in page.pages.pages if choice] == ["1", "2", "3", "4", "13"]
    assert page.past_end is None


def test_past_the_end_there_is_a_way_back():
    page = shown((), FacetState(AUTHOR, SEARCH, page=14))
    assert page.past_end.address == "/facets/author?q=a&author=Ann&not_author=Bo&page=13"
    assert (page.nothing, page.pages) == ("", None)


@pytest.mark.parametrize(
    ("counts", "containing", "summary", "nothing"),
    [
        ((0, 0, 0), "", "0 authors", "The articles found have no authors."),
        ((0, 0, 0), "x", "0 of 0 authors", "The articles found have no authors."),
        ((1, 0, 0), "x", "0 of 1 author", "No name among the authors has “x” in it."),
        ((9, 1, 0), "x", "1 of 9 authors", "All authors with “x” in their names are chosen."),
        ((1, 1, 0), "", "1 author", ""),
    ],
)
def test_an_empty_list_says_why(counts, containing, summary, nothing):
    page = shown((), FacetState(AUTHOR, containing=containing), counts)
    assert (page.summary, page.nothing, page.understood) == (summary, nothing, ())


def test_labels_of_several_words_are_names_too():
    page = shown((), FacetState(REPORT, SEARCH), (1, 1, 0))
    assert (page.heading, page.summary, page.finding) == ("Reports", "1 in-depth report", "Find reports by name")
    assert page.title.startswith("Reports: a, ")
