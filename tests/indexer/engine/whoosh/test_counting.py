"""What is counted at once, in rows, is what counting article by article gives."""

import datetime as dt
import random
from collections import Counter

import numpy as np
import pytest
from made_index import made_snapshot

from indexer.articles.article import Article, ArticleDate, Precision
from indexer.engine.base import Page
from indexer.engine.whoosh.counting.ordering import best, first
from indexer.engine.whoosh.counting.tally import Tally
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.fields import AUTHOR, FACETS, REGION, THEME
from indexer.query.query import Query
from indexer.results import HistogramUnit


def article(number, *, authors=(), themes=(), day=None):
    date = ArticleDate(day, Precision.DAY, str(day), "test") if day else None
    return Article(id=f"a{number:04}", title="t", paragraphs=(), authors=authors, themes=themes, date=date)


def made_articles():
    """Most have two themes, few have two authors, one has 500 themes."""
    rng = random.Random(3)
    names = [f"Name {number}" for number in range(40)]
    articles = []
    for number in range(150):
        themes = rng.sample(names, 2 if number % 5 else 0)
        authors = rng.sample(names, rng.choice([0, 1, 1, 1, 1, 1, 1, 3]))
        day = dt.date(rng.randrange(1995, 2005), rng.randrange(1, 13), 1) if number % 7 else None
        articles.append(article(number, authors=tuple(authors), themes=tuple(themes), day=day))
    articles[77] = article(77, themes=tuple(f"Theme {number}" for number in range(500)))
    return articles


ARTICLES = made_articles()
DELETED = {3, 77, 100, 149}


@pytest.fixture(scope="module", params=[(), DELETED], ids=["none deleted", "some deleted"])
def snapshot(request, tmp_path_factory):
    made = made_snapshot(tmp_path_factory.mktemp("index"), ARTICLES, [60, 1], deleted=request.param)
    yield made
    made.close()


@pytest.mark.parametrize("size", [0, 1, 5, 40, 74, 75, 76, 130, 145, 146])
def test_a_tally_counts_values_and_months(size, snapshot):
    columns = snapshot.columns
    live = [number for number in range(150) if columns.live is None or columns.live[number]]
    numbers = sorted(random.Random(size).sample(live, size))
    counts = Tally(columns).of(ArticleSet(150, numbers=np.array(numbers, np.intp)))
    for field in FACETS:
        expected = Counter(value for number in numbers for value in ARTICLES[number].texts(field))
        column = columns.facets[field]
        assert {column.value(at): count for at, count in enumerate(counts.values(field).tolist()) if count} == expected
        assert counts.missing(field) == sum(1 for number in numbers if not ARTICLES[number].texts(field))
    assert counts.undated == sum(1 for number in numbers if not ARTICLES[number].date)
    assert counts.months.sum() + counts.undated == len(numbers)


def test_deleted_articles_count_nowhere(snapshot):
    expected = [one for number, one in enumerate(ARTICLES) if snapshot.columns.live is None or number not in DELETED]
    results = snapshot.search(Query(), Page(limit=1000, facet_limit=1000))
    assert results.total == len(expected) == len(results.hits) == results.archive_count
    assert {hit.id for hit in results.hits} == {one.id for one in expected}
    assert [one.id for one in snapshot.articles()] == [one.id for one in expected]
    assert results.facets[THEME.name].distinct == len({theme for one in expected for theme in one.themes})
    dated = Counter(str(one.date.day.year) for one in expected if one.date)
    assert results.histogram.counts == dated
    assert sum(snapshot.day_counts().values()) == len(expected)
    assert snapshot.has("a0077") == (snapshot.columns.live is None)


def test_the_most_frequent_values_come_first_and_equal_ones_by_name(snapshot):
    for limit in (0, 1, 5, 20, 39, 1000):
        facet = snapshot.search(Query(), Page(limit=0, facet_limit=limit)).facets[AUTHOR.name]
        live = [one for number, one in enumerate(ARTICLES) if snapshot.columns.live is None or number not in DELETED]
        expected = Counter(author for one in live for author in one.authors)
        ranked = sorted(expected, key=lambda name: (-expected[name], name.casefold()))
        assert [value.value for value in facet.values if value.value is not None] == ranked[:limit]
        assert facet.distinct == len(expected)


def test_a_facet_without_values_is_none_given_throughout(snapshot):
    facet = snapshot.search(Query(), Page(limit=0)).facets[REGION.name]
    assert [(value.value, value.count) for value in facet.values] == [(None, snapshot.article_count)]


@pytest.mark.parametrize(
    ("days", "unit", "labels"),
    [
        ([dt.date(2001, 5, 1)], HistogramUnit.MONTH, ["2001-05"]),
        ([dt.date(2001, 12, 31), dt.date(2002, 2, 1)], HistogramUnit.MONTH, ["2001-12", "2002-01", "2002-02"]),
        ([dt.date(2001, 12, 31), dt.date(2004, 11, 30)], HistogramUnit.MONTH, None),
        ([dt.date(2001, 12, 31), dt.date(2004, 12, 1)], HistogramUnit.YEAR, ["2001", "2002", "2003", "2004"]),
        ([dt.date(1, 1, 1), dt.date(9999, 12, 31)], HistogramUnit.YEAR, None),
        ([], HistogramUnit.YEAR, []),
    ],
)
def test_bars_have_no_gaps(days, unit, labels, tmp_path):
    articles = [article(number, day=day) for number, day in enumerate([*days, None])]
    histogram = made_snapshot(tmp_path, articles).search(Query(), Page()).histogram
    assert (histogram.unit, histogram.undated) == (unit, 1)
    assert labels is None or [bar.label for bar in histogram.bars] == labels
    assert sum(bar.count for bar in histogram.bars) == len(days)
    for bar, following in zip(histogram.bars, histogram.bars[1:], strict=False):
        assert bar.last + dt.timedelta(days=1) == following.first


def test_the_best_are_as_sorting_has_them():
    rng = np.random.default_rng(5)
    for size in (0, 1, 7, 100):
        scores = rng.integers(0, 5, size).astype(np.float32)
        ranks = rng.permutation(size).astype(np.int32)
        expected = sorted(range(size), key=lambda place: (-scores[place], ranks[place]))
        for count in (0, 1, 3, 50, size):
            assert best(scores, ranks, count).tolist() == expected[:count]
            assert first(ranks, count).tolist() == np.argsort(ranks)[:count].tolist()


@pytest.mark.parametrize("count", [0, 3])
def test_an_index_without_live_articles_finds_nothing(count, tmp_path):
    snapshot = made_snapshot(tmp_path, [article(number) for number in range(count)], deleted=range(count))
    for text in ("", "t", "-t", '"t t"', "t*"):
        results = snapshot.search(Query.of(text, filters={"region": ["Asia", None]}), Page())
        assert (results.total, results.hits, results.histogram.bars) == (0, (), ())
    assert list(snapshot.articles()) == []
    assert snapshot.day_counts() == {}
