"""One open archive, exchanged while others read."""

from __future__ import annotations

import pytest

from indexer.errors import NoArchiveError
from webui.reading_room import ReadingRoom

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
