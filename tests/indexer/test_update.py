"""An update makes what a build of the same inputs would make."""

import gzip
import itertools
import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_engine import PaperEngine

from indexer import Archive
from indexer.articles.reader import parse_task
from indexer.build import Plan, build
from indexer.errors import BuildError
from indexer.generations import Generations
from indexer.update import update

ENGINE = PaperEngine()
clock = itertools.count(1_600_000_000)


def plan_of(folder, **changes):
    return replace(Plan([folder], folder, 1_000_000, 1, lambda _: None), **changes)


def write(path, records):
    """Records as JSON Lines, or one as a plain text; of a time of its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".jsonl":
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records))
    else:
        path.write_text(f"{records[0]['title'] or 'Untitled'}\n\n{records[0]['body']}\n")
    now = next(clock)
    os.utime(path, (now, now))


def built(index, inputs, **changes):
    return build(Generations(index), ENGINE, plan_of(inputs, **changes))


def updated(index, inputs, **changes):
    generations = Generations(index)
    with generations.updating(ENGINE.name) as live:
        return update(generations, ENGINE, live, plan_of(inputs, **changes))


def content(index):
    """Everything that can be known of an index but times, and names of files."""
    live = Generations(index).live()
    snapshot = ENGINE.open(live.folder, live.manifest)
    manifest = live.manifest
    return (
        list(snapshot.articles()),
        manifest.content,
        manifest.version.partition("-")[2],
        manifest.article_count,
        manifest.copy_count,
        manifest.skipped_count,
        manifest.problems,
        manifest.fingerprint,
        manifest.sources,
    )


RECORDS = st.fixed_dictionaries(
    {"title": st.sampled_from(["", "Oil", "Tin", "Zinc"]), "body": st.sampled_from(["", "Much.", "Little."])},
    optional={"id": st.sampled_from(["a", "A", "a b", "b", "one", "two-1", "c"])},
)
FILES = st.dictionaries(
    st.sampled_from(["one.txt", "two.jsonl", "x/one.jsonl", "x/two.txt", "y/three.jsonl", "skip.me"]),
    st.lists(RECORDS, min_size=1, max_size=7),
    min_size=1,
    max_size=5,
)


STATES = st.lists(FILES, min_size=2, max_size=4)


@settings(max_examples=10)
@given(STATES)
def test_updates_end_where_a_build_of_the_same_inputs_does(states):
    check_updates_through(states)


@pytest.mark.soak
@settings(max_examples=500)
@given(STATES)
def test_many_updates_end_where_a_build_of_the_same_inputs_does(states):
    check_updates_through(states)


def check_updates_through(states):
    """Let the inputs be in each of these states in turn."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs, index = folder / "inputs", folder / "index"
        write(inputs / "always.jsonl", [{"id": "always", "title": "Always", "body": "here"}])
        before = {}
        for number, state in enumerate(states):
            for gone in before.keys() - state.keys():
                (inputs / gone).unlink()
            for file, records in state.items():
                if before.get(file) != records:
                    write(inputs / file, records)
            before = state
            if number:
                report = updated(index, inputs)
                assert report.articles == len(content(index)[0])
            else:
                built(index, inputs)
            built(folder / "fresh", inputs)
            assert content(index) == content(folder / "fresh")
            named = Generations(index).named()
            assert not updated(index, inputs).is_changed
            assert Generations(index).named() == named
            assert list(Generations(index).live().faults()) == []


@pytest.fixture
def inputs(tmp_path):
    """Two files of records and a text."""
    write(tmp_path / "inputs/a.jsonl", [{"id": "a1", "title": "Oil", "body": "x"}, {"id": "a2", "title": "Tin"}])
    write(tmp_path / "inputs/b.jsonl", [{"id": "b1", "title": "Oil", "body": "x"}, {"id": "b2", "title": "Zinc"}])
    write(tmp_path / "inputs/sub/c.txt", [{"title": "Lead", "body": "heavy"}])
    return tmp_path / "inputs"


@pytest.fixture
def index(tmp_path, inputs):
    built(tmp_path / "index", inputs)
    return tmp_path / "index"


def ids(index):
    return [article.id for article in content(index)[0]]


def test_inputs_that_nobody_touched_are_not_read(index, inputs, monkeypatch):
    write(inputs / "d.jsonl", [{"id": "d1", "title": "Salt"}])
    read = []
    monkeypatch.setattr(
        "indexer.worker.parse_task", lambda task, **limits: read.append(task) or parse_task(task, **limits)
    )
    report = updated(index, inputs)
    assert [[source.name for source in task.inputs] for task in read] == [["d.jsonl"]]
    assert (report.added, report.deleted, report.files_read, report.files_untouched) == (1, 0, 1, 3)
    assert ids(index) == ["a1", "a2", "b2", "d1", "sub-c"]


def test_only_what_changed_in_a_file_is_written(index, inputs):
    write(inputs / "b.jsonl", [{"id": "b1", "title": "Oil", "body": "x"}, {"id": "b2", "title": "Zinc", "body": "new"}])
    report = updated(index, inputs)
    assert (report.added, report.replaced, report.deleted, report.articles) == (0, 1, 0, 4)


def test_a_copy_becomes_the_article_when_its_twin_goes_and_its_file_is_read_for_it(index, inputs):
    write(inputs / "a.jsonl", [{"id": "a2", "title": "Tin"}])
    report = updated(index, inputs)
    assert ids(index) == ["a2", "b1", "b2", "sub-c"]
    assert (report.files_read, report.files_untouched, report.copies) == (2, 1, 0)


def test_a_file_that_changed_while_nobody_could_know_is_not_trusted(index, inputs):
    """Its content has changed, and neither its size nor its time has; and an article of it is needed."""
    times = (inputs / "b.jsonl").stat().st_mtime_ns
    (inputs / "b.jsonl").write_text((inputs / "b.jsonl").read_text().replace('"x"', '"y"'))
    os.utime(inputs / "b.jsonl", ns=(times, times))
    write(inputs / "a.jsonl", [{"id": "a2", "title": "Tin"}])
    named = Generations(index).named()
    with pytest.raises(BuildError, match=r"b\.jsonl#1 cannot be read again.*carrel build"):
        updated(index, inputs)
    assert Generations(index).named() == named
    assert debris(index) == []


def debris(index):
    """The files that neither the live generation names nor the one before it."""
    live = Generations(index).live()
    named = {
        index / live.named.partition("/")[0] / name for name in (*live.manifest.files, f"{live.manifest.name}.json")
    }
    if live.manifest.previous:
        before = Generations(index)._generation(live.manifest.previous)
        named |= {before.folder / name for name in (*before.manifest.files, f"{before.manifest.name}.json")}
    return sorted(path for path in index.glob("g-*/*") if path not in named and path.name != "sample")


def test_what_is_gone_from_the_inputs_is_deleted(index, inputs):
    (inputs / "a.jsonl").unlink()
    assert updated(index, inputs).deleted == 2
    assert ids(index) == ["b1", "b2", "sub-c"]


def test_what_cannot_be_read_is_kept(index, inputs):
    """A broken file, an emptied one, and one that is refused by its size: nothing of them is lost."""
    (inputs / "a.jsonl").write_bytes(b"\x1f\x8b broken")
    (inputs / "a.jsonl").rename(inputs / "a.jsonl.gz")
    (inputs / "sub/c.txt").write_text("")
    report = updated(index, inputs)
    assert "sub-c" in ids(index)
    assert {one.kind for one in report.problems} == {"broken gzip", "empty file"}
    assert not updated(index, inputs).is_changed
    write(inputs / "sub/c.txt", [{"title": "Lead", "body": "light"}])
    assert updated(index, inputs).replaced == 1


def test_a_file_that_breaks_off_keeps_what_stood_behind(tmp_path):
    inputs, index = tmp_path / "inputs", tmp_path / "index"
    inputs.mkdir()
    lines = [
        json.dumps({"id": f"r{number}", "title": f"T{number}", "body": os.urandom(500).hex()}) for number in range(9)
    ]
    packed = gzip.compress("\n".join(lines).encode())
    (inputs / "a.jsonl.gz").write_bytes(packed)
    built(index, inputs)
    before = content(index)[0]
    (inputs / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    report = updated(index, inputs)
    assert [one.kind for one in report.problems] == ["broken gzip"]
    assert not report.deleted
    assert content(index)[0] == before
    lines[0] = json.dumps({"id": "r0", "title": "T0", "body": "new"})
    (inputs / "a.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[:8]).encode()))
    report = updated(index, inputs)
    assert (report.replaced, report.deleted, report.problems) == (1, 1, ())


def test_a_folder_that_cannot_be_looked_at_keeps_its_articles(index, inputs, monkeypatch):
    scandir = os.scandir

    def refused(path):
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", refused)
    report = updated(index, inputs)
    assert [one.kind for one in report.problems] == ["unreadable folder"]
    assert sorted(ids(index)) == ["a1", "a2", "b2", "sub-c"]
    assert not updated(index, inputs).is_changed
    monkeypatch.undo()
    assert updated(index, inputs).problems == ()


def test_another_limit_of_size_has_everything_read_again(index, inputs):
    (inputs / "sub/c.txt").write_text("Lead\n\n" + "heavy " * 100)
    assert updated(index, inputs, max_bytes=100).files_read == 3
    assert updated(index, inputs, max_bytes=100).files_read == 1  # it may be readable by now
    assert updated(index, inputs, max_bytes=10_000).replaced == 1


def test_touched_files_of_the_same_content_are_the_same_archive(index, inputs):
    before = content(index)
    os.utime(inputs / "a.jsonl", (1, 1))
    report = updated(index, inputs)
    assert report.is_changed
    assert (report.added, report.replaced, report.deleted) == (0, 0, 0)
    assert content(index)[:7] == before[:7]
    assert report.version == Generations(index).live().manifest.version
    assert updated(index, inputs).files_read == 0


def test_nothing_left_to_index_is_an_error_and_the_index_stays(index, inputs):
    for path in inputs.rglob("*.*"):
        path.unlink()
    with pytest.raises(BuildError, match="nothing to index"):
        updated(index, inputs)
    assert len(ids(index)) == 4


def test_articles_are_first_indexed_once(index, inputs):
    def times():
        live = Generations(index).live()
        return ENGINE.open(live.folder, live.manifest).first_indexed

    before = times()
    write(inputs / "b.jsonl", [{"id": "b2", "title": "Zinc", "body": "new"}, {"id": "b3", "title": "Salt"}])
    updated(index, inputs)
    after = times()
    assert {one: after[one] for one in ("a1", "a2", "b2")} == {one: before[one] for one in ("a1", "a2", "b2")}
    assert after["b3"] > max(before.values())
    built(index, inputs)
    assert times() == after


def test_a_failed_update_leaves_no_file(index, inputs):
    named = Generations(index).named()
    write(inputs / "d.jsonl", [{"title": f"T{number}"} for number in range(40)] + [{"title": "Fail"}])
    with pytest.raises(ZeroDivisionError):
        updated(index, inputs)
    write(inputs / "d.jsonl", [{"title": f"T{number}"} for number in range(40)] + [{"title": "Full"}])
    with pytest.raises(BuildError, match=r"The update failed.*No space left.*as it was"):
        updated(index, inputs)
    assert Generations(index).named() == named
    assert debris(index) == []


def test_a_file_of_another_folder_is_another_file(tmp_path):
    for folder, body in (("one", "Old."), ("two", "New.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.md").write_text(f"# Oil\n\n{body}\n")
        os.utime(tmp_path / folder / "x.md", (10**9, 10**9))
    built(tmp_path / "index", tmp_path / "one")
    report = updated(tmp_path / "index", tmp_path / "two")
    assert (report.files_read, report.replaced) == (1, 1)
    assert [one.body for one in content(tmp_path / "index")[0]] == ["New."]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere, names of folders are Unicode")
def test_a_folder_may_have_a_name_that_is_no_text(tmp_path):
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    write(folder / "one.txt", [{"title": "Oil", "body": "Much."}])
    Archive.build(tmp_path / "index", [folder], root=folder)
    assert Generations(tmp_path / "index").live().manifest.sources == (str(folder),)
    assert not Archive.update(tmp_path / "index").is_changed
    write(folder / "two.txt", [{"title": "Tin", "body": "Little."}])
    report = Archive.update(tmp_path / "index")
    assert (report.added, report.files_read, report.files_untouched) == (1, 1, 1)
    assert Archive.check(tmp_path / "index") == ()
