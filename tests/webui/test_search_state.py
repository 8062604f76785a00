"""Addresses and states are two forms of one thing."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.fields import AUTHOR, FACETS, REGION, THEME
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.results import Sort
from webui.parameters import MAX_VALUES, PAGE_SIZES
from webui.search_state import AddressError, SearchState

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.strip)
values = st.none() | texts.filter(bool)
fields = st.sampled_from(FACETS)
dates = st.just(UNDATED_ONLY) | st.builds(
    lambda first, last: DateRange(*sorted((first, last))) if first and last else DateRange(first, last),
    st.none() | st.dates(),
    st.none() | st.dates(),
)
changes = st.one_of(
    st.builds(lambda field, value: lambda state: state.with_value(field, value), fields, values),
    st.builds(lambda field, value: lambda state: state.excluding(field, value), fields, values),
    st.builds(lambda field, value: lambda state: state.without_value(field, value), fields, values),
    st.builds(lambda text: lambda state: state.with_text(text), texts),
    st.builds(lambda range_: lambda state: state.with_dates(range_), dates),
    st.builds(lambda match: lambda state: state.matching(match), st.sampled_from(["all", "any"])),
    st.builds(lambda sort: lambda state: state.with_sort(sort), st.sampled_from(Sort)),
    st.builds(lambda size: lambda state: state.with_per_page(size), st.sampled_from(PAGE_SIZES)),
    st.builds(lambda grouped: lambda state: state.with_copies(grouped=grouped), st.booleans()),
    st.builds(lambda field, value: lambda state: state.only(field, value), fields, values),
    st.builds(lambda page: lambda state: state.with_page(page), st.integers(1, 999_999)),
    st.sampled_from([SearchState.with_exact_forms, SearchState.with_all_forms, SearchState.without_filters]),
)


@st.composite
def states(draw):
    state = SearchState()
    for change in draw(st.lists(changes, max_size=8)):
        state = change(state)
    return state


def read(address):
    return SearchState.of(parse_qsl(urlsplit(address).query, keep_blank_values=True))


@settings(deadline=None)  # a shared machine
@given(states())
def test_an_address_gives_its_state_back(state):
    assert read(state.address) == state
    assert read(state.article_address("some/id")) == state.with_page(1)
    assert read(state.api_address) == state


@settings(deadline=None)  # a shared machine
@given(states(), fields, values)
def test_a_value_added_and_removed_leaves_no_trace(state, field, value):
    without = state.without_value(field, value)
    assert without.with_value(field, value).without_value(field, value) == without
    assert without.excluding(field, value).without_value(field, value) == without


@settings(deadline=None)  # a shared machine
@given(states(), fields, values)
def test_whatever_changes_what_is_found_starts_at_the_first_page(state, field, value):
    turned = state.with_page(7)
    assert turned.with_value(field, value).page == 1
    assert turned.excluding(field, value).page == 1
    assert turned.without_value(field, value).page == 1
    assert turned.without_dates().page == 1
    assert turned.with_text("other").page == 1
    assert turned.only(field, value).page == 1


@settings(deadline=None)  # a shared machine
@given(st.lists(st.tuples(st.sampled_from(["q", "page", "from", "sort", "region", "none", "x"]), st.text(max_size=12))))
def test_any_query_string_is_read_or_refused_in_words(pairs):
    state, faults = SearchState.salvaged(pairs)
    assert read(state.address) == state
    assert all(fault.message for fault in faults)


def test_defaults_are_left_out_of_addresses():
    assert SearchState().address == "/search"
    assert read("/search?q=a&match=all&exact=0&sort=relevance&page=1&per_page=10").address == "/search?q=a"
    assert read("/search?sort=newest").address == "/search"
    assert read("/search?sort=relevance").address == "/search"
    assert read("/search?q=&region=&from=&unknown=1").address == "/search"


def test_a_value_is_removed_in_any_spelling():
    state = read("/search?region=Middle+East+and+North+Africa")
    assert state.without_value(REGION, "Middle East & North Africa").is_blank


def test_a_value_is_wanted_or_ruled_out_never_both():
    state = SearchState().with_value(THEME, "History").excluding(THEME, "History")
    assert state.address == "/search?not_theme=History"
    assert state.with_value(THEME, "History").address == "/search?theme=History"


def test_none_given_has_parameters_of_its_own():
    state = SearchState().with_value(REGION, None).excluding(AUTHOR, None)
    assert state.address == "/search?none=region&not_none=author"


@pytest.mark.parametrize(
    ("given_dates", "shown"),
    [
        ("from=2012&to=2019", ("2012", "2019")),
        ("from=2012-01&to=2019-12-31", ("2012", "2019")),
        ("from=2012-03&to=2012-03-31", ("2012-03", "2012-03")),
        ("from=2012&to=2012-06", ("2012-01", "2012-06")),
        ("from=2012-03-02", ("2012-03-02", "")),
        ("to=2019", ("", "2019")),
    ],
)
def test_dates_are_written_as_shortly_as_both_ends_allow(given_dates, shown):
    assert read(f"/search?{given_dates}").written_dates == shown


@pytest.mark.parametrize(
    ("query_string", "parameters", "kept"),
    [
        ("q=a&page=abc", ["page"], "/search?q=a"),
        ("q=a&page=0", ["page"], "/search?q=a"),
        ("q=a&page=-1", ["page"], "/search?q=a"),
        ("q=a&page=99999999999999", ["page"], "/search?q=a"),
        ("q=a&per_page=7", ["per_page"], "/search?q=a"),
        ("q=a&sort=xyz", ["sort"], "/search?q=a"),
        ("q=a&match=some", ["match"], "/search?q=a"),
        ("q=a&exact=yes", ["exact"], "/search?q=a"),
        ("q=a&from=garbage&to=2019", ["from"], "/search?q=a&to=2019"),
        ("q=a&from=2019&to=2012", ["from", "to"], "/search?q=a"),
        ("q=a&none=colour", ["none"], "/search?q=a"),
        ("q=a&none=colour&sort=xyz", ["none", "sort"], "/search?q=a"),
        (f"q=a&theme=b&theme={1_001 * 'c'}", ["theme"], "/search?q=a&theme=b"),
    ],
)
def test_a_malformed_parameter_is_named_and_the_rest_is_kept(query_string, parameters, kept):
    with pytest.raises(AddressError) as caught:
        SearchState.of(parse_qsl(query_string))
    assert sorted(fault.parameter for fault in caught.value.faults) == parameters
    assert caught.value.state.address == kept


def test_filters_have_a_hundred_values_together():
    pairs = [("theme", f"t{number}") for number in range(60)] + [("not_author", f"a{number}") for number in range(40)]
    assert len(SearchState.of([*pairs, ("theme", "t1")]).query_pairs()) == MAX_VALUES
    with pytest.raises(AddressError) as caught:
        SearchState.of([*pairs, ("not_author", "a40")])
    assert caught.value.state.query_pairs() == tuple(pairs)


def test_words_change_the_default_order():
    assert SearchState().sort is Sort.NEWEST
    assert SearchState().with_text("a").sort is Sort.RELEVANCE
    assert SearchState().with_sort(Sort.OLDEST).with_text("a").sort is Sort.OLDEST
    assert SearchState().with_text("a").with_sort(Sort.NEWEST).with_text("").chosen_sort is None
