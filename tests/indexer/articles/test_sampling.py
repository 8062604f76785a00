"""A sample is of articles from all over the inputs, whatever these are; what cannot be read is left out."""

import gzip
import json

import pytest

from indexer.articles import sampling
from indexer.articles.sampling import sample
from indexer.articles.sources import discover

MOST = 10_000_000
LINES = 5_000


def lines(count=LINES):
    return "".join(json.dumps({"id": f"n{number}", "title": "t", "body": "b" * 50}) + "\n" for number in range(count))


def numbers(folder):
    inputs = discover([folder], root=folder).inputs
    return [int(article.id.removeprefix("n")) for article in sample(inputs, max_bytes=MOST)]


@pytest.fixture(autouse=True)
def large(monkeypatch):
    monkeypatch.setattr(sampling, "_LARGE", 100_000)


def test_a_large_file_of_lines_is_sampled_all_over(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines())
    found = numbers(tmp_path)
    assert 900 <= len(found) == len(set(found)) <= 1_000
    assert {number * 10 // LINES for number in found} == set(range(10))


def test_a_small_file_is_sampled_from_its_beginning_each_article_once(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines(70))
    assert numbers(tmp_path) == list(range(70))


def test_places_that_hold_few_records_give_each_once(tmp_path):
    record = json.dumps({"title": "t", "body": "b" * 20_000})
    (tmp_path / "a.jsonl").write_text("".join(f'{{"id": "n{n}", {record[1:]}\n' for n in range(60)))
    found = numbers(tmp_path)
    assert len(found) == len(set(found)) >= 50


def test_records_that_are_too_large_to_be_read_are_not_sampled(tmp_path):
    (tmp_path / "a.jsonl").write_text(lines(2_000) + json.dumps({"id": "n-1", "body": "b" * 2_000}) + "\n")
    found = [article.id for article in sample(discover([tmp_path], root=tmp_path).inputs, max_bytes=1_000)]
    assert found
    assert "n-1" not in found


def test_packed_files_and_those_in_utf_16_are_sampled_from_their_beginning(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines().encode(), 0))
    (tmp_path / "b.jsonl").write_bytes(lines().encode("utf-16"))
    assert numbers(tmp_path) == [*range(500), *range(500)]


def test_rows_of_csv_are_sampled_from_the_beginning(tmp_path):
    rows = "".join(f'n{number},"t\nt",{"b" * 50}\n' for number in range(LINES))
    (tmp_path / "a.csv").write_text("id,title,body\n" + rows)
    assert numbers(tmp_path) == list(range(1_000))


def test_of_articles_in_files_of_their_own_every_tenth_is_sampled(tmp_path):
    for number in range(30):
        (tmp_path / f"n{number:02}.txt").write_text(f"A title\n\nText of {number}.\n")
    assert numbers(tmp_path) == [5, 15, 25]


def test_what_cannot_be_read_is_left_out(tmp_path):
    (tmp_path / "a.jsonl").write_text("{broken\n" * 3_000 + lines(3_000) + "x" * 3_000_000 + "\n")
    (tmp_path / "gone.jsonl").write_text(lines())
    inputs = discover([tmp_path], root=tmp_path).inputs
    (tmp_path / "gone.jsonl").unlink()
    found = [int(article.id.removeprefix("n")) for article in sample(inputs, max_bytes=MOST)]
    assert found
    assert set(found) <= set(range(3_000))
