"""Addresses: those of the states one step away, found faster."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.fields import FACETS, REGION, THEME
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Query
from webui.addresses import Addresses
from webui.search_state import SearchState

VALUES = st.sampled_from([None, "Europe", "europe", "Asia & Co", "Élysée", "a=b", "?#%", "", "…"])
CHOSEN = st.lists(VALUES, max_size=2).map(tuple)
DATES = st.sampled_from(
    [DateRange.of(*ends) for ends in (("2001", "2003-02"), ("1999-02-11", "1999-02-12"), ("0999", "0999"))]
)


@st.composite
def states(draw):
    filters = (FacetFilter(field, draw(CHOSEN), draw(CHOSEN)) for field in FACETS if draw(st.booleans()))
    query = Query(
        draw(st.sampled_from(["", "oil & gas", "q=1"])),
        draw(st.sampled_from(["all", "any"])),
        draw(st.booleans()),
        tuple(one for one in filters if one.included or one.excluded),
        draw(st.sampled_from([DateRange(), DateRange.of("2001", ""), DateRange.of("2001-05", "2002")])),
    )
    return SearchState(query, page=draw(st.integers(1, 3)), grouped=draw(st.booleans()))


@given(states(), st.sampled_from(FACETS), st.lists(VALUES, min_size=1, max_size=4))
def test_an_address_is_that_of_the_state_that_is_one_value_away(state, field, values):
    addresses = Addresses(state)
    for value in values:
        assert addresses.with_value(field, value) == state.with_value(field, value).address
        assert addresses.only(field, value) == state.only(field, value).address
        assert addresses.excluding(field, value) == state.excluding(field, value).address


@given(states(), st.lists(DATES, min_size=1, max_size=3), st.lists(st.text(max_size=5), min_size=1, max_size=3))
def test_an_address_is_that_of_the_state_with_other_dates_and_of_an_article(state, ranges, ids):
    addresses = Addresses(state)
    for dates in ranges:
        assert addresses.with_dates(dates) == state.with_dates(dates).address
    for article_id in ids:
        assert addresses.article(article_id) == state.article_address(article_id)


def test_a_value_in_another_spelling_takes_the_place_of_the_one_that_is_chosen():
    addresses = Addresses(SearchState().with_value(REGION, "Middle East"))
    assert addresses.with_value(REGION, "middle east") == "/search?region=middle+east"
    assert addresses.with_value(REGION, "Europe") == "/search?region=Middle+East&region=Europe"
    assert addresses.only(REGION, "Europe") == "/search?region=Europe"
    assert addresses.excluding(THEME, "War") == "/search?region=Middle+East&not_theme=War"
