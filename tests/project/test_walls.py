"""The walls between the parts: who may import what."""

import ast
import functools
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*ROOT.glob("indexer/**/*.py"), *ROOT.glob("webui/**/*.py")])


@functools.cache
def nodes(path):
    """The nodes of a module's tree; to parse all of them takes seconds."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))


@functools.cache
def imported(path):
    """The modules that a file imports, wherever in it."""
    names = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            names.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return names


def importers(package):
    return {
        path.relative_to(ROOT).as_posix()
        for path in MODULES
        if any(name == package or name.startswith(f"{package}.") for name in imported(path))
    }


def test_there_are_modules_to_look_at():
    assert len(MODULES) > 40


@pytest.mark.parametrize(
    ("package", "home"),
    [
        ("whoosh", "indexer/engine/whoosh/"),
        ("opensearchpy", "indexer/engine/opensearch/"),
        ("flask", "webui/"),
        ("werkzeug", "webui/"),
        ("waitress", "webui/"),
        ("webui", "webui/"),
        ("lark", "indexer/query/"),
        ("bs4", "indexer/articles/"),
        ("trafilatura", "indexer/articles/"),
        ("markdown_it", "indexer/articles/"),
        ("click", ("indexer/cli.py", "indexer/search_commands.py", "indexer/terminal", "webui/cli.py")),
        ("rich", "indexer/terminal.py"),
    ],
)
def test_a_package_is_imported_only_where_it_lives(package, home):
    outside = {path for path in importers(package) if not path.startswith(home)}
    assert not outside


def test_only_the_archive_knows_the_engine():
    whoosh_engine = importers("indexer.engine.whoosh")
    outside = {path for path in whoosh_engine if not path.startswith("indexer/engine/whoosh/")}
    assert outside == {"indexer/upkeep.py"}


def test_the_web_sees_no_engine_and_no_reader_of_inputs():
    for inner in ("indexer.engine", "indexer.generations", "indexer.build", "indexer.articles.reader"):
        assert not {path for path in importers(inner) if path.startswith("webui/")}


def test_a_field_is_named_in_the_field_table_alone():
    """As a string literal that stands for a field; labels in inputs and keys of records are not meant."""
    names = {"region", "theme", "report", "author"}
    for path in sorted(
        [*ROOT.glob("indexer/engine/**/*.py"), *ROOT.glob("webui/**/*.py"), ROOT / "indexer/archive.py"]
    ):
        constants = {node.value for node in nodes(path) if isinstance(node, ast.Constant)}
        assert not constants & names, path
