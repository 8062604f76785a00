"""`carrel concordance`: matches below one another in a terminal, and as JSON."""

import json

import pytest
from click.testing import CliRunner

from indexer import Archive
from indexer.concordance import Concordance, ConcordanceLine, ConcordanceOrder
from indexer.query.query import Query
from indexer.terminal_concordance import print_concordance
from webui.cli import cli

ARTICLES = [
    {
        "id": "road",
        "title": "Road",
        "date": "2016-03",
        "body": "The long road to Idlib, a town. Idlib’s road is \x1b[2Jlong.",
    },
    {"id": "soap", "title": "Soap", "themes": ["Trade"], "body": "Soap of Idlib was sold."},
]


@pytest.fixture
def carrel(tmp_path, monkeypatch):
    """A command over the archive, in a terminal of 100 columns; what it prints."""
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    Archive.build(tmp_path / "index", [tmp_path / "articles.jsonl"], root=tmp_path)
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, ["--index", str(tmp_path / "index"), *arguments], prog_name="carrel")
        assert result.exit_code == status, result.output
        return result.output

    return run


def test_matches_stand_below_one_another_with_date_and_article(carrel):
    first, blank, *lines = carrel("concordance", "idlib", "--order", "left").splitlines()
    assert first == "Articles with idlib: 3 matches in 2 of 2 articles"
    assert blank == ""
    assert len(lines) == 3
    assert all(line[32:].startswith("Idlib") for line in lines)
    assert [line.split()[-2:] for line in lines] == [["undated", "soap"], ["2016-03", "road"], ["2016-03", "road"]]
    assert lines[0].lstrip().startswith("Soap of Idlib was sold. ")


def test_nothing_in_a_text_does_anything_in_a_terminal(carrel):
    assert "\x1b[2J" not in carrel("concordance", "long")
    assert "\x1b" not in carrel("concordance", "long")


def test_filters_orders_and_limits_are_taken(carrel):
    assert len(carrel("concordance", "idlib", "--theme", "Trade").splitlines()) == 3
    assert len(carrel("concordance", "idlib", "--limit", "1").splitlines()) == 3
    assert "Usage: carrel" in carrel("concordance", "idlib", "--order", "up", status=2)
    assert "Usage: carrel" in carrel("concordance", "idlib", "--limit", "10001", status=2)
    assert "parenthesis" in carrel("concordance", "(idlib", status=2)


def test_the_same_is_had_as_json(carrel):
    record = json.loads(carrel("concordance", "idlib", "--order", "newest", "--json"))
    assert (record["total"], record["order"], record["whole"]) == (3, "newest", True)
    assert [line["article"] for line in record["lines"]] == ["road", "road", "soap"]
    assert record["lines"][1]["left"] == "The long road to Idlib, a town. "


def test_a_sample_says_that_it_is_one(capsys):
    line = ConcordanceLine("a", "A", (), None, "", "the ", "oil", " price", opened=False, closed=False, place=1)
    print_concordance(
        Concordance(
            Query("oil"), ConcordanceOrder.MATCH, (line,), 0, 9_995, 4_000, 4_016, 38_207, cut=False, hurried=False
        )
    )
    assert "A sample: 4,016 of the articles found were read, drawn at random; all together" in capsys.readouterr().out
