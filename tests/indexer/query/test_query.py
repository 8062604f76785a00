"""A query from plain values."""

import datetime as dt

import pytest

from indexer.errors import UsageError
from indexer.fields import AUTHOR, REGION, THEME
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.query.query import FacetFilter, Query
from indexer.query.tree import And, Or, Word


def test_filters_are_in_the_facets_order_each_value_once_and_none_empty():
    query = Query.of(
        "oil",
        filters={"author": ["A"], "Regions": ["C", None, "C"], "theme": []},
        exclude={"region": ["D"]},
    )
    assert query.filters == (FacetFilter(REGION, ("C", None), ("D",)), FacetFilter(AUTHOR, ("A",)))
    assert query.filter_of(REGION).excluded == ("D",)
    assert query.filter_of(THEME) == FacetFilter(THEME)


def test_a_query_is_a_value():
    assert Query.of("oil", filters={"region": ["A"]}) == Query.of("oil", filters={"region": ("A",)})
    assert len({Query.of("oil"), Query.of("oil"), Query.of("gas")}) == 2


def test_the_tree_is_read_as_the_query_says():
    oil, gas = Word("oil"), Word("gas")
    assert Query.of("oil gas").tree == And((oil, gas))
    assert Query.of("oil gas", match="any").tree == Or((oil, gas))
    assert Query.of("oil", exact=True).tree == Word("oil", exact=True)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"match": "some"}, "match is 'some'; it takes 'all' or 'any'"),
        ({"filters": {"colour": ["red"]}}, "There is no facet 'colour'; the facets are region, theme"),
        ({"exclude": {"title": ["x"]}}, "There is no facet 'title'"),
        ({"filters": {"region": "Europe"}}, "a list of texts (or None for none given), not 'Europe'"),
        ({"dates": ("2019", "2012")}, "The dates end (2012) before they begin (2019)"),
        ({"dates": ("last year", None)}, "'last year' is not a date. Write it as 2019, 2019-12 or 2019-12-30."),
    ],
)
def test_what_makes_no_sense_is_a_usage_error(chosen, says):
    with pytest.raises(UsageError) as error:
        Query.of("oil", **chosen)
    assert says in str(error.value)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2012", "2019-02", (dt.date(2012, 1, 1), dt.date(2019, 2, 28))),
        ("2020-02", "2020-02", (dt.date(2020, 2, 1), dt.date(2020, 2, 29))),
        (" 2019-12-30 ", dt.date(2020, 1, 1), (dt.date(2019, 12, 30), dt.date(2020, 1, 1))),
        ("", None, (None, None)),
        (None, "2019-1-5", (None, dt.date(2019, 1, 5))),
    ],
)
def test_a_date_as_written_is_its_first_or_its_last_day(first, last, days):
    dates = DateRange.of(first, last)
    assert (dates.first, dates.last) == days
    assert bool(dates) == (days != (None, None))


def test_the_undated_are_no_range_and_yet_a_choice():
    undated = Query.of(dates="none").dates
    assert undated == UNDATED_ONLY
    assert bool(undated)
    assert not undated.overlaps(dt.date.min, dt.date.max)
    with pytest.raises(UsageError, match="dates are a pair"):
        Query.of(dates="2001")


@pytest.mark.parametrize("written", ["0000", "2019-13", "2019-00", "2019-02-30", "19", "2019-12-30T10:00", "٢٠١٩"])
def test_what_is_no_date_is_refused(written):
    for ends in ((written, None), (None, written)):
        with pytest.raises(UsageError, match="is not a date"):
            DateRange.of(*ends)
