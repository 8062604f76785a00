"""One open archive, exchanged while others read."""

from __future__ import annotations

import threading
import time

import pytest

from indexer.errors import NoArchiveError
from webui.reading_room import WARMING, ReadingRoom

ONE = {"id": "one", "title": "One", "body": "First words."}
TWO = {"id": "two", "title": "Two", "body": "Second words."}


def test_readers_share_one_archive(index):
    room = ReadingRoom(index)
    with room.reading() as first, room.reading() as second:
        assert first is second
    room.close()


def test_a_new_generation_is_lent_to_the_next_reader_while_the_last_one_reads_on(tmp_path, build_archive):
    room = ReadingRoom(build_archive(tmp_path, [ONE]))
    with room.reading() as before:
        build_archive(tmp_path, [ONE, TWO])
        with room.reading() as after:
            assert after is not before
            assert after.article_count == 2
        assert before.search("words").total == 1
        assert before.article("one").title == "One"
    room.close()


def test_an_index_that_appears_is_opened(tmp_path, build_archive):
    room = ReadingRoom(tmp_path / "index")
    with pytest.raises(NoArchiveError), room.reading():
        pass
    build_archive(tmp_path, [ONE])
    with room.reading() as archive:
        assert archive.article_count == 1
    room.close()


def test_a_closed_room_opens_again(index):
    room = ReadingRoom(index)
    room.close()
    with room.reading() as archive:
        room.close()
        assert archive.article_count
    with room.reading() as archive:
        assert archive.article_count
    room.close()


def settled(room):
    """The archive of a room, when no thread warms it any more."""
    deadline = time.monotonic() + 30
    while any(thread.name == WARMING for thread in threading.enumerate()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    with room.reading() as archive:
        return archive


def test_what_the_first_reader_leaves_is_warmed_for_the_others(index):
    room = ReadingRoom(index)
    with room.reading() as archive:
        assert "_suggester" not in vars(archive._snapshot)
    assert settled(room) is archive
    assert {"_suggester", "_corrector", "_breakdowns"} <= vars(archive._snapshot).keys()
    room.close()


def test_an_archive_is_prepared_before_anyone_asks(index):
    room = ReadingRoom(index)
    room.prepare()
    assert "_suggester" in vars(settled(room)._snapshot)
    room.close()


def test_where_there_is_no_archive_nothing_is_prepared(tmp_path):
    room = ReadingRoom(tmp_path / "index")
    room.prepare()
    with pytest.raises(NoArchiveError):
        settled(room)


def test_a_room_may_be_closed_at_any_moment_of_its_warming(index):
    for pause in (0, 0, 0.001, 0.003, 0.01, 0.03):
        room = ReadingRoom(index)
        room.prepare()
        with room.reading():
            pass
        time.sleep(pause)
        room.close()
        with room.reading() as archive:
            assert archive.suggest("bull")
        room.close()
    settled(room)
    room.close()
