"""Random query trees match the same articles by Whoosh's matchers, by our evaluation, and word by word."""

import dataclasses
import itertools
import lzma
import random
from pathlib import Path

import pytest
from made_generation import made_articles, made_generation
from whoosh.query import Phrase, Prefix
from whoosh_trees import TreeMaker, matches, with_live_nots, words_of

from indexer.articles.article import Article, Paragraph
from indexer.articles.reader import read
from indexer.articles.sources import discover
from indexer.engine.whoosh.evaluation import expand
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.own_queries import AnyField, FormsOf, Nearby, Without
from indexer.fields import BODY
from indexer.query.tree import Unit

CORPUS = Path(__file__).parents[5] / "shared" / "corpora" / "newswire-105k.jsonl.xz"


def one_segment(folder, seed):
    return made_generation(folder, [made_articles(seed, 60)])


def several_segments(folder, seed):
    articles = made_articles(seed, 60)
    return made_generation(folder, [articles[:25], articles[25:40], articles[40:59], articles[59:]])


def deleted_ones(folder, seed):
    """One segment has none left, one none deleted."""
    articles = made_articles(seed, 60)
    deleted = {"a0", "a3", "a4", "a24", "a30", "a31", "a59"}
    return made_generation(folder, [articles[:25], articles[25:40], articles[40:59], articles[59:]], deleted=deleted)


def merged_ones(folder, seed):
    articles = made_articles(seed, 60)
    deleted = {"a0", "a3", "a30", "a31", "a41", "a59"}
    groups = [articles[:25], articles[25:40], articles[40:59], articles[59:]]
    return made_generation(folder, groups, deleted=deleted, merged=(1, 2))


ARCHIVES = [one_segment, several_segments, deleted_ones, merged_ones]


def assert_agree(generation, seed, count):
    """Compare for `count` trees; the evaluation finds deleted articles too."""
    rng = random.Random(seed)
    words = [words_of(article) for article in generation.articles]
    maker = TreeMaker(rng, generation.articles)
    with generation.index.searcher() as searcher:
        for _ in range(count):
            query = maker.tree()
            expected = {number for number, own in enumerate(words) if matches(query, own)}
            by_whoosh = searcher.search(with_live_nots(query), limit=None).docs()
            assert by_whoosh == expected - generation.deleted, query
            evaluated = evaluate(query, generation.collection, scored=rng.random() < 0.5).articles
            assert set(evaluated.numbers.tolist()) == expected, query


@pytest.mark.parametrize("archive", ARCHIVES)
def test_random_trees_match_the_same_articles_by_every_way(archive, tmp_path):
    assert_agree(archive(tmp_path, seed=11), seed=12, count=100)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("archive", ARCHIVES)
def test_thousands_of_random_trees_match_the_same_articles_by_every_way(archive, seed, tmp_path):
    assert_agree(archive(tmp_path, seed), seed, count=400)


@pytest.mark.soak
def test_random_trees_match_the_same_newswire_articles_by_every_way(tmp_path, monkeypatch):
    if not CORPUS.exists():
        pytest.skip("the newswire archive is not here")
    with lzma.open(CORPUS, "rb") as lines, (tmp_path / "cut.jsonl").open("wb") as cut:
        cut.writelines(itertools.islice(lines, 400))
    (one,) = discover([tmp_path / "cut.jsonl"]).inputs
    articles = [outcome.article for outcome in read(one, max_bytes=2**30)]
    groups = [articles[:250], articles[250:]]
    generation = made_generation(tmp_path, groups, deleted={article.id for article in articles[::7]})
    monkeypatch.setattr(expand, "MOST_FORMS", 10**9)
    assert_agree(generation, seed=1, count=100)


@pytest.mark.parametrize("reach", [0, 1, 6, *Unit])
@pytest.mark.parametrize("archive", ARCHIVES)
def test_whoosh_finds_what_is_near_and_more(archive, reach, tmp_path):
    """To Whoosh words near one another are words."""
    generation = archive(tmp_path, seed=11)
    words = [words_of(article) for article in generation.articles]
    parts = [FormsOf("body_form", "oil"), Phrase("body", ["of", "the"]), Without(Prefix("body_form", "t"), ["the"])]
    with generation.index.searcher() as searcher:
        for some in [*itertools.combinations(parts, 2), parts]:
            query = Nearby(BODY, list(some), reach)
            by_whoosh = searcher.search(query, limit=None).docs()
            assert by_whoosh == {at for at, own in enumerate(words) if matches(query, own)} - generation.deleted
            found = evaluate(AnyField((BODY,), [query]), generation.collection, scored=False).articles.numbers
            assert set(found.tolist()) - generation.deleted <= by_whoosh


def test_a_huge_article_is_matched_past_position_65_535(tmp_path):
    body = " ".join(["oil"] * 70_000 + ["of", "the", "land"])
    huge = Article(id="huge", title="t", paragraphs=(Paragraph(body),), digest="aa" * 16)
    near = dataclasses.replace(huge, id="near", paragraphs=(Paragraph("the oil of land"),), digest="bb" * 16)
    generation = made_generation(tmp_path, [[near, huge]])
    assert_agree(generation, seed=3, count=15)
