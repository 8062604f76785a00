"""An article has the id that was decided for it, wherever it is met, though another one wanted the same."""

import json

import pytest

from indexer import Archive
from indexer.articles.article import Article, Paragraph

RECORDS = [
    {"id": "Fog-1", "title": "Fog over one harbour", "body": "A fog of the morning."},
    {"id": "fog-1", "title": "Fog over two harbours", "body": "A fog of the evening."},
    {"id": "FOG 1", "title": "Fog over three harbours", "body": "A fog of the night."},
]


@pytest.fixture
def index(tmp_path):
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"], root=tmp_path, workers=1)
    return tmp_path / "index"


def ids_by_title(articles):
    return {one.title: one.id for one in articles}


def test_ids_that_differ_by_what_a_slug_folds_are_told_apart(index):
    with Archive.open(index) as archive:
        ids = ids_by_title(archive.search("fog").hits)
        assert len(ids) == len(set(ids.values())) == len(RECORDS)
        assert ids_by_title(archive.articles()) == ids
        assert {one for one, _ in archive._snapshot.identities()} == set(ids.values())
        for title, article_id in ids.items():
            assert (archive.article(article_id).title, archive.article(article_id).id) == (title, article_id)
            assert archive.explain("fog", article_id).score > 0
            assert article_id not in {hit.id for hit in archive.similar(article_id)}
        assert {hit.id for one in ids.values() for hit in archive.similar(one)} <= set(ids.values())
        titles = {one.article_id: one.text for one in archive.suggest("fog") if one.article_id}
        assert {text: article_id for article_id, text in titles.items()} == ids


def test_they_stay_told_apart_when_one_is_replaced_or_deleted(index):
    with Archive.open(index) as archive:
        ids = ids_by_title(archive.articles())
    second = ids["Fog over two harbours"]
    Archive.update(
        index, articles=[Article(second, "Fog lifts", (Paragraph("No fog."),))], delete=[ids["Fog over one harbour"]]
    )
    with Archive.open(index) as archive:
        assert ids_by_title(archive.search("fog").hits) == {
            "Fog lifts": second,
            "Fog over three harbours": ids["Fog over three harbours"],
        }
        assert archive.article(second).title == "Fog lifts"
