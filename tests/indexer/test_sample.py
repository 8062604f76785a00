"""A sample is drawn by lot, the same for the same seed, whatever else comes into the archive."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, Query
from indexer.errors import QueryError, UsageError
from tests.examples import examples

COUNT = 100


def records(ids):
    return [
        {"id": f"article-{place}", "title": f"Number {place}", "body": "Odd oil." if place % 2 else "Even oil."}
        for place in ids
    ]


def written(folder, name, ids):
    path = folder / name
    path.write_text("\n".join(map(json.dumps, records(ids))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sample")
    Archive.build(folder / "index", [written(folder, "articles.jsonl", range(COUNT))])
    with Archive.open(folder / "index") as archive:
        yield archive


def ids(sample):
    return [hit.id for hit in sample.hits]


seeds = st.integers(0, 2**70)


@examples(15)
@given(seeds, st.integers(0, COUNT + 20), st.sampled_from(["", "odd", "odd OR even", "zzzz"]))
def test_a_sample_is_as_large_as_asked_of_what_is_found_and_repeatable(archive, seed, size, text):
    sample = archive.sample(text, size=size, seed=seed)
    found = {hit.id for hit in archive.search(text, limit=COUNT).hits}
    assert (sample.total, sample.archive_count, sample.seed, sample.query) == (len(found), COUNT, seed, Query(text))
    assert len(ids(sample)) == len(set(ids(sample))) == min(size, len(found))
    assert set(ids(sample)) <= found
    assert sample == archive.sample(text, size=size, seed=seed)


@examples(15)
@given(seeds, st.integers(0, 50), st.integers(0, 50))
def test_a_greater_sample_begins_with_the_smaller_one(archive, seed, one, other):
    small, great = sorted((one, other))
    assert ids(archive.sample(size=great, seed=seed))[:small] == ids(archive.sample(size=small, seed=seed))


@examples(15)
@given(seeds, st.integers(1, 60))
def test_a_sample_of_a_part_is_in_the_order_of_that_of_the_whole(archive, seed, size):
    every = ids(archive.sample(size=COUNT, seed=seed))
    odd = [one for one in every if int(one.rpartition("-")[2]) % 2]
    assert ids(archive.sample("odd", size=size, seed=seed)) == odd[:size]


def test_every_article_is_drawn_about_as_often_as_any_other(archive):
    drawings = 300
    samples = [ids(archive.sample(size=10, seed=seed)) for seed in range(drawings)]
    drawn = Counter(one for sample in samples for one in sample)
    expected = drawings * 10 / COUNT
    # Pearson's chi squared with 99 degrees of freedom exceeds 149 once in a thousand; without replacement it is less.
    assert sum((drawn[f"article-{place}"] - expected) ** 2 / expected for place in range(COUNT)) < 149
    assert len({sample[0] for sample in samples}) > 80


def test_added_and_deleted_articles_leave_the_others_in_place(tmp_path):
    inputs = tmp_path / "articles"
    inputs.mkdir()
    written(inputs, "first.jsonl", range(60))
    Archive.build(tmp_path / "index", [inputs])
    with Archive.open(tmp_path / "index") as archive:
        before = {seed: ids(archive.sample(size=20, seed=seed)) for seed in range(20)}
    written(inputs, "second.jsonl", range(60, 75))
    Archive.update(tmp_path / "index")
    with Archive.open(tmp_path / "index") as archive:
        assert archive.article_count == 75
        after = {seed: ids(archive.sample(size=20, seed=seed)) for seed in range(20)}
    assert before != after
    for seed, sample in after.items():
        old = [one for one in sample if int(one.rpartition("-")[2]) < 60]
        assert old == before[seed][: len(old)]
    (inputs / "second.jsonl").unlink()
    Archive.update(tmp_path / "index")
    with Archive.open(tmp_path / "index") as archive:
        assert {seed: ids(archive.sample(size=20, seed=seed)) for seed in range(20)} == before


def test_hits_of_a_sample_show_their_matches(archive):
    [hit] = archive.sample("oil", size=1).hits
    assert [segment.text for segment in hit.snippets[0].segments if segment.marked] == ["oil"]


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda archive: archive.sample("(oil"), QueryError),
        (lambda archive: archive.sample(size=-1), UsageError),
        (lambda archive: archive.sample(seed=-1), UsageError),
        (lambda archive: archive.sample(filters={"colour": ["red"]}), UsageError),
    ],
)
def test_what_cannot_be_drawn_is_refused(archive, ask, error):
    with pytest.raises(error):
        ask(archive)
