"""A file is written whole or not at all."""

from __future__ import annotations

import pytest

from indexer.errors import UsageError
from indexer.export.files import write_file


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("before")
    write_file(["a", "é\ud800\n"], path)
    assert path.read_bytes() == "aé?\n".encode()
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_on_the_way_leaves_the_file_as_it_was(tmp_path):
    def pieces():
        yield "half"
        raise RuntimeError

    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(RuntimeError):
        write_file(pieces(), path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_still_leads_to_its_file(tmp_path):
    path, link = tmp_path / "out.csv", tmp_path / "link.csv"
    path.write_text("before")
    link.symlink_to(path)
    write_file(["after"], link)
    assert link.is_symlink()
    assert path.read_text() == "after"


def test_a_device_stays_one(tmp_path):
    link = tmp_path / "null"
    link.symlink_to("/dev/null")
    write_file(["gone"], link)
    assert link.is_char_device()


@pytest.mark.parametrize("name", ["nowhere/out.csv", "."])
def test_a_path_that_cannot_be_written_is_told(tmp_path, name):
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(["a"], tmp_path / name)
