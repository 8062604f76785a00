"""Generations: what is live, what is kept, and what a writer clears away."""

import json
import os

import pytest

from indexer import Archive
from indexer.articles.article import Article, Paragraph
from indexer.errors import BuildError, DamagedError, NoArchiveError
from indexer.generations import Generations


@pytest.fixture
def inputs(tmp_path):
    path = tmp_path / "inputs.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{number}", "title": f"Oil {number}"}) + "\n" for number in range(5)))
    return path


@pytest.fixture
def index(tmp_path, inputs):
    Archive.build(tmp_path / "index", [inputs])
    return tmp_path / "index"


def give(index, name):
    return Archive.update(index, articles=[Article(name, f"Given {name}", (Paragraph("Oil."),))])


def files_by_folder(index):
    return {folder.name: {path.name for path in folder.iterdir()} for folder in index.glob("g-*")}


def needed(index, named):
    manifest = Generations(index)._generation(named).manifest
    return {*manifest.files, f"{manifest.name}.json"}


def test_an_update_adds_a_manifest_to_the_folder_and_names_the_one_before(index):
    first = Generations(index).live()
    give(index, "a")
    second = Generations(index).live()
    assert (second.folder, second.manifest.number) == (first.folder, 2)
    assert second.named.startswith(f"{first.folder.name}/manifest-2")
    assert second.manifest.previous == first.named
    assert (second.manifest.sources, second.manifest.fingerprint) == (
        first.manifest.sources,
        first.manifest.fingerprint,
    )


def test_no_named_file_ever_changes(index):
    def state():
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in index.glob("g-*/*")}

    before = state()
    give(index, "a")
    after = state()
    assert {path: after[path] for path in before} == before


def test_what_the_live_generation_and_the_one_before_need_is_kept_and_nothing_else(index, inputs):
    for name in "abcdefghij":
        before = Generations(index).named()
        give(index, name)
        live = Generations(index).live()
        assert files_by_folder(index) == {live.folder.name: needed(index, live.named) | needed(index, before)}
    before = Generations(index).live()
    Archive.build(index, [inputs])
    live = Generations(index).live()
    assert files_by_folder(index) == {
        live.folder.name: needed(index, live.named),
        before.folder.name: needed(index, before.named),
    }


def test_the_generation_before_can_still_be_read(index):
    give(index, "a")
    live = Generations(index).live()
    (index / "CURRENT").write_text(live.manifest.previous)
    assert Archive.check(index) == ()
    with Archive.open(index) as archive:
        assert archive.search("oil").total == 5


@pytest.mark.parametrize("writer", ["build", "update"])
def test_a_writer_clears_what_the_dead_left(index, inputs, writer):
    live = Generations(index).live()
    debris = [live.folder / "segment-dead.seg", live.folder / "manifest-2.json", live.folder / "articles-2.col"]
    for path in debris:
        path.write_text("half")
    (index / "g-20200101T000000-abcdef").mkdir()
    if writer == "build":
        Archive.build(index, [inputs])
    else:
        give(index, "a")
        assert (live.folder / "articles-2.col").read_bytes() != b"half"
    assert not (live.folder / "segment-dead.seg").exists()
    assert not (index / "g-20200101T000000-abcdef").exists()
    assert Archive.check(index) == ()


def test_what_the_system_does_not_let_go_of_waits(index, monkeypatch):
    live = Generations(index).live()
    give(index, "a")
    unlink = os.unlink

    def held(path, **arguments):
        if str(path).endswith("articles-1.col"):
            raise PermissionError(13, "The file is open")
        unlink(path, **arguments)

    monkeypatch.setattr("os.unlink", held)
    monkeypatch.setattr("pathlib.os.unlink", held)
    give(index, "b")
    assert (live.folder / "articles-1.col").exists()
    monkeypatch.undo()
    give(index, "c")
    assert not (live.folder / "articles-1.col").exists()


def test_a_reader_that_is_overtaken_by_writers_opens_what_is_live_then(index, monkeypatch):
    """All files of what it read in CURRENT are cleared away before it has opened them."""
    from indexer import archive as module  # noqa: PLC0415

    engine = module.ENGINE
    overtaken = []

    class Slow:
        name = engine.name

        def open(self, folder, manifest):
            if not overtaken:
                overtaken.append(manifest.number)
                monkeypatch.setattr(module, "ENGINE", engine)
                give(index, "a")
                give(index, "b")
            return engine.open(folder, manifest)

    monkeypatch.setattr(module, "ENGINE", Slow())
    with Archive.open(index) as archive:
        assert overtaken == [1]
        assert archive.article_count == 7
        assert archive.is_current()


def test_a_damaged_generation_is_refused_for_an_update_and_nothing_is_cleared(index):
    live = Generations(index).live()
    segment = next(path for path in live.folder.iterdir() if path.suffix == ".seg")
    segment.write_bytes(segment.read_bytes()[:-1])
    (live.folder / "leftover").write_text("x")
    with pytest.raises(DamagedError, match="carrel build"):
        give(index, "a")
    assert (live.folder / "leftover").exists()


def test_an_update_of_a_damaged_ledger_is_refused(index):
    live = Generations(index).live()
    ledger = live.folder / "ledger-1"
    data = bytearray(ledger.read_bytes())
    data[len(data) // 3] ^= 1
    ledger.write_bytes(data)
    assert any("ledger-1" in fault for fault in Archive.check(index))
    with pytest.raises(DamagedError, match="carrel build"):
        Archive.update(index)
    assert Generations(index).named() == live.named
    assert give(index, "a").is_changed  # which needs no ledger


@pytest.mark.parametrize("is_there", [True, False], ids=["CURRENT is empty", "CURRENT is gone"])
def test_the_only_index_stays_until_there_is_another(index, inputs, tmp_path, is_there):
    before = files_by_folder(index)
    current = index / "CURRENT"
    named = current.read_text()
    if is_there:
        current.write_text("")
    else:
        current.unlink()
    with pytest.raises(DamagedError if is_there else NoArchiveError, match="carrel build"):
        Archive.open(index)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(BuildError):
        Archive.build(index, [tmp_path / "nothing"])
    assert files_by_folder(index) == before
    current.write_text(named)
    assert Archive.check(index) == ()
    current.write_text("")
    Archive.build(index, [inputs])
    live = Generations(index).live()
    assert files_by_folder(index) == {live.folder.name: needed(index, live.named)}


@pytest.mark.parametrize("name", ["file", "file/index"])
def test_an_index_cannot_be_where_a_file_is(tmp_path, inputs, name):
    (tmp_path / "file").write_text("text")
    with pytest.raises(BuildError, match="another folder"):
        Archive.build(tmp_path / name, [inputs])
