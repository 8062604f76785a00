"""Facets and pages beside and below the results."""

from __future__ import annotations

import pytest

from indexer.fields import THEME
from indexer.results import Facet, FacetValue
from webui.presenters.facet import facet_list, is_telling
from webui.presenters.pagination import last_page, pagination
from webui.search_state import SearchState

STATE = SearchState().with_text("a")


def test_a_facet_shows_its_first_values_and_counts_the_rest():
    values = tuple(FacetValue(f"Theme {place}", 50 - place) for place in range(20))
    shown = facet_list(Facet(THEME, (*values, FacetValue(None, 3)), 40), STATE)
    assert [row.label for row in shown.rows] == [*(f"Theme {place}" for place in range(6)), "none given"]
    assert shown.left_out == "and 34 more"
    assert (shown.opener.text, shown.opener.address) == ("More themes…", "/facets/theme?q=a")


def test_chosen_values_are_shown_whatever_they_count():
    values = (
        FacetValue("Chosen", 0, selected=True),
        FacetValue("Out", 0, excluded=True),
        *(FacetValue(f"Theme {place}", 9) for place in range(6)),
    )
    shown = facet_list(Facet(THEME, values, 6), STATE.with_value(THEME, "Chosen").excluding(THEME, "Out"))
    assert [row.chosen for row in shown.rows[:3]] == ["on", "out", ""]
    assert shown.rows[0].address == "/search?q=a&not_theme=Out"
    assert shown.rows[1].address == "/search?q=a&theme=Chosen"
    assert (shown.rows[0].excluding, shown.opener, shown.left_out) == ("", None, "")


def test_a_facet_that_only_says_none_given_tells_nothing():
    assert not is_telling(Facet(THEME, (FacetValue(None, 9),), 0))
    assert is_telling(Facet(THEME, (FacetValue(None, 9, selected=True),), 0))
    assert is_telling(Facet(THEME, (FacetValue("History", 1),), 1))


@pytest.mark.parametrize(
    ("total", "page", "shown"),
    [
        (11, 1, "[1] 2"),
        (100, 1, "[1] 2 3 … 10"),
        (100, 5, "1 … 3 4 [5] 6 7 … 10"),
        (100, 10, "1 … 8 9 [10]"),
        (105_360, 1_000, "1 … 998 999 [1,000]"),
    ],
)
def test_pages_around_this_one_are_shown(total, page, shown):
    pages = pagination(total, STATE.with_page(page)).pages
    assert shown == " ".join(
        "…" if choice is None else f"[{choice.text}]" if choice.chosen else choice.text for choice in pages
    )


def test_one_page_needs_no_links():
    assert pagination(10, STATE) is None
    assert pagination(0, STATE) is None
    assert last_page(0, 10) == 1


def test_the_end_of_paging_is_said():
    assert "10,000" in pagination(105_360, STATE.with_page(1_000)).limit
    assert pagination(105_360, STATE).limit == ""
