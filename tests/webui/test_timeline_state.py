"""The address of a timeline says its state, and nothing else does."""

import datetime as dt
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fields import REGION
from indexer.query.date_range import DateRange
from indexer.timeline import TimelineUnit
from webui.search_state import AddressError, SearchState
from webui.timeline_state import Scale, TimelineState


def read(address):
    return TimelineState.of(parse_qsl(urlsplit(address).query, keep_blank_values=True))


changes = st.one_of(
    st.lists(st.text(max_size=9), max_size=7).map(lambda texts: lambda state: state.with_queries(texts)),
    st.sampled_from([*TimelineUnit, None]).map(lambda unit: lambda state: state.with_unit(unit)),
    st.sampled_from(Scale).map(lambda scale: lambda state: state.with_scale(scale)),
    st.sampled_from(["Asia", None]).map(
        lambda value: lambda state: state.searching(state.search.with_value(REGION, value))
    ),
    st.dates(dt.date(1900, 1, 1), dt.date(2030, 1, 1)).map(
        lambda day: lambda state: state.searching(state.search.with_dates(DateRange(day, None)))
    ),
    st.just(lambda state: state.searching(state.search.with_exact_forms())),
)


@given(st.lists(changes, max_size=6))
def test_an_address_gives_its_state_back(made_by):
    state = TimelineState()
    for change in made_by:
        state = change(state)
    assert read(state.address) == state
    assert read(state.csv_address) == read(state.svg_address) == state
    assert dict(state.form_fields()).keys().isdisjoint({"q", "from", "to"})
    assert state.search.query.text == (state.queries[0] if state.queries else "")
    assert state.all_articles == state.search.with_text("").query


def test_the_way_from_a_search_keeps_it():
    search = SearchState.of([("q", "oil"), ("region", "Asia"), ("from", "2012"), ("match", "any"), ("exact", "1")])
    state = read(search.at("/timeline"))
    assert state.queries == ("oil",)
    assert state.search == search
    assert state.search_for("oil") == search


def test_what_a_page_of_results_shows_how_is_no_part_of_it():
    assert read("/timeline?q=a&sort=newest&more=theme&per_page=100&page=3").address == "/timeline?q=a"


def test_queries_stand_once_and_in_their_order():
    state = read("/timeline?q=b&q=+&q=a&q=b&q=&unit=auto&scale=articles")
    assert state.queries == ("b", "a")
    assert state.address == "/timeline?q=b&q=a"
    assert read("/timeline").asked == ("",)


def test_a_point_is_searched_for_by_its_query_and_period_alone():
    state = read("/timeline?q=a&q=b&from=2012&to=2013&region=Asia&unit=month&scale=thousand")
    days = DateRange(dt.date(2012, 3, 1), dt.date(2012, 3, 31))
    assert state.search_for("b", days).address == "/search?q=b&region=Asia&from=2012-03&to=2012-03"


@pytest.mark.parametrize(
    ("pair", "told"),
    [
        ("unit=week", "unit takes auto, year, month or day"),
        ("scale=log", "scale takes articles or thousand"),
        ("from=soon", "'soon' is not a date"),
        ("match=some", "match takes all or any"),
        ("none=colour", "takes the name of a facet"),
    ],
)
def test_malformed_parameters_are_told_and_the_rest_is_kept(pair, told):
    with pytest.raises(AddressError, match=told) as raised:
        read(f"/timeline?q=a&region=Asia&{pair}")
    assert raised.value.state.address == "/search?q=a&region=Asia"
