"""The ledger gives back what was entered in it, and nothing else."""

import json

import numpy as np
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.sources import Input, Problem
from indexer.block_writer import BlockFileWriter
from indexer.blocks import check_file
from indexer.decisions import Claim, Decision, Fate
from indexer.errors import DamagedError
from indexer.ledger import FRAME, Entry, InputRecord, Ledger, LedgerWriter

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ENTRIES = st.one_of(
    st.builds(Problem, TEXTS, TEXTS, TEXTS),
    st.builds(
        Entry,
        st.builds(
            Claim, TEXTS, TEXTS, TEXTS, st.binary(min_size=16, max_size=16), st.lists(TEXTS, max_size=2).map(tuple)
        ),
        st.one_of(
            st.builds(Decision, st.just(Fate.ARTICLE), TEXTS.filter(bool)),
            st.builds(Decision, st.sampled_from([Fate.COPY, Fate.REPEATED]), st.just("")),
        ),
    ),
)


def enter(ledger, entry):
    if isinstance(entry, Problem):
        ledger.add_problem(entry)
    else:
        ledger.add(*entry)


def source(folder, number):
    return Input(folder / f"{number}.jsonl", f"{number}.jsonl", 10 * number, 100 * number)


@given(inputs=st.lists(st.tuples(st.booleans(), st.lists(ENTRIES, max_size=4)), max_size=4))
def test_it_gives_back_every_entry_of_every_input(tmp_path_factory, inputs):
    folder = tmp_path_factory.mktemp("ledger")
    writer = LedgerWriter()
    for number, (whole, entries) in enumerate(inputs):
        writer.begin(source(folder, number))
        for entry in entries:
            enter(writer, entry)
        if not whole:
            writer.distrust()
    ledger = Ledger(folder / "ledger", writer.write(folder / "ledger"))
    assert len(ledger) == sum(len(entries) for _, entries in inputs)
    assert len(ledger.inputs) == len(inputs)
    for number, (record, (whole, entries)) in enumerate(zip(ledger.inputs, inputs, strict=True)):
        assert record.is_of(source(folder, number))
        assert record.whole is whole
        assert record.path == str(source(folder, number).path)
        assert list(ledger.entries(record.first, record.last)) == entries


def entry_of(number):
    claim = Claim(f"x.jsonl#{number}", f"id-{number}", f"id/{number}", number.to_bytes(16, "big"))
    return Entry(claim, Decision(Fate.ARTICLE, f"id-{number}"))


@pytest.fixture
def long_ledger(tmp_path):
    """A ledger of several frames, and its path."""
    writer = LedgerWriter()
    writer.begin(source(tmp_path, 1))
    for number in range(2 * FRAME + 100):
        enter(writer, entry_of(number))
    return tmp_path / "ledger", writer.write(tmp_path / "ledger")


def test_entries_can_be_had_from_any_place_on(long_ledger):
    ledger = Ledger(*long_ledger)
    for first, last in [(0, 1), (FRAME - 1, FRAME + 1), (FRAME, FRAME), (5, 2 * FRAME + 50)]:
        assert list(ledger.entries(first, last)) == [entry_of(number) for number in range(first, last)]


def test_an_entry_takes_few_bytes(long_ledger):
    path, written = long_ledger
    assert written.size == path.stat().st_size < 40 * len(Ledger(path, written))


def test_an_input_is_the_same_as_long_as_its_name_path_size_and_time_are(tmp_path):
    one = source(tmp_path, 1)
    record = InputRecord(one.name, str(one.path), one.size, one.modified, True, 0, 0)
    assert record.is_of(one)
    for changes in ({"name": "2.jsonl"}, {"path": tmp_path / "x" / "1.jsonl"}, {"size": 11}, {"modified": 101}):
        assert not record.is_of(
            Input(**{name: getattr(one, name) for name in ("path", "name", "size", "modified")} | changes)
        )


def test_a_damaged_ledger_is_refused(long_ledger):
    path, written = long_ledger
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert list(check_file(path, written))
    with pytest.raises(DamagedError, match="carrel build"):
        list(Ledger(path, written).entries(0, 2 * FRAME))


GOOD_INPUT = ["a.md", "/x/a.md", 1, 2, True, 1]


@pytest.mark.parametrize(
    "inputs",
    [
        b"no frame",
        *[
            zstandard.compress(json.dumps(value).encode())
            for value in (
                5,
                None,
                [5],
                [[]],
                [GOOD_INPUT[:-1]],
                [[*GOOD_INPUT, 1]],
                *[[[*GOOD_INPUT[:place], {}, *GOOD_INPUT[place + 1 :]]] for place in range(6)],
                [[*GOOD_INPUT[:-1], -1]],
                [[*GOOD_INPUT[:-1], 2]],
            )
        ],
        zstandard.compress(b"[" * 100_000),
    ],
)
def test_inputs_are_not_believed_for_their_checksum(tmp_path, inputs):
    with BlockFileWriter(tmp_path / "ledger") as writer:
        writer.add("inputs", np.frombuffer(inputs, np.uint8))
        writer.add("digests", np.zeros((1, 16), np.uint8))
        written = writer.finish()
    with pytest.raises(DamagedError, match="carrel build"):
        Ledger(tmp_path / "ledger", written)


@pytest.mark.parametrize(
    "records", [5, None, [], {}, [5], [None], [[]], [["a", "b"]], [["a", "b", "c", 9, ""]], [["a", "b", "c", [], ""]]]
)
def test_entries_are_not_believed_for_their_checksum(tmp_path, records):
    frame = zstandard.compress(json.dumps(records).encode())
    with BlockFileWriter(tmp_path / "ledger") as writer:
        writer.add("inputs", np.frombuffer(zstandard.compress(json.dumps([GOOD_INPUT]).encode()), np.uint8))
        writer.add("entries", np.frombuffer(frame, np.uint8))
        writer.add("frame_ends", np.array([len(frame)], np.uint64))
        writer.add("digests", np.zeros((1, 16), np.uint8))
        written = writer.finish()
    with pytest.raises(DamagedError, match="carrel build"):
        list(Ledger(tmp_path / "ledger", written).entries(0, 1))
