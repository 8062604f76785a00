"""The words of a result set are those that counting all words of all articles makes the most typical."""

import contextlib
import dataclasses
import math
import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from made_generation import made_articles
from made_index import made_snapshot
from oracle import fulfils

from indexer.analysis import forms, stem
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.typical import comparison, keywords, likely_stems
from indexer.errors import QueryError
from indexer.fields import BODY, TITLE
from indexer.query.query import Query

ALL = 1_000


def made(texts, **others):
    return [
        Article(id=f"a{number}", title=f"t{number}", paragraphs=(Paragraph(text),) if text else (), **others)
        for number, text in enumerate(texts)
    ]


def words_of(article):
    return [form for field in (TITLE, BODY) for text in article.texts(field) for form in forms(text)]


def g_statistic(inside, insides, outside, outsides):
    total, having = insides + outsides, inside + outside
    cells = [(inside, insides, having), (insides - inside, insides, total - having)]
    cells += [(outside, outsides, having), (outsides - outside, outsides, total - having)]
    return 2 * sum(cell * math.log(cell * total / (row * column)) for cell, row, column in cells if cell)


def expected_keywords(found, others, own_stems):
    """Stem, count, count in the archive and score of every word, the slow way."""
    having = [[set(map(stem, words_of(article))) for article in group] for group in (found, others)]
    expected = []
    for one in set().union(*having[0]) - own_stems:
        inside, outside = (sum(one in stems for stems in group) for group in having)
        is_word = not one.isdecimal() and (len(one) > 1 or one == "東")
        if is_word and inside * len(others) > outside * len(found):
            score = g_statistic(inside, len(found), outside, len(others))
            expected.append((one, inside, inside + outside, pytest.approx(score)))
    return sorted(expected, key=lambda row: (-row[3].expected, row[0]))


@pytest.fixture(scope="module")
def articles():
    return made_articles(23, 100)


@pytest.fixture(scope="module")
def snapshot(articles, tmp_path_factory):
    with contextlib.closing(made_snapshot(tmp_path_factory.mktemp("index"), articles, [60, 7])) as snapshot:
        yield snapshot


@pytest.mark.parametrize(
    "text", ["gangster", "oil", "war OR peace", '"of the"', "naïve", "run stop", "title:treaty", "東"]
)
def test_they_are_ranked_as_counting_everything_ranks_them(text, snapshot, articles):
    query = Query.of(text)
    found = [article for article in articles if fulfils(query.tree, article)]
    others = [article for article in articles if article not in found]
    own_stems = {stem(form) for form in forms(text.replace("title:", "").replace("OR", ""))}
    result = snapshot.keywords(query, ALL, 0)
    assert result.total == len(found)
    assert [(one.stem, one.count, one.archive_count, one.score) for one in result.words] == expected_keywords(
        found, others, own_stems
    )


def test_deleted_articles_never_count(articles, tmp_path):
    deleted = set(range(0, 100, 3))
    live = [article for number, article in enumerate(articles) if number not in deleted]
    with contextlib.closing(made_snapshot(tmp_path, articles, [50], deleted)) as snapshot:
        result = snapshot.keywords(Query.of("gangster"), ALL, 0)
    found = [article for article in live if "gangster" in words_of(article)]
    others = [article for article in live if article not in found]
    rows = [(one.stem, one.count, one.archive_count, one.score) for one in result.words]
    assert rows == expected_keywords(found, others, {"gangster"})
    assert result.archive_count == len(live)


def test_a_word_is_shown_as_it_is_written_most_in_what_was_found(tmp_path):
    texts = ["war treaties", "war treaties", "war treaty", "treaty", "treaty", "treaty", "x", "y", "z"]
    snapshot = made_snapshot(tmp_path, made(texts), [4])
    (word, *_) = snapshot.keywords(Query.of("war"), ALL, 0).words
    assert (word.text, word.stem, word.count, word.archive_count) == ("treaties", "treati", 3, 6)


@pytest.mark.parametrize("text", ["treat*", "tr?aty OR treaties", "treety~", "-peace treaty", "war AND treat*"])
def test_the_querys_own_words_are_left_out_those_of_patterns_too(text, tmp_path):
    snapshot = made_snapshot(tmp_path, made(["war treaty signed", "war treaty signed", "peace", "land", "oil"]))
    found = {word.text for word in snapshot.keywords(Query.of(text), ALL, 0).words}
    assert "signed" in found
    assert not found & {"treaty", "treaties"}


def test_what_a_query_excludes_is_no_word_of_its_own(tmp_path):
    snapshot = made_snapshot(tmp_path, made(["oil land bank", "oil land bank", "oil river bank land", "peace", "x"]))
    found = {word.text for word in snapshot.keywords(Query.of('oil -"river bank"'), ALL, 0).words}
    assert {"bank", "land"} <= found


def test_single_letters_and_bare_numbers_are_left_out_but_not_letters_that_are_words(tmp_path):
    articles = [dataclasses.replace(one, title="t") for one in made(["oil x 1960 10th 東 ж"] * 3 + ["peace"] * 3)]
    found = {word.text for word in made_snapshot(tmp_path, articles).keywords(Query.of("oil"), ALL, 0).words}
    assert found == {"10th", "東"}


@pytest.mark.parametrize("text", ["", "oil OR peace"])
def test_of_all_articles_no_word_is_typical(text, tmp_path):
    result = made_snapshot(tmp_path, made(["oil land", "peace land", "oil"])).keywords(Query.of(text), ALL, 0)
    assert (result.words, result.total) == ((), 3)


def test_of_no_article_no_word_is_typical(snapshot):
    result = snapshot.keywords(Query.of("zeppelin"), ALL, 0)
    assert (result.words, result.total) == ((), 0)


def test_at_most_as_many_as_are_wanted_the_best_first(snapshot):
    whole = snapshot.keywords(Query.of("gangster"), ALL, 0).words
    for limit in (0, 1, 3):
        assert snapshot.keywords(Query.of("gangster"), limit, 0).words == whole[:limit]


def test_filters_say_what_is_found(snapshot, articles):
    result = snapshot.keywords(Query.of("oil", filters={"source": ["Peace"]}), ALL, 0)
    found = [one for one in articles if one.source == "Peace" and fulfils(Query.of("oil").tree, one)]
    others = [one for one in articles if one not in found]
    assert [one.stem for one in result.words] == [row[0] for row in expected_keywords(found, others, {"oil"})]


def test_a_mistake_in_the_query_is_refused(snapshot):
    with pytest.raises(QueryError):
        snapshot.keywords(Query.of("(oil"), ALL, 0)


def test_articles_without_text_are_looked_at_too(tmp_path):
    articles = [dataclasses.replace(one, title="Oil treaty") for one in made(["", "", "peace", "peace"])]
    articles[2:] = [dataclasses.replace(one, title="Peace") for one in articles[2:]]
    assert [one.text for one in made_snapshot(tmp_path, articles).keywords(Query.of("oil"), ALL, 0).words] == ["treaty"]


def test_many_threads_get_the_answers_that_one_gets(articles, tmp_path):
    """From the first question on, when what is worked out once is not there yet."""
    snapshot = made_snapshot(tmp_path, articles, [30, 30])

    def ask(_):
        words = [snapshot.keywords(Query.of(text), ALL, 0) for text in ("gangster", "oil", "treat*")]
        return words, [snapshot.similar(article.id, Query(), 10) for article in articles[:5]]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(ask, range(16)))
    assert all(answer == answers[0] for answer in answers)


@pytest.fixture
def many(tmp_path):
    """2,500 articles on oil with words of their own, and 300 others; in an order that means nothing."""
    rng = random.Random(4)
    topics = ["tanker"] * 5 + ["barrel"] * 3 + ["refinery"] * 2
    texts = [f"oil {rng.choice(topics)} land {rng.choice(topics)} w{rng.randrange(90)}" for _ in range(2_500)]
    texts += [f"peace land tanker w{rng.randrange(90)}" for _ in range(300)]
    rng.shuffle(texts)
    return made(texts)


def test_all_articles_found_are_counted_however_many(many, tmp_path):
    result = made_snapshot(tmp_path, many, [1_000]).keywords(Query.of("oil"), 2, 0)
    found = [article for article in many if "oil" in words_of(article)]
    others = [article for article in many if article not in found]
    assert (result.total, len(found)) == (2_500, 2_500)
    rows = [(one.stem, one.count, one.archive_count, one.score) for one in result.words]
    assert rows == expected_keywords(found, others, {"oil"})[:2]


def test_which_articles_are_read_does_not_depend_on_segments(many, tmp_path):
    one = made_snapshot(tmp_path / "one", many).keywords(Query.of("oil"), 30, 0)
    rearranged = made_snapshot(tmp_path / "other", many[900:] + many[:900], [100, 2_000])
    assert rearranged.keywords(Query.of("oil"), 30, 0) == one


def test_words_of_articles_that_were_not_read_are_counted_all_the_same(many, tmp_path, monkeypatch):
    """Only some texts are read; counts are those of all."""
    monkeypatch.setattr(comparison, "_MOST_READ", 40)
    snapshot = made_snapshot(tmp_path, many[:500])
    result = snapshot.keywords(Query.of("oil"), 2, 0)
    found = [article for article in many[:500] if "oil" in words_of(article)]
    others = [article for article in many[:500] if article not in found]
    rows = [(one.stem, one.count, one.archive_count, one.score) for one in result.words]
    assert rows == expected_keywords(found, others, {"oil"})[:2]


def test_where_fewer_were_not_found_these_are_read(many, tmp_path, monkeypatch):
    monkeypatch.setattr(comparison, "_MOST_READ", 30)
    monkeypatch.setattr(likely_stems, "_FREQUENT", 20)
    snapshot = made_snapshot(tmp_path, many[:500], [200])
    found = [article for article in many[:500] if "oil" in words_of(article)]
    others = [article for article in many[:500] if article not in found]
    assert 0 < len(others) < len(found)
    rows = [
        (one.stem, one.count, one.archive_count, one.score) for one in snapshot.keywords(Query.of("oil"), 2, 0).words
    ]
    assert rows == expected_keywords(found, others, {"oil"})[:2]


def test_counting_ends_when_more_brings_nothing_better(many, tmp_path, monkeypatch):
    snapshot = made_snapshot(tmp_path, many[:500])
    whole = snapshot.keywords(Query.of("oil"), 2, 0).words
    monkeypatch.setattr(keywords, "_COUNTED_AT_ONCE", 2)
    assert snapshot.keywords(Query.of("oil"), 2, 0).words == whole


def test_another_seed_reads_other_articles(tmp_path):
    """Of many, each of which has a word of its own, 200 are read; with 0 as the seed, always the same."""
    articles = made([*(f"oil word{number}x" for number in range(1_000)), *["peace"] * 1_500])
    snapshot = made_snapshot(tmp_path, articles)
    read = [{one.text for one in snapshot.keywords(Query.of("oil"), ALL, seed).words} for seed in (0, 0, 1)]
    assert read[0] == read[1] != read[2]
