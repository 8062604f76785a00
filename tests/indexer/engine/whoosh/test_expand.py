"""A pattern stands for the words of the archive that it fits, no more and no fewer."""

import fnmatch
import functools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_generation import made_generation
from whoosh import query as whoosh_query

from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.lexicon import Lexicon
from indexer.errors import QueryError
from indexer.string_table import StringTable
from tests.examples import examples

WORDS = sorted(
    {
        "a", "ab", "abc", "abd", "b", "ba", "bab", "o", "oi", "oil", "oils", "soil", "toil", "oiled", "recoil", "café",
        "cafe", "cafés", "東", "東京", "naïve", "l'oil", "x" * 200, "x" * 199 + "y", "2019", "2010", "e", "é", "éé",
        "*?", "[x]",
    },
    key=str.encode,
)  # fmt: skip


def lexicon(words, *, shuffled):
    """A lexicon of the words, in bytewise order or with an order of its own."""
    if not shuffled:
        return Lexicon(StringTable.of([word.encode() for word in words]))
    placed = sorted(range(len(words)), key=lambda place: (words[place][::-1], place))
    numbers = {words[place]: number for number, place in enumerate(placed)}
    return Lexicon(
        StringTable.of([words[place].encode() for place in placed]),
        np.array([numbers[word] for word in words], np.uint32),
    )


@pytest.fixture(scope="module", params=[False, True], ids=["sorted", "with an order"])
def words(request):
    """Gives the words that numbers of a lexicon stand for."""
    made = lexicon(WORDS, shuffled=request.param)
    table = made._table

    def asked(method, *arguments, **options):
        numbers = getattr(made, method)(*arguments, **options).tolist()
        assert numbers == sorted(set(numbers))
        return {table[number].decode() for number in numbers}

    return asked


LETTERS = st.text(alphabet="abcoil éx東", max_size=4)


@given(prefix=LETTERS)
def test_a_prefix(prefix, words):
    assert words("beginning_with", prefix) == {word for word in WORDS if word.startswith(prefix)}


@given(first=st.none() | LETTERS, last=st.none() | LETTERS, after=st.booleans(), before=st.booleans())
def test_a_range_goes_by_bytes(first, last, after, before, words):
    def is_within(word):
        low = first is None or word.encode() > first.encode() or (word == first and not after)
        return low and (last is None or word.encode() < last.encode() or (word == last and not before))

    expected = {word for word in WORDS if is_within(word)}
    assert words("between", first, last, first_excluded=after, last_excluded=before) == expected


@given(pattern=st.text(alphabet="**??abcoil[]!éx東", max_size=7))
@examples(150)
def test_a_glob(pattern, words):
    assert words("like", pattern) == {word for word in WORDS if fnmatch.fnmatchcase(word, pattern)}


@pytest.mark.parametrize("pattern", ["*" + "x*" * 60 + "z", "x" + "*x" * 60 + "z", "*" + "x?*" * 40 + "z"])
def test_a_glob_of_many_stars_takes_no_long_time(pattern, words):
    assert words("like", pattern) == set()


@functools.cache
def distance(one, other):
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1, distance(one, other[1:]) + 1, distance(one[1:], other[1:]) + (one[0] != other[0])
    )


@given(text=st.sampled_from([word for word in WORDS if len(word) < 9]) | LETTERS, most=st.integers(0, 3))
@examples(60)
@pytest.mark.parametrize("prefix", [0, 1, 3])
def test_words_nearby(text, most, prefix, words):
    expected = {
        word for word in WORDS if word.startswith(text[:prefix]) and len(word) < 20 and distance(word, text) <= most
    }
    assert words("near", text, most, prefix) == expected


def test_very_long_words_are_compared_by_character(words):
    assert words("near", "x" * 200, 1, 1) == {"x" * 200, "x" * 199 + "y"}


def test_an_empty_lexicon_has_no_word():
    empty = Lexicon(StringTable.of([]))
    for numbers in (empty.beginning_with(""), empty.between(None, None), empty.like("*"), empty.near("a", 2, 0)):
        assert not len(numbers)


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    texts = ["oil oils peace", "oiled water", "war wars warring", "toil", ""]
    articles = [
        Article(id=str(at), title="t", paragraphs=(Paragraph(text),) if text else ()) for at, text in enumerate(texts)
    ]
    return made_generation(tmp_path_factory.mktemp("expand"), [articles[:2], articles[2:]]).collection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (whoosh_query.Prefix("body_form", "oil"), [0, 1]),
        (whoosh_query.Prefix("body", "oile"), []),
        (whoosh_query.Prefix("body", "war"), [2]),
        (whoosh_query.Wildcard("body_form", "*oil"), [0, 3]),
        (whoosh_query.Wildcard("body_form", "w?r*"), [2]),
        (whoosh_query.FuzzyTerm("body_form", "oilds", maxdist=1), [0]),
        (whoosh_query.FuzzyTerm("body_form", "oilds", maxdist=2), [0, 1]),
        (whoosh_query.FuzzyTerm("body", "oi", maxdist=1, prefixlength=0), [0, 1]),
        (whoosh_query.TermRange("body_form", "oils", "war", endexcl=True), [0, 3]),
        (whoosh_query.TermRange("body", None, "peac"), [0, 1]),
        (whoosh_query.TermRange("body", "w", None), [1, 2]),
    ],
)
def test_it_finds_the_articles_with_its_words(query, expected, collection):
    found = evaluate(query, collection, scored=True)
    assert found.articles.numbers.tolist() == expected
    assert (found.scores(found.articles) > 0).all()


def test_all_patterns_of_a_query_together_are_held_to_a_number_of_words(collection, monkeypatch):
    oil, war = whoosh_query.Prefix("body_form", "oil"), whoosh_query.Prefix("body_form", "war")
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.expand.MOST_FORMS", 6)
    evaluate(whoosh_query.Or([oil, war]), collection, scored=False)
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.expand.MOST_FORMS", 5)
    with pytest.raises(QueryError, match=r"war\* stands for 3 words.*Nothing was searched.*Type more letters"):
        evaluate(whoosh_query.Or([oil, war]), collection, scored=False)
