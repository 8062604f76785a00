"""A build that is killed leaves the old index as it was, and the next build starts clean."""

import random
import subprocess
import sys
import time

import pytest

from indexer import Archive

BUILD = "import sys; from indexer import Archive; Archive.build(sys.argv[1], [sys.argv[2]])"
ARTICLES = 400


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An index, the inputs of the next build, and how long that one takes."""
    folder = tmp_path_factory.mktemp("kill")
    (folder / "old.jsonl").write_text('{"id": "old", "title": "Old oil", "body": "oil"}\n')
    rng = random.Random(1)
    words = [f"word{number}" for number in range(3_000)]
    with (folder / "new.jsonl").open("w") as file:
        for number in range(ARTICLES):
            body = " ".join(rng.choices(words, k=150))
            file.write(f'{{"id": "new{number}", "title": "New oil {number}", "body": "{body}"}}\n')
    Archive.build(folder / "index", [folder / "old.jsonl"])
    started = time.monotonic()
    subprocess.run([sys.executable, "-c", BUILD, folder / "trial", folder / "new.jsonl"], check=True)
    return folder, time.monotonic() - started


MOMENTS = [random.Random(seed).random() for seed in range(100)]
RARER = [pytest.param(moment, marks=pytest.mark.soak) for moment in MOMENTS[10:]]


@pytest.mark.parametrize("moment", [*MOMENTS[:10], *RARER])
def test_a_kill_at_any_moment_loses_nothing(archive, moment):
    folder, duration = archive
    index = folder / "index"
    with Archive.open(index) as before:
        version, total = before.version, before.search("oil").total
    build = subprocess.Popen([sys.executable, "-c", BUILD, index, folder / "new.jsonl"])
    time.sleep(moment * duration)
    build.kill()
    build.wait()
    assert Archive.check(index) == ()
    with Archive.open(index) as after:
        if after.version == version:  # killed before it went live, as it mostly is
            assert after.search("oil").total == total
        else:
            assert after.search("oil").total == ARTICLES
    report = Archive.build(index, [folder / "old.jsonl"])
    assert report.articles == 1
    assert len(list(index.glob("g-*"))) <= 2
