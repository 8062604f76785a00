"""Real articles: the answers depend neither on the number of workers nor on the way that an index came about."""

import itertools
import json
import lzma
import random
from pathlib import Path

import pytest

from indexer import Archive
from indexer.analysis import forms
from tests.indexer.whole_answers import timeless

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "newswire-105k.jsonl.xz"
MANY = 20_000
PARTS = 3
LARGEST = 2**40  # bytes

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CORPUS.exists(), reason="the newswire archive is not beside the checkout"),
]


@pytest.fixture(scope="module")
def lines():
    """Articles of the archive, a line each."""
    with lzma.open(CORPUS, "rb") as file:
        return list(itertools.islice(file, MANY))


@pytest.fixture(scope="module")
def searches(lines):
    """Queries of many kinds, from words and pairs of words of the articles."""
    rng = random.Random(1)
    made = ["", '"of the" OR "in a"', "the of and", "econ*", "title:oil -price", "author:john OR theme:politics"]
    for _ in range(60):
        words = forms(json.loads(rng.choice(lines))["body"])
        place = rng.randrange(max(len(words) - 3, 1))
        first, second, third = (words[place : place + 3] * 3)[:3]
        made += [first, f"{first} {third}", f'"{first} {second}"', f"={first} OR {second}*", f"{first} -{third}"]
    return made


def parts(folder, lines):
    """The articles in files of about as many each."""
    folder.mkdir()
    for number in range(PARTS):
        write(folder / f"part-{number}.jsonl", lines[len(lines) * number // PARTS : len(lines) * (number + 1) // PARTS])
    return folder


def write(path, lines):
    path.write_bytes(b"".join(lines))


def build(index, inputs, workers=1):
    return Archive.build(index, [inputs], root=inputs, max_input_bytes=LARGEST, workers=workers)


def answers(index, searches):
    """What an index finds, the sum and number of its articles, and what tells each of them from all others."""
    found = []
    with Archive.open(index) as archive:
        for number, text in enumerate(searches):
            arguments = {"match": ("all", "any")[number % 2], "sort": ("relevance", "newest", "oldest")[number % 3]}
            if number % 5 == 0:
                arguments["filters"] = {"source": ["Reuters"]}
            found.append((text, timeless(archive.search(text, limit=20, **arguments))))
        content = archive.version.partition("-")[2], archive.article_count
        return found, content, [(one.id, one.digest, one.copies) for one in archive.articles()]


def must_equal(found, wanted):
    for (text, results), (_, expected) in zip(found[0], wanted[0], strict=True):
        assert results == expected, text
    assert found[1:] == wanted[1:]


@pytest.mark.parametrize("workers", [2, 3])
def test_as_many_workers_as_there_are_give_the_same_answers(tmp_path, lines, searches, workers):
    inputs = parts(tmp_path / "inputs", lines)
    reports = [build(tmp_path / str(count), inputs, count) for count in (1, workers)]
    assert reports[0].articles == reports[1].articles
    assert reports[0].problems == reports[1].problems
    must_equal(answers(tmp_path / str(workers), searches), answers(tmp_path / "1", searches))
    assert Archive.check(tmp_path / str(workers)) == ()


def test_after_any_updates_an_index_answers_as_one_that_is_built_anew(tmp_path, lines, searches):
    inputs = parts(tmp_path / "inputs", lines[: MANY - 1_500])
    index = tmp_path / "index"
    build(index, inputs)

    def must_be_as_fresh(step):
        report = Archive.update(index, workers=2)
        assert report.is_changed, step
        fresh = tmp_path / f"fresh after {step}"
        build(fresh, inputs)
        found, wanted = answers(index, searches), answers(fresh, searches)
        with Archive.open(index) as archive:
            deleted = archive._snapshot.columns.count - archive.article_count
        if deleted:  # they count in the statistics until they are merged away, so scores are others
            for (text, results), (_, expected) in zip(found[0], wanted[0], strict=True):
                assert results.total == expected.total, text
                assert results.histogram == expected.histogram, text
                assert results.facets == expected.facets, text
                if results.sort != "relevance":
                    assert [hit.id for hit in results.hits] == [hit.id for hit in expected.hits], text
            assert found[1:] == wanted[1:]
        else:
            must_equal(found, wanted)
        assert Archive.check(index) == ()
        assert not Archive.update(index).is_changed
        return deleted

    write(inputs / "part-9.jsonl", lines[MANY - 1_500 :])
    assert must_be_as_fresh("a file that came") == 0
    (inputs / "part-1.jsonl").unlink()
    must_be_as_fresh("a file that went")
    write(inputs / "part-0.jsonl", [*lines[200:4_000], lines[7_000]])
    must_be_as_fresh("a file that changed")
    (inputs / "part-2.jsonl").rename(inputs / "part-00.jsonl")
    must_be_as_fresh("a file of another name")
    write(inputs / "part-1.jsonl", lines[6_000:12_000])
    must_be_as_fresh("a file that came back")
