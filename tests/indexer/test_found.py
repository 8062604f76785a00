"""All articles that a search finds, read one by one."""

from __future__ import annotations

import json

import pytest

from indexer import Archive, QueryError, UsageError

ARTICLES = [
    {
        "id": f"article-{number}",
        "title": f"Letter {number}",
        "date": f"20{number % 20:02}-01-01" if number % 7 else "",
        "regions": ["Asia" if number % 2 else "Europe"],
        "body": "word " * (number % 5 + 1) + f"and letter {number}.",
    }
    for number in range(1_300)  # more than are ranked anew by closeness
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder, workers=1)
    with Archive.open(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "indexed"])
@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", {}),
        ("word letter", {}),
        ("word letter", {"match": "any"}),
        ("letter", {"filters": {"region": ["Asia"]}, "dates": ("2003", "2011")}),
        ("submarine", {}),
    ],
)
def test_they_are_those_of_all_pages_in_their_order(archive, query, asked, sort):
    paged = [
        hit.id
        for offset in range(0, len(ARTICLES), 500)
        for hit in archive.search(query, sort=sort, offset=offset, limit=500, facets=[], **asked).hits
    ]
    assert [article.id for article in archive.found(query, sort=sort, **asked)] == paged


def test_each_is_the_whole_article(archive):
    article = next(archive.found("letter"))
    assert article == archive.article(article.id)


def test_a_mistake_is_told_before_the_first_article_is_asked_for(archive):
    with pytest.raises(QueryError):
        archive.found("(letter")
    with pytest.raises(UsageError):
        archive.found("letter", sort="best")


def test_an_id_is_there_or_not(archive):
    assert archive.has("article-1")
    assert not archive.has("article-x")
