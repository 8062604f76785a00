"""The address of a concordance says its state, and nothing else does."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.concordance import ConcordanceOrder
from indexer.fields import REGION
from indexer.results import Sort
from webui.concordance_state import LINES_A_PAGE, ConcordanceState
from webui.search_state import AddressError, SearchState


def read(address):
    return ConcordanceState.of(parse_qsl(urlsplit(address).query, keep_blank_values=True))


changes = st.one_of(
    st.sampled_from(ConcordanceOrder).map(lambda order: lambda state: state.with_order(order)),
    st.sampled_from(LINES_A_PAGE).map(lambda size: lambda state: state.with_per_page(size)),
    st.integers(1, 999_999).map(lambda page: lambda state: state.with_page(page)),
    st.text(max_size=9).map(lambda text: lambda state: state.searching(state.search.with_text(text))),
    st.sampled_from(["Asia", None]).map(
        lambda value: lambda state: state.searching(state.search.with_value(REGION, value))
    ),
)


@given(st.lists(changes, max_size=6))
def test_an_address_gives_its_state_back(made_by):
    state = ConcordanceState()
    for change in made_by:
        state = change(state)
    assert read(state.address) == state
    assert read(state.api_address) == state
    assert read(state.csv_address) == state.with_per_page(LINES_A_PAGE[0]).with_page(1)
    assert SearchState.of(parse_qsl(urlsplit(state.line_address("some/id", 3)).query)) == state.search
    assert dict(state.form_fields()).keys().isdisjoint({"q", "page"})


def test_defaults_are_left_out_of_addresses():
    assert ConcordanceState().address == "/concordance"
    assert read("/concordance?q=a&order=relevance&page=1&per_page=50").address == "/concordance?q=a"


def test_whatever_changes_the_lines_starts_at_the_first_page():
    turned = read("/concordance?q=a&page=7&per_page=200")
    assert turned.page == 7
    assert turned.offset == 1200
    assert turned.with_order(ConcordanceOrder.LEFT_1).page == 1
    assert turned.with_per_page(100).page == 1
    assert turned.searching(turned.search.with_exact_forms()).page == 1


def test_what_a_page_of_results_shows_how_is_no_part_of_it():
    state = read("/concordance?q=a&sort=newest&more=theme&per_page=100")
    assert state.search.sort is Sort.RELEVANCE
    assert state.address == "/concordance?q=a&per_page=100"


def test_a_line_leads_to_its_match():
    state = read("/concordance?q=a+b&region=Asia&order=left&page=2")
    assert state.line_address("x y/z", 12) == "/articles/x%20y/z?q=a+b&region=Asia#match-12"


@pytest.mark.parametrize(
    ("query_string", "parameters"),
    [
        ("q=a&order=up", ["order"]),
        ("q=a&per_page=10", ["per_page"]),
        ("q=a&page=0", ["page"]),
        ("q=a&from=garbage&order=x", ["from", "order"]),
        ("q=a&sort=xyz", ["sort"]),
    ],
)
def test_a_malformed_parameter_is_named_and_the_search_is_kept(query_string, parameters):
    with pytest.raises(AddressError) as caught:
        read(f"/concordance?{query_string}")
    assert sorted(fault.parameter for fault in caught.value.faults) == parameters
    assert caught.value.state == SearchState().with_text("a")
