"""Where a query matches in an article."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.articles.article import Article, Paragraph
from indexer.fields import AUTHOR, BODY, NOTE, TITLE
from indexer.matching import find_matches
from indexer.query.parser import parse

ARTICLE = Article(
    id="one",
    title="Liberating O’Brien’s café",
    paragraphs=(
        Paragraph("The liberation of e-mail, of the zone; Liberated zones were many."),
        Paragraph("not offence, for defense,"),
        Paragraph("not offense. Demilitarized zone, and demilitarized again; zone."),
    ),
    authors=("Map Room", "History Desk"),
    note=(Paragraph("A note on liberation."),),
)


def marked(query, field=BODY):
    return [
        ARTICLE.texts(field)[match.part][match.start : match.end]
        for match in find_matches(parse(query), ARTICLE)
        if match.field == field
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("liberate", ["liberation", "Liberated"]),
        ("=liberation", ["liberation"]),
        ("liberat*", ["liberation", "Liberated"]),
        ('"demilitarized zone"', ["Demilitarized zone"]),
        ("demilitarized zone", ["zone", "zones", "Demilitarized zone"[:13], "zone", "demilitarized", "zone"]),
        ("e-mail", ["e-mail"]),
        ("liberate -zone", ["liberation", "Liberated"]),
        ("NOT liberate", []),
        ("title:liberate", []),
        ("note:liberation zone", ["zone", "zones", "zone", "zone"]),
        ('"for defense not offense"', ["for defense", "not offense"]),
        ('"of the zone" OR "the zone"', ["of the zone"]),
        ("", []),
        ("absent", []),
    ],
)
def test_exactly_what_the_query_means_is_marked(query, expected):
    assert marked(query) == expected


def test_a_phrase_that_runs_on_is_a_match_in_each_paragraph():
    matches = find_matches(parse('"defense not"'), ARTICLE)
    assert [(match.part, match.start) for match in matches] == [(1, 17), (2, 0)]


def test_a_phrase_runs_on_over_a_paragraph_without_a_word():
    article = Article(id="x", title="t", paragraphs=tuple(map(Paragraph, ("for defense", "* * *", "not offense"))))
    assert [(match.part, match.start) for match in find_matches(parse('"defense not"'), article)] == [(0, 4), (2, 0)]


def test_matches_stand_in_every_field_that_a_word_searches():
    assert marked("liberate", TITLE) == ["Liberating"]
    assert marked("obrien's OR o'brien cafe", TITLE) == ["O’Brien’s", "café"]
    assert marked("desk", AUTHOR) == ["Desk"]
    assert marked("liberation", NOTE) == []
    assert marked("note:liberation", NOTE) == ["liberation"]


def test_no_phrase_joins_two_values():
    assert marked('author:"room history"', AUTHOR) == []


@pytest.mark.parametrize(
    "paragraphs", [("a",) * 60_000, ("a " * 60_000,)], ids=["many paragraphs", "one paragraph of many words"]
)
@pytest.mark.parametrize("query", ["a", '"a a"', "a " * 200, "a*"])
def test_an_article_of_many_matches_is_marked_at_once(paragraphs, query):
    # Quadratic work would take minutes here.
    article = Article(id="x", title="t", paragraphs=tuple(map(Paragraph, paragraphs)))
    matches = find_matches(parse(query), article)
    assert len(matches) in {1, 60_000}


@given(text=st.text(alphabet="ab -'é½\n“"), words=st.text(alphabet="ab é½"))
@settings(deadline=None)
def test_matches_are_in_order_and_never_overlap(text, words):
    article = Article(id="x", title="a", paragraphs=(Paragraph(text or "a"),))
    matches = find_matches(parse(f'"{words}a" {words}b a*'), article)
    for earlier, later in itertools.pairwise(matches):
        assert (earlier.field, earlier.part) != (later.field, later.part) or earlier.end <= later.start
    assert all(match.start < match.end for match in matches)
