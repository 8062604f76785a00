"""A manifest is read as it was written, and anything else is damage, whatever its digest says."""

import json
from dataclasses import replace

import pytest

from indexer import Archive
from indexer.engine.whoosh import WhooshEngine
from indexer.errors import DamagedError
from indexer.generations import Generations
from indexer.manifest import Manifest, digest_of


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("manifest")
    (folder / "a.md").write_text("# Oil\n\nText of oil.\n")
    (folder / "empty.md").write_text("")
    Archive.build(folder / "index", [folder])
    return folder / "index"


@pytest.fixture
def manifest(index):
    return Generations(index).live().manifest


def read(data):
    return Manifest.from_json(data, digest_of(data))


def test_it_is_read_as_it_was_written(manifest):
    assert read(manifest.to_json()) == manifest
    strange = replace(manifest, root="/caf\udce9", sources=("/caf\udce9", "/Größe"))
    assert read(strange.to_json()) == strange


@pytest.mark.parametrize("data", [b"", b"[]", b"5", b"null", b"{}", b"\xff", b"[" * 100_000])
def test_what_is_no_manifest_is_damage(data):
    with pytest.raises(DamagedError, match="carrel build"):
        read(data)


def test_every_key_is_needed_and_no_other_is_known(manifest):
    record = json.loads(manifest.to_json())
    for name in record:
        with pytest.raises(DamagedError, match="carrel build"):
            read(json.dumps({key: value for key, value in record.items() if key != name}).encode())
    with pytest.raises(DamagedError, match="malformed"):
        read(json.dumps(record | {"new": 1}).encode())


def test_every_value_is_of_its_type(manifest):
    record = json.loads(manifest.to_json())
    for name in record.keys() - {"fields"}:
        for value in (None, True, 1.5, [5], {"a": 5}, "é" if isinstance(record[name], int | list | dict) else 5):
            if name != "state" or not isinstance(value, dict):
                with pytest.raises(DamagedError, match="carrel build"):
                    read(json.dumps(record | {name: value}).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"content": "no sum"},
        {"built": "2020-01-01T00:00:00"},
        {"sources": [5]},
        {"problems": [{"kind": 5, "count": 1, "examples": []}]},
        {"problems": [{"kind": "empty", "count": "1", "examples": []}]},
        {"problems": [{"kind": "empty", "count": 1, "examples": [5]}]},
        *[{"files": {"a": value}} for value in (5, {}, {"size": "1", "blake2b": ""}, {"size": 1, "blake2b": 5})],
        *[
            {"files": {name: {"size": 1, "blake2b": ""}}}
            for name in ("", ".", "..", "../a", "/etc/passwd", "a/b", "a\\b", "a\0", "a\n", "..\n", "C:a", "é")
        ],
    ],
    ids=str,
)
def test_a_value_that_no_writer_gives_is_damage(manifest, changes):
    record = json.loads(manifest.to_json())
    with pytest.raises(DamagedError, match="malformed"):
        read(json.dumps(record | changes).encode())


def test_the_engine_opens_only_files_that_the_manifest_names(index, manifest):
    folder = Generations(index).live().folder
    columns, segments = manifest.state["columns"], manifest.state["segments"]
    for state in (
        *({"columns": name, "segments": segments} for name in (f"../{folder.name}/{columns}", f"./{columns}", 5, [])),
        *(
            {"columns": columns, "segments": value}
            for value in (5, None, [5], [{}], [{"name": "x/../../a"}], [{"name": 5}], {"name": "a"})
        ),
        {},
    ):
        with pytest.raises(DamagedError, match="carrel build"):
            WhooshEngine().open(folder, replace(manifest, state=state))
