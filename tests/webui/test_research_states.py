"""Addresses of typical words, of samples and of many terms, and their states, are two forms of one thing."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.test_search_state import states
from webui.keywords_state import KeywordsState
from webui.sample_state import SampleState
from webui.search_state import AddressError
from webui.terms_state import DIVISIONS, ORDERS, TermsState

# What is shown how is no part of these addresses.
searches = states().map(lambda state: type(state)(state.query))
seeds = st.integers(0, 9_999_999)
terms = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
    .map(str.strip)
    .filter(lambda term: term and term.splitlines() == [term])
)


def pairs(address):
    return parse_qsl(urlsplit(address).query, keep_blank_values=True)


@given(st.builds(KeywordsState, searches, st.integers(1, 100)))
def test_an_address_of_words_gives_its_state_back(state):
    for address in (state.address, state.csv_address, state.api_address):
        assert KeywordsState.of(pairs(address)) == state


@given(st.builds(SampleState, searches, st.integers(1, 500), seeds))
def test_an_address_of_a_sample_gives_its_state_back(state):
    for address in (state.address, state.api_address):
        assert SampleState.of(pairs(address)) == state
    assert SampleState.of((*state.form_fields(), ("seed", "7"))) == SampleState(state.search, state.size, 7)


@given(
    st.builds(
        lambda search, terms, by, order: TermsState(search, tuple(terms)).divided(by).ordered(order),
        searches,
        st.lists(terms, unique=True, max_size=100),
        st.sampled_from(DIVISIONS),
        st.sampled_from(ORDERS),
    )
)
def test_an_address_of_terms_gives_its_state_back(state):
    for address in (state.address, state.csv_address, state.api_address):
        assert TermsState.of(pairs(address)) == state


def test_terms_are_lines_each_once_without_the_blank_ones():
    state = TermsState.of([("terms", "  oil \r\n\r\ngas\r\noil\n"), ("terms", "wood")])
    assert state.terms == ("oil", "gas", "wood")
    assert state.text == "oil\ngas\nwood"


def test_after_the_last_seed_comes_the_first_one():
    state = SampleState.of([("q", "oil"), ("seed", "9999998")])
    assert [state.with_next_seed().seed, state.with_next_seed().with_next_seed().seed] == [9_999_999, 0]


@pytest.mark.parametrize(
    ("kind", "given", "named"),
    [
        (KeywordsState, [("words", "0")], ["words"]),
        (KeywordsState, [("words", "101"), ("from", "garbage")], ["from", "words"]),
        (KeywordsState, [("page", "x"), ("words", "1.5")], ["page", "words"]),
        (SampleState, [("size", "501")], ["size"]),
        (SampleState, [("seed", "lucky")], ["seed"]),
        (SampleState, [("from", "garbage"), ("size", "ten")], ["from", "size"]),
        (TermsState, [("by", "colour")], ["by"]),
        (TermsState, [("order", "size"), ("match", "most")], ["match", "order"]),
        (TermsState, [("terms", "\n".join(map(str, range(101))))], ["terms"]),
    ],
)
def test_what_is_malformed_is_named(kind, given, named):
    with pytest.raises(AddressError) as error:
        kind.of([("q", "oil"), *given])
    assert [fault.parameter for fault in error.value.faults] == named
    assert error.value.state.query.text == "oil"
