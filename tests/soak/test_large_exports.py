"""Twenty thousand real articles come back from each format's reader, and take up no memory on the way."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
import lzma
import tracemalloc
from pathlib import Path

import bibtexparser
import pytest
import rispy

from indexer import Archive
from indexer.export.addresses import no_address
from indexer.export.bibtex import citation_key
from indexer.export.files import write_file
from indexer.export.formats import FORMATS, format_named
from indexer.export.provenance import Provenance
from indexer.query.query import Query

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "newswire-105k.jsonl.xz"
MANY = 20_000

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not CORPUS.exists(), reason="the newswire archive is not beside the checkout"),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("exports")
    with lzma.open(CORPUS, "rb") as lines, (folder / "newswire.jsonl").open("wb") as file:
        file.writelines(itertools.islice(lines, MANY))
    Archive.build(folder / "index", [folder / "newswire.jsonl"], root=folder)
    with Archive.open(folder / "index") as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(archive):
    return [article.id for article in archive.found(sort="newest")]


def pieces(archive, name):
    provenance = Provenance(Query(), archive.version, dt.datetime.now(dt.UTC))
    return format_named(name).write(archive.found(sort="newest"), provenance, no_address)


@pytest.fixture
def exported(archive, tmp_path):
    """The file of a format."""

    def export(name):
        write_file(pieces(archive, name), tmp_path / "export")
        return tmp_path / "export"

    return export


@pytest.mark.parametrize("name", ["csv", "csv-text"])
def test_csv_comes_back(exported, ids, name):
    csv.field_size_limit(10_000_000)
    with exported(name).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert [row["id"] for row in rows] == ids
    assert all(None not in row and None not in row.values() for row in rows)


def test_json_lines_come_back(exported, ids):
    with exported("jsonl").open(encoding="utf-8", newline="\n") as file:
        assert [json.loads(line)["id"] for line in file] == ids


def test_ris_comes_back(exported, ids):
    with exported("ris").open(encoding="utf-8", newline="") as file:
        references = rispy.load(file)
    assert [one["id"] for one in references] == ids
    assert not any("unknown_tag" in one for one in references)


def test_bibtex_comes_back(exported, archive):
    library = bibtexparser.parse_file(str(exported("bibtex")))
    assert not library.failed_blocks
    keys = [entry.key for entry in library.entries]
    assert keys == [citation_key(article) for article in archive.found(sort="newest")]
    assert len(set(keys)) == len(keys)


def test_csl_json_comes_back(exported, ids):
    items = json.loads(exported("csl").read_text("utf-8"))
    assert [item["id"] for item in items] == ids


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_articles_take_up_no_memory_once_they_are_written(archive, name):
    written = pieces(archive, name)
    for _ in itertools.islice(written, 2_000):  # what is made once and kept: caches, numbers of the articles
        pass
    tracemalloc.start()
    try:
        for _ in itertools.islice(written, 5_000):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4_000_000  # bytes; what is written has up to 20 MB
