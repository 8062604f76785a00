"""Suggestions and corrections depend on the live articles, not on how they are divided into segments."""

import random
from collections import Counter

import pytest
from made_generation import made_articles
from made_index import made_snapshot

from indexer import Query
from indexer.analysis import forms
from indexer.articles.article import Article, Paragraph
from indexer.articles.serial import StoredTexts
from indexer.engine.base import Page
from indexer.engine.whoosh.suggesting.corrector import Corrector
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms, KnownForm
from indexer.engine.whoosh.suggesting.sampled_forms import sampled_forms
from indexer.errors import QueryError
from indexer.fields import AUTHOR, BODY, DEFAULT_FIELDS, TITLE
from indexer.suggestions import SuggestionKind

TYPED = ["o", "oi", "oil", "w", "war", "the", "land", "author:p", "title:t", "oil tre", "of the", "ca", "r", "s", "o'"]
MISSPELLED = ["olis", "traety", "gangstr", "runing", "landd oil", "peece treatys"]


@pytest.fixture(scope="module")
def articles():
    return made_articles(seed=3, count=120)


def answers(snapshot):
    return [snapshot.suggest(text, 8) for text in TYPED], [snapshot.corrections(Query(text), 3) for text in MISSPELLED]


@pytest.mark.parametrize("sizes", [(40,), (1, 7, 50), (10,) * 11])
def test_segments_make_no_difference(tmp_path, articles, sizes):
    whole = answers(made_snapshot(tmp_path / "whole", articles))
    assert answers(made_snapshot(tmp_path / "parts", articles, sizes)) == whole
    assert any(whole[0])
    assert any(whole[1])


def test_what_only_deleted_articles_have_is_not_suggested(tmp_path, articles):
    gone = [
        Article("x", "Oilfield news", (Paragraph("Oilfield and treatise."),), authors=("Oily Author",)),
        Article("y", "Oilfield news", (Paragraph("Oilfield and treatise."),), authors=("Oily Author",)),
    ]
    snapshot = made_snapshot(tmp_path / "all", [*articles, *gone], (60,), deleted=[120, 121])
    assert not {"oilfield", "Oily Author", "Oilfield news"} & {one.text for one in snapshot.suggest("oil", 20)}
    assert snapshot.suggest("oilf", 20) == ()
    assert snapshot.corrections(Query("oilfeild"), 3) == ()
    assert len(made_snapshot(tmp_path / "live", [*articles, *gone], (60,)).corrections(Query("oilfeild"), 3)) == 1


def test_what_costs_too_much_to_count_is_not_suggested(tmp_path, articles):
    snapshot = made_snapshot(tmp_path, articles)
    counted = []

    def count(query):
        counted.append(query.text)
        if query.text == "treaty":
            raise QueryError("Takes too long.")
        return snapshot.search(query, Page(limit=0)).total

    corrector = Corrector(FrequentForms(snapshot._collection), len(articles), count)
    assert [one.query.text for one in corrector.corrections(Query("traety"), 3)] == []
    assert counted == ["traety", "treaty"]


def test_there_may_be_no_article(tmp_path):
    snapshot = made_snapshot(tmp_path, [])
    assert snapshot.suggest("oil", 8) == ()
    assert snapshot.corrections(Query("oil"), 3) == ()


def text_of(article, field):
    return {
        TITLE: article.title,
        BODY: "\n".join(paragraph.text for paragraph in article.paragraphs),
        AUTHOR: "\n".join(article.authors),
    }[field]


@pytest.mark.parametrize("fields", [(TITLE,), (BODY,), (TITLE, BODY, AUTHOR)])
def test_a_form_is_as_frequent_as_there_are_articles_with_it_in_each_field(tmp_path, articles, fields):
    frequent = FrequentForms(made_snapshot(tmp_path, articles, (30, 30))._collection)
    counted = Counter(form for one in articles for field in fields for form in set(forms(text_of(one, field))))
    for letters in ("", "o", "tr", "run", "x"):
        expected = sorted(((-count, form) for form, count in counted.items() if form.startswith(letters)))
        assert frequent.beginning_with(letters, fields, 1_000) == [KnownForm(form, -count) for count, form in expected]
    for form in ("oil", "run", "nothing"):
        assert frequent.frequency(form, fields) == counted[form]
    assert frequent.stem_frequency("run", fields) == counted["run"] + counted["runs"] + counted["running"]


def test_of_some_articles_those_forms_come_first_that_most_of_them_have():
    texts = ["Oil, oil, oil! Oily \u201coilmen\u201d.", "On oily \u00d3il;", "The oilman's oilmen' oily"]
    read = [StoredTexts(f"{number}", "", "", None, (text,), ()) for number, text in enumerate(texts)]
    assert sampled_forms(read, "oil", (BODY,), 9) == ["oily", "oil", "oilman's", "oilmen"]
    assert sampled_forms(read, "o", (BODY,), 2) == ["oily", "oil"]  # "on" tells little
    assert sampled_forms(read, "oil", (TITLE,), 9) == []


def test_the_most_frequent_forms_are_those_wherever_they_stand(tmp_path):
    rng = random.Random(5)
    words = [f"a{one}{other}" for one in "bcdfghk" for other in "bcdfghk"]
    weights = [2**-place for place in range(len(words))]
    made = [
        Article(f"{number}", "", (Paragraph(" ".join(rng.choices(words, weights, k=20))),)) for number in range(200)
    ]
    frequent = FrequentForms(made_snapshot(tmp_path, made, (20, 100))._collection)
    everything = frequent.beginning_with("a", DEFAULT_FIELDS, len(words))
    assert frequent.beginning_with("a", DEFAULT_FIELDS, 5) == everything[:5]
    assert [one.frequency for one in everything] == sorted((one.frequency for one in everything), reverse=True)


def test_a_name_of_very_many_words_is_found_by_each_of_them(tmp_path):
    words = [f"word{number}" for number in range(40)]
    snapshot = made_snapshot(tmp_path, [Article("a", "", (Paragraph("Text."),), authors=(" ".join(words),))])
    for typed in ("word0", "word39", "word7 word8 wo", " ".join(words[3:10])):
        assert [one.kind for one in snapshot.suggest(f"author:{typed}", 8)] == [SuggestionKind.VALUE], typed
