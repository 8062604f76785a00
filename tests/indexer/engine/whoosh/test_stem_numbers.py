"""The stems of a generation have one number each, in whatever segments they are."""

import numpy as np
import pytest
from made_generation import made_articles, made_generation

from indexer.analysis import forms, stem
from indexer.articles.article import Article
from indexer.engine.whoosh.typical.article_counts import article_counts, most_written
from indexer.engine.whoosh.typical.occurrences import occurrences
from indexer.engine.whoosh.typical.stem_numbers import TYPICAL_FIELDS, StemNumbers
from indexer.engine.whoosh.typical.word_hashes import table_hashes
from indexer.string_table import StringTable


@pytest.fixture(scope="module")
def generation(tmp_path_factory):
    articles = made_articles(11, 90)
    groups = [articles[:40], articles[40:41], articles[41:]]
    return made_generation(tmp_path_factory.mktemp("generation"), groups, deleted={"a3", "a50"})


@pytest.fixture(scope="module")
def stem_numbers(generation):
    return StemNumbers(generation.collection.segments)


def words_of(article):
    return [form for field in TYPICAL_FIELDS for text in article.texts(field) for form in forms(text)]


def numbers_of(words, stem_numbers):
    return stem_numbers.of_forms(table_hashes(StringTable.of([word.encode() for word in words])))


def test_the_forms_of_a_stem_have_its_number_and_no_others(generation, stem_numbers):
    words = sorted({word for article in generation.articles for word in words_of(article)})
    numbers = numbers_of(words, stem_numbers).tolist()
    by_stem = {}
    for word, number in zip(words, numbers, strict=True):
        assert by_stem.setdefault(stem(word), number) == number
    assert len(set(by_stem.values())) == len(by_stem)
    named = stem_numbers.stems_and_forms(np.array(list(by_stem.values())))
    assert [one for one, _ in named] == list(by_stem)
    assert [stem(form) for _, form in named] == list(by_stem)


def test_a_word_that_no_article_has_has_no_number(stem_numbers):
    assert numbers_of(["zeppelin", "zzzzzzzzzzzzzzzzzz"], stem_numbers).tolist() == [-1, -1]


def test_postings_are_counted_by_form_and_field_in_all_segments(generation, stem_numbers):
    for word in ("oil", "treaty", "2", "東"):
        expected = sum(
            len({form for text in article.texts(field) for form in forms(text) if stem(form) == stem(word)})
            for article in generation.articles
            for field in TYPICAL_FIELDS
        )
        (number,) = numbers_of([word], stem_numbers).tolist()
        assert stem_numbers.postings.item(number) == expected


def test_articles_of_groups_are_counted_once_for_all_forms_and_fields(generation, stem_numbers):
    rng = np.random.default_rng(1)
    groups = [rng.random(len(generation.articles)) < share for share in (0.1, 0.5, 1.0)]
    words = ["oil", "treaty", "wars", "gangster", "cafe"]
    counts = article_counts(stem_numbers, numbers_of(words, stem_numbers), groups)
    for group, row in zip(groups, counts.tolist(), strict=True):
        for word, count in zip(words, row, strict=True):
            having = [stem(word) in map(stem, words_of(article)) for article in generation.articles]
            assert count == np.count_nonzero(group & having)


def test_a_stem_is_written_as_most_articles_of_the_group_write_it(generation, stem_numbers):
    group = np.arange(len(generation.articles)) % 3 == 0
    words = ["oil", "treaty", "war", "stop"]
    expected = []
    for word in words:
        counts = {}
        for article in np.array(generation.articles, object)[group]:
            for field in TYPICAL_FIELDS:
                for form in {form for text in article.texts(field) for form in forms(text)}:
                    if stem(form) == stem(word):
                        counts[form] = counts.get(form, 0) + 1
        expected.append(min(counts, key=lambda form: (-counts[form], form)))
    assert most_written(stem_numbers, numbers_of(words, stem_numbers), group) == expected


def test_texts_are_counted_by_stem(stem_numbers):
    found = occurrences(["Oil, oils, oil", "", "peace zeppelin 'oil'"], stem_numbers)
    oil, peace = numbers_of(["oil", "peace"], stem_numbers).tolist()
    rows = zip(found.stems.tolist(), found.texts.tolist(), found.frequencies.tolist(), strict=True)
    assert sorted(rows) == sorted([(oil, 0, 1), (oil, 0, 2), (oil, 2, 1), (peace, 2, 1)])
    stems, counts, of_forms = (column.tolist() for column in found.by_stem())
    assert dict(zip(stems, counts, strict=True)) == {oil: 2, peace: 1}
    assert dict(zip(stems, of_forms, strict=True)) == {oil: 3, peace: 1}
    assert not len(occurrences([], stem_numbers).stems)


def test_a_segment_without_words_has_no_stems(tmp_path):
    articles = [Article(id="a", title="…", paragraphs=()), Article(id="b", title="Oil", paragraphs=())]
    generation = made_generation(tmp_path, [articles[:1], articles[1:]])
    stem_numbers = StemNumbers(generation.collection.segments)
    assert stem_numbers.stems_and_forms(np.array([0])) == [("oil", "oil")]


def test_a_generation_without_segments_has_no_stems():
    none = StemNumbers([])
    assert not len(none.postings)
    assert not len(occurrences(["oil"], none).stems)
