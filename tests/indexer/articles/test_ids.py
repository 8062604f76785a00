"""Ids are short, safe in a URL, stable, and each given once."""

import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.article import Article
from indexer.articles.ids import MAX_ID, IdRegistry, Reading, article_id_from, slug
from indexer.articles.sources import Problem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("000_c5189b488046250e", "000_c5189b488046250e"),
        ("2019/12/Al Qaeda's Idlib", "2019-12-al-qaeda-s-idlib"),
        ("Région_d’Été", "region_d-ete"),
        ("Straße, Łódź, Ærø", "strasse-lodz-aero"),
        ("a.b~c-d", "a.b~c-d"),
        ("--a---b--", "a-b"),
        ("news/2019/新聞", "news-2019"),
    ],
)
def test_a_slug_is_readable(text, expected):
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["", ".", "..", "./..", "新聞", "---", "\ud800"])
def test_a_text_of_which_nothing_remains_becomes_a_digest(text):
    assert re.fullmatch("[0-9a-f]{10}", slug(text))


def test_long_texts_that_begin_alike_have_different_slugs():
    first, second = slug("x" * 200), slug("x" * 201)
    assert first != second
    assert len(first) == len(second) == MAX_ID


@given(st.text(st.characters()))
def test_any_slug_is_safe_and_its_own_slug(text):
    made = slug(text)
    assert re.fullmatch(r"[a-z0-9._~-]{1,120}", made)
    assert made not in (".", "..")
    assert slug(made) == made


def test_a_url_makes_an_id_without_its_scheme():
    assert article_id_from("https://www.example.org/2019/Idlib.html") == "example.org-2019-idlib.html"


def reading(input_name, given_id=""):
    made = article_id_from(given_id or input_name.rsplit(".", 1)[0])
    return Reading(Article(made, "Title", (), input=input_name), bool(given_id), given_id)


def register(*readings):
    registry = IdRegistry()
    return [registry.give(one.article.id, one.given, one.article.input) for one in readings]


def test_an_article_whose_id_is_free_keeps_it():
    one = reading("a/b.md")
    assert register(one) == [one.article.id]


def test_two_paths_with_one_slug_are_told_apart_by_a_digest():
    first, second, third = register(reading("a/b.md"), reading("a-b.md"), reading("a-b.txt"))
    assert first == "a-b"
    assert re.fullmatch("a-b-[0-9a-f]{10}", second)
    assert re.fullmatch("a-b-[0-9a-f]{10}", third)
    assert second != third


def test_two_given_ids_with_one_slug_are_told_apart():
    first, second = register(reading("x.csv#1", "A B"), reading("x.csv#2", "a-b"))
    assert (first, second[:4]) == ("a-b", "a-b-")


def test_an_id_given_twice_is_a_problem_that_names_the_first():
    first, second = register(reading("x.csv#1", "Reuters/1"), reading("y.csv#7", "Reuters/1"))
    assert first == "reuters-1"
    assert second == Problem("y.csv#7", "repeated id", "Reuters/1 is the id of x.csv#1 already")


def test_a_given_id_is_repeated_also_where_its_slug_was_taken():
    outcomes = register(reading("a.md"), reading("x.csv#1", "A"), reading("x.csv#2", "A"))
    assert outcomes[2] == Problem("x.csv#2", "repeated id", "A is the id of x.csv#1 already")


def test_an_id_that_looks_like_one_with_its_digest_takes_no_other_s_place():
    with_digest = register(reading("a-b.md"), reading("a b.md"))[1]
    outcomes = register(reading("a-b.md"), reading("x.csv#1", with_digest), reading("a b.md"))
    assert len(set(outcomes)) == 3


def test_thousands_of_ids_are_told_apart_and_remember_their_inputs():
    registry = IdRegistry()
    names = [f"é/{number}.md" for number in range(3_000)]
    assert [registry.give(f"id-{name}", name, name) for name in names] == [f"id-{name}" for name in names]
    for name in names:
        told = Problem("again", "repeated id", f"{name} is the id of {name} already")
        assert registry.give(f"id-{name}", name, "again") == told


def test_ids_take_little_memory():
    registry = IdRegistry()
    tracemalloc.start()
    for number in range(20_000):
        registry.give(f"a-rather-long-id-of-an-article-{number:010}", f"http://x.org/{number:040}", f"a.jsonl#{number}")
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held / 20_000 < 100


def test_ids_stay_within_their_length_when_told_apart():
    outcomes = register(reading("x" * 120 + ".md"), reading("X" * 120 + ".md"))
    assert [len(made) for made in outcomes] == [MAX_ID, MAX_ID]


@given(st.lists(st.tuples(st.sampled_from(["a b", "a-b", "A/b", "é", "e"]), st.booleans()), max_size=12))
def test_the_same_readings_get_the_same_ids_and_no_id_is_given_twice(drawn):
    readings = [
        reading(f"{number}/{name}.md", name if given_id else "") for number, (name, given_id) in enumerate(drawn)
    ]
    outcomes = register(*readings)
    ids = [outcome for outcome in outcomes if isinstance(outcome, str)]
    assert outcomes == register(*readings)
    assert len(ids) == len(set(ids))
