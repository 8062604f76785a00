"""An archive's near copies, and what is beside an article in a search, as the archive gives them."""

import json
import random

import pytest

from indexer import Archive, Query
from indexer.errors import QueryError, UnknownArticleError, UsageError
from indexer.neighbours import Neighbour, Neighbours

WORDS = random.Random(3).choices([f"word{number}" for number in range(900)], k=150)
TEXTS = {"a": "oil war", "b": " ".join(WORDS), "c": " ".join([*WORDS, "oil"]), "d": "oil oil", "e": "peace"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    records = [
        {"id": name, "title": name.upper(), "body": text, "date": f"2020-01-0{day}", "source": "The Mail"}
        for day, (name, text) in enumerate(TEXTS.items(), 1)
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"])
    with Archive.open(folder / "index") as archive:
        yield archive


def test_near_copies_are_told_with_what_differs(archive):
    [copy] = archive.near_copies("b")
    assert (copy.id, copy.title, str(copy.date), copy.source) == ("c", "C", "2020-01-03", "The Mail")
    assert (copy.shared, copy.longer) == (300 / 301, 1)
    assert [copy.longer for copy in archive.near_copies("c")] == [-1]
    assert archive.near_copies("a") == archive.near_copies("b", limit=0) == ()


def test_neighbours_take_what_a_search_takes(archive):
    everything = archive.neighbours("", "c", sort="oldest")
    assert everything == Neighbours(5, 5, 3, Neighbour("b", "B"), Neighbour("d", "D"))
    rows = archive.neighbours("", "c", sort="oldest", grouped=True)
    assert rows == Neighbours(5, 4, 2, Neighbour("a", "A"), Neighbour("d", "D"), is_copy=True)
    narrowed = archive.neighbours("oil", "c", sort="oldest", dates=("2020-01-02", None), match="any")
    assert narrowed == archive.neighbours(Query.of("oil", dates=("2020-01-02", None)), "c", sort="oldest")
    assert narrowed == Neighbours(2, 2, 1, None, Neighbour("d", "D"))
    assert archive.neighbours("peace", "a") == Neighbours(1, 1)


def test_the_library_groups_where_it_is_asked_to(archive):
    apart, together = (archive.search("", sort="oldest", grouped=grouped) for grouped in (False, True))
    assert apart == archive.search("", sort="oldest")
    assert [(hit.id, hit.near_copies) for hit in apart.hits] == [(name, 0) for name in "abcde"]
    assert [(hit.id, hit.near_copies) for hit in together.hits] == [("a", 0), ("b", 1), ("d", 0), ("e", 0)]
    assert (together.total, together.row_count, apart.row_count) == (5, 4, 5)


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda archive: archive.near_copies("no-such"), UnknownArticleError),
        (lambda archive: archive.near_copies("a", limit=-1), UsageError),
        (lambda archive: archive.neighbours("oil", "no-such"), UnknownArticleError),
        (lambda archive: archive.neighbours("(oil", "a"), QueryError),
        (lambda archive: archive.neighbours("oil", "a", sort="length"), UsageError),
        (lambda archive: archive.neighbours(Query.of("oil"), "a", exact=True), UsageError),
    ],
)
def test_what_cannot_be_done_is_refused(ask, error, archive):
    with pytest.raises(error):
        ask(archive)
