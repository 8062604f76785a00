"""`carrel export` writes what a search finds, to a file or to standard output."""

from __future__ import annotations

import csv
import io
import json

import bibtexparser
import pytest
import rispy
from click.testing import CliRunner

from indexer import Archive
from webui.cli import cli

ARTICLES = [
    {"id": "new", "title": "Idlib", "date": "2019-12", "themes": ["War"], "body": "Its liberation, at last."},
    {"id": "old", "title": "Soap of Idlib", "date": "2016", "themes": ["Trade"], "body": "Merchants sold soap."},
    {"id": "undated", "title": "Maps", "themes": ["Trade"], "body": "A map of maps."},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder, workers=1)
    return folder / "index"


@pytest.fixture
def export(index, tmp_path, monkeypatch):
    """The bytes that the command writes to standard output, where it ends with the status that is expected."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, ["--index", str(index), "export", *arguments], prog_name="carrel")
        assert result.exit_code == status, result.output
        return result.stdout_bytes if status == 0 else result.stderr.encode()

    return run


def rows(written):
    return list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))


def test_csv_comes_if_nothing_else_is_asked_for(export):
    found = rows(export("idlib", "--sort", "oldest"))
    assert [row["id"] for row in found] == ["old", "new"]
    assert found[0]["query"] == "idlib"
    assert found[0]["address"] == ""  # nobody says that they are served


def test_each_format_is_read_by_its_reader(export):
    assert [one["id"] for one in rispy.loads(export("idlib", "--format", "ris").decode())] == ["new", "old"]
    assert len(bibtexparser.parse_string(export("--format", "bibtex").decode()).entries) == 3
    assert len(json.loads(export("--format", "csl"))) == 3
    assert [json.loads(line)["id"] for line in export("maps", "--format", "jsonl").splitlines()] == ["undated"]
    assert rows(export("maps", "--format", "csv-text"))[0]["text"] == "A map of maps."


def test_filters_are_those_of_search(export):
    assert [row["id"] for row in rows(export("--theme", "Trade", "--not-theme", "War", "--undated"))] == ["undated"]
    assert [row["id"] for row in rows(export("--from", "2018"))] == ["new"]


def test_a_file_is_written(export, tmp_path):
    assert export("idlib", "--format", "ris", "-o", "idlib.ris") == b""
    with (tmp_path / "idlib.ris").open(encoding="utf-8", newline="") as file:
        assert len(rispy.load(file)) == 2


def test_mistakes_leave_the_file_as_it_was(export, tmp_path):
    (tmp_path / "idlib.csv").write_text("before")
    assert b"parenthesis" in export("(idlib", "-o", "idlib.csv", status=2)
    assert (tmp_path / "idlib.csv").read_text() == "before"
    assert b"Name another file" in export("idlib", "-o", "nowhere/idlib.csv", status=2)
