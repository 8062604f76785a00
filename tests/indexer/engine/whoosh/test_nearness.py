"""Words are near one another where all of them stand in one window, sentence, paragraph, title or name."""

import itertools
import random
import re

import numpy as np
import pytest
from made_generation import made_generation

from indexer.analysis import forms, stem
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.nearness import NearRuns, articles_near
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.engine.whoosh.segments.words import VALUE_GAP
from indexer.fields import BODY, TITLE
from indexer.query.near_words import MAX_REACH
from indexer.query.tokens import MAX_WORDS
from indexer.query.tree import And, InField, Near, Not, Phrase, Prefix, Unit, Word

WORDS = ["oil", "oils", "gas", "war", "of", "the"]
REACHES = [0, 1, 2, 5, 20, 500, *Unit]


def article(number, *paragraphs, title="t", authors=()):
    return Article(id=f"a{number}", title=title, paragraphs=tuple(map(Paragraph, paragraphs)), authors=tuple(authors))


def made_texts(rng):
    return [
        " ".join(word + rng.choice(["", "", "", ".", "!"]) for word in rng.choices(WORDS, k=rng.choice([1, 3, 8, 30])))
        for _ in range(rng.randrange(4))
    ]


@pytest.fixture(scope="module")
def texts():
    rng = random.Random(3)
    return [made_texts(rng) for _ in range(120)]


@pytest.fixture(scope="module")
def collection(texts, tmp_path_factory):
    articles = [article(number, *paragraphs) for number, paragraphs in enumerate(texts)]
    return made_generation(tmp_path_factory.mktemp("near"), [articles[:70], articles[70:71], articles[71:]]).collection


def found(tree, collection):
    return evaluate(translate(tree), collection, scored=False).articles.numbers.tolist()


def has_near(paragraphs, parts, reach):
    """Whether any stretch of words holds each of the parts, which are words in a row: all stretches are tried."""
    words = [stem(form) for text in paragraphs for form in forms(text)]
    if isinstance(reach, int):
        window = sum(map(len, parts)) + reach
        stretches = [words[start : start + window] for start in range(len(words))]
    else:
        pieces = (re.split(r"(?<=[.!]) ", text) if reach is Unit.SENTENCE else [text] for text in paragraphs)
        stretches = [[stem(form) for form in forms(piece)] for piece in itertools.chain(*pieces)]
    return any(all(stands_in(part, stretch) for part in parts) for stretch in stretches)


def stands_in(part, stretch):
    wanted = [stem(word) for word in part]
    return any(stretch[at : at + len(wanted)] == wanted for at in range(len(stretch)))


PARTS = [
    [["oil"], ["gas"]],
    [["oil"], ["gas"], ["war"]],
    [["of", "the"], ["war"]],
    [["of", "the"], ["the"]],
    [["oil", "gas"], ["gas", "oil"]],
    [["oil", "oils"], ["war", "of", "the"], ["gas"]],
    [["absent"], ["oil"]],
]


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("parts", PARTS, ids=str)
def test_they_are_found_where_a_stretch_holds_all(parts, reach, collection, texts):
    near = Near(tuple(Phrase(" ".join(part)) if len(part) > 1 else Word(part[0]) for part in parts), reach)
    expected = [number for number, paragraphs in enumerate(texts) if has_near(paragraphs, parts, reach)]
    assert found(InField(BODY, near), collection) == found(near, collection) == expected


def runs_of(collection, *words, field=BODY):
    places = []
    for segment in collection.segments:
        postings = segment.fields[field]
        bounds = [postings.term_bounds(*segment.stem_range(stem(word))) for word in words]
        if all(begin < end for begin, end in bounds):
            places.append(NearRuns(segment, field, tuple(((one,),) for one in bounds)))
    return places


@pytest.mark.parametrize("reach", REACHES)
@pytest.mark.parametrize("step", [1, 2, 7, 200])
def test_only_the_articles_asked_for_are_found(step, reach, collection, texts):
    every = ArticleSet.every(collection.count)
    places = runs_of(collection, "oil", "gas")
    whole = articles_near(places, reach, every).numbers
    among = ArticleSet(collection.count, numbers=np.arange(0, collection.count, step))
    assert articles_near(places, reach, among).numbers.tolist() == whole[whole % step == 0].tolist()
    assert not len(articles_near(places, reach, ArticleSet.none(collection.count)))
    assert not len(articles_near([], reach, every))


def test_what_else_is_wanted_narrows_what_is_looked_at(collection, texts):
    near = Near((Word("oil"), Word("gas")), 0)
    both = found(near, collection)
    warlike = {number for number, paragraphs in enumerate(texts) if "war" in " ".join(paragraphs)}
    expected = [number for number in both if number in warlike]
    assert found(And((near, Word("war"))), collection) == expected
    assert found(And((near, Not(Word("war")))), collection) == [number for number in both if number not in warlike]


def test_deleted_articles_are_gone_and_the_others_are_found_where_they_are(tmp_path):
    articles = [article(number, text) for number, text in enumerate(["oil gas", "gas oil", "oil x gas", "gas. Oil"])]
    deleted = {"a0", "a2"}
    merged = made_generation(tmp_path, [articles[:1], articles[1:]], deleted=deleted, merged=(0, 1))
    assert [one.id for one in merged.articles] == ["a1", "a3"]
    assert found(Near((Word("oil"), Word("gas")), 0), merged.collection) == [0, 1]
    assert found(Near((Word("oil"), Word("gas")), Unit.SENTENCE), merged.collection) == [0]


@pytest.mark.parametrize("unit", Unit)
def test_words_are_near_beyond_position_65_535(unit, tmp_path):
    far = ("x " * 70_000).strip()
    articles = [
        article(0, f"{far} oil x x gas. War", "war"),
        article(1, "oil", "gas x war"),
        article(2, f"oil {far}", f"gas {far} dry. War"),
    ]
    collection = made_generation(tmp_path, [articles]).collection
    assert collection.segments[0].fields[BODY].positions.dtype == np.uint32
    oil, gas, war = Word("oil"), Word("gas"), Word("war")
    assert found(Near((oil, gas), 1), collection) == [1]
    assert found(Near((oil, gas), 2), collection) == [0, 1]
    assert found(Near((oil, gas), unit), collection) == [0]
    assert found(Near((war, gas), unit), collection) == ([1] if unit is Unit.SENTENCE else [0, 1, 2])
    assert found(Near((Phrase("x oil"), gas), 500), collection) == [0]


def test_no_window_reaches_from_one_article_into_the_next(tmp_path):
    """The last position that fits 16 bits is next to the first of the article after, as numbers go."""
    articles = [article(0, "x " * 65_535 + "oil"), article(1, "gas"), article(2, "oil gas")]
    collection = made_generation(tmp_path, [articles]).collection
    assert found(Near((Word("oil"), Word("gas")), 500), collection) == [2]
    assert found(Near((Word("x"), Word("oil")), 0), collection) == [0]


@pytest.mark.parametrize("reach", REACHES)
def test_no_window_joins_two_names_or_two_fields(reach, tmp_path):
    articles = [
        article(0, "body", authors=["Map Room", "History Desk"]),
        article(1, "history", title="room"),
        article(2, authors=["Room " + "of " * 300 + "the Desk"]),
        article(3, authors=[*(f"Name {number}" for number in range(200)), "Desk Room"]),
    ]
    collection = made_generation(tmp_path, [articles]).collection
    assert found(Near((Word("room"), Word("history")), reach), collection) == []
    is_wide = isinstance(reach, Unit) or reach > 300
    assert found(Near((Word("room"), Word("desk")), reach), collection) == ([2, 3] if is_wide else [3])


def test_no_window_that_can_be_typed_is_as_wide_as_the_gap_between_two_names():
    assert MAX_WORDS + MAX_REACH < VALUE_GAP


def test_a_title_is_one_unit_whatever_signs_it_has(tmp_path):
    collection = made_generation(tmp_path, [[article(0, title="Oil. Gas!"), article(1, "Oil. Gas!")]]).collection
    for unit in Unit:
        near = Near((Word("oil"), Prefix("ga")), unit)
        assert found(InField(TITLE, near), collection) == [0]
        assert found(near, collection) == ([0] if unit is Unit.SENTENCE else [0, 1])
