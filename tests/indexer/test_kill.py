"""A build or an update that is killed leaves the old index as it was, and the next one starts clean."""

import random
import subprocess
import sys
import time

import pytest

from indexer import Archive
from indexer.generations import Generations

BUILD = "import sys; from indexer import Archive; Archive.build(sys.argv[1], [sys.argv[2]])"
UPDATE = "import sys; from indexer import Archive; Archive.update(sys.argv[1], [sys.argv[2]])"
SHARED = (
    "import sys, indexer.build; from indexer import Archive; indexer.build._SMALL = 0;"
    "Archive.build(sys.argv[1], [sys.argv[2]], workers=2)"
)
ARTICLES = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """An index of one article, which is among the inputs of the next build or update."""
    folder = tmp_path_factory.mktemp("kill")
    old = '{"id": "old", "title": "Old oil", "body": "oil"}\n'
    (folder / "old.jsonl").write_text(old)
    rng = random.Random(1)
    words = [f"word{number}" for number in range(3_000)]
    with (folder / "new.jsonl").open("w") as file:
        file.write(old)
        for number in range(1, ARTICLES):
            body = " ".join(rng.choices(words, k=150))
            file.write(f'{{"id": "new{number}", "title": "New oil {number}", "body": "{body}"}}\n')
    Archive.build(folder / "index", [folder / "old.jsonl"])
    Archive.build(folder / "trial", [folder / "old.jsonl"])
    return folder


@pytest.fixture(scope="module")
def durations(folder):
    """How long each program takes, from start to end."""
    taken = {}
    for program in (BUILD, UPDATE, SHARED):
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", program, folder / "trial", folder / "new.jsonl"], check=True)
        taken[program] = time.monotonic() - started
        Archive.build(folder / "trial", [folder / "old.jsonl"])
    return taken


def moments(often):
    """Shares of a program's time; the first few are enough for every day."""
    shares = [random.Random(seed).random() for seed in range(100)]
    return [*shares[:often], *(pytest.param(share, marks=pytest.mark.soak) for share in shares[often:])]


def check_after_a_kill(folder, durations, program, moment):
    index = folder / "index"
    with Archive.open(index) as before:
        version, total = before.version, before.search("oil").total
    run = subprocess.Popen([sys.executable, "-c", program, index, folder / "new.jsonl"])
    time.sleep(moment * durations[program])
    run.kill()
    run.wait()
    assert Archive.check(index) == ()
    with Archive.open(index) as after:
        if after.version == version:  # killed before it went live, as it mostly is
            assert after.search("oil").total == total
        else:
            assert after.search("oil").total == ARTICLES


@pytest.mark.parametrize("moment", moments(often=5))
def test_a_build_that_is_killed_at_any_moment_loses_nothing(folder, durations, moment):
    check_after_a_kill(folder, durations, BUILD, moment)
    assert Archive.build(folder / "index", [folder / "old.jsonl"]).articles == 1
    assert len(list((folder / "index").glob("g-*"))) <= 2


@pytest.mark.parametrize("moment", moments(often=2))
def test_a_build_in_several_processes_that_is_killed_loses_nothing(folder, durations, moment):
    check_after_a_kill(folder, durations, SHARED, moment)
    assert Archive.build(folder / "index", [folder / "old.jsonl"]).articles == 1


@pytest.mark.parametrize("moment", moments(often=5))
def test_an_update_that_is_killed_at_any_moment_loses_nothing(folder, durations, moment):
    index = folder / "index"
    check_after_a_kill(folder, durations, UPDATE, moment)
    Archive.update(index, [folder / "old.jsonl"])
    assert Archive.update(index, [folder / "old.jsonl"]).articles == 1
    Archive.update(index, delete=["nothing"])
    generations = Generations(index)
    live = generations.live()
    kept = [live, *(generations._generation(one) for one in [live.manifest.previous] if one)]
    named = {one.folder / name for one in kept for name in (*one.manifest.files, f"{one.manifest.name}.json")}
    assert set(index.glob("g-*/*")) == named
