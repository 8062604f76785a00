"""Whatever the window in which closeness ranks: paging neither repeats nor drops, and the best come first."""

import contextlib
import datetime as dt
import random

import pytest
from made_index import forget, made_snapshot
from oracle import gain, score

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.engine.base import Page
from indexer.query.query import Query
from indexer.results import Sort

QUERIES = ["oil gas", "oil OR gas", "oil OR date:2001", '"oil gas"~3 OR war', "o* OR g?s", "-oil", ""]
WINDOWS = [0, 1, 2, 7, 30, 1_000]


def made_articles():
    """Many have the same words, and so equal scores; ids are in no order."""
    rng = random.Random(8)
    ids = rng.sample(range(1_000), 90)
    texts = ["oil gas", "oil x x gas", "gas", "war oil", "x", "oil x x x x x x gas", "gas oil war"]
    return [
        Article(
            id=f"a{number:03}",
            title="t",
            paragraphs=(Paragraph(rng.choice(texts)),),
            date=ArticleDate(dt.date(rng.randrange(2000, 2003), 5, 1), Precision.DAY, "", "test") if at % 5 else None,
        )
        for at, number in enumerate(ids)
    ]


ARTICLES = made_articles()
DELETED = {0, 17, 50, 89}
LIVE = [one for number, one in enumerate(ARTICLES) if number not in DELETED]
BY_ID = {one.id: one for one in LIVE}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    with contextlib.closing(made_snapshot(tmp_path_factory.mktemp("index"), ARTICLES, [40, 7], DELETED)) as snapshot:
        yield snapshot


@pytest.fixture(params=WINDOWS)
def window(request, monkeypatch, snapshot):
    forget(snapshot)
    monkeypatch.setattr("indexer.engine.whoosh.ranking.CLOSENESS_WINDOW", request.param)
    yield request.param
    forget(snapshot)


def ranked(snapshot, text, sort=Sort.RELEVANCE, offset=0, limit=1_000):
    hits = snapshot.search(Query(text), Page(sort, offset, limit, facets=())).hits
    return [(hit.id, hit.score) for hit in hits]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", QUERIES)
def test_pages_joined_are_one_large_page(text, sort, window, snapshot):
    whole = ranked(snapshot, text, sort)
    assert len({article_id for article_id, _ in whole}) == len(whole)
    for size in (2, 9, 64):
        paged = [hit for at in range(0, len(whole) + size, size) for hit in ranked(snapshot, text, sort, at, size)]
        assert paged == whole


@pytest.mark.parametrize("text", QUERIES)
def test_the_best_come_first_and_equal_ones_by_id(text, window, snapshot):
    keys = [(-score, article_id) for article_id, score in ranked(snapshot, text)]
    if not any(score for score, _ in keys):
        return  # by date
    assert keys[:window] == sorted(keys[:window])
    assert keys[window:] == sorted(keys[window:])
    assert all(-one[0] >= -other[0] - 1e-6 for one in keys[:window] for other in keys[window:])


@pytest.mark.parametrize("text", ["oil gas", "oil OR gas", "o* OR g?s"])
def test_the_best_by_bm25f_gain_by_closeness_and_the_others_do_not(text, window, snapshot):
    tree = Query(text).tree
    plain = sorted(
        ((score(tree, one, ARTICLES), one.id) for one in LIVE if score(tree, one, ARTICLES)),
        key=lambda pair: (-round(pair[0], 4), pair[1]),
    )
    expected = {
        article_id: own + (gain(tree, BY_ID[article_id], ARTICLES) if place < window else 0)
        for place, (own, article_id) in enumerate(plain)
    }
    assert dict(ranked(snapshot, text)) == pytest.approx(expected, rel=1e-5)


def test_where_nothing_scores_the_newest_come_first(window, snapshot):
    for text in ("", "-oil", "date:2001"):
        hits = ranked(snapshot, text)
        assert [article_id for article_id, _ in hits] == [one for one, _ in ranked(snapshot, text, Sort.NEWEST)]
        assert {score for _, score in hits} == {0.0}


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST])
def test_by_date_hits_have_the_scores_that_the_best_have(sort, snapshot):
    for text in QUERIES:
        assert dict(ranked(snapshot, text, sort)) == pytest.approx(dict(ranked(snapshot, text)), rel=1e-5)


@pytest.mark.parametrize(
    "page", [Page(limit=0), Page(offset=500), Page(Sort.NEWEST, offset=500), Page(offset=86, limit=9)]
)
def test_a_page_without_hits_has_the_total_all_the_same(page, snapshot, window):
    results = snapshot.search(Query("oil OR gas OR x OR war"), page)
    assert (results.hits, results.total) == ((), len(LIVE))
