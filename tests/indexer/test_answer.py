"""A search with the forms of its terms, and with what else may be meant where little or nothing is found."""

import json

import pytest

from indexer import Archive, Query
from indexer.answer import FORM_LIMIT, answer
from indexer.errors import QueryError, UsageError


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("answer")
    records = [{"id": f"a{at}", "title": f"Liberation {at}", "body": f"The treaty of {2000 + at}."} for at in range(9)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder, workers=1)
    with Archive.open(folder / "index") as archive:
        yield archive


def test_a_search_that_finds_enough_is_answered_by_its_results(archive):
    found = answer(archive, Query("liberate 20*"), limit=3, sort="newest")
    assert (found.results.total, len(found.results.hits), found.results.sort) == (9, 3, "newest")
    assert [(str(term.leaf), len(term.forms)) for term in found.results.terms] == [("liberate", 1), ("20*", 9)]
    assert found.results.terms == archive.search("liberate 20*", form_limit=FORM_LIMIT).terms
    assert (found.corrections, found.relaxations) == ((), ())


def test_one_that_finds_few_is_answered_with_corrections_too(archive):
    found = answer(archive, Query("treaty 2001"))
    assert found.results.total == 1
    assert found.corrections == archive.corrections("treaty 2001")
    assert found.relaxations == ()


def test_one_that_finds_nothing_is_answered_with_what_each_part_finds(archive):
    found = answer(archive, Query("treatty liberation"))
    assert found.results.total == 0
    assert [one.query.text for one in found.corrections] == ["treaty liberation"]
    assert found.relaxations == archive.relaxations("treatty liberation")
    assert [one.without_total for one in found.relaxations] == [9, 0]


def test_filters_that_find_nothing_have_no_words_to_correct(archive):
    found = answer(archive, Query.of(filters={"region": ["Nowhere"]}, dates=("2001", None)))
    assert (found.corrections, len(found.relaxations)) == ((), 2)


def test_it_raises_what_a_search_raises(archive):
    with pytest.raises(QueryError):
        answer(archive, Query("(oil"))
    with pytest.raises(UsageError):
        answer(archive, Query("oil"), sort="best")
