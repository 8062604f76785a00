"""Articles like one are those whose words score best for its typical terms, worked out the slow way."""

import contextlib
import dataclasses
import math
from collections import Counter

import pytest
from made_generation import made_articles
from made_index import made_snapshot
from oracle import K1

from indexer.analysis import forms, stem
from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.typical import similar
from indexer.errors import UnknownArticleError
from indexer.fields import BODY, DEFAULT_FIELDS, TITLE
from indexer.function_words import is_function_word
from indexer.query.query import Query

ANY = Query()


class Archive:
    """BM25F and Bo1 in plain Python, over articles of which some are deleted."""

    def __init__(self, articles, deleted, groups):
        self.articles, self.deleted, self.groups = articles, deleted, groups
        self.forms = [
            {field: [form for text in article.texts(field) for form in forms(text)] for field in DEFAULT_FIELDS}
            for article in articles
        ]
        self.stems = [{field: Counter(map(stem, words)) for field, words in one.items()} for one in self.forms]
        self.lengths = {
            field: sum(len(one[field]) for one in self.forms) / len(articles) or 1.0 for field in DEFAULT_FIELDS
        }

    def others(self, number):
        """Those that are neither deleted nor near copies of an article."""
        return [
            other
            for other in range(len(self.articles))
            if other not in self.deleted and self.groups[other] != self.groups[number]
        ]

    def terms(self, number):
        weights = {}
        for one in self.stems[number][TITLE] | self.stems[number][BODY]:
            frequency = sum(field.weight * self.stems[number][field][one] for field in (TITLE, BODY))
            postings = sum(
                len({form for form in words[field] if stem(form) == one})
                for words in self.forms
                for field in (TITLE, BODY)
            )
            shared = any(self.stems[other][field][one] for other in self.others(number) for field in (TITLE, BODY))
            if postings > 1 and shared and not is_function_word(one, is_stem=True):
                share = postings / len(self.articles)
                weights[one] = frequency * math.log2((1 + share) / share) + math.log2(1 + share)
        return dict(sorted(weights.items(), key=lambda pair: -pair[1])[:25])

    def score(self, number, one):
        having = sum(any(stems[field][one] for field in DEFAULT_FIELDS) for stems in self.stems)
        weighed = 0.0
        for field in DEFAULT_FIELDS:
            relative = len(self.forms[number][field]) / self.lengths[field]
            norm = 1 - field.length_norm + field.length_norm * relative
            weighed += field.weight * self.stems[number][field][one] / norm
        idf = math.log(1 + (len(self.articles) - having + 0.5) / (having + 0.5))
        return idf * (K1 + 1) * weighed / (K1 + weighed)

    def similar(self, number):
        terms = self.terms(number)
        best = {}
        for other in self.others(number):
            score = sum(weight / max(terms.values()) * self.score(other, one) for one, weight in terms.items())
            if score:
                best.setdefault(self.groups[other], []).append((-score, self.articles[other].id))
        return sorted(min(group) for group in best.values())


@pytest.fixture(scope="module")
def articles():
    return made_articles(31, 70)


@pytest.fixture(scope="module", params=[((), ()), ((30, 4), range(2, 70, 5))], ids=["one segment", "several"])
def indexed(articles, request, tmp_path_factory):
    sizes, deleted = request.param
    with contextlib.closing(made_snapshot(tmp_path_factory.mktemp("index"), articles, sizes, deleted)) as snapshot:
        yield snapshot, Archive(articles, set(deleted), snapshot.columns.groups.tolist())


@pytest.mark.parametrize("number", [0, 1, 3, 8, 10, 11, 33, 44, 68])
def test_they_are_those_that_the_terms_say_in_this_order(number, indexed, articles):
    snapshot, archive = indexed
    hits = snapshot.similar(articles[number].id, ANY, 100)
    expected = archive.similar(number)
    assert [hit.score for hit in hits] == pytest.approx([-score for score, _ in expected], rel=1e-4)
    assert {hit.id for hit in hits} == {article_id for _, article_id in expected}
    assert [(-hit.score, hit.id) for hit in hits] == sorted((-hit.score, hit.id) for hit in hits)


def test_an_article_and_its_near_copies_are_left_out(indexed, articles):
    snapshot, archive = indexed
    copied = [number for number in range(70) if archive.groups.count(archive.groups[number]) > 1]
    assert copied
    for number in copied:
        if number not in archive.deleted:
            own = {
                one.id for one, group in zip(articles, archive.groups, strict=True) if group == archive.groups[number]
            }
            assert not own & {hit.id for hit in snapshot.similar(articles[number].id, ANY, 100)}


def paragraphs(text):
    return (Paragraph(text),)


LONG = " ".join(f"word{number}" for number in range(60))


@pytest.fixture
def copies(tmp_path):
    """An article on tankers; seven that are near copies of one another, on tankers too; and others."""
    texts = {f"copy{number}": f"tanker barrel {LONG} end{number}" for number in range(7)}
    texts |= {"asked": "tanker barrel refinery", "other": "tanker land", "far": "peace", "near": "barrel refinery pipe"}
    articles = [Article(id=name, title=name, paragraphs=paragraphs(text)) for name, text in texts.items()]
    return made_snapshot(tmp_path, articles, [5])


def test_of_near_copies_of_one_another_the_best_one_is_a_hit(copies):
    hits = [hit.id for hit in copies.similar("asked", ANY, 10)]
    assert sorted(hits) == ["copy0", "near", "other"]
    assert [copies.similar("asked", ANY, limit)[-1].id for limit in (1, 2, 3)] == hits


def test_terms_that_only_near_copies_share_take_no_place(copies):
    """Sixty words that its copies alone have weigh more than any that another article has."""
    assert {hit.id for hit in copies.similar("copy3", ANY, 10)} == {"asked", "near", "other"}


def test_terms_are_tried_in_parts_until_there_are_enough(copies, monkeypatch):
    monkeypatch.setattr(similar, "_TRIED_AT_ONCE", 1)
    monkeypatch.setattr(similar, "_TERMS", 1)
    assert len(copies.similar("copy3", ANY, 10)) == 2


def test_what_most_articles_have_is_no_term(tmp_path, monkeypatch):
    monkeypatch.setattr(similar, "_FEW", 2)
    texts = ["oil tanker", "oil tanker", "oil peace", "oil"] + ["land"] * 4
    articles = [Article(id=f"a{number}", title="t", paragraphs=paragraphs(text)) for number, text in enumerate(texts)]
    assert [hit.id for hit in made_snapshot(tmp_path, articles).similar("a2", ANY, 10)] == []


def test_filters_apply(indexed, articles):
    snapshot, archive = indexed
    whole = snapshot.similar("a1", ANY, 100)
    wanted = Query.of(filters={"source": ["Peace"]}, dates=("2001", None))
    found = {hit.id for hit in snapshot.similar("a1", wanted, 100)}
    alike = {one.id: group for one, group in zip(articles, archive.groups, strict=True)}
    passing = {hit.id for hit in whole if hit.source == "Peace" and hit.date and hit.date.day.year >= 2001}
    assert passing <= found
    # A copy of a hit that does not pass may stand for the two.
    assert {alike[one] for one in found - passing} <= {alike[hit.id] for hit in whole if hit.id not in passing}
    by_id = {one.id: one for one in articles}
    assert all(by_id[one].source == "Peace" and by_id[one].date.day.year >= 2001 for one in found)
    without = {hit.source for hit in snapshot.similar("a1", Query.of(exclude={"source": ["Peace", None]}), 100)}
    assert without == {"The Mail"}


def test_snippets_show_what_the_two_have_in_common(copies):
    (hit,) = [hit for hit in copies.similar("asked", ANY, 10) if hit.id == "near"]
    marked = [segment.text for segment in hit.snippets[0].segments if segment.marked]
    assert marked == ["barrel", "refinery"]


def test_an_article_of_which_no_other_has_a_word_is_like_none(copies, tmp_path):
    assert copies.similar("far", ANY, 10) == ()
    alone = made_snapshot(tmp_path / "alone", [Article(id="a", title="Oil", paragraphs=())])
    assert alone.similar("a", ANY, 10) == ()


def test_an_article_without_text_is_like_others_by_its_title(tmp_path):
    articles = [Article(id="a", title="Oil tankers", paragraphs=()), Article(id="b", title="t", paragraphs=())]
    articles.append(Article(id="c", title="t", paragraphs=paragraphs("A tanker.")))
    assert [hit.id for hit in made_snapshot(tmp_path, articles).similar("a", ANY, 10)] == ["c"]


def test_words_of_the_title_weigh_more(tmp_path):
    texts = {"a": ("tanker", "barrel"), "b": ("x", "a barrel"), "c": ("x", "a tanker")}
    articles = [Article(id=name, title=title, paragraphs=paragraphs(text)) for name, (title, text) in texts.items()]
    hits = made_snapshot(tmp_path, articles).similar("a", ANY, 10)
    assert [hit.id for hit in hits] == ["c", "b"]


def test_of_no_hits_there_are_none(copies):
    assert copies.similar("asked", ANY, 0) == ()


@pytest.mark.parametrize("unknown", ["no-such", ""])
def test_an_unknown_article_is_named(unknown, copies):
    with pytest.raises(UnknownArticleError, match="no article"):
        copies.similar(unknown, ANY, 10)


def test_a_deleted_article_is_unknown(articles, tmp_path):
    snapshot = made_snapshot(tmp_path, articles, deleted=[3])
    with pytest.raises(UnknownArticleError):
        snapshot.similar(articles[3].id, ANY, 10)


def test_equal_answers_come_again_whatever_the_segments(articles, tmp_path):
    one = made_snapshot(tmp_path / "one", articles)
    other = made_snapshot(tmp_path / "other", articles, [10, 20])
    for article in articles[:9]:
        hits, again = one.similar(article.id, ANY, 20), other.similar(article.id, ANY, 20)
        assert [dataclasses.replace(hit, score=0.0) for hit in hits] == [
            dataclasses.replace(hit, score=0.0) for hit in again
        ]
