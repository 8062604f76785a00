"""Words of a query are replaced where they are looked for, and all else stays."""

import pytest

from indexer import Query
from indexer.corrections import Replacement
from indexer.fields import TITLE
from indexer.query.rewording import Run, reworded, runs_of

OIL = Replacement("oli", "oil")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("oli", "oil"),
        ("Oli gas", "Oil gas"),
        ("OLI", "Oil"),
        ("gas AND (oli OR peace)", "gas AND (oil OR peace)"),
        ("=oli", "=oil"),
        ("+oli gas", "+oil gas"),
        ("title:oli", "title:oil"),
        ('title:"the oli desk"', 'title:"the oil desk"'),
        ("\u201cthe oli\u201d", "\u201cthe oil\u201d"),
        ("e-oli", "e-oil"),
        ("oli oli*", "oil oli*"),
        ("gas -peace oli", "gas -peace oil"),
        ("oli, date:2008", "oil, date:2008"),
        ('"oli gas"~5', '"oil gas"~5'),
        ("oli gas OR oli peace", "oil gas OR oil peace"),
    ],
)
@pytest.mark.parametrize("match", ["all", "any"])
def test_a_word_is_replaced_and_the_rest_stays_as_typed(text, expected, match):
    changed = reworded(Query.of(text, match=match, filters={"author": ["Map Room"]}), [OIL])
    assert changed == Query.of(expected, match=match, filters={"author": ["Map Room"]})


def test_what_a_query_shuts_out_stays():
    assert reworded(Query("gas -oli"), [OIL]).tree == Query("gas -oli").tree
    # Where the same word is looked for beside that, the text is written anew.
    assert reworded(Query("oli -(oli gas)"), [OIL]).tree == Query("oil -(oli gas)").tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("whitehouse", '"white house"'),
        ("Whitehouse staff", '"White house" staff'),
        ("title:whitehouse", 'title:"white house"'),
        ("=whitehouse", '="white house"'),
        ('"the whitehouse staff"', '"the white house staff"'),
    ],
)
def test_one_word_becomes_two_that_stand_side_by_side(text, expected):
    assert reworded(Query(text), [Replacement("whitehouse", "white house")]).text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("air port", "airport"),
        ("the Air port bus", "the Airport bus"),
        ('"air port"', '"airport"'),
        ("air-port", "airport"),
        ("title:(air port)", "title:(airport)"),
        ("bus OR air port", "bus OR airport"),
    ],
)
def test_two_words_side_by_side_become_one(text, expected):
    changed = reworded(Query(text), [Replacement("air port", "airport")])
    assert changed.tree == Query(expected).tree


@pytest.mark.parametrize("text", ["port air", "air -port", "=air port", "air title:port"])
def test_words_that_do_not_stand_side_by_side_stay_two(text):
    assert reworded(Query(text), [Replacement("air port", "airport")]).tree == Query(text).tree


def test_what_no_text_can_say_is_not_made():
    # Both would be the same word, and what is wanted twice near itself is wanted once.
    assert reworded(Query('"oil oli"~5'), [OIL]) is None


def test_what_would_be_read_as_another_thing_is_written_anew():
    changed = reworded(Query("x-whitehouse"), [Replacement("whitehouse", "white house")])
    assert changed.text == '"x-white house"'


def test_several_words_are_replaced_at_once():
    assert reworded(Query("oli Gaz"), [OIL, Replacement("gaz", "gas")]).text == "oil Gas"


@pytest.mark.parametrize("exact", [False, True])
def test_exactness_stays(exact):
    assert reworded(Query("oli", exact=exact), [OIL]) == Query("oil", exact=exact)


def test_the_words_of_a_query_are_those_that_it_looks_for():
    runs = runs_of(Query('oil e-mail gas -peace title:("the desk" OR law rule) lib*').tree)
    assert list(runs) == [
        Run(("oil",), None, exact=False),
        Run(("e", "mail"), None, exact=False),
        Run(("gas",), None, exact=False),
        Run(("the", "desk"), TITLE, exact=False),
        Run(("law", "rule"), TITLE, exact=False),
    ]
    assert list(runs_of(Query("+oil gas", match="any").tree)) == [
        Run(("oil",), None, exact=False),
        Run(("gas",), None, exact=False),
    ]
    assert list(runs_of(Query('"oil gas"~5').tree)) == [
        Run(("oil",), None, exact=False),
        Run(("gas",), None, exact=False),
    ]
    assert list(runs_of(Query("").tree)) == []
