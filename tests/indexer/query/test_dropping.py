"""A form is taken out of a query and brought back by a query that means just that."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fields import BODY, TITLE
from indexer.query.dropping import with_each_form, without_each_form
from indexer.query.query import Query
from indexer.query.tokens import MAX_CHARACTERS
from indexer.query.tree import Fuzzy, Prefix, Wildcard, Word
from indexer.term_forms import FormCount, TermForms


def term(leaf, *forms, field=None):
    return TermForms(leaf, field, tuple(FormCount(form, 1) for form in forms), len(forms))


def texts(queries):
    return [query and query.text for query in queries]


@pytest.mark.parametrize(
    ("text", "leaf", "without"),
    [
        ("liberate", Word("liberate"), "liberate[-x]"),
        ("Liberate", Word("Liberate"), "Liberate[-x]"),
        ("liberat*", Prefix("liberat"), "liberat*[-x]"),
        ("lib*te", Wildcard("lib*te"), "lib*te[-x]"),
        ("liberate~1", Fuzzy("liberate", 1), "liberate~1[-x]"),
        ("liberate[-y]", Word("liberate", without=("y",)), "liberate[-y,-x]"),
        ("oil  AND (liberate OR idlib)", Word("liberate"), "oil  AND (liberate[-x] OR idlib)"),
        ("+liberate idlib", Word("liberate"), "+liberate[-x] idlib"),
        ("title:map  soap", Word("soap"), "title:map  soap[-x]"),
        ("map  maps mapping", Word("map"), "map[-x]  maps mapping"),
        ("date:2016  map", Word("map"), "date:2016  map[-x]"),
    ],
)
def test_the_rest_of_the_query_stays_as_it_was_typed(text, leaf, without):
    [found] = without_each_form(Query(text), term(leaf, "x"))
    assert found == Query(without)


@pytest.mark.parametrize(
    ("text", "leaf", "without"),
    [
        ("liberate~ oil", Fuzzy("liberate", 1), "liberate~1[-x] oil"),
        ('"map* survey"~5', Prefix("map"), "(map*[-x] survey)~5"),
        ("MAP*[-Maps]", Prefix("MAP", without=("maps",)), "MAP*[-maps,-x]"),
        ("“map”map", Word("map"), '"map" map[-x]'),
    ],
)
def test_a_query_that_cannot_stay_as_typed_is_written_anew(text, leaf, without):
    query = Query(text)
    [found] = without_each_form(query, term(leaf, "x"))
    assert found.means(Query(without).tree)


def test_each_form_is_taken_out_by_itself():
    assert texts(without_each_form(Query("map soap"), term(Word("map"), "map", "mapping", "o'map"))) == [
        "map[-map] soap",
        "map[-mapping] soap",
        "map[-o'map] soap",
    ]


def test_each_form_is_brought_back_by_itself():
    query = Query("map[-maps,-mapping] soap")
    assert texts(with_each_form(query, term(Word("map", without=("maps", "mapping"))))) == [
        "map[-mapping] soap",
        "map[-maps] soap",
    ]
    assert texts(with_each_form(Query("map[-maps] soap"), term(Word("map", without=("maps",))))) == ["map soap"]
    assert with_each_form(Query("map"), term(Word("map"))) == ()


def test_a_form_is_taken_out_only_in_the_field_where_it_was_counted():
    query = Query("map title:map")
    assert texts(without_each_form(query, term(Word("map"), "x"))) == ["map[-x] title:map"]
    assert texts(without_each_form(query, term(Word("map"), "x", field=TITLE))) == ["map title:map[-x]"]
    assert texts(without_each_form(query, term(Word("map"), "x", field=BODY))) == ["map title:map"]


def test_what_is_shut_out_stays_shut_out():
    assert texts(without_each_form(Query("map -title:map"), term(Word("map"), "x"))) == ["map[-x] -title:map"]


def test_there_is_no_query_without_a_form_where_it_would_be_too_long():
    text = "map " + "o" * (MAX_CHARACTERS - 8)
    assert texts(without_each_form(Query(text), term(Word("map"), "x"))) == [f"map[-x]{text[3:]}"]
    assert without_each_form(Query(text), term(Word("map"), "x", "xylophone")) == (None, None)


def test_filters_and_ways_to_read_are_kept():
    query = Query.of("map soap", match="any", filters={"region": ["Europe"]}, dates=("2001", None))
    [found] = without_each_form(query, term(Word("map"), "maps"))
    assert (found.text, found.match, found.filters, found.dates) == (
        "map[-maps] soap",
        "any",
        query.filters,
        query.dates,
    )


words = st.sampled_from(["map", "Maps", "liberat*", "s?ap", "soap~1", "MAP*", "e-mail", '"map soap"', "map[-maps]"])
queries = st.recursive(
    words,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from([" ", "  ", " AND ", " OR ", " -", " +"]), part).map("".join),
        part.map(lambda one: f"({one})"),
        st.sampled_from(["title:map", "title:(Maps -s?ap)", "-title:map"]),
        st.tuples(words, words).map(lambda pair: f"({' '.join(pair)})~3"),
    ),
    max_leaves=6,
)
formed = st.sampled_from(
    [Word("map"), Word("Maps"), Prefix("liberat"), Prefix("MAP"), Wildcard("s?ap"), Fuzzy("soap", 1)]
)


@given(queries, formed, st.sampled_from([None, TITLE]), st.sampled_from(["all", "any"]))
def test_taken_out_and_brought_back_a_query_means_what_it_meant(text, leaf, field, match):
    query = Query(text, match)
    forms = ("map", "o'brien", "1914", "x")
    for form, less in zip(forms, without_each_form(query, term(leaf, *forms, field=field)), strict=True):
        assert less is not None
        lesser = dataclasses.replace(leaf, without=(form,))
        assert (less.tree == query.tree) == (str(lesser) not in str(less.tree))
        again = with_each_form(less, term(lesser, field=field))
        assert [one is not None and one.means(query.tree) for one in again] == [True]
