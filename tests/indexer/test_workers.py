"""Workers share the work of a build; what comes of it does not depend on how many there are."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from paper_engine import PaperEngine

from indexer import Archive, workers
from indexer.build import Plan, build
from indexer.errors import BuildError, UsageError
from indexer.generations import Generations
from indexer.workers import cores

ENGINE = PaperEngine()
RECORDS = 200  # an input; a worker is given 64 at a time


@pytest.fixture(autouse=True)
def _processes_for_little(monkeypatch):
    """A few articles are not worth a process: here they get one nevertheless."""
    monkeypatch.setattr("indexer.build._SMALL", 0)


def write(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")


@pytest.fixture
def inputs(tmp_path):
    """Inputs whose articles have ids and contents in common, near and far."""
    folder = tmp_path / "inputs"
    for name in ("a", "b", "sub/c"):
        records = [
            {
                "id": f"{name} {number % 90}" if number % 3 else f"ALL {number % 70}",
                "title": f"{name * (number % 2)} {number % 150}",
            }
            for number in range(RECORDS)
        ]
        records[7] = records[8] = {"title": "The same everywhere", "body": "Oil."}
        write(folder / f"{name}.jsonl", records)
        (folder / f"{name}.md").write_text(f"# Alone {name[:1]}\n\nThe tin of 31 February.\n", "utf-8")
    with (folder / "b.jsonl").open("a") as file:
        file.write("this is no JSON\n")
    (folder / "empty.txt").write_text("")
    return folder


def plan_of(folder, count):
    return Plan([folder], folder, 1_000_000, count, lambda _: None)


def built(index, inputs, count, engine=ENGINE):
    return build(Generations(index), engine, plan_of(inputs, count))


def content(index, engine=ENGINE):
    live = Generations(index).live()
    return list(engine.open(live.folder, live.manifest).articles())


@pytest.fixture
def alone(tmp_path, inputs):
    """What one worker makes of the inputs: the report without its time, and the articles."""
    report = built(tmp_path / "alone", inputs, 1)
    return replace(report, seconds=0.0), content(tmp_path / "alone")


@pytest.mark.parametrize("count", [3, pytest.param(2, marks=pytest.mark.soak)])
def test_the_same_articles_ids_copies_and_problems_whatever_their_number(tmp_path, inputs, alone, count):
    report = built(tmp_path / "index", inputs, count)
    assert (replace(report, seconds=0.0), content(tmp_path / "index")) == alone
    assert {one.kind for one in report.problems} == {"broken JSON", "empty file", "repeated id"}
    assert report.copies > 2


@pytest.mark.parametrize("capacity", [1, 7, 64, 65])
def test_a_collector_may_be_full_at_any_article(tmp_path, inputs, alone, capacity):
    engine = PaperEngine(capacity)
    built(tmp_path / "index", inputs, 1, engine)
    assert content(tmp_path / "index", engine) == alone[1]


def test_searches_find_the_same_whatever_their_number(tmp_path, inputs):
    found = []
    for count in (1, 2):
        Archive.build(tmp_path / str(count), [inputs], workers=count)
        with Archive.open(tmp_path / str(count)) as archive:
            found.append(
                [
                    (results.total, [(hit.id, hit.score) for hit in results.hits], results.facets)
                    for query in ("", "title", "oil OR tin", "title:7")
                    for results in [archive.search(query, limit=100)]
                ]
                + [list(archive.articles()), archive.version]
            )
    assert found[0] == found[1]


def left_behind():
    return [one for one in multiprocessing.active_children() if one.is_alive()]


@pytest.fixture
def live(tmp_path, inputs):
    """An index, and what CURRENT says of it."""
    built(tmp_path / "index", inputs, 1)
    return tmp_path / "index", Generations(tmp_path / "index").named()


@pytest.mark.parametrize(
    ("title", "error", "message"),
    [
        ("Die", BuildError, "SIGKILL.*as it was.*--workers 1"),
        ("Fail", ZeroDivisionError, "as the article asked"),
        ("Full", BuildError, "No space left.*as it was"),
    ],
)
def test_a_worker_that_comes_to_an_end_ends_the_build_and_nothing_else(live, inputs, title, error, message):
    index, named = live
    write(inputs / "d.jsonl", [{"title": "Before"}, {"title": title}])
    with pytest.raises(error, match=message) as raised:
        built(index, inputs, 2)
    if title == "Fail":
        assert "paper_engine.py" in raised.value.__notes__[0]  # the place in the worker
    assert Generations(index).named() == named
    assert len(list(index.glob("g-*"))) == 1
    assert left_behind() == []


class UnpicklableError(Exception):
    """An exception that cannot be made of its words alone."""

    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def test_an_error_that_cannot_travel_is_told_in_words():
    from indexer.worker import _picklable  # noqa: PLC0415

    assert str(_picklable(UnpicklableError("no", "way"))) == "UnpicklableError: no way"
    error = ValueError("simple")
    assert _picklable(error) is error


def test_an_interrupt_ends_all_workers_at_once(live, inputs):
    index, named = live
    write(inputs / "d.jsonl", [{"title": "Sleep"}])
    main = threading.main_thread().ident

    def interrupt():
        while len(left_behind()) < 2:
            time.sleep(0.05)
        time.sleep(0.5)
        signal.pthread_kill(main, signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        built(index, inputs, 2)
    thread.join()
    assert left_behind() == []
    assert Generations(index).named() == named


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs a list of all processes")
def test_workers_end_when_their_parent_is_killed(tmp_path, inputs):
    write(inputs / "d.jsonl", [{"title": "Sleep"}])
    script = (
        "import sys; sys.path[:0] = sys.argv[3:]; import test_workers as t, pathlib as p; import indexer.build as b;"
        "b._SMALL = 0; t.built(p.Path(sys.argv[1]), p.Path(sys.argv[2]), 2)"
    )
    folder = Path(__file__).parent
    parent = subprocess.Popen([sys.executable, "-c", script, tmp_path / "index", inputs, folder])
    children = wait_for(lambda: workers_of(parent.pid), 2)
    parent.kill()
    parent.wait()
    wait_for(lambda: [one for one in children if is_running(one)], 0)


def wait_for(found, count):
    for _ in range(600):
        there = found()
        if len(there) == count:
            return there
        time.sleep(0.05)
    raise AssertionError(f"there are {len(there)}, not {count}")


def workers_of(pid):
    """The processes that a process has spawned to work."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            is_child = f"PPid:\t{pid}\n" in (folder / "status").read_text()
            if is_child and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(folder)
        except OSError:
            continue
    return found


def is_running(folder):
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_script_that_does_not_ask_for_its_name_may_build(tmp_path, inputs):
    """A spawned process commonly imports the script that it was spawned by, and would build again."""
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, indexer, indexer.build\n"
        "indexer.build._SMALL = 0\n"
        "print(indexer.Archive.build(sys.argv[1], [sys.argv[2]], workers=2).articles)\n"
    )
    run = subprocess.run(
        [sys.executable, script, tmp_path / "index", inputs],
        env=os.environ | {"PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        check=True,
        text=True,
    )
    assert int(run.stdout) > RECORDS


def test_a_daemon_which_may_have_no_children_builds_alone(tmp_path, inputs, monkeypatch):
    monkeypatch.setitem(multiprocessing.current_process()._config, "daemon", True)
    monkeypatch.setattr(workers, "_HandThere", None)
    assert built(tmp_path / "index", inputs, 2).articles > RECORDS


def test_little_is_read_without_another_process(tmp_path, inputs, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr(workers, "_HandThere", None)
    assert built(tmp_path / "index", inputs, 8).articles > RECORDS


def test_their_number_is_one_or_more(tmp_path, inputs):
    assert cores() >= 1
    with pytest.raises(UsageError, match="1 or more"):
        Archive.build(tmp_path / "index", [inputs], workers=0)
