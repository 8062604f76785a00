"""Reading an input gives its articles and its problems, and raises nothing."""

import gzip
import json
import lzma
import pickle
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.articles.ids import Reading
from indexer.articles.reader import parse_task, read, tasks
from indexer.articles.sources import EXTENSIONS, Input, Problem, discover

LIMIT = 5_000  # bytes
CORPUS = Path(__file__).parents[4] / "shared" / "corpora" / "newswire-105k.jsonl.xz"


def read_file(path, max_bytes=LIMIT):
    (source,) = discover([path]).inputs
    return list(read(source, max_bytes=max_bytes))


def read_data(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_file(path)


def told(outcomes):
    """Titles of articles, and where and of what kind the problems are."""
    return [
        (outcome.where, outcome.kind) if isinstance(outcome, Problem) else outcome.article.title for outcome in outcomes
    ]


def records(count):
    return "".join(json.dumps({"title": f"t{number}", "body": "x" * 50}) + "\n" for number in range(count)).encode()


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("a.md", "# Title\n\nBody.", "Title"),
        ("a.txt", "Title\n\nBody.", "Title"),
        (
            "a.txt",
            "# Title\n\nBy [Ann Author](#)\n\nThe Paper, December 30, 2019\n\nRegion: [USA](#)\n\nBody.",
            "Title",
        ),
        ("a.html", "<html><head><title>Title</title></head><body><h1>Title</h1><p>Body.</p></body></html>", "Title"),
        ("a.htm", "<meta charset=koi8-r><title>Титул</title><p>Текст.</p>".encode("koi8-r"), "Титул"),
        ("a.jsonl", '{"title": "Title"}', "Title"),
        ("a.CSV", "title,body\nTitle,Body\n", "Title"),
        ("a.tsv", "title\tbody\nTitle\tBody\n", "Title"),
        ("a.ndjson.gz", gzip.compress(b'{"title": "Title"}', mtime=0), "Title"),
        ("a.csv.xz", lzma.compress(b"title,body\nTitle,Body\n"), "Title"),
    ],
)
def test_every_format_is_read_by_its_name(tmp_path, name, text, title):
    assert told(read_data(tmp_path, name, text)) == [title]


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_every_extension_has_a_reader_and_an_empty_file_is_one_everywhere(tmp_path, extension):
    assert told(read_data(tmp_path, f"a{extension}", b"")) == [(f"a{extension}", "empty file")]


def test_an_article_knows_its_input_and_has_an_id_from_its_path(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/A b.txt").write_text("Title\n\nBody.", encoding="utf-8")
    (source,) = discover([tmp_path]).inputs
    (reading,) = read(source, max_bytes=LIMIT)
    assert (reading.article.input, reading.article.id) == ("sub/A b.txt", "sub-a-b")
    assert (reading.id_given, reading.given) == (False, "")


def test_a_record_knows_its_number_and_may_have_an_id_of_its_own(tmp_path):
    lines = '{"title": "one"}\n\n{"title": "two", "id": "News/2"}\n'
    readings = read_data(tmp_path, "all.jsonl.gz", gzip.compress(lines.encode()))
    found = [(reading.article.input, reading.article.id, reading.given) for reading in readings]
    assert found == [("all.jsonl.gz#1", "all-1", ""), ("all.jsonl.gz#2", "news-2", "News/2")]


def cut(data):
    return data[:-6]


BAD_INPUTS = [
    ("empty.md", b"", [("empty.md", "empty file")]),
    ("blank.txt", b"\xef\xbb\xbf \n\r\n", [("blank.txt", "empty file")]),
    ("picture.html", b"\x89PNG\r\n\x1a\n\0\0", [("picture.html", "binary file")]),
    ("noise.jsonl", bytes(range(32)) * 4, [("noise.jsonl", "binary file")]),
    ("cut.md", "# Été\n\ncafé".encode()[:-1], [("cut.md", "truncated UTF-8")]),
    ("large.txt", b"x " * LIMIT, [("large.txt", "file too large")]),
    ("yaml.md", b"---\ntitle: [one\n  two: }\n---\n\nBody.\n", [("yaml.md", "broken YAML")]),
    ("a.jsonl", b'{"title": "one"}\n{"title": \n{"title": "two"}\n', ["one", ("a.jsonl#2", "broken JSON"), "two"]),
    ("list.jsonl", b'[{"title": "one"}]\n', [("list.jsonl#1", "broken JSON")]),
    ("blank.jsonl", b"\n\n", [("blank.jsonl", "empty file")]),
    ("long.jsonl", b'"' + b"x" * LIMIT + b'"\n{"title": "two"}', [("long.jsonl#1", "record too long"), "two"]),
    ("none.jsonl", b'{"author": "A"}\n{"title": "two"}', [("none.jsonl#1", "no title and no body"), "two"]),
    ("a.csv", b'title,body\n"one"x,\ntwo,\n', [("a.csv#1", "broken CSV"), "two"]),
    ("wide.csv", b"title,body\none,x,y\ntwo,x\n", [("wide.csv#1", "broken CSV"), "two"]),
    ("other.csv", b"name,value\na,1\n", [("other.csv", "broken CSV")]),
    ("header.csv", b"title,body\n", [("header.csv", "empty file")]),
    ("no.jsonl.gz", b"no gzip", [("no.jsonl.gz", "broken gzip")]),
    ("cut.jsonl.gz", cut(gzip.compress(records(3))), ["t0", "t1", "t2", ("cut.jsonl.gz", "broken gzip")]),
    ("bits.jsonl.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\0" + b"\xff" * 20, [("bits.jsonl.gz", "broken gzip")]),
    ("no.csv.xz", b"no xz", [("no.csv.xz", "broken xz")]),
    ("cut.jsonl.xz", cut(lzma.compress(records(3))), ["t0", "t1", "t2", ("cut.jsonl.xz", "broken xz")]),
]


@pytest.mark.parametrize(("name", "data", "expected"), BAD_INPUTS, ids=[name for name, _, _ in BAD_INPUTS])
def test_bad_input_is_a_problem_and_the_rest_is_read(tmp_path, name, data, expected):
    assert told(read_data(tmp_path, name, data)) == expected


@pytest.mark.parametrize("name", ["a.md", "a.jsonl", "a.csv.gz"])
def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path, monkeypatch, name):
    """By a refusal of our own: the tests may run as root, to whom no file is closed."""

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / name).write_bytes(b"x")
    (source,) = discover([tmp_path]).inputs
    monkeypatch.setattr(Path, "open", refuse)
    assert list(read(source, max_bytes=LIMIT)) == [Problem(name, "unreadable file", "Permission denied")]


def test_a_file_that_vanished_is_a_problem(tmp_path):
    gone = Input(tmp_path / "gone.md", "gone.md", 1, 1)
    assert told(read(gone, max_bytes=LIMIT)) == [("gone.md", "unreadable file")]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_a_cut_archive_gives_its_whole_records_first(tmp_path, pack):
    suffix = "gz" if pack is gzip.compress else "xz"
    noise = "".join(f'{{"title": "t{number}", "body": "{zlib.crc32(b"%d" % number)}"}}\n' for number in range(5_000))
    packed = pack(noise.encode())
    *readings, last = read_data(tmp_path, f"a.jsonl.{suffix}", packed[: len(packed) // 2])
    assert len(readings) > 1_500
    assert told(readings) == [f"t{number}" for number in range(len(readings))]
    assert isinstance(last, Problem)


def test_a_record_may_not_unpack_without_bound(tmp_path):
    bomb = gzip.compress(b'{"title": "' + b"x" * 20_000_000 + b'"}\n{"title": "after"}', mtime=0)
    assert told(read_data(tmp_path, "bomb.jsonl.gz", bomb)) == [("bomb.jsonl.gz#1", "record too long"), "after"]


def test_a_file_as_large_as_allowed_is_read(tmp_path):
    assert len(read_data(tmp_path, "a.txt", b"Title\n\n" + b"x" * (LIMIT - 7))) == 1


def test_reading_may_stop_early(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(records(100))
    (source,) = discover([tmp_path]).inputs
    reading = read(source, max_bytes=LIMIT)
    assert next(reading).article.title == "t0"
    reading.close()


@pytest.mark.parametrize("extension", EXTENSIONS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(max_size=80))
def test_any_bytes_under_any_name_give_articles_or_problems(tmp_path, extension, data):
    if extension.endswith(".gz"):
        data = gzip.compress(data)
    elif extension.endswith(".xz"):
        data = lzma.compress(data)
    for outcome in read_data(tmp_path, f"a{extension}", data):
        assert isinstance(outcome, Reading | Problem)


def write_many(folder):
    """Files of both kinds by turns, good and bad, large and small."""
    for number in range(150):
        (folder / f"{number:03}.txt").write_text(f"Title {number}\n\nBody.", encoding="utf-8")
    (folder / "050.jsonl").write_bytes(records(200))
    (folder / "051.jsonl.gz").write_bytes(cut(gzip.compress(records(128))))
    (folder / "052.csv").write_bytes(b"title,body\none,x,y\n" + b"two,x\n" * 70)
    (folder / "053.csv").write_bytes(b"")
    (folder / "054.txt").write_bytes(b"\0")
    (folder / "055.jsonl").write_bytes(b'{"title"\n' + records(63))
    return discover([folder]).inputs


def test_what_the_tasks_give_in_their_order_is_what_the_inputs_give_one_by_one(tmp_path):
    inputs = write_many(tmp_path)
    outcomes = [
        outcome
        for task in tasks(inputs, max_bytes=LIMIT)
        for outcome in parse_task(pickle.loads(pickle.dumps(task)), max_bytes=LIMIT)
    ]
    assert [outcome.item for outcome in outcomes] == [
        item for source in inputs for item in read(source, max_bytes=LIMIT)
    ]
    for outcome in outcomes:
        item = outcome.item
        where = item.where if isinstance(item, Problem) else item.article.input
        assert where.partition("#")[0] == inputs[outcome.input_number].name


def test_only_an_input_with_a_fault_of_its_own_was_not_read_whole(tmp_path):
    inputs = write_many(tmp_path)
    broken = [
        (inputs[outcome.input_number].name, outcome.item.kind)
        for task in tasks(inputs, max_bytes=LIMIT)
        for outcome in parse_task(task, max_bytes=LIMIT)
        if outcome.is_fault_of_input
    ]
    assert broken == [("051.jsonl.gz", "broken gzip"), ("053.csv", "empty file"), ("054.txt", "binary file")]


def test_tasks_are_small_and_account_for_all_inputs(tmp_path):
    inputs = write_many(tmp_path)
    found = list(tasks(inputs, max_bytes=LIMIT))
    assert [task.number for task in found] == list(range(len(found)))
    assert sum(task.bytes_read for task in found) == sum(source.size for source in inputs)
    assert sum(task.finished for task in found) == len(inputs)
    assert all(task.inputs == inputs[task.first_input :][: len(task.inputs)] for task in found)
    assert max(len(task.records) for task in found) == max(len(task.inputs) for task in found) == 64
    assert all(len(pickle.dumps(task)) < 16_384 for task in found)


@pytest.mark.parametrize(("name", "count"), [("a.jsonl", 64), ("a.jsonl", 65), ("a.csv.gz", 128)])
def test_no_task_is_empty(tmp_path, name, count):
    data = records(count) if name == "a.jsonl" else gzip.compress(b"title\n" + b"x\n" * count)
    (tmp_path / name).write_bytes(data)
    found = list(tasks(discover([tmp_path]).inputs, max_bytes=LIMIT))
    assert [len(task.records) for task in found] == [64, count - 64][: len(found)]
    assert [task.finished for task in found] == [*[0] * (len(found) - 1), 1]


def test_a_file_that_grew_since_it_was_found_accounts_for_its_size_then(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(records(500))
    grown = Input(tmp_path / "a.jsonl", "a.jsonl", 1_000, 1)
    found = list(tasks([grown], max_bytes=LIMIT))
    assert sum(len(task.records) for task in found) == 500
    assert sum(task.bytes_read for task in found) == 1_000
    assert all(task.bytes_read >= 0 for task in found)


def test_reading_records_imports_no_library_for_pages(tmp_path):
    """Each worker process starts anew; what it does not need should not keep it waiting."""
    (tmp_path / "a.jsonl").write_bytes(records(1))
    (tmp_path / "b.csv").write_text("title,date\nOne,2019-12-30\n", encoding="utf-8")
    program = """
import pathlib, sys
from indexer.articles.reader import parse_task, tasks
from indexer.articles.sources import discover
inputs = discover([pathlib.Path(sys.argv[1])]).inputs
assert len([parse_task(task, max_bytes=1000) for task in tasks(inputs, max_bytes=1000)]) == 2
print(*{"trafilatura", "bs4", "lxml", "markdown_it", "yaml"} & set(sys.modules))
"""
    command = [sys.executable, "-c", program, tmp_path]
    found = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
    assert found.stdout.split() == []


@pytest.mark.skipif(not CORPUS.exists(), reason="the newswire articles are not here")
def test_the_newswire_articles_are_read_without_a_problem():
    (source,) = discover([CORPUS]).inputs
    readings = [reading for reading, _ in zip(read(source, max_bytes=1_000_000), range(300), strict=False)]
    assert all(isinstance(reading, Reading) for reading in readings)
    assert len({reading.article.digest for reading in readings}) > 280
    assert not any(reading.article.problems for reading in readings)


def test_a_limit_may_be_larger_than_any_memory(tmp_path):
    (tmp_path / "a.txt").write_text("Title\n\nBody.", "utf-8")
    assert told(read_file(tmp_path / "a.txt", max_bytes=2**40)) == ["Title"]
