"""The papers tell the truth: what they show can be typed, and what they point to is there."""

import lzma
import os
import re
import shlex
import shutil
import tomllib
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from indexer import Archive
from indexer.query.guide import Example
from indexer.query.language_guide import GUIDE
from indexer.settings import load
from webui.cli import cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md", "index_data/README.md")


def blocks(text, language):
    """The code blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def typed(line):
    """A line of shell: the variables set before it, and its words; comments left out."""
    words = shlex.split(line, comments=True)
    count = next((place for place, word in enumerate(words) if "=" not in word), len(words))
    return dict(word.split("=", 1) for word in words[:count]), words[count:]


def carrel_lines(text):
    """The lines of a text that call carrel."""
    return [line.strip() for line in text.splitlines() if re.match(r"\s*([A-Z_]+=('[^']*'|\S+) )?(\S*/)?carrel ", line)]


COMMANDS = {name: click.Context(command, info_name=name).get_help() for name, command in sorted(cli.commands.items())}
GROUP_HELP = click.Context(cli, info_name="carrel").get_help()
README_LINES = [line for block in blocks(README, "sh") for line in carrel_lines(block)]
HELP_LINES = [line for text in (GROUP_HELP, *COMMANDS.values()) for line in carrel_lines(text)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder with an index of seeds/, and with every input that an example names."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("seeds", "articles", "path/to/articles"):
        shutil.copytree(ROOT / "seeds", folder / name)
    record = '{"title": "A lighthouse", "body": "Ships steered for a fire on an island."}\n'
    (folder / "more").mkdir()
    for name in ("newswire.jsonl.xz", "more/newswire.jsonl.xz"):
        (folder / name).write_bytes(lzma.compress(record.encode()))
    Archive.build(folder / "index_data", [folder / "seeds"], root=folder)
    return folder


@pytest.fixture
def at_desk(desk, monkeypatch):
    monkeypatch.chdir(desk)
    return desk


def run(line):
    """Type a line; a command that would serve for ever is only parsed."""
    variables, (program, *arguments) = typed(line)
    assert Path(program).name == "carrel"
    if arguments[0] == "serve":
        cli.commands["serve"].make_context("serve", arguments[1:])
        return ""
    result = CliRunner(env=variables).invoke(cli, arguments, prog_name="carrel")
    assert result.exit_code == 0, result.output
    return result.output


def test_the_papers_hold_examples():
    assert len(README_LINES) >= 8
    assert len(HELP_LINES) >= len(COMMANDS)


@pytest.mark.parametrize("line", sorted({*README_LINES, *HELP_LINES}))
def test_an_example_can_be_typed(at_desk, line):
    output = run(line)
    if "settings" in line.split():
        variables, _ = typed(line)
        assert all(value in output for value in variables.values())


def test_an_example_of_a_search_finds_something(at_desk):
    searches = [line for line in (*README_LINES, *HELP_LINES) if " search " in line]
    for line in searches:
        assert "\n  1. " in run(line) or '"score"' in run(line), line


def test_help_names_every_command_and_each_has_an_example():
    assert {"build", "search", "show", "stats", "check", "settings", "serve"} <= set(COMMANDS)
    for name, text in COMMANDS.items():
        assert re.search(rf"^  {name}\b", GROUP_HELP, re.MULTILINE)
        example = text.partition("Example:\n")[2]
        assert re.search(rf"\bcarrel {name}\b", example), name
    assert "Example:" in GROUP_HELP


def test_the_readme_shows_every_command():
    assert {typed(line)[1][1] for line in README_LINES} >= set(COMMANDS)


def test_the_readme_s_python_runs(at_desk, capsys):
    (program,) = blocks(README, "python")
    exec(compile(program, "README.md", "exec"), {})
    assert "Al Qaeda's Idlib Stronghold" in capsys.readouterr().out


def test_the_readme_s_settings_are_settings(tmp_path):
    (text,) = blocks(README, "toml")
    (tmp_path / "carrel.toml").write_text(text, "utf-8")
    settings = load(tmp_path, {})
    assert settings.title == "The Harbour Archive"
    assert settings.sources == (tmp_path.resolve() / "articles",)


def test_the_checkout_s_own_settings_index_the_seeds():
    settings = load(ROOT, {})
    assert settings.sources == (ROOT / "seeds",)
    assert settings.index == ROOT / "index_data"


QUERY_TABLE = README.partition("## What you can type")[2].partition("\n## ")[0]
QUERIES = re.findall(r"^\| `(.*?)` \| (.*?) \|$", QUERY_TABLE, re.MULTILINE)


def test_the_readme_shows_queries():
    assert len(QUERIES) == len(QUERY_TABLE.strip().partition("\n\n")[0].splitlines()) - 2 >= 12


@pytest.mark.parametrize(("typed", "finds"), QUERIES)
def test_a_query_of_the_readme_is_one_of_the_guide(typed, finds):
    guided = [example for section in GUIDE.sections for example in section.examples]
    assert Example(typed, finds) in guided


@pytest.mark.parametrize("text", ["idlib", "author:lendman", '"demilitarized zone"'])
def test_the_searches_that_the_readme_begins_with_find_the_model_article(desk, text):
    assert f"`{text}`" in README
    with Archive.open(desk / "index_data") as archive:
        assert "000_c5189b488046250e" in {hit.id for hit in archive.search(text).hits}


@pytest.mark.parametrize("paper", PAPERS)
def test_a_link_leads_to_a_file(paper):
    text = re.sub(r"^```.*?^```", "", (ROOT / paper).read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"https?://|#", target):
            assert ((ROOT / paper).parent / target.partition("#")[0]).exists(), target


# Made while Carrel runs, or by make: not there in a fresh checkout.
MADE = ("index_data/", ".venv", "CURRENT", "lock", "g-", "manifest-")
PATH = re.compile(
    r"(?:\.?[\w*-]+/)*\.?[\w*-]+(?:/|\.(?:py|md|txt|toml|lock|lark|html|css|js|svg|png|jsonl|csv))\Z|\.ci/run\Z"
)


def named_paths(text):
    """What stands in backticks and looks like a path of the checkout."""
    for name in re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)):
        if PATH.match(name) and not name.startswith(MADE):
            yield name


@pytest.mark.parametrize("paper", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_a_path_that_is_named_exists(paper):
    for name in named_paths((ROOT / paper).read_text("utf-8")):
        homes = (ROOT, ROOT / "indexer", ROOT / "webui", ROOT / "tests")
        assert any(any(home.glob(name.rstrip("/"))) for home in homes), name


def test_architecture_names_modules_that_exist():
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    for name in set(re.findall(r"`((?:indexer|webui)(?:\.[a-z_]+)+)(?:\.[A-Z]\w*)?(?:\(\))?`", text)):
        assert any((ROOT / name.replace(".", os.sep)).with_suffix(end).exists() for end in (".py", "")), name


def test_architecture_gives_the_reason_of_every_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").lower()
    for requirement in project["dependencies"]:
        assert re.match(r"[\w-]+", requirement)[0].lower() in text, requirement
