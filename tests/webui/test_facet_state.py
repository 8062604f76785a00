"""Addresses of a facet's list and its states are two forms of one thing."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.facet_page import FacetOrder
from indexer.fields import AUTHOR, FACETS, REGION
from webui.facet_state import FacetState
from webui.search_state import AddressError, SearchState

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(str.strip)
values = st.none() | texts.filter(bool)
fields = st.sampled_from(FACETS)


@st.composite
def states(draw):
    search = SearchState().with_text(draw(texts))
    for field, value, is_out in draw(st.lists(st.tuples(fields, values, st.booleans()), max_size=5)):
        search = search.excluding(field, value) if is_out else search.with_value(field, value)
    order = draw(st.sampled_from(FacetOrder))
    return FacetState(draw(fields), search, draw(texts), order, draw(st.integers(1, 999_999)))


def pairs_of(address):
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@settings(deadline=None)  # a shared machine
@given(states())
def test_an_address_gives_its_state_back(state):
    assert FacetState.of(state.field.name, pairs_of(state.address)) == state
    assert FacetState.of(state.field.name, pairs_of(state.api_address)) == state
    assert tuple(pairs_of(state.address)) == state.pairs()  # so that no redirection leads to another


@settings(deadline=None)  # a shared machine
@given(states(), st.lists(values, max_size=4, unique=True))
def test_what_is_ticked_is_what_the_search_wants_then(state, ticked):
    """A form sends its hidden fields, and of this facet's boxes those that are ticked, in any place."""
    name = state.field.name
    boxes = [("none", name) if value is None else (name, value) for value in ticked]
    sent = FacetState.of(name, [*boxes, *state.form_fields(), ("apply", "1")])
    assert sent.applied
    assert set(sent.search.query.filter_of(state.field).included) == set(ticked)
    assert sent.search.query.filter_of(state.field).excluded == state.search.query.filter_of(state.field).excluded
    for field in FACETS:
        if field != state.field:
            assert sent.search.query.filter_of(field) == state.search.query.filter_of(field)
    assert sent.search.query.text == state.search.query.text


def test_the_page_is_that_of_the_list_and_not_of_the_search():
    state = FacetState.of("author", pairs_of("?q=a&page=3&sort=oldest&per_page=50&order=name&containing=+ab+"))
    assert (state.page, state.offset, state.containing, state.order) == (3, 200, "ab", FacetOrder.NAME)
    assert state.search.address == "/search?q=a&sort=oldest&per_page=50"
    assert state.address == "/facets/author?q=a&sort=oldest&per_page=50&containing=ab&order=name&page=3"
    assert FacetState(AUTHOR, state.search.with_page(7)).address == "/facets/author?q=a&sort=oldest&per_page=50"


def test_the_button_that_was_pressed_comes_last():
    state = FacetState.of("region", [("order", "name"), ("order", "count")])
    assert state == FacetState(REGION)


@pytest.mark.parametrize(
    ("query", "blamed"),
    [("order=size", ["order"]), ("page=0", ["page"]), ("sort=x&page=y", ["sort", "page"]), ("none=colour", ["none"])],
)
def test_malformed_parameters_are_named(query, blamed):
    with pytest.raises(AddressError) as caught:
        FacetState.of("author", pairs_of(f"?{query}"))
    assert [fault.parameter for fault in caught.value.faults] == blamed
