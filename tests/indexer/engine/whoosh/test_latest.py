"""What came last into the archive comes first; of what came together, the newest."""

import contextlib
import datetime as dt

import numpy as np
import pytest
from made_index import made_snapshot

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.engine.base import Page
from indexer.query.query import Query
from indexer.results import Sort

# Id, when it was first indexed (seconds since 1970), year of its date.
ADDED = [("c", 100, 2001), ("g", 300, 1999), ("d", 300, 2005), ("b", 200, 2010), ("e", 300, None), ("f", 300, 1999)]


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    articles = [
        Article(
            id=name,
            title="Oil",
            paragraphs=(Paragraph("oil" if name != "d" else "gas"),),
            date=ArticleDate(dt.date(year, 1, 1), Precision.YEAR, "", "test") if year else None,
        )
        for name, _, year in ADDED
    ]
    with contextlib.closing(made_snapshot(tmp_path_factory.mktemp("index"), articles, [2, 3], [3])) as snapshot:
        # One build gives all articles one time; several would have to lie seconds apart.
        vars(snapshot.columns)["first_indexed"] = np.array([at for _, at, _ in ADDED], np.int32)
        yield snapshot


@pytest.mark.parametrize(("text", "expected"), [("", "dfgec"), ("body:oil", "fgec"), ("gas OR oil", "dfgec")])
def test_the_latest_added_come_first_and_of_these_the_newest(text, expected, snapshot):
    whole = snapshot.search(Query(text), Page(Sort.INDEXED)).hits
    assert "".join(hit.id for hit in whole) == expected
    paged = [snapshot.search(Query(text), Page(Sort.INDEXED, offset, 2)).hits for offset in range(0, 6, 2)]
    assert "".join(hit.id for hits in paged for hit in hits) == expected


def test_a_hit_says_when_it_was_first_indexed(snapshot):
    [last] = snapshot.search(Query("year:2001"), Page(Sort.INDEXED)).hits
    assert last.indexed == dt.datetime(1970, 1, 1, 0, 1, 40, tzinfo=dt.UTC)
