"""Articles gain where neighbouring words of the query stand close to one another: as a plain version has it."""

import itertools
import math
import random
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_generation import made_generation
from oracle import gain as plain_gain

from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation.closeness import REACH, SHARE, closeness, distances_of, neighbours
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.terms import K1
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.fields import AUTHOR, BODY, DEFAULT_FIELDS, NOTE, TITLE
from indexer.query.parser import parse
from indexer.query.tree import And, Fuzzy, InField, Maybe, Near, Not, Or, Phrase, Prefix, Wildcard, Word
from tests.examples import examples

WORDS = ["oil", "oils", "gas", "war", "of", "the", "peace", "e-mail"]


def article(number, text="", *, title="t", authors=(), note=""):
    return Article(
        id=f"a{number}",
        title=title,
        paragraphs=(Paragraph(text),) if text else (),
        authors=tuple(authors),
        note=(Paragraph(note),) if note else (),
    )


def made_articles():
    rng = random.Random(4)

    def words(most):
        return " ".join(rng.choices(WORDS, weights=[3, 1, 3, 2, 9, 9, 1, 1], k=rng.randrange(most)))

    return [
        article(number, words(40), title=words(8) or "t", authors=[words(4) or "x"], note=words(9))
        for number in range(90)
    ]


ARTICLES = made_articles()


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    folder = tmp_path_factory.mktemp("close")
    return made_generation(folder, [ARTICLES[:40], ARTICLES[40:41], ARTICLES[41:]]).collection


@pytest.fixture(scope="module")
def in_one(tmp_path_factory):
    return made_generation(tmp_path_factory.mktemp("one"), [ARTICLES]).collection


def words_of(tree, collection):
    return [word.evaluated() for word in evaluate(translate(tree), collection, scored=False).words]


def gains(tree, collection, numbers=None):
    numbers = np.arange(collection.count) if numbers is None else np.array(numbers, np.intp)
    return closeness(words_of(tree, collection), collection, numbers)


LEAVES = st.one_of(
    st.builds(Word, st.sampled_from([*WORDS, "absent"]), st.booleans()),
    st.builds(Word, st.sampled_from(["oil", "of"]), without=st.sampled_from([("oils",), ("oil", "oils"), ("of",)])),
    st.builds(Phrase, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(" ".join), st.booleans()),
    st.builds(Prefix, st.sampled_from(["o", "pe", "ga", "zz"])),
    st.builds(Wildcard, st.sampled_from(["*a*", "o?l", "w?r"])),
    st.builds(Fuzzy, st.sampled_from(["oil", "was"]), st.just(1)),
)
TREES = st.recursive(
    LEAVES | st.builds(Near, st.lists(LEAVES, min_size=2, max_size=3, unique=True).map(tuple), st.integers(0, 9)),
    lambda trees: st.one_of(
        st.builds(And, st.lists(trees, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(trees, min_size=2, max_size=3).map(tuple)),
        st.builds(lambda one, other: And((one, Not(other))), trees, trees),
        st.builds(Maybe, trees, trees),
        st.builds(InField, st.sampled_from([TITLE, BODY, AUTHOR, NOTE]), trees),
    ),
    max_leaves=5,
)


@given(tree=TREES)
@examples(10)
def test_gains_are_those_that_trying_all_places_finds(tree, collection, in_one):
    expected = [plain_gain(tree, one, ARTICLES) for one in ARTICLES]
    assert gains(tree, collection).tolist() == pytest.approx(expected, rel=1e-5)
    assert (gains(tree, in_one) == gains(tree, collection)).all()


@given(tree=TREES, numbers=st.sets(st.integers(0, len(ARTICLES) - 1)).map(sorted))
@examples(20)
def test_what_an_article_gains_depends_on_no_other_one_asked_for(tree, numbers, collection):
    assert gains(tree, collection, numbers).tolist() == gains(tree, collection)[numbers].tolist()


def gained(query, *articles, folder):
    collection = made_generation(Path(tempfile.mkdtemp(dir=folder)), [list(articles)]).collection
    return gains(parse(query, match="any"), collection).tolist()


def full(count, having, distance):
    """What words gain that are `distance` apart, the rarer of which `having` of `count` articles have."""
    nearness = 1 / distance**2
    idf = math.log1p((count - having + 0.5) / (having + 0.5))
    return pytest.approx(SHARE * idf * (K1 + 1) * nearness / (K1 + nearness), rel=1e-5)


def test_the_closest_places_count_in_either_order(tmp_path):
    texts = ["oil gas", "gas oil", "oil x gas", "gas x x x x oil", "gas x x x x x oil", "oil x x gas x oil x x x gas"]
    found = gained("oil gas", *(article(number, text) for number, text in enumerate(texts)), folder=tmp_path)
    assert found == [*(full(6, 6, distance) for distance in (1, 1, 2, REACH)), 0, full(6, 6, 2)]


def test_the_words_of_the_query_are_close_only_in_one_text(tmp_path):
    articles = [
        article(0, "oil", title="gas"),
        article(1, title="oil gas"),
        article(2, authors=["oil gas"]),
        article(3, note="oil gas"),
        article(4, "oil x x gas", title="gas oil"),
    ]
    assert gained("oil gas", *articles, folder=tmp_path) == [0, full(5, 4, 1), 0, 0, full(5, 4, 1)]


def test_function_words_are_skipped_and_repeated_words_are_not_close_to_themselves(tmp_path):
    articles = [article(0, "oil of the gas"), article(1, "oil oil oils"), article(2, "the of oil")]
    assert gained("oil of the gas", *articles, folder=tmp_path) == [full(3, 3, 3), 0, 0]
    assert gained("oil oils oil", *articles, folder=tmp_path) == [0, 0, 0]
    assert gained("of the", *articles, folder=tmp_path) == [0, 0, 0]


def test_words_that_are_no_neighbours_in_the_query_gain_nothing(tmp_path):
    articles = [article(0, "oil gas x x x x x war"), article(1, "oil x x x x x war gas"), article(2, "x")]
    assert gained("oil war gas", *articles, folder=tmp_path) == [0, full(3, 2, 1), 0]
    assert gained("oil -war gas", *articles, folder=tmp_path)[0] == full(3, 2, 1)


def test_a_pattern_in_the_place_of_the_word_hides_no_other_place(tmp_path):
    """Of "oil oil*" both stand at each oil: what counts is the next one."""
    articles = [article(0, "oil x oily"), article(1, "oil"), article(2, "oil oil"), article(3, "x")]
    found = gained("(oil o?l)", *articles, folder=tmp_path)
    assert found == [0, 0, full(4, 3, 1), 0]
    assert gained("oil ?il*", *articles, folder=tmp_path) == [full(4, 3, 2), 0, full(4, 3, 1), 0]


def test_places_beyond_65_535_are_close_too(tmp_path):
    articles = [article(0, "x " * 70_000 + "oil x gas"), article(1, "x " * 65_535 + "oil"), article(2, "gas oil")]
    assert gained("oil gas", *articles, folder=tmp_path) == [full(3, 3, 2), 0, full(3, 3, 1)]


def test_without_neighbours_there_are_no_distances(collection):
    (word,) = words_of(Word("oil"), collection)
    assert neighbours([word]) == []
    assert distances_of([], collection, np.arange(5)).shape == (0, 5)
    assert gains(Word("oil"), collection, []).tolist() == []


def test_words_in_fields_of_their_own_have_those_in_common(collection):
    one, other = words_of(And((InField(TITLE, Word("oil")), Word("gas"))), collection)
    assert (one.fields, other.fields) == ((TITLE,), DEFAULT_FIELDS)
    distances = distances_of([(one, other)], collection, np.arange(collection.count))[0]
    for number, found in enumerate(distances.tolist()):
        words = ARTICLES[number].title.replace("e-mail", "e mail").split()
        apart = [
            abs(at - there)
            for at, there in itertools.product(range(len(words)), repeat=2)
            if words[at] in ("oil", "oils") and words[there] == "gas" and abs(at - there) <= REACH
        ]
        assert found == min(apart, default=np.inf)
