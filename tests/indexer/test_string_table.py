"""String tables: a list of byte strings in everything but their cost."""

import bisect
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import string_table
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.string_table import StringTable

STRINGS = st.lists(st.binary(max_size=12), max_size=40)


@given(STRINGS)
def test_a_table_holds_its_strings_in_order(strings):
    table = StringTable.of(strings)
    assert len(table) == len(strings)
    assert table.tolist() == list(table) == [table[number] for number in range(len(table))] == strings
    assert table.lengths().tolist() == [len(string) for string in strings]
    assert StringTable.of(iter(strings)).tolist() == strings


@pytest.mark.parametrize("number", [-1, -3, 3, 100])
def test_a_number_outside_the_table_is_an_index_error(number):
    with pytest.raises(IndexError):
        StringTable.of([b"a", b"", b"c"])[number]


@given(STRINGS.filter(bool), st.data(), st.sampled_from([1, 7, 1 << 20]))
def test_strings_are_taken_in_any_order_and_more_than_once(strings, data, stride):
    indices = data.draw(st.lists(st.integers(0, len(strings) - 1), max_size=60))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(string_table, "_STRIDE", stride)
        taken = StringTable.of(strings).take(np.array(indices, np.int32))
    assert taken.tolist() == [strings[index] for index in indices]


@given(st.lists(STRINGS, max_size=5))
def test_tables_are_concatenated(lists):
    joined = StringTable.concatenate([StringTable.of(strings) for strings in lists])
    assert joined.tolist() == [string for strings in lists for string in strings]


@given(STRINGS, st.binary(max_size=4))
def test_a_sorted_table_is_searched_by_bisection(strings, wanted):
    strings.sort()
    assert StringTable.of(strings).bisect_left(wanted) == bisect.bisect_left(strings, wanted)


@given(STRINGS)
def test_a_table_is_read_as_it_was_written(tmp_path_factory, strings):
    path = tmp_path_factory.mktemp("table") / "file"
    with BlockFileWriter(path) as writer:
        StringTable.of(strings).write(writer, "names")
        written = writer.finish()
    assert StringTable.read(BlockFile(path, written), "names").tolist() == strings


def test_a_table_can_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(StringTable.of([b"one", b"two"]))).tolist() == [b"one", b"two"]


def test_ends_are_as_narrow_as_the_text_allows():
    assert StringTable.of([b"a"]).ends.dtype == StringTable.of([]).ends.dtype == np.uint32
    long = string_table._ends(np.array([1 << 31, 1 << 31]))
    assert long.dtype == np.uint64
    assert long.tolist() == [1 << 31, 1 << 32]
