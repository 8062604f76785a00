"""A provenance says in words what was exported."""

from __future__ import annotations

import dataclasses
import datetime as dt

from indexer.export.provenance import Provenance
from indexer.query.query import Query

FOUND = Provenance(
    Query.of("idlib", filters={"region": ["Europe"]}), "20261129-x", dt.datetime(2026, 11, 29, 10, 15, tzinfo=dt.UTC)
)
CHOSEN = dataclasses.replace(FOUND, query=None)


def test_a_search_is_said_with_its_query_version_and_time():
    assert FOUND.sentence == (
        f"{FOUND.in_words} (query: idlib). Corpus version 20261129-x, exported 2026-11-29T10:15:00Z."
    )
    assert FOUND.in_words.startswith("Articles with idlib")
    assert "Europe" in FOUND.in_words


def test_a_sample_is_said_with_its_size_and_seed():
    assert dataclasses.replace(FOUND, drawn=(50, 7)).in_words == f"A sample of 50 (seed 7) of: {FOUND.in_words}"


def test_a_blank_search_is_all_articles():
    assert dataclasses.replace(FOUND, query=Query()).sentence.startswith("All articles. Corpus version")


def test_chosen_articles_that_are_missing_are_named():
    assert CHOSEN.in_words == "Articles chosen one by one"
    assert dataclasses.replace(CHOSEN, missing=("a", "b")).in_words == (
        "Articles chosen one by one, without those that this version does not have: a, b"
    )
    many = dataclasses.replace(CHOSEN, missing=tuple(map(str, range(1_025)))).in_words
    assert many.endswith("18, 19 and 1,005 more")
