"""The commands that search: what they say of forms, of what may be meant, and of how a score came about."""

import json
import re

import pytest
from click.testing import CliRunner

from indexer import Archive
from indexer.explanation import Explanation, Figure
from indexer.terminal_results import print_explanation
from webui.cli import cli

SHEETS = " ".join(f"sheet{number}" for number in range(20))
ARTICLES = [
    {
        "id": "idlib",
        "title": "Idlib",
        "date": "2019-12",
        "themes": ["War"],
        "body": "Its liberation. It was liberated.",
    },
    {
        "id": "soap",
        "title": "Soap of Idlib",
        "date": "2016",
        "themes": ["Trade"],
        "body": "Merchants sold soap of olives.",
    },
    {
        "id": "oil",
        "title": "Oil of Olives",
        "date": "2012",
        "themes": ["Trade"],
        "body": "Merchants pressed oil in Idlib.",
    },
    {
        "id": "maps",
        "title": "Surveyors",
        "themes": ["Trade"],
        "body": "A map of maps. The mapping of Aleppo by surveyors. " + SHEETS,
    },
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder)
    return folder / "index"


@pytest.fixture
def carrel(index, tmp_path, monkeypatch):
    """A command over the archive; its result, where it ends with the status that is expected."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments, status=0):
        result = CliRunner().invoke(cli, ["--index", str(index), *map(str, arguments)], prog_name="carrel")
        assert result.exit_code == status, result.output
        return result

    return run


@pytest.fixture
def refusal(carrel):
    """The one line on stderr with which a command refuses."""

    def run(*arguments, status):
        result = carrel(*arguments, status=status)
        assert result.stdout == ""
        [line] = result.stderr.splitlines()
        assert line.startswith("carrel: ")
        return line

    return run


# ---------------------------------------------------------------------- search


def test_the_forms_of_each_word_are_counted(carrel):
    lines = carrel("search", "idlib liberate").stdout.splitlines()
    assert "Forms of liberate: liberated 1, liberation 1" in lines
    assert not any(line.startswith("Forms of idlib") for line in lines)


def test_the_forms_in_a_field_are_those_of_the_field(carrel):
    assert "\nForms of ol* in Title: olives 1\n" in carrel("search", "title:ol*").stdout
    assert "\nForms of o* in Title: of 2, oil 1, olives 1\n" in carrel("search", "title:o*").stdout


def test_forms_beyond_the_first_are_counted(carrel):
    assert re.search(
        r"^Forms of sheet\*: (sheet\d+ 1, ){12}and 8 more$", carrel("search", "sheet*").stdout, re.MULTILINE
    )


def test_a_form_that_is_left_out_is_said_and_no_longer_found(carrel):
    output = carrel("search", "map[-maps,-map]").stdout
    assert output.startswith("Articles with a form of map (but for maps and map): 1 of 4\n")
    assert "*mapping* of Aleppo" in output
    assert "*maps*" not in output


def test_with_few_hits_it_is_asked_what_was_meant(carrel):
    assert "\nDid you mean surveyors (1)?\n" in carrel("search", "survayors").stdout
    assert "Did you mean" not in carrel("search", "merchants").stdout


def test_with_no_hits_each_part_says_what_it_finds(carrel):
    lines = carrel("search", "idlib zzz -soap", "--theme", "Trade", "--not-theme", "War", "--from", "2012").stdout
    assert lines.splitlines()[2:] == [
        "idlib: 3 alone, 0 without it",
        "zzz: 0 alone, 1 without it",
        "no soap: 0 without it",
        "Theme: Trade: 3 alone, 0 without it",
        "not Theme: War: 0 without it",
        "from 2012 on: 3 alone, 0 without it",
        "",
        "Theme: Trade 0, War 0",
    ]


def test_json_has_forms_corrections_and_parts(carrel):
    record = json.loads(carrel("search", "survayors aleppo", "--json").stdout)
    assert [term["term"] for term in record["terms"]] == ["survayors", "aleppo"]
    assert record["corrections"] == [
        {"query": "surveyors aleppo", "total": 1, "words": [{"written": "survayors", "meant": "surveyors"}]}
    ]
    assert record["relaxations"] == [
        {"part": "a form of survayors", "alone_total": 0, "without": "aleppo", "without_total": 1},
        {"part": "aleppo", "alone_total": 1, "without": "survayors", "without_total": 0},
    ]
    found = json.loads(carrel("search", "map", "--json").stdout)
    assert {form["form"] for form in found["terms"][0]["forms"]} == {"map", "maps", "mapping"}
    assert (found["corrections"], found["relaxations"]) == ([], [])


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("idlib (soap OR", "carrel: A parenthesis is never closed, at character 7. "),
        ("themes:trade titel:map", "carrel: There is no field titel, at character 14. "),
        ("liberate[-a b]", "carrel: Brackets directly after a word name forms of it to leave out, "),
        ("date:2012-13", "carrel: "),
    ],
)
@pytest.mark.parametrize("command", [["search"], ["keywords"], ["explain"]])
def test_a_mistake_has_its_place_and_a_mend_and_the_status_of_a_misuse(refusal, command, query, line):
    arguments = [*command, query, *(["idlib"] if command == ["explain"] else [])]
    said = refusal(*arguments, status=2)
    assert said.startswith(line)
    assert "at character" in said
    assert said.endswith(("?", "."))


# ---------------------------------------------------------------------- explain


def test_a_score_is_explained_part_under_part(carrel):
    lines = carrel("explain", "idlib liberate", "idlib").stdout.splitlines()
    assert re.fullmatch(r"\d+\.\d{3}  Score", lines[0])
    assert re.match(r"  \d+\.\d{3}  idlib  \(articles with it 3, articles 4, ", lines[1])
    assert any(re.match(r"    t \d+\.\d{3}  Title  \(", line) for line in lines)
    assert any(re.match(r"  \d+\.\d{3}  a form of liberate  \(", line) for line in lines)


def test_figures_of_an_explanation_are_written_out(capsys):
    figures = (Figure("articles", 105_293), Figure("words on average", 501.7734), Figure("weight", 2.5))
    print_explanation(Explanation("oil", 1.5, figures))
    assert capsys.readouterr().out == "1.500  oil  (articles 105,293, words on average 501.773, weight 2.5)\n"


def test_an_explanation_in_json_has_the_score_of_the_search(carrel):
    explained = json.loads(carrel("explain", "idlib liberate", "idlib", "--theme", "War", "--json").stdout)
    [hit] = json.loads(carrel("search", "idlib liberate", "--theme", "War", "--json").stdout)["hits"]
    assert explained["score"] == pytest.approx(hit["score"])
    assert sum(part["score"] for part in explained["parts"]) == pytest.approx(explained["score"])


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (["idlib", "nowhere"], 1, "There is no article “nowhere”"),
        (["soap", "idlib"], 2, "does not find the article “idlib”. Explain one that it finds."),
        (["idlib", "idlib", "--theme", "Trade"], 2, "does not find"),
        (["idlib", "idlib", "--to", "2018"], 2, "does not find"),
        (["idlib", "idlib", "--from", "yesterday"], 2, "yesterday"),
    ],
)
def test_what_cannot_be_explained_is_one_line(refusal, arguments, status, says):
    assert says in refusal("explain", *arguments, status=status)


# ---------------------------------------------------------------------- similar and keywords


def test_similar_articles_are_listed_best_first(carrel):
    output = carrel("similar", "soap").stdout
    assert re.search(r"^  1\. ", output, re.MULTILINE)
    assert " · soap\n" not in output
    assert " · oil\n" in output
    assert carrel("similar", "soap", "--limit", "0").stdout == ""


def test_like_an_article_that_is_not_there_is_nothing(refusal):
    assert "There is no article “nowhere”" in refusal("similar", "nowhere", status=1)


def test_keywords_are_listed_with_their_counts(carrel):
    lines = carrel("keywords", "idlib", "--theme", "Trade").stdout.splitlines()
    assert lines[0] == "2 of 4 articles found"
    assert lines[1] == ""
    assert lines[2].split() == ["word", "found", "archive", "typical"]
    assert re.fullmatch(r"merchants +2 of +2 +\d+\.\d", lines[3])
    assert len(carrel("keywords", "idlib", "--limit", "1").stdout.splitlines()) == 4


@pytest.mark.parametrize("query", ["zzz", ""])
def test_where_nothing_is_typical_there_are_no_words(carrel, query):
    assert re.fullmatch(r"[04] of 4 articles found\n\n", carrel("keywords", query).stdout)


@pytest.mark.parametrize(
    "arguments", [["--from", "2012-13"], ["--from", "2013", "--to", "2012"], ["--undated", "--to", "2012"]]
)
@pytest.mark.parametrize("command", ["search", "keywords"])
def test_a_bad_date_is_a_usage_error_in_one_line(refusal, command, arguments):
    assert re.search("201|--undated", refusal(command, "idlib", *arguments, status=2))


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", "idlib"],
        ["similar"],
        ["similar", "idlib", "--limit", "1001"],
        ["keywords", "--limit", "x"],
    ],
)
def test_what_a_command_does_not_take_is_a_usage_error(carrel, arguments):
    result = carrel(*arguments, status=2)
    assert result.stdout == ""
    assert "Usage: carrel" in result.stderr
