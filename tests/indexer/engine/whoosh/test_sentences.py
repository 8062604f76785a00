"""Where sentences and paragraphs begin is the same for marks, one text at a time, as for the index, many at once."""

import itertools

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.analysis import Divider, forms, sentence_starts
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.segments import words
from indexer.engine.whoosh.segments.words import WordsCollector
from indexer.fields import TEXT_FIELDS
from indexer.looked_for import Looked
from indexer.query.tree import Unit


def starts_in_index(articles):
    """Of each article, given as its paragraphs: where sentences begin, and where paragraphs, but for 0."""
    collector = WordsCollector()
    for paragraphs in articles:
        article = Article(id="x", title="A t. B", paragraphs=tuple(map(Paragraph, paragraphs)), authors=("C. d.", "e!"))
        collector.add([article.texts(field) for field in TEXT_FIELDS])
    made = collector.finish(np.ones(len(articles), bool))
    for starts in (made.sentences, made.paragraphs):
        ends = np.cumsum(starts.counts)
        yield [starts.positions[first:last].tolist() for first, last in itertools.pairwise([0, *ends.tolist()])]


def starts_in_text(paragraphs):
    """The same by `sentence_starts`, one paragraph after the other."""
    before = 0
    sentences, beginnings = set(), set()
    for text in paragraphs:
        inner, count = sentence_starts(text)
        assert count == len(forms(text))
        assert all(0 < start < count for start in inner)
        assert inner == sorted(set(inner))
        beginnings |= {before}
        sentences |= {before, *(before + start for start in inner)}
        before += count
    return sorted(sentences - {0, before}), sorted(beginnings - {0, before})


def without_last(starts, paragraphs):
    """A start behind the last word of all, which the index may have, divides nothing."""
    return [start for start in starts if start < sum(len(forms(text)) for text in paragraphs)]


PIECES = st.sampled_from(
    [
        "oil", "Gas", "Mr", "Dr", "inc", "a", "X", "é", "1", "3.5", "U.S", "e-mail", "O’Brien", "東", "京都", "½",
        "ﬁ", "Straße", "w" * 201, "'", "’", ".", ".", ".", "!", "?", "…", "...", "?!", "。", "！", "？", '"', "”", "“",
        "»", "«", ")", "(", "]", "'.", '."', ".”", ".’", ".)", '.")', " ", " ", " ", " ", "\n", "\u3000", "\u00a0",
        "\u0301", "—", "-", ",", ". ", "! ", "Mr. ", "b. ",
    ]
)  # fmt: skip
DIVIDERS = dict.fromkeys(map(int, Divider), " ")  # stand in no text
TEXTS = st.one_of(
    st.lists(PIECES, min_size=1, max_size=14).map("".join),
    st.lists(PIECES, min_size=1, max_size=14).map(" ".join),
    st.text(st.one_of(st.sampled_from("ab .'!"), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=30),
).map(lambda text: text.translate(DIVIDERS))
ARTICLES = st.lists(st.lists(TEXTS, max_size=4), min_size=1, max_size=3)


def check(articles):
    sentences, paragraphs = starts_in_index(articles)
    for texts, in_sentences, in_paragraphs in zip(articles, sentences, paragraphs, strict=True):
        expected = starts_in_text(texts)
        assert (without_last(in_sentences, texts), without_last(in_paragraphs, texts)) == expected
        looked = Looked(texts or [""], has_sentences=True)
        assert (looked.unit_starts(Unit.SENTENCE), looked.unit_starts(Unit.PARAGRAPH)) == expected


@given(articles=ARTICLES)
@example(articles=[["One. 'Two.' Three", "Mr. X went. a. b", "", "“Who?” 東。 京."]])
@settings(max_examples=100, deadline=None)
def test_sentences_and_paragraphs_begin_where_the_index_has_them(articles):
    check(articles)


@pytest.mark.soak
@given(articles=ARTICLES)
@settings(max_examples=20_000, deadline=None)
def test_thousands_of_sentences_begin_where_the_index_has_them(articles):
    check(articles)


def test_articles_that_are_numbered_apart_have_their_own_starts(monkeypatch):
    monkeypatch.setattr(words, "_NUMBERED_AT_ONCE", 1)
    check([["One. Two.", "Three. Four"], [], ["Mr. A. B"], ["No end", "One! Two"]])


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", []),
        ("One two", []),
        ("One. Two! Three? Four… Five", [1, 2, 3, 4]),
        ("One... Two", [1]),
        ("Mr. Smith met Dr. Who. They left", [5]),
        ("Plan b. is off. Go", [4]),
        ("It cost 3.5 dollars", []),
        ("He said “Go.” Then he went", [3]),
        ("(It was so.) It is ‘so.’ Yes", [3, 6]),
        ('"Stop!") he said', []),
        ("東京。 大阪！ 奈良", [2, 4]),
        ("東京。大阪", [2]),
        (". Then", []),
        ("One . . Two", [1]),
        ("One. '. Two.", [1]),
        ("U.S. troops. Went", [3]),
    ],
)
def test_a_sentence_ends_at_its_sign_before_a_space_but_behind_no_abbreviation(text, starts):
    assert sentence_starts(text) == (starts, len(forms(text)))


def test_starts_are_worked_out_once():
    looked = Looked(["One. Two", "Three"], has_sentences=True)
    assert looked.unit_starts(Unit.SENTENCE) is looked.unit_starts(Unit.SENTENCE)
    assert looked.unit_starts(Unit.PARAGRAPH) == [2]


def test_other_fields_have_no_sentences():
    looked = Looked(["One. Two"], has_sentences=False)
    assert looked.unit_starts(Unit.SENTENCE) == looked.unit_starts(Unit.PARAGRAPH) == []
