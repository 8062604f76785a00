"""The indexer's commands: what they print, and the exit status that they end with."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indexer import Archive
from indexer.generations import Generations
from webui.cli import cli

ARTICLES = {
    "idlib.md": (
        "# The Groves of Idlib\n\nBy [Map Room](#) and [History Desk](#)\n\nThe Mail, 4 March 2016\n\n"
        "Region: [Middle East & North Africa](#)\n\nTheme: [History](#)\n\nIdlib is a town of olives.\n"
    ),
    "soap.md": (
        "# Olive Oil and Soap\n\nBy [Economy Desk](#)\n\nThe Courier, 2012\n\nTheme: [Trade](#), [History](#)\n\n"
        "Merchants sold soap of Idlib's oil as far as Alexandria.\n"
    ),
    "letter.md": "# A Letter\n\nSomebody wrote about olives, and gave no date.\n",
}


def write(folder, articles):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A working folder outside any checkout, with articles in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("CARREL_INDEX", "CARREL_SOURCES", "CARREL_TITLE"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path / "articles", ARTICLES)
    return tmp_path.resolve()


@pytest.fixture
def built(desk):
    Archive.build(desk / "index_data", [desk / "articles"])
    return desk


def carrel(*arguments, status=0, **variables):
    """Run a command; its result, where it ends with the status that is expected."""
    result = CliRunner(env=variables).invoke(cli, [str(one) for one in arguments], prog_name="carrel")
    assert result.exit_code == status, result.output
    return result


def told(result):
    """The lines on stderr but those that tell how far a build is."""
    return [line for line in result.stderr.splitlines() if not re.search(r" articles/s(,|$)", line)]


def refusal(*arguments, status=1, **variables):
    """The one line on stderr with which a command refuses."""
    result = carrel(*arguments, status=status, **variables)
    assert result.stdout == ""
    (line,) = told(result)
    assert line.startswith("carrel: ")
    return line


def test_build_says_what_it_built_and_where(desk):
    result = carrel("build", "articles")
    assert re.match(r"3 articles \(\d+ words\) in [\d.]+ s: .*index_data, version \d{8}-[0-9a-f]{8}\n\Z", result.stdout)
    assert str(desk / "index_data") in result.stdout
    assert told(result) == []


def test_build_tells_of_copies_and_of_what_it_skipped(desk):
    write(desk / "articles", {"again.md": ARTICLES["soap.md"], "logo.png": b"\x89PNG", "README.md": "# About\n"})
    assert ", 1 copies of others, 2 other files skipped)" in carrel("build", "articles").stdout


def test_a_bad_file_is_named_the_rest_is_built_and_the_status_is_3(desk):
    write(desk / "articles", {"empty.md": "", "void.txt": "  \n", "binary.txt": bytes(range(256))})
    result = carrel("build", "articles", status=3)
    assert result.stdout.startswith("3 articles ")
    *lines, summary = told(result)
    assert {Path(line.split(":")[0]).name for line in lines} == {"empty.md", "void.txt", "binary.txt"}
    assert summary.startswith("Built, with problems: 2 × ")
    assert ", 1 × " in summary
    assert carrel("search", "olives", "--json").stdout.count('"id"') == 3


def test_of_many_problems_the_first_are_shown_and_all_are_counted(desk):
    write(desk / "articles", {f"empty{number}.md": "" for number in range(30)})
    lines = told(carrel("build", "articles", status=3))
    assert lines[-2:] == ["… and 10 more", "Built, with problems: 30 × empty file"]
    assert len(lines) == 22


def test_build_without_sources_outside_a_checkout_is_a_usage_error(desk):
    assert "carrel build articles/" in refusal("build", status=2)


def test_build_without_sources_takes_those_of_carrel_toml_and_single_files_get_ids_below_it(desk, monkeypatch):
    (desk / "carrel.toml").write_text('sources = ["articles/soap.md"]\n')
    (desk / "below").mkdir()
    monkeypatch.chdir(desk / "below")
    carrel("build")
    with Archive.open(desk / "index_data") as archive:
        assert [article.id for article in archive.articles()] == ["articles-soap"]


def test_if_needed_builds_once_and_again_when_its_sources_change(desk):
    (desk / "carrel.toml").write_text('sources = ["articles"]\n')
    assert carrel("build", "--if-needed").stdout
    assert carrel("build", "--if-needed").output == ""
    write(desk / "articles", {"new.md": "# New\n\nNews of olives.\n"})
    assert carrel("build", "--if-needed").stdout.startswith("4 articles ")


def test_if_needed_leaves_an_index_of_anything_else_alone(built):
    write(built / "others", {"new.md": "# New\n\nNews of olives.\n"})
    assert carrel("build", "--if-needed", "others").output == ""
    with Archive.open(built / "index_data") as archive:
        assert archive.article_count == 3


@pytest.mark.parametrize("number", [1, 2])
def test_the_number_of_workers_is_an_option_and_a_setting(desk, monkeypatch, number):
    seen = []
    monkeypatch.setattr("indexer.build.workers_for", lambda _, wanted: seen.append(wanted) or 1)
    carrel("build", "articles", "--workers", number)
    (desk / "carrel.toml").write_text(f"workers = {number}\n")
    carrel("build", "articles")
    carrel("build", "articles", "--workers", "3")
    assert seen == [number, number, 3]
    assert carrel("build", "articles", "--workers", "0", status=2).stdout == ""


def test_update_says_what_has_changed(built):
    write(built / "articles", {"new.md": "# New\n\nNews of olives.\n", "soap.md": "# Soap\n\nOf olives.\n"})
    (built / "articles/letter.md").unlink()
    output = carrel("update").stdout
    assert output.startswith("3 articles (1 added, 1 replaced, 1 deleted; 2 files read, 1 untouched) in ")
    assert json.loads(carrel("search", "olives", "--json").stdout)["total"] == 3
    assert carrel("update").stdout.startswith(
        "3 articles (nothing has changed, nothing was written; 0 files read, 3 untouched) in "
    )


def test_update_with_sources_makes_the_index_equal_to_them(built):
    carrel("update", "articles/soap.md")
    with Archive.open(built / "index_data") as archive:
        assert [article.id for article in archive.articles()] == ["articles-soap"]
    carrel("update", "articles")
    with Archive.open(built / "index_data") as archive:
        assert [article.id for article in archive.articles()] == ["idlib", "letter", "soap"]


def test_update_without_sources_takes_those_of_the_build_wherever_it_is_called(built, monkeypatch):
    carrel("build", "articles/soap.md")
    (built / "elsewhere").mkdir()
    monkeypatch.chdir(built / "elsewhere")
    os.utime(built / "articles/soap.md", (1, 1))
    assert carrel("--index", "../index_data", "update").stdout.startswith(
        "1 articles (none of them changed; 1 files read"
    )
    with Archive.open(built / "index_data") as archive:
        assert [article.id for article in archive.articles()] == ["articles-soap"]


def test_an_update_with_problems_ends_with_the_status_of_a_build_with_problems(built):
    write(built / "articles", {"empty.md": ""})
    for _ in range(2):
        *_, summary = told(carrel("update", status=3))
        assert summary == "Updated, with problems: 1 × empty file"


def test_an_update_of_sources_that_are_gone_is_a_usage_error_and_the_index_stays(built):
    (built / "articles").rename(built / "moved")
    assert "articles" in refusal("update", status=2)
    assert "Idlib" in carrel("search", "idlib").stdout


@pytest.mark.parametrize("name", ["missing", "articles/missing.md"])
def test_a_source_that_is_not_there_is_a_usage_error_that_names_it(desk, name):
    assert name in refusal("build", name, status=2)
    assert not (desk / "index_data" / "CURRENT").exists()


def test_nothing_to_index_fails_and_the_live_index_stays(built):
    write(built / "void", {"empty.md": ""})
    assert "live index is as it was" in refusal("build", "void")
    assert "Idlib" in carrel("search", "idlib").stdout


def test_while_another_builds_a_build_is_refused_and_searching_goes_on(built):
    with Generations(built / "index_data").writing():
        assert "Wait until it is done" in refusal("build", "articles")
        assert "Idlib" in carrel("search", "idlib").stdout


@pytest.mark.parametrize("arguments", [["search", "x"], ["show", "x"], ["stats"], ["check"], ["update"]])
def test_without_an_index_every_command_names_the_remedy(desk, arguments):
    assert "Build one: carrel build" in refusal(*arguments)


def test_the_index_can_be_named_by_option_variable_and_file(built, tmp_path):
    elsewhere = built / "elsewhere"
    Archive.build(elsewhere, [built / "articles" / "soap.md"])
    assert '"total": 1' in carrel("--index", "elsewhere", "search", "--json").stdout
    assert '"total": 1' in carrel("search", "--json", CARREL_INDEX=str(elsewhere)).stdout
    (built / "carrel.toml").write_text('index = "elsewhere"\n')
    assert '"total": 1' in carrel("search", "--json").stdout
    assert '"total": 3' in carrel("--index", "index_data", "search", "--json").stdout


def test_search_shows_what_was_understood_the_hits_with_their_marks_and_the_facets(built):
    output = carrel("search", "idlib soap").stdout
    assert output.splitlines()[0].endswith(": 1 of 3")
    assert "  1. Olive Oil and *Soap*\n" in output
    assert "Economy Desk · The Courier · 2012 · soap\n" in output
    assert "*Idlib's*" in output
    assert "\nTheme: History 1, Trade 1\n" in output


def test_a_hit_without_a_date_is_undated_and_values_not_given_are_counted(built):
    output = carrel("search").stdout
    assert "undated · letter" in output
    assert re.search(r"^Region: .*none given 2", output, re.MULTILINE)


def test_json_is_the_total_the_hits_the_facets_and_the_histogram(built):
    record = json.loads(carrel("search", "olives", "--json").stdout)
    assert record["total"] == 3
    assert {hit["id"] for hit in record["hits"]} == {"idlib", "soap", "letter"}
    first = next(hit for hit in record["hits"] if hit["id"] == "idlib")
    assert (first["authors"], first["date"], first["source"]) == (
        ["Map Room", "History Desk"],
        "2016-03-04",
        "The Mail",
    )
    assert {"text": "olives", "marked": True} in [segment for snippet in first["snippets"] for segment in snippet]
    assert list(record["facets"]) == ["region", "theme", "report", "author", "source"]
    assert {(one["value"], one["count"]) for one in record["facets"]["theme"]["values"]} == {
        ("History", 2),
        ("Trade", 1),
        (None, 1),
    }
    assert record["histogram"]["undated"] == 1
    assert sum(bar["count"] for bar in record["histogram"]["bars"]) == 2


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--theme", "History"], {"idlib", "soap"}),
        (["--theme", "History", "--theme", "Trade"], {"idlib", "soap"}),
        (["--theme", "History", "--author", "Map Room"], {"idlib"}),
        (["--theme", "none"], {"letter"}),
        (["--theme", "none", "--theme", "Trade"], {"letter", "soap"}),
        (["--not-theme", "Trade"], {"idlib", "letter"}),
        (["--not-theme", "none"], {"idlib", "soap"}),
        (["--region", "Middle East & North Africa", "--not-author", "Map Room"], set()),
        (["--source", "The Courier"], {"soap"}),
        (["--report", "none", "--from", "2016"], {"idlib"}),
        (["--from", "2012", "--to", "2012-12"], {"soap"}),
        (["--to", "2016-03-03"], {"soap"}),
        (["merchants somebody", "--any"], {"soap", "letter"}),
        (["olive", "--exact"], {"soap"}),
        (["olive"], {"idlib", "soap", "letter"}),
        (["author:map OR title:letter"], {"idlib", "letter"}),
        (["idlib -soap"], {"idlib"}),
    ],
)
def test_words_filters_and_dates_choose_the_articles(built, arguments, found):
    record = json.loads(carrel("search", *arguments, "--json").stdout)
    assert {hit["id"] for hit in record["hits"]} == found
    assert record["total"] == len(found)


def test_a_page_is_cut_by_offset_and_limit_and_sorted(built):
    def ids(*arguments):
        return [hit["id"] for hit in json.loads(carrel("search", "--json", *arguments).stdout)["hits"]]

    assert ids("--sort", "newest") == ["idlib", "soap", "letter"]
    assert ids("--sort", "oldest", "--limit", "1") == ["soap"]
    assert ids("--sort", "newest", "--offset", "1") == ["soap", "letter"]
    assert ids("--offset", "100") == []


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["search", '"open'], 2),
        (["search", "oil AND"], 2),
        (["search", "nofield:oil"], 2),
        (["search", "--from", "2012-13"], 2),
        (["search", "--from", "2013", "--to", "2012"], 2),
        (["show", "no-such-article"], 1),
    ],
)
def test_a_mistake_is_one_line_on_stderr(built, arguments, status):
    assert refusal(*arguments, status=status)


@pytest.mark.parametrize(
    "arguments",
    [["serach"], ["search", "--sort", "best"], ["search", "--limit", "-1"], ["search", "--planet", "x"], ["show"]],
)
def test_what_the_command_line_does_not_know_is_a_usage_error(built, arguments):
    assert carrel(*arguments, status=2).stdout == ""


def test_show_prints_an_article_with_its_facts(built):
    output = carrel("show", "idlib").stdout
    assert output.startswith("The Groves of Idlib\nBy: Map Room, History Desk\nPublished: The Mail, 2016-03-04\n")
    assert "Region: Middle East & North Africa\n" in output
    assert "\nIdlib is a town of olives.\n" in output
    assert "Published: undated\n" in carrel("show", "letter").stdout


def test_show_gives_json_with_every_paragraph(built):
    record = json.loads(carrel("show", "soap", "--json").stdout)
    assert (record["title"], record["themes"]) == ("Olive Oil and Soap", ["Trade", "History"])
    assert [paragraph["text"] for paragraph in record["paragraphs"]] == [
        "Merchants sold soap of Idlib's oil as far as Alexandria."
    ]


def test_stats_tells_what_the_archive_holds_and_what_went_wrong(desk):
    write(desk / "articles", {"empty.md": ""})
    carrel("build", "articles", status=3)
    output = carrel("stats").stdout
    assert re.search(r"^Articles +3$", output, re.MULTILINE)
    assert re.search(r"^Dates +2012-01-01 to 2016-03-04, 1 undated$", output, re.MULTILINE)
    assert re.search(r"^Problem +1 × empty file \(.*empty\.md", output, re.MULTILINE)
    assert re.search(r"^Publication +The Courier 1$", output, re.MULTILINE)


def test_the_undated_are_found_alone(built):
    assert '"total": 1' in carrel("search", "--undated", "--json").stdout


def test_stats_names_the_gaps(desk):
    days = [f"{month} {day}, 2001" for month in ("January", "March") for day in range(1, 13)]
    write(desk / "daily", {f"{day}.md": f"# Of a day\n\n{day}\n\nText." for day in days})
    carrel("build", "daily")
    assert re.search("^No articles +from 13 January 2001 to 28 February 2001$", carrel("stats").stdout, re.MULTILINE)


def test_stats_of_an_archive_without_dates_says_so(desk):
    carrel("build", "articles/letter.md")
    assert "none dated, 1 undated" in carrel("stats").stdout


def test_check_proves_a_sound_index(built):
    assert carrel("check").stdout == "Every file is as it was written, and every article can be read.\n"


def test_check_names_the_file_that_is_damaged_and_the_remedy(built):
    largest = max(built.glob("index_data/g-*/*"), key=lambda path: path.stat().st_size)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    result = carrel("check", status=1)
    assert result.stdout == ""
    assert largest.name in result.stderr
    assert "carrel build" in result.stderr


def test_settings_shows_each_value_and_where_it_comes_from(desk):
    (desk / "carrel.toml").write_text('port = 9000\nsources = ["articles"]\n')
    output = carrel("settings", CARREL_TITLE="Levant Papers").stdout
    assert re.search(r"^title +Levant Papers  \(CARREL_TITLE\)$", output, re.MULTILINE)
    assert re.search(r"^port +9000  \(carrel\.toml\)$", output, re.MULTILINE)
    assert re.search(r"^host +127\.0\.0\.1  \(default\)$", output, re.MULTILINE)
    assert f"index            {desk / 'index_data'}" in output


def test_a_wrong_setting_is_a_usage_error_of_every_command(desk):
    (desk / "carrel.toml").write_text("prot = 9000\n")
    for command in ("settings", "stats", "check"):
        assert "Did you mean port?" in refusal(command, status=2)


def test_on_a_terminal_matches_are_coloured_and_a_bar_tells_how_far_a_build_is(desk):
    """By a pseudo-terminal, which is what decides it."""
    pytest.importorskip("pty", reason="this system has no pseudo-terminals")
    program = "import sys, pty; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
    command = [sys.executable, "-c", "from webui.cli import main; main()"]

    def typed(*arguments):
        spawned = [sys.executable, "-c", program, *command, *arguments]
        return subprocess.run(spawned, stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout.decode()

    assert click.unstyle(typed("build", "articles")).count("3 articles (") == 1
    assert click.style("Idlib", fg="yellow", bold=True, underline=True) in typed("search", "idlib")


def test_where_no_terminal_is_a_long_build_prints_a_line_now_and_then(desk, monkeypatch):
    monkeypatch.setattr("indexer.terminal._LINE_EVERY", 0.0)
    lines = carrel("build", "articles").stderr.splitlines()
    assert {"1 of 3 files", "2 of 3 files"} <= {line.split(",")[0] for line in lines}
    assert all(re.search(r", \d articles, [\d,]+ articles/s$", line) for line in lines)


def test_an_error_of_our_own_is_not_hidden(built, monkeypatch):
    monkeypatch.setattr(Archive, "statistics", lambda _: 1 / 0)
    result = CliRunner().invoke(cli, ["stats"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_the_version_is_the_package_s():
    assert re.match(r"carrel, version \d+\.\d+\.\d+\n", carrel("--version").stdout)


def test_a_mistaken_query_is_a_usage_error_with_its_mend(built):
    line = refusal("search", "(olives OR", status=2)
    assert ", at character" in line
    assert line.endswith("Search for (olives) or olives?")
