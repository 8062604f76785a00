"""A phrase is found where its words stand in order, near one another, in one field; and nowhere else."""

import itertools
import random

import numpy as np
import pytest
from made_generation import made_generation
from whoosh import query as whoosh_query

from indexer.analysis import stem
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation import phrases
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.first_places import FrequentWord, articles_seen
from indexer.fields import BODY

WORDS = ["a", "b", "c", "oil", "oils", "oiled"]


def article(number, words):
    return Article(id=f"a{number}", title="t", paragraphs=(Paragraph(" ".join(words)),) if words else ())


def found(collection, words, *, slop=1, field="body"):
    query = whoosh_query.Phrase(field, words, slop=slop)
    return evaluate(query, collection, scored=False).articles.numbers.tolist()


def has_phrase(places_of, wanted, slop):
    """Whether some place of the first word reaches the last, in steps of 1 to `slop`."""
    reached = places_of(wanted[0])
    for word in wanted[1:]:
        reached = {place for place in places_of(word) if any(1 <= place - one <= slop for one in reached)}
    return bool(reached)


@pytest.fixture(scope="module")
def texts():
    rng = random.Random(7)
    sizes = [0, 1, 2, 3, 8, 20, 60, 120]
    return [rng.choices(WORDS, weights=[9, 7, 2, 1, 1, 1], k=rng.choice(sizes)) for _ in range(160)]


@pytest.fixture(scope="module")
def collection(texts, tmp_path_factory):
    articles = [article(number, words) for number, words in enumerate(texts)]
    return made_generation(tmp_path_factory.mktemp("phrases"), [articles[:100], articles[100:]]).collection


@pytest.mark.parametrize("frequent_from", [0, 10**9])
@pytest.mark.parametrize("slop", [1, 2, 5])
@pytest.mark.parametrize("size", [2, 3, 4])
def test_it_is_found_where_its_words_stand_in_order(size, slop, frequent_from, collection, texts, monkeypatch):
    monkeypatch.setattr(phrases, "_FREQUENT", frequent_from)
    for wanted in random.Random(size).sample(list(itertools.product(WORDS, repeat=size)), 10):
        for field, same in (("body", lambda word: stem(word)), ("body_form", lambda word: word)):  # noqa: PLW0108
            words = [same(word) for word in wanted]
            expected = [
                number
                for number, text in enumerate(texts)
                if has_phrase(lambda word: {at for at, one in enumerate(text) if same(one) == word}, words, slop)  # noqa: B023
            ]
            assert found(collection, words, slop=slop, field=field) == expected, (words, field)


def test_first_places_never_say_what_is_not_so(collection, texts):
    """Pairs of frequent words: what they find has the phrase, and what they rule out has not."""
    segment = collection.segments[0]
    postings = segment.fields[BODY]
    everywhere = np.ones(segment.count, bool)
    for one, other in itertools.permutations(["a", "b", "c"], 2):
        words = [
            FrequentWord(
                postings.run_of_terms(*postings.term_bounds(*segment.form_range(word))), np.zeros(segment.count, bool)
            )
            for word in (one, other)
        ]
        seen, is_open = articles_seen(everywhere, *words)
        true = np.array([(one, other) in itertools.pairwise(text) for text in texts[: segment.count]])
        assert true[seen].all()
        assert not true[~seen & ~is_open].any()
        assert seen.sum() > true.sum() / 2


@pytest.mark.parametrize("slop", [1, 3])
@pytest.mark.parametrize("frequent_from", [0, 10**9])
def test_it_never_runs_on_into_the_next_article(slop, frequent_from, tmp_path, monkeypatch):
    """The last position that fits 16 bits is next to the first of the article after, as numbers go."""
    monkeypatch.setattr(phrases, "_FREQUENT", frequent_from)
    long = ["x"] * 65_535 + ["a"]
    articles = [article(0, long), article(1, ["b", "y"]), article(2, ["a", "b"])]
    collection = made_generation(tmp_path, [articles]).collection
    assert collection.segments[0].fields[BODY].positions.dtype == np.uint16
    assert found(collection, ["a", "b"], slop=slop) == [2]
    assert found(collection, ["b", "y"], slop=slop) == [1]
    assert found(collection, ["x", "a"], slop=slop) == [0]


@pytest.mark.parametrize("frequent_from", [0, 10**9])
def test_it_is_found_past_position_65535(frequent_from, tmp_path, monkeypatch):
    monkeypatch.setattr(phrases, "_FREQUENT", frequent_from)
    articles = [article(0, ["x"] * 70_000 + ["a", "b", "c"]), article(1, ["a", "x", "b", "c"])]
    collection = made_generation(tmp_path, [articles]).collection
    assert found(collection, ["a", "b"]) == [0]
    assert found(collection, ["b", "c"]) == [0, 1]
    assert found(collection, ["x", "a", "b"]) == [0]
    assert found(collection, ["a", "b"], slop=2) == [0, 1]


def test_a_word_of_a_phrase_may_come_again(tmp_path):
    collection = made_generation(
        tmp_path, [[article(0, ["to", "be", "or", "not", "to", "be"]), article(1, ["to", "to"])]]
    ).collection
    assert found(collection, ["to", "be", "or", "not", "to", "be"]) == [0]
    assert found(collection, ["to", "to"]) == [1]
    assert found(collection, ["to", "to"], slop=4) == [0, 1]


def test_it_lies_within_one_field_and_one_value(tmp_path):
    joined = Article(id="one", title="oil", paragraphs=(Paragraph("peace"),), authors=("Map Room", "History Desk"))
    collection = made_generation(tmp_path, [[joined]]).collection
    assert found(collection, ["room", "history"], slop=900, field="author_form") == []
    assert found(collection, ["history", "desk"], field="author_form") == [0]
    assert found(collection, ["oil", "peac"], slop=100) == []


def test_where_a_word_is_missing_nothing_is_found(collection):
    assert found(collection, ["a", "absent"]) == []
