"""A query narrowed by a text finds what both find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query.narrowing import narrowed
from indexer.query.query import Query
from indexer.query.tree import And


@pytest.mark.parametrize(
    ("match", "text", "more", "joined"),
    [
        ("all", "oil", "tanker", "oil tanker"),
        ("all", "oil price", "tanker", "oil price tanker"),
        ("all", "oil OR gas", "tanker", "(oil OR gas) AND tanker"),
        ("all", "oil", "gas OR coal", "oil AND (gas OR coal)"),
        ("all", "oil OR gas", "coal OR wood", "(oil OR gas) AND (coal OR wood)"),
        ("all", "oil", '"price of gas"~3', 'oil "price of gas"~3'),
        ("all", "-oil", "gas", "-oil gas"),
        ("any", "oil", "tanker", "(oil) AND tanker"),
        ("any", "oil gas", "tanker", "(oil gas) AND tanker"),
        ("any", "oil", "tanker ship", "oil AND (tanker ship)"),
    ],
)
def test_both_are_wanted_and_the_query_is_as_short_as_can_be(match, text, more, joined):
    narrower = narrowed(Query(text, match), more)
    assert narrower == Query(joined, match)
    assert narrower.tree == Query(f"({text}) AND ({more})", match).tree


def test_filters_and_dates_stay():
    query = Query.of("oil", filters={"region": ["Asia"]}, dates=("2012", None), exact=True)
    narrower = narrowed(query, "gas")
    assert (narrower.filters, narrower.dates, narrower.exact) == (query.filters, query.dates, True)


@pytest.mark.parametrize(("text", "more", "joined"), [("", "oil", "oil"), ("oil", "", "oil"), ("", "", "")])
def test_where_one_of_the_two_is_empty_the_other_is_the_query(text, more, joined):
    assert narrowed(Query(text), more) == Query(joined)


@pytest.mark.parametrize(
    ("text", "more"), [("(oil", "gas"), ("oil", "gas)"), ("x" * 1_500, "y" * 1_500), ("a " * 150, "b " * 100)]
)
def test_a_mistake_and_what_is_too_long_narrow_nothing(text, more):
    assert narrowed(Query(text), more) is None


words = st.sampled_from(
    ["oil", "gas", '"north sea"', "title:peace", "oil OR gas", "-war", "+oil gas", "refin*", "=oil"]
)


@given(words, words, st.sampled_from(["all", "any"]))
def test_whatever_is_joined_each_part_is_wanted(text, more, match):
    tree = narrowed(Query(text, match), more).tree
    parts = tree.parts if isinstance(tree, And) else (tree,)
    for one in (Query(text, match).tree, Query(more, match).tree):
        assert set(one.parts if isinstance(one, And) else (one,)) <= set(parts)
