"""The lists of the forms that the terms of a query matched."""

from __future__ import annotations

import pytest

from indexer.fields import TITLE
from indexer.query.query import Query
from indexer.query.tokens import MAX_CHARACTERS
from indexer.query.tree import Fuzzy, Prefix, Wildcard, Word
from indexer.term_forms import FormCount, TermForms
from webui.presenters.form_list import form_lists
from webui.search_state import SearchState


def term(leaf, forms, *, field=None, distinct=0):
    counts = tuple(FormCount(form, count) for form, count in forms.items())
    return TermForms(leaf, field, counts, distinct or len(counts))


def lists(text, *terms):
    return form_lists(terms, SearchState().with_text(text))


def test_a_form_has_its_count_a_bar_and_the_search_without_it():
    [shown] = lists("idlib liberate", term(Word("liberate"), {"liberation": 1_200, "liberated": 300})).lists
    assert shown.heading == "Forms of “liberate”"
    assert [(row.form, row.count, row.bar) for row in shown.rows] == [
        ("liberation", "1,200", 100),
        ("liberated", "300", 25),
    ]
    assert shown.rows[1].dropping == "/search?q=idlib+liberate%5B-liberated%5D"
    assert (shown.left_out, shown.taken_out) == ("", ())


def test_a_search_without_a_form_keeps_filters_and_order_and_begins_at_its_first_page():
    query = Query.of("map", match="any", filters={"region": ["Europe"]})
    state = SearchState(query, per_page=20).with_page(3)
    [shown] = form_lists((term(Word("map"), {"map": 2, "maps": 1}),), state).lists
    assert shown.rows[1].dropping == "/search?q=map%5B-maps%5D&region=Europe&match=any&per_page=20"


def test_a_form_that_was_left_out_can_be_brought_back():
    leaf = Word("liberate", without=("liberated", "liberating"))
    [shown] = lists("liberate[-liberated,-liberating]", term(leaf, {"liberation": 2, "liberate": 1})).lists
    assert shown.heading == "Forms of “liberate”"
    assert [(form.text, form.address) for form in shown.taken_out] == [
        ("liberated", "/search?q=liberate%5B-liberating%5D"),
        ("liberating", "/search?q=liberate%5B-liberated%5D"),
    ]
    assert shown.rows[0].dropping == "/search?q=liberate%5B-liberated%2C-liberating%2C-liberation%5D"


def test_the_last_form_cannot_be_left_out_and_says_what_was():
    [shown] = lists("map[-maps]", term(Word("map", without=("maps",)), {"map": 9})).lists
    assert [(row.form, row.dropping) for row in shown.rows] == [("map", "")]
    assert [form.text for form in shown.taken_out] == ["maps"]


def test_with_all_forms_left_out_there_is_still_the_way_back():
    [shown] = lists("map[-maps]", term(Word("map", without=("maps",)), {})).lists
    assert shown.rows == ()
    assert [form.address for form in shown.taken_out] == ["/search?q=map"]


@pytest.mark.parametrize(("typed", "forms"), [("map", {}), ("map", {"map": 3}), ("Zürich", {"zurich": 3})])
def test_a_term_of_no_form_but_the_one_typed_has_no_list(typed, forms):
    assert lists(typed, term(Word(typed), forms)).lists == ()


@pytest.mark.parametrize("leaf", [Word("maps"), Prefix("ma"), Wildcard("m?p"), Fuzzy("mapp", 1)])
def test_the_only_form_is_listed_where_it_is_not_what_was_typed(leaf):
    [shown] = lists(str(leaf), term(leaf, {"map": 3})).lists
    assert [(row.form, row.dropping) for row in shown.rows] == [("map", "")]


def test_a_pattern_of_no_form_has_no_list():
    assert lists("ma*", term(Prefix("ma"), {})).lists == ()


@pytest.mark.parametrize(
    ("leaf", "field", "heading"),
    [
        (Prefix("liberat"), None, "Forms of “liberat*”"),
        (Wildcard("lib?rate"), None, "Forms of “lib?rate”"),
        (Fuzzy("liberate", 2), None, "Forms of “liberate~2”"),
        (Word("a[b"), None, "Forms of “a[b”"),
        (Word("map"), TITLE, "Forms of “map” in Title"),
        (Prefix("map", without=("maps",)), TITLE, "Forms of “map*” in Title"),
    ],
)
def test_a_list_says_whose_forms_it_has(leaf, field, heading):
    [shown] = lists("x", term(leaf, {"map": 2, "mapping": 1}, field=field)).lists
    assert shown.heading == heading


def test_forms_beyond_those_shown_are_counted():
    [shown] = lists("a*", term(Prefix("a"), {"a": 9, "an": 8}, distinct=8_762)).lists
    assert shown.left_out == "and 8,760 more"


def test_a_very_long_query_has_some_lists_and_says_how_many_more():
    words = [f"word{place}" for place in range(40)]
    terms = [term(Word(word), {word: 2, f"{word}s": 1}) for word in words]
    shown = lists(" ".join(words), *terms, term(Word("lonely"), {"lonely": 1}))
    assert len(shown.lists) == 12
    assert shown.left_out == "The forms of 28 more words are not listed."
    assert lists(" ".join(words[:12]), *terms[:12]).left_out == ""


def test_a_form_stays_where_the_query_would_get_too_long_without_it():
    text = "map " + "o" * (MAX_CHARACTERS - 4)
    [shown] = lists(text, term(Word("map"), {"map": 2, "maps": 1})).lists
    assert [row.dropping for row in shown.rows] == ["", ""]
