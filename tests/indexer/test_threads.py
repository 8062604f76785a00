"""Many threads, and processes after a fork, search a snapshot, whatever is written meanwhile: all answers are right."""

import dataclasses
import hashlib
import json
import multiprocessing
import os
import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer import Archive
from tests.indexer.whole_answers import SEARCHES, everything, records, searched, timeless

THREADS = 16
MANY = 2_000  # articles, with which all is done more often
TURN = 5e-5  # seconds after which Python turns to another thread: a hundredth of what is usual, so that they meet


@pytest.fixture(autouse=True)
def _eager_threads():
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    yield
    sys.setswitchinterval(before)


def write(path, articles):
    path.write_text("".join(f"{json.dumps(one)}\n" for one in articles), "utf-8")


@pytest.fixture(scope="module", params=[150, pytest.param(MANY, marks=pytest.mark.soak)])
def size(request):
    """Articles of an archive: enough for a dictionary of its texts."""
    return request.param


@pytest.fixture(scope="module")
def index(tmp_path_factory, size):
    """An index of two segments, with deleted articles."""
    folder = tmp_path_factory.mktemp("threads")
    write(folder / "inputs.jsonl", records(size))
    Archive.build(folder / "index", [folder / "inputs.jsonl"], workers=1)
    write(folder / "inputs.jsonl", [*records(size), *records(size // 4, seed=5, prefix="b")])
    Archive.update(folder / "index", workers=1)
    Archive.update(folder / "index", delete=["a1", "b2"])
    return folder / "index"


@pytest.fixture(scope="module")
def expected(index):
    """What the index answers to one who is alone."""
    with Archive.open(index) as archive:
        return everything(archive)


def test_threads_that_ask_a_new_snapshot_at_once_get_what_one_alone_does(index, expected, size):
    for seed in range(6 if size == MANY else 2):
        gate = threading.Barrier(THREADS)
        with Archive.open(index) as archive, ThreadPoolExecutor(THREADS) as threads:

            def ask(number, archive=archive, gate=gate, seed=seed):
                order = random.Random(seed * THREADS + number).sample(range(len(SEARCHES)), len(SEARCHES))
                gate.wait()
                asked = [(place, *SEARCHES[place]) for place in order]
                return [(place, timeless(archive.search(text, **arguments))) for place, text, arguments in asked]

            for answers in threads.map(ask, range(THREADS)):
                for place, results in answers:
                    assert results == expected[0][place], SEARCHES[place]


def test_threads_read_all_articles_at_once(index, expected):
    with Archive.open(index) as archive, ThreadPoolExecutor(THREADS) as threads:
        for articles in threads.map(lambda _: list(archive.articles()), range(THREADS)):
            assert articles == expected[1]


def digest(archive):
    return hashlib.blake2b(repr(everything(archive)).encode()).hexdigest()


def digest_of(index):
    with Archive.open(index) as archive:
        return digest(archive)


def tell(ends, archive, index):
    """In a process after a fork: what the archive answers that was open before, and one that is opened now."""
    with Archive.open(index) as opened:
        ends.send({digest(archive), digest(opened)})
    ends.close()


def must_tell(expected, archive, index, count):
    """Have so many processes forked and compare what they tell with what is expected."""
    forking = multiprocessing.get_context("fork")
    for _ in range(count):
        ours, theirs = forking.Pipe(duplex=False)
        process = forking.Process(target=tell, args=(theirs, archive, index))
        process.start()
        theirs.close()
        try:
            assert ours.poll(60), "it hangs"
            assert ours.recv() == {expected}
        finally:
            process.kill()
            process.join()


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")


@needs_fork
@pytest.mark.parametrize("is_warm", [False, True])
def test_processes_after_a_fork_search_the_archive_that_was_open_before(index, expected, is_warm):
    with Archive.open(index) as archive:
        if is_warm:
            assert searched(archive) == expected[0]
        must_tell(digest(archive) if is_warm else digest_of(index), archive, index, 3)


@needs_fork
def test_a_fork_while_threads_search_leaves_no_process_waiting(index, size):
    stop = threading.Event()

    def work():
        while not stop.is_set():
            with Archive.open(index) as archive:
                archive.search("oil", filters={"theme": ["Law"]})

    with Archive.open(index) as archive, ThreadPoolExecutor(4) as threads:
        working = [threads.submit(work) for _ in range(4)]
        try:
            must_tell(digest_of(index), archive, index, 25 if size == MANY else 3)
        finally:
            stop.set()
        for work in working:
            work.result()


def changes(folder, size):
    """What is done to an index, one thing after the other: builds and updates, each to a content of its own."""
    index, inputs = folder / "index", folder / "inputs.jsonl"
    state = list(records(size))

    def build():
        write(inputs, state)
        Archive.build(index, [inputs], workers=1)

    def update():
        write(inputs, state)
        Archive.update(index, workers=1)

    def give():
        with Archive.open(index) as archive:
            articles = [
                dataclasses.replace(one, title=f"{one.title} again") for one in archive.articles() if one.id[-1] == "3"
            ]
        Archive.update(index, articles=articles, delete=["a4", "a6"])

    build()
    yield
    for step in range(1, 2 + size // 1_000):
        state = [*state[: -size // 8], *records(size // 5, seed=step, prefix=f"s{step}x")]
        update()
        yield
        give()
        yield
        state = list(reversed(state))[size // 9 :]
        build()
        yield


def content(archive):
    """The part of its version that does not change at midnight."""
    return archive.version.partition("-")[2]


class Searcher:
    """Searches until it is told to stop, and remembers what it found in which generation."""

    def __init__(self, number, index, shared):
        self.rng = random.Random(number)
        self.index = index
        self.shared = shared
        self.answers = {}
        self.opened = 0

    def work(self, stop):
        while not stop.is_set():
            if self.rng.random() < 0.2:
                self.opened += 1
                with Archive.open(self.index) as archive:
                    self.ask(archive)
            else:
                self.ask(self.rng.choice(self.shared))

    def ask(self, archive):
        for place in self.rng.sample(range(len(SEARCHES)), 2):
            text, arguments = SEARCHES[place]
            results = timeless(archive.search(text, **arguments))
            assert self.answers.setdefault((content(archive), place), results) == results
            for hit in results.hits[:1]:
                assert archive.article(hit.id).title == hit.title


def check_again_and_again(index, stop):
    while not stop.is_set():
        assert Archive.check(index) == ()
        stop.wait(0.05)


def test_each_answer_during_updates_and_builds_is_that_of_one_generation(tmp_path, size):
    alone, together = tmp_path / "alone", tmp_path / "together"
    alone.mkdir()
    together.mkdir()
    known = {}
    for _ in changes(alone, size):
        with Archive.open(alone / "index") as archive:
            assert content(archive) not in known
            known[content(archive)] = searched(archive)
    steps = changes(together, size)
    next(steps)
    index, stop = together / "index", threading.Event()
    shared = [Archive.open(index)]
    searchers = [Searcher(number, index, shared) for number in range(THREADS if size == MANY else THREADS // 3)]
    with ThreadPoolExecutor(len(searchers) + 1) as threads:
        working = [threads.submit(searcher.work, stop) for searcher in searchers]
        working.append(threads.submit(check_again_and_again, index, stop))
        try:
            shared.extend(Archive.open(index) for _ in steps)
        finally:
            stop.set()
        for work in working:
            work.result()
    for archive in shared:
        archive.close()
    seen = set()
    for searcher in searchers:
        for (version, place), results in searcher.answers.items():
            seen.add(version)
            assert results == known[version][place], SEARCHES[place]
    assert len(seen) > 2
    assert sum(searcher.opened for searcher in searchers)
