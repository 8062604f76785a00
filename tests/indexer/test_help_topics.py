"""`carrel help`: topics and commands, and how to search as printed text."""

import re

import pytest
from click.testing import CliRunner

from indexer.printed_guide import guide_as_text
from indexer.query.guide import text_segments
from indexer.query.language_guide import GUIDE
from webui.cli import cli

PRINTED = guide_as_text(GUIDE)
EXAMPLES = [example for section in GUIDE.sections for example in section.examples]


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    """A working folder without settings or an index: help needs neither."""
    monkeypatch.chdir(tmp_path)


def carrel(*arguments, status=0):
    result = CliRunner().invoke(cli, arguments, prog_name="carrel")
    assert result.exit_code == status, result.output
    return result


def spaced_once(text):
    return " ".join("".join(segment.text for segment in text_segments(text)).split())


def test_help_on_queries_is_the_guide():
    assert carrel("help", "query").stdout == PRINTED + "\n"
    assert carrel("help", "QUERY").stdout == PRINTED + "\n"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.typed)
def test_the_guide_shows_an_example_beside_what_it_finds(example):
    option = {("any", False): " (--any)", ("all", True): " (--exact)"}.get((example.match, example.exact), "")
    assert f"{example.typed} {spaced_once(example.finds)}{option}" in spaced_once(PRINTED)


def test_the_guide_shows_every_section_and_every_field():
    printed = spaced_once(PRINTED)
    for section in GUIDE.sections:
        assert f"\n\n{section.heading}\n  " in PRINTED
        assert spaced_once(section.introduction) in printed
        for field in section.fields:
            assert f"{field.label} {' '.join(field.names)}" in printed


def test_the_guide_fits_a_terminal_of_100_columns_and_its_examples_are_aligned():
    assert max(map(len, PRINTED.splitlines())) <= 100
    rows = [re.search(rf"^  {re.escape(example.typed)}  +(?=\S)", PRINTED, re.MULTILINE) for example in EXAMPLES]
    assert len({len(row[0]) for row in rows}) == 1


def test_help_alone_lists_topics_and_commands():
    listed = carrel("help").stdout
    for name in ("query", *cli.commands):
        assert re.search(rf"^  {name} +\w", listed, re.MULTILINE), name
    assert max(map(len, listed.splitlines())) <= 100


def test_help_on_a_command_is_its_own():
    own = carrel("search", "--help").stdout
    assert carrel("help", "search").stdout == own


def test_help_on_nothing_known_names_what_there_is():
    result = carrel("help", "searching", status=2)
    assert result.stdout == ""
    assert result.stderr.startswith("carrel: There is no help on 'searching'. There is on query, build, check, ")
    assert len(result.stderr.splitlines()) == 1
