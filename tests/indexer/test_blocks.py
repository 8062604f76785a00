"""Block files: what was written is read, and what was not written is recognised, byte for byte."""

import itertools
import json
import os
import pickle
import sys
import threading
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from indexer.block_format import BLOCK, END, FOOTER, LENGTHS, FileSum, digest_of
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile, check_file
from indexer.errors import DamagedError
from tests.examples import examples

ARRAYS = {
    "bytes": np.arange(300, dtype=np.uint8),
    "numbers": np.arange(-50, 50, dtype=np.int64),
    "rows": np.arange(60, dtype=np.uint32).reshape(20, 3),
    "truths": np.array([True, False, True]),
    "none": np.array([], np.float32),
    "no rows": np.empty((0, 4), np.int16),
}


def write(path, content):
    with BlockFileWriter(path) as writer:
        for name, array in content.items():
            writer.add(name, array)
        return writer.finish()


def read_all(path, written):
    file = BlockFile(path, written)
    return {name: file[name].whole() for name in ARRAYS}


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.seg"
    return path, write(path, ARRAYS)


@pytest.fixture
def large(tmp_path):
    """Of many blocks: `one` uint32, `two` rows of 48 bytes, which lie across the blocks' borders."""
    content = {
        "one": np.arange(100_000, dtype=np.uint32),
        "two": np.arange(72_000, dtype=np.uint64).reshape(-1, 6),
    }
    path = tmp_path / "large.seg"
    return path, write(path, content), content


def flip(path, place, change=0x40):
    data = bytearray(path.read_bytes())
    data[place] ^= change
    path.write_bytes(data)


@examples(20)
@given(
    st.dictionaries(
        st.text(max_size=8),
        arrays.arrays(
            st.sampled_from(["u1", "<u2", ">u4", "<i8", "<f8", "?"]),
            arrays.array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=50),
        ),
        max_size=5,
    )
)
def test_every_array_is_read_as_it_was_written(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("blocks") / "file"
    file = BlockFile(path, write(path, content))
    for name, array in content.items():
        assert name in file
        found = file[name].whole()
        assert found.dtype == array.dtype.newbyteorder("<")
        np.testing.assert_array_equal(found, array)
        assert found.shape == file[name].shape
        assert not found.flags.writeable
        assert found.ctypes.data % 64 == 0
    assert list(file.faults()) == []


def test_an_array_in_parts_is_their_concatenation(tmp_path):
    parts = [np.arange(0), np.arange(5), np.arange(70_000)]
    with BlockFileWriter(tmp_path / "file") as writer:
        writer.add_parts("parts", np.uint16, (part.astype(np.uint16) for part in parts))
        writer.add_parts("nothing", np.int32, [])
        written = writer.finish()
    file = BlockFile(tmp_path / "file", written)
    np.testing.assert_array_equal(file["parts"].whole(), np.concatenate(parts).astype(np.uint16))
    assert file["nothing"].whole().dtype == np.int32
    assert len(file["nothing"]) == 0


def test_slices_and_gathers_are_those_of_the_array(large):
    path, written, content = large
    random = np.random.default_rng(1)
    for name, array in content.items():
        for first, last in [(0, 0), (0, 1), (16_367, 16_369), (5, None), (None, -3), (9_000, 2), (0, len(array))]:
            np.testing.assert_array_equal(BlockFile(path, written)[name][first:last], array[first:last])
        for count in (0, 1, 7, 5_000):
            indices = random.integers(0, len(array), count)
            np.testing.assert_array_equal(BlockFile(path, written)[name].take(indices), array[indices])
            np.testing.assert_array_equal(
                BlockFile(path, written)[name].take(indices.astype(np.uint32)), array[indices]
            )


def test_rows_longer_than_a_block_are_gathered(tmp_path):
    content = {"rows": np.arange(90_000, dtype=np.uint32).reshape(3, -1)}
    file = BlockFile(tmp_path / "file", write(tmp_path / "file", content))
    np.testing.assert_array_equal(file["rows"].take(np.array([2, 0])), content["rows"][[2, 0]])


def test_a_gather_beyond_the_end_is_an_index_error(large):
    path, written, _ = large
    with pytest.raises(IndexError):
        BlockFile(path, written)["two"].take(np.array([0, 12_000]))


def test_a_slice_with_a_step_is_refused(small):
    path, written = small
    with pytest.raises(ValueError, match="step"):
        BlockFile(path, written)["bytes"][::2]


def test_a_file_of_no_arrays_is_a_file(tmp_path):
    written = write(tmp_path / "file", {})
    assert list(BlockFile(tmp_path / "file", written).faults()) == []
    assert list(check_file(tmp_path / "file", written)) == []


def test_an_array_that_was_not_written_is_damage(small):
    path, written = small
    file = BlockFile(path, written)
    assert "other" not in file
    with pytest.raises(DamagedError, match="no array “other”"):
        file["other"]


@pytest.mark.parametrize(
    ("name", "array", "message"),
    [
        ("bytes", np.zeros(1, np.uint8), "written already"),
        ("new", np.array([None]), "object"),
        ("new", np.array(["text"]), "U4"),
        ("new", np.zeros((2, 2, 2)), "3 dimensions"),
        ("new", np.array(5), "0 dimensions"),
    ],
)
def test_what_has_no_place_in_a_file_is_refused(tmp_path, name, array, message):
    with BlockFileWriter(tmp_path / "file") as writer:
        writer.add("bytes", np.zeros(1, np.uint8))
        with pytest.raises(ValueError, match=message):
            writer.add(name, array)
        writer.finish()


def test_a_part_that_may_not_fit_is_refused(tmp_path):
    with BlockFileWriter(tmp_path / "file") as writer:
        with pytest.raises(TypeError):
            writer.add_parts("parts", np.uint16, [np.arange(5)])
        writer.finish()


def test_a_file_that_exists_is_not_written_over(small):
    path, _ = small
    with pytest.raises(FileExistsError):
        BlockFileWriter(path)


def test_a_file_that_was_not_finished_is_deleted(tmp_path):
    def write_half():
        with BlockFileWriter(tmp_path / "file") as writer:
            writer.add("bytes", np.zeros(1_000_000, np.uint8))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    with BlockFileWriter(tmp_path / "file"):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_same_arrays_make_the_same_file(tmp_path, small):
    path, written = small
    assert write(tmp_path / "again", ARRAYS) == written
    assert (tmp_path / "again").read_bytes() == path.read_bytes()


def test_every_flipped_byte_is_found(small):
    path, written = small
    sound = path.read_bytes()
    for place in range(len(sound)):
        flip(path, place)
        assert all(str(path) in fault for fault in check_file(path, written))
        assert len(list(check_file(path, written))) == 1
        with pytest.raises(DamagedError):
            read_all(path, written)
        path.write_bytes(sound)
    assert list(check_file(path, written)) == []


def test_every_truncation_is_found_at_opening(small):
    path, written = small
    sound = path.read_bytes()
    for size in range(len(sound)):
        path.write_bytes(sound[:size])
        with pytest.raises(DamagedError, match="bytes"):
            BlockFile(path, written)
        # Also where the manifest agrees with the size.
        with pytest.raises(DamagedError):
            BlockFile(path, FileSum(size, written.blake2b))


def test_a_missing_file_is_damage(tmp_path):
    with pytest.raises(DamagedError, match="cannot be read"):
        BlockFile(tmp_path / "gone", FileSum(1_000, ""))
    assert "cannot be read" in next(check_file(tmp_path / "gone", FileSum(1_000, "")))


def test_another_file_of_the_same_size_is_damage(tmp_path, small):
    path, written = small
    other = ARRAYS | {"bytes": np.arange(300, dtype=np.uint8)[::-1]}
    assert write(tmp_path / "other", other).size == written.size
    (tmp_path / "other").replace(path)
    with pytest.raises(DamagedError, match="checksum"):
        BlockFile(path, written)


def test_damage_is_told_at_first_touch_of_its_block_and_each_time(large):
    path, written, content = large
    flip(path, 3 * BLOCK + 100)
    file = BlockFile(path, written)
    array = file["one"]
    np.testing.assert_array_equal(array[:49_000], content["one"][:49_000])
    np.testing.assert_array_equal(array.take(np.array([0, 99_999])), content["one"][[0, 99_999]])
    for touch in (lambda: array[49_000:50_000], array.whole, lambda: array.take(np.array([5, 50_000]))):
        for _ in range(2):
            with pytest.raises(DamagedError, match=r"large\.seg.*block 3 .*carrel build"):
                touch()
    assert len(list(file.faults())) == 1


def test_a_row_across_two_blocks_needs_both(large):
    path, written, _ = large
    start = -(-400_000 - 64) // 64 * 64  # of `two` in the file
    row = (7 * BLOCK - start) // 48
    flip(path, 7 * BLOCK)
    for rows in ([row], [row, 0]):
        with pytest.raises(DamagedError, match="block 7"):
            BlockFile(path, written)["two"].take(np.array(rows))


def test_all_faults_are_told(large):
    path, written, _ = large
    for block in (0, 4, 9):
        flip(path, block * BLOCK + 5_000)
    file = BlockFile(path, written)
    assert [fault.split("block ")[1].split()[0] for fault in file.faults()] == ["0", "4", "9"]


def test_arrays_outlive_their_file(large):
    path, written, content = large
    file = BlockFile(path, written)
    array, view = file["two"], file["one"][10:20]
    file.close()
    np.testing.assert_array_equal(view, content["one"][10:20])
    np.testing.assert_array_equal(array.whole(), content["two"])
    with pytest.raises(ValueError, match="closed"):
        file["one"]
    with pytest.raises(ValueError, match="closed"):
        next(file.faults())


def test_threads_that_read_at_once_read_the_same(large):
    path, written, content = large
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    failures = []

    def read(file, seed):
        for start in np.random.default_rng(seed).integers(0, 99_000, 200).tolist():
            same = np.array_equal(file["one"][start : start + 900], content["one"][start : start + 900])
            failures.extend([] if same else [start])

    try:
        for round_number in range(3):
            file = BlockFile(path, written)
            threads = [threading.Thread(target=read, args=(file, round_number * 8 + one)) for one in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(interval)
    assert failures == []


def test_every_border_of_a_block_is_written_right(tmp_path):
    for number, size in enumerate(itertools.chain(range(BLOCK - 66, BLOCK - 62), range(2 * BLOCK - 66, 2 * BLOCK + 2))):
        path = tmp_path / str(number)
        content = {"bytes": np.arange(size, dtype=np.uint32).astype(np.uint8)}
        written = write(path, content)
        assert list(check_file(path, written)) == []
        np.testing.assert_array_equal(BlockFile(path, written)["bytes"].whole(), content["bytes"])


def test_a_sum_can_be_sent_to_another_process(small):
    assert pickle.loads(pickle.dumps(small[1])) == small[1]


def with_directory(path, directory):
    """Write a file of 128 bytes of header and arrays, whose checksums are right, with this directory."""
    write(path, {"bytes": np.arange(64, dtype=np.uint8)})
    data = path.read_bytes()[:128]
    table = np.array([zlib.crc32(data)], "<u4").tobytes()
    lengths = LENGTHS.pack(len(data), len(directory))
    digest = digest_of(lengths, table, directory)
    path.write_bytes(data + table + directory + FOOTER.pack(lengths, digest, END))
    return FileSum(path.stat().st_size, digest.hex())


@pytest.mark.parametrize(
    "described",
    [
        *[
            [dtype, [8], 64]
            for dtype in ("|O", "O", "T", ">u4", "u1", "<U4", "|V8", "<M8", "<u3", "i4,i4", "", 5, None)
        ],
        *[["|u1", shape, 64] for shape in ([-1], [8, -1], [], [1, 1, 1], [True], [1.0], ["1"], 8, None, "8")],
        *[["|u1", shape, 64] for shape in ([65], [2**62, 4], [2**70], [0, 2**70])],
        *[["|u1", [8], offset] for offset in (-64, 0, 65, 128, 2**64, True, 64.0, "64", None)],
        [],
        ["|u1", [8]],
        "|u1",
        None,
    ],
    ids=str,
)
def test_a_directory_is_not_believed_for_its_checksum(tmp_path, described):
    written = with_directory(tmp_path / "file", json.dumps({"bytes": described}).encode())
    with pytest.raises(DamagedError, match=r"directory is malformed.*carrel build"):
        BlockFile(tmp_path / "file", written)


@pytest.mark.parametrize("directory", [b"", b"[]", b"5", b"{", b"\xff", b"[" * 100_000, b'{"a": NaN}'])
def test_what_is_no_directory_is_damage(tmp_path, directory):
    with pytest.raises(DamagedError, match="directory is malformed"):
        BlockFile(tmp_path / "file", with_directory(tmp_path / "file", directory))


def test_only_a_plain_file_is_opened(tmp_path, small):
    path, written = small
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with names")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(path)
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "link", "pipe"):
        with pytest.raises(DamagedError):
            BlockFile(tmp_path / name, written)
