"""More like this, and the words of a result set, as the archive gives them."""

import pytest

from indexer import Archive, Keyword, Keywords, Query
from indexer.errors import QueryError, UnknownArticleError, UsageError

TEXTS = {
    "oil-one": "Region: [Asia](#)\n\nOil from the tanker for the refinery.",
    "oil-two": "Region: [Asia](#)\n\nAnother tanker with oil, far from any refinery.",
    "oil-three": "Region: [Europe](#)\n\nThe oil of a tanker.",
    "peace-one": "Region: [Europe](#)\n\nA treaty of peace.",
    "peace-two": "Region: [Asia](#)\n\nThe treaty brings peace.",
}


@pytest.fixture
def inputs(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_text(f"# About {name}\n\nThe Mail, 4 March 2016\n\n{text}\n", "utf-8")
    return folder


@pytest.fixture
def archive(tmp_path, inputs):
    Archive.build(tmp_path / "index", [inputs])
    with Archive.open(tmp_path / "index") as archive:
        yield archive


def id_of(archive, name):
    (hit,) = archive.search(f'title:"{name}"').hits
    return hit.id


def titles(hits):
    return [hit.title.removeprefix("About ") for hit in hits]


def test_articles_like_one_come_best_first(archive):
    assert titles(archive.similar(id_of(archive, "oil one"), limit=2)) == ["oil-two", "oil-three"]
    assert titles(archive.similar(id_of(archive, "peace two"), limit=1)) == ["peace-one"]


def test_filters_and_dates_apply_to_articles_like_one(archive):
    one = id_of(archive, "oil one")
    assert titles(archive.similar(one, filters={"region": ["Europe"]}))[0] == "oil-three"
    assert "oil-two" not in titles(archive.similar(one, exclude={"region": ["Asia"]}))
    assert archive.similar(one, dates=("2017", None)) == ()


def test_keywords_say_what_is_typical_and_of_how_many(archive):
    found = archive.keywords("oil")
    assert isinstance(found, Keywords)
    assert (found.total, found.archive_count, found.query.text) == (3, 5, "oil")
    best = found.words[0]
    assert isinstance(best, Keyword)
    assert (best.text, best.stem, best.count, best.archive_count) == ("tanker", "tanker", 3, 3)
    assert best.score > found.words[1].score > 0


def test_keywords_take_what_a_search_takes(archive):
    narrowed = {"filters": {"region": ["Asia"]}, "dates": ("2016", "2016"), "match": "any"}
    found = archive.keywords("oil peace", **narrowed, limit=1)
    assert found.total == archive.search("oil peace", **narrowed).total == 3
    assert found.words == archive.keywords(Query.of("oil peace", **narrowed), limit=1).words
    assert [word.text for word in archive.keywords(filters={"region": ["Europe"]}, exact=True).words]


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda archive: archive.similar("no-such"), UnknownArticleError),
        (lambda archive: archive.similar("no-such", limit=-1), UsageError),
        (lambda archive: archive.similar("no-such", filters={"colour": ["red"]}), UsageError),
        (lambda archive: archive.keywords("(oil"), QueryError),
        (lambda archive: archive.keywords("oil", limit=-1), UsageError),
        (lambda archive: archive.keywords("oil", match="most"), UsageError),
        (lambda archive: archive.keywords(Query.of("oil"), exact=True), UsageError),
    ],
)
def test_what_cannot_be_done_is_refused(ask, error, archive):
    with pytest.raises(error):
        ask(archive)


def test_what_an_update_deletes_counts_no_more(archive, tmp_path):
    gone = id_of(archive, "oil one")
    kept = id_of(archive, "oil two")
    Archive.update(tmp_path / "index", delete=[gone])
    with Archive.open(tmp_path / "index") as updated:
        assert "oil-one" not in titles(updated.similar(kept))
        with pytest.raises(UnknownArticleError):
            updated.similar(gone)
        found = updated.keywords("oil")
        counts = {word.text: (word.count, word.archive_count) for word in found.words}
    assert (found.total, found.archive_count) == (2, 4)
    assert counts["tanker"] == (2, 2)
    assert counts["refinery"] == (1, 1)
