"""Which files are inputs, how they are named, and what stands in the way."""

import os
from pathlib import Path

import pytest

from indexer.articles.sources import Format, Problem, discover, format_of, without_extension
from indexer.errors import UsageError


def fill(root, *names):
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return root


def names(discovery):
    return [found.name for found in discovery.inputs]


def faults(discovery):
    return [(problem.where, problem.kind) for problem in discovery.problems]


@pytest.mark.parametrize(
    ("name", "kind", "bare"),
    [
        ("a/b.md", Format.MARKDOWN, "a/b"),
        ("a.b.MARKDOWN", Format.MARKDOWN, "a.b"),
        ("a.txt", Format.PLAIN, "a"),
        ("a.xhtml", Format.HTML, "a"),
        ("a.jsonl", Format.JSON_LINES, "a"),
        ("a.ndjson.gz", Format.JSON_LINES, "a"),
        ("a.CSV.xz", Format.CSV, "a"),
        ("a.tsv", Format.CSV, "a"),
        ("a.md.gz", None, "a.md.gz"),
        ("a.json", None, "a.json"),
        ("md", None, "md"),
    ],
)
def test_a_name_promises_a_format(name, kind, bare):
    assert (format_of(name), without_extension(name)) == (kind, bare)


def test_folders_are_searched_in_the_order_of_names(tmp_path):
    fill(tmp_path, "b.md", "a/z.txt", "a/b/c.html", "c.jsonl.xz", "B.csv")
    assert names(discover([tmp_path])) == ["B.csv", "a/b/c.html", "a/z.txt", "b.md", "c.jsonl.xz"]


def test_an_input_knows_its_size_and_when_it_was_changed(tmp_path):
    fill(tmp_path, "a.md")
    os.utime(tmp_path / "a.md", ns=(1, 1_234_567_890_123_456_700))
    (found,) = discover([tmp_path]).inputs
    assert (found.path, found.size) == (tmp_path / "a.md", 1)
    assert found.modified == (tmp_path / "a.md").stat().st_mtime_ns


def test_what_is_no_article_is_skipped_and_counted(tmp_path):
    no_articles = ["README.md", "READMEfirst.txt", "a/readme.txt", "a/.hidden.md", "image.png", "noextension"]
    fill(tmp_path, *no_articles, ".git/x.md", "readmission.md")
    discovery = discover([tmp_path])
    assert names(discovery) == ["readmission.md"]
    assert sorted(discovery.skipped) == sorted([*no_articles, ".git"])
    assert discovery.problems == ()


def test_a_single_file_is_read_whatever_it_is_called(tmp_path):
    fill(tmp_path, ".hidden/README.md")
    assert names(discover([tmp_path / ".hidden/README.md"])) == ["README.md"]


def test_a_single_file_of_unknown_format_is_a_problem(tmp_path):
    fill(tmp_path, "a.pdf")
    assert faults(discover([tmp_path / "a.pdf"])) == [("a.pdf", "unknown format")]


def test_a_single_file_is_named_from_the_configured_root(tmp_path, monkeypatch):
    fill(tmp_path, "root/a/b.md", "elsewhere/c.md")
    sources = [Path("root/a/b.md"), Path("elsewhere/c.md")]
    monkeypatch.chdir(tmp_path)
    assert names(discover(sources, root=Path("root"))) == ["a/b.md", "c.md"]
    assert names(discover(sources)) == ["b.md", "c.md"]


@pytest.mark.parametrize("name", ["missing", "missing/a.md", "a.md/b.md"])
def test_a_source_that_does_not_exist_is_an_error_that_names_it(tmp_path, name):
    fill(tmp_path, "a.md")
    with pytest.raises(UsageError, match=name):
        discover([tmp_path, tmp_path / name])


def test_the_same_file_given_twice_is_read_once(tmp_path):
    fill(tmp_path, "a.md", "b/c.md")
    sources = [tmp_path / "a.md", tmp_path, tmp_path / "b", tmp_path / "b" / ".." / "a.md"]
    assert names(discover(sources)) == ["a.md", "b/c.md"]


def test_equal_paths_under_two_roots_are_told_apart(tmp_path):
    fill(tmp_path, "one/a.md", "two/a.md", "x/two/a.md", "y/two/a.md", "two/b.md")
    sources = [tmp_path / name for name in ("one", "two", "x/two", "y/two")]
    assert names(discover(sources)) == ["a.md", "two/a.md", "b.md", "two-2/a.md", "two-3/a.md"]
    files = [tmp_path / "one/a.md", tmp_path / "two/a.md"]
    assert names(discover(files)) == ["a.md", "two/a.md"]


def test_links_to_files_and_folders_are_followed_once(tmp_path):
    fill(tmp_path, "root/z.md", "outside/o.md", "outside/sub/p.md")
    root = tmp_path / "root"
    (root / "a.md").symlink_to("z.md")
    (root / "first").symlink_to(tmp_path / "outside")
    (root / "second").symlink_to(tmp_path / "outside")
    discovery = discover([root])
    assert names(discovery) == ["a.md", "first/o.md", "first/sub/p.md"]
    assert discovery.problems == ()


@pytest.mark.parametrize("target", [".", "..", "../..", "/"])
def test_a_link_to_a_folder_above_is_a_loop(tmp_path, target):
    fill(tmp_path, "root/a/b.md")
    (tmp_path / "root/a/loop").symlink_to(target)
    discovery = discover([tmp_path / "root"])
    assert names(discovery) == ["a/b.md"]
    assert faults(discovery) == [("a/loop", "symlink loop")]


def test_two_folders_that_link_to_each_other_are_a_loop(tmp_path):
    fill(tmp_path, "root/a.md", "other/b.md")
    (tmp_path / "root/other").symlink_to(tmp_path / "other")
    (tmp_path / "other/root").symlink_to(tmp_path / "root")
    discovery = discover([tmp_path / "root"])
    assert names(discovery) == ["a.md", "other/b.md"]
    assert faults(discovery) == [("other/root", "symlink loop")]


def test_links_that_multiply_ways_do_not_multiply_work(tmp_path):
    for level in range(30):
        fill(tmp_path, f"{level}/a.md")
        for side in ("left", "right"):
            (tmp_path / str(level) / side).symlink_to(tmp_path / str(level + 1))
    fill(tmp_path, "30/a.md")
    assert len(discover([tmp_path / "0"]).inputs) == 31


def test_links_that_lead_nowhere_are_problems(tmp_path):
    (tmp_path / "broken.md").symlink_to("missing")
    (tmp_path / "self.md").symlink_to("self.md")
    expected = [("broken.md", "unreadable file"), ("self.md", "symlink loop")]
    assert faults(discover([tmp_path])) == expected
    assert faults(discover([tmp_path / "broken.md", tmp_path / "self.md"])) == expected


def test_a_name_that_is_not_utf_8_is_a_problem_that_shows_it(tmp_path):
    fill(tmp_path, "good.md")
    try:
        (tmp_path / "caf\udce9").mkdir()
        fill(tmp_path, "\udcff.md")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    discovery = discover([tmp_path, tmp_path / "\udcff.md"])
    assert names(discovery) == ["good.md"]
    expected = [("caf\\xe9", "name not UTF-8"), ("\\xff.md", "name not UTF-8")]
    assert faults(discovery) == [*expected, expected[1]]


def test_a_folder_that_cannot_be_read_is_a_problem(tmp_path, monkeypatch):
    fill(tmp_path, "a/x.md", "b/y.md")
    scandir = os.scandir

    def refusing(path):
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    discovery = discover([tmp_path])
    assert names(discovery) == ["b/y.md"]
    assert discovery.problems == (Problem("a", "unreadable folder", "Permission denied"),)
    assert faults(discover([tmp_path / "a"])) == [(str(tmp_path / "a"), "unreadable folder")]


def test_a_file_that_cannot_be_asked_about_is_a_problem(tmp_path, monkeypatch):
    fill(tmp_path, "a.md")
    stat = Path.stat

    def refusing(path, **options):
        if path.name == "a.md":
            raise PermissionError(13, "Permission denied")
        return stat(path, **options)

    monkeypatch.setattr(Path, "stat", refusing)
    assert discover([tmp_path]).problems == (Problem("a.md", "unreadable file", "Permission denied"),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes have no names here")
def test_a_pipe_is_no_file(tmp_path):
    os.mkfifo(tmp_path / "a.md")
    assert faults(discover([tmp_path])) == [("a.md", "not a file")]
