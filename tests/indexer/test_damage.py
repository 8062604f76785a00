"""Whatever becomes of an index's files: a check names it, and no search answers wrongly or breaks down."""

import contextlib
import json
import random
import shutil

import pytest

from indexer import Archive
from indexer.block_format import BLOCK
from indexer.errors import ArchiveError, CarrelError, DamagedError, NoArchiveError
from indexer.generations import Generations
from tests.indexer.whole_answers import everything, records, searched

SAMPLED = 12  # bytes of each file that is not among the smallest


def build(folder, name, **made):
    """An index as years of use leave one: built twice and updated, so that earlier files stand beside the live ones."""
    inputs = folder / f"{name}.jsonl"
    index = folder / name
    for prefix in ("before", "a"):
        inputs.write_text("".join(f"{json.dumps(one)}\n" for one in records(prefix=prefix, **made)), "utf-8")
        Archive.build(index, [inputs], workers=1)
    with inputs.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(one)}\n" for one in records(3, seed=7, prefix="b", words=9))
    Archive.update(index, workers=1)
    Archive.update(index, delete=["a1"])
    return index


class Victim:
    """An index that is damaged again and again, and what it answers whole."""

    def __init__(self, index):
        self.index = index
        with Archive.open(index) as archive:
            self.expected = everything(archive)
        live = Generations(index).live()
        self.folder = live.folder
        names = [f"{live.manifest.name}.json", *live.manifest.files]
        self.files = [index / "CURRENT", *(live.folder / name for name in sorted(names))]

    def must_be_named(self, path, damage):
        """What is wrong with a file is told by `check`, and keeps wrong answers from being given."""
        try:
            faults = Archive.check(self.index)
        except ArchiveError as error:
            faults = (str(error),)
            is_named = isinstance(error, DamagedError | NoArchiveError) and "carrel build" in faults[0]
        else:
            is_named = any(path.name in fault for fault in faults)
        assert is_named, (path.name, damage, faults)
        self.must_answer_rightly_or_refuse(path, damage)

    def must_answer_rightly_or_refuse(self, path, damage):
        with contextlib.suppress(CarrelError), Archive.open(self.index) as archive:
            assert everything(archive) == self.expected, (path.name, damage)

    @contextlib.contextmanager
    def without_harm(self, path):
        """What is done to a file meanwhile is undone."""
        data = path.read_bytes()
        try:
            yield data
        finally:
            path.unlink(missing_ok=True)
            path.write_bytes(data)

    @contextlib.contextmanager
    def flipped(self, path, place, mask):
        """One byte of a file is another meanwhile."""
        with path.open("r+b", buffering=0) as file:
            file.seek(place)
            byte = file.read(1)
            file.seek(place)
            file.write(bytes([byte[0] ^ mask]))
            try:
                yield
            finally:
                file.seek(place)
                file.write(byte)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """An index of a few articles: each of its files is one block."""
    return Victim(build(tmp_path_factory.mktemp("small"), "index", count=4, words=4))


@pytest.fixture(scope="module")
def larger(tmp_path_factory):
    """An index whose segment has several blocks, and a dictionary of its texts."""
    victim = Victim(build(tmp_path_factory.mktemp("larger"), "index", count=300, words=60))
    assert any(path.name == "texts.dict" for path in victim.files)
    assert max(path.stat().st_size for path in victim.files) > 2 * 65_536
    return victim


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    """Another index, of much the same articles."""
    return Victim(build(tmp_path_factory.mktemp("other"), "index", count=300, words=60, seed=2))


@pytest.fixture(autouse=True)
def _restored(request):
    """After each test the indexes are as they were."""
    yield
    for name in ("small", "larger"):
        if name in request.fixturenames:
            assert Archive.check(request.getfixturevalue(name).index) == ()


def flips(victim, rng, least, sampled):
    """Bytes of each live file, and what to do to each: all of them up to a size, some of the others."""
    for path in victim.files:
        size = path.stat().st_size
        for place in range(size) if size <= least else sorted(rng.sample(range(size), sampled)):
            yield path, place, rng.choice([1, 2, 4, 8, 16, 32, 64, 128, 255])


def test_any_byte_that_is_another_is_named_and_misleads_nobody(small, larger):
    for victim in (small, larger):
        for path, place, mask in flips(victim, random.Random(1), 100, SAMPLED):
            with victim.flipped(path, place, mask):
                victim.must_be_named(path, (place, mask))


@pytest.mark.soak
def test_every_byte_that_is_another_is_named_and_misleads_nobody(small):
    for path, place, mask in flips(small, random.Random(2), 1 << 30, 0):
        with small.flipped(path, place, mask):
            small.must_be_named(path, (place, mask))


@pytest.mark.soak
def test_any_of_thousands_of_bytes_of_a_larger_index_is_named_and_misleads_nobody(larger):
    for path, place, mask in flips(larger, random.Random(3), 500, 500):
        with larger.flipped(path, place, mask):
            larger.must_be_named(path, (place, mask))


@pytest.mark.parametrize("bit", range(8))
def test_current_with_any_bit_flipped_names_no_other_generation(larger, bit):
    current = larger.files[0]
    for place in range(current.stat().st_size):
        with larger.flipped(current, place, 1 << bit):
            larger.must_be_named(current, (place, 1 << bit))


def test_a_file_cut_or_grown_is_named_and_misleads_nobody(small, larger):
    for victim in (small, larger):
        for path in victim.files:
            with victim.without_harm(path) as data:
                for length in sorted({0, 1, 63, 64, 120, len(data) // 2, len(data) - 56, len(data) - 1}):
                    if length < len(data):
                        path.write_bytes(data[:length])
                        victim.must_be_named(path, length)
                path.write_bytes(data + b"\0")
                victim.must_be_named(path, "grown")


def test_a_file_that_is_missing_or_a_folder_is_named_and_misleads_nobody(small, larger):
    for victim in (small, larger):
        for path in victim.files:
            with victim.without_harm(path):
                path.unlink()
                victim.must_be_named(path, "missing")
                path.mkdir()
                victim.must_be_named(path, "a folder")
                path.rmdir()


def test_a_file_with_the_content_of_another_is_named_and_misleads_nobody(larger, other):
    """Of its own folder, those of earlier generations too; of another index, and as long as it was written."""
    beside = [path for folder in larger.index.glob("g-*") for path in folder.iterdir()]
    for path in larger.files:
        with larger.without_harm(path) as data:
            for source in (*beside, larger.index / "CURRENT", *other.files):
                content = data if source == path else source.read_bytes()
                if content != data:
                    path.write_bytes(content)
                    larger.must_be_named(path, source.name)
                    path.write_bytes(content[: len(data)].ljust(len(data), b"\0"))
                    larger.must_be_named(path, f"{source.name}, made to fit")


def test_two_files_that_have_changed_places_are_named_and_mislead_nobody(larger):
    for path in larger.files:
        for second in larger.files:
            if path.name < second.name:
                with larger.without_harm(path) as data, larger.without_harm(second) as others:
                    path.write_bytes(others)
                    second.write_bytes(data)
                    larger.must_be_named(path, f"changed with {second.name}")


def untouched(archive):
    """Bytes that an open archive has not read yet: path and place of one in each block."""
    snapshot = archive._snapshot
    for file in (snapshot.columns._file, *(segment._file for segment in snapshot._segments)):
        for block, is_checked in enumerate(file._blocks.checked):
            if not is_checked:
                yield file._path, min(block * BLOCK + BLOCK // 2, file._blocks.data_size - 1)


@pytest.mark.parametrize("most", [12, pytest.param(1_000, marks=pytest.mark.soak)])
def test_damage_done_after_opening_is_met_when_it_is_read_and_no_longer_when_it_is_mended(tmp_path, most):
    victim = Victim(build(tmp_path, "index", count=1_200, words=120))
    with Archive.open(victim.index) as archive:
        places = list(untouched(archive))
    assert len(places) > 10
    places = random.Random(5).sample(places, min(most, len(places)))
    met = 0
    for path, place in places:
        with Archive.open(victim.index) as archive:
            with victim.flipped(path, place, 0x10):
                try:
                    assert searched(archive) == victim.expected[0], (path.name, place)
                    assert list(archive.articles()) == victim.expected[1], (path.name, place)
                except DamagedError as error:
                    met += 1
                    assert path.name in str(error)  # noqa: PT017
            assert searched(archive) == victim.expected[0]
    assert met > len(places) // 2


@pytest.mark.parametrize("change", [{}, {"delete": ["a2"]}])
def test_an_update_of_a_damaged_index_is_refused_or_right(small, tmp_path, change):
    index = tmp_path / "index"
    shutil.copytree(small.index, index)
    Archive.update(index, workers=1, **change)
    with Archive.open(index) as archive:
        expected = list(archive.articles())
    for path, place, mask in flips(small, random.Random(4), 0, 10):
        shutil.rmtree(index)
        shutil.copytree(small.index, index)
        damaged = index / path.relative_to(small.index)
        with small.flipped(damaged, place, mask), contextlib.suppress(CarrelError):
            Archive.update(index, workers=1, **change)
            with Archive.open(index) as archive:
                assert list(archive.articles()) == expected, (path.name, place)


def test_a_build_heals_every_damage(small, tmp_path):
    inputs = small.index.with_suffix(".jsonl")
    for number, path in enumerate(small.files):
        for damage in ("flipped", "cut", "missing", "swapped"):
            index = tmp_path / f"{damage}-{number}"
            shutil.copytree(small.index, index)
            damaged = index / path.relative_to(small.index)
            data = damaged.read_bytes()
            damaged.unlink()
            if damage == "flipped":
                damaged.write_bytes(bytes([data[0] ^ 255]) + data[1:])
            elif damage == "cut":
                damaged.write_bytes(data[:-1])
            elif damage == "swapped":
                damaged.write_bytes(small.files[number - 1].read_bytes())
            Archive.build(index, [inputs], workers=1)
            assert Archive.check(index) == (), (path.name, damage)
            with Archive.open(index) as archive:
                assert archive.article("a2") == next(one for one in small.expected[1] if one.id == "a2")
