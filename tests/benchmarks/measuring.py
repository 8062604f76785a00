"""Measuring engines: each build in a process of its own; builds and pages are interleaved."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from tests.benchmarks.corpora import warm
from tests.benchmarks.engines import NAMES, Opened, engine
from tests.benchmarks.figures import Build, Group, Pages
from tests.benchmarks.processes import can_tell_memory, in_a_child, peak_of_child
from tests.benchmarks.searches import Search


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are done: the builds of an engine, and the rounds of pages."""

    builds: int
    rounds: int


class Bench:
    """A file of articles, and the engines that are measured on it; what they build is kept below `folder`."""

    def __init__(self, name: str, articles: Path, count: int, folder: Path, say: Callable[[str], None]) -> None:
        self._name = name
        self._articles = articles
        self._count = count
        self._folder = folder
        self._say = say
        self._builds: dict[tuple[str, int], Build] = {}
        folder.mkdir()

    def build(self, key: str, threads: int) -> None:
        """Build an engine's index; of its builds with so many threads the fastest counts, and the last stays."""
        self._say(f"{self._name}: {NAMES[key]} builds, {threads} {'thread' if threads == 1 else 'threads'}")
        folder = self._emptied(key)
        warm(self._articles)
        seconds = in_a_child("build", key, self._articles, folder, threads)
        if earlier := self._builds.get((key, threads)):
            seconds = min(seconds, earlier.seconds)
        self._builds[key, threads] = Build(key, threads, self._count, seconds, _size(folder))

    def look_at_peak(self, key: str, threads: int) -> None:
        """Build an engine's index once more, looking at the memory that takes: looking takes time too."""
        if not can_tell_memory():
            return
        self._say(f"{self._name}: {NAMES[key]} builds, watched")
        peak = peak_of_child("build", key, self._articles, self._emptied(key), threads)
        self._builds[key, threads] = replace(self._builds[key, threads], peak_bytes=peak)

    def search(self, keys: Sequence[str], searches: Sequence[Search], rounds: int) -> Group:
        """Do all pages, the engines taking turns; give the figures of the group so far."""
        self._say(f"{self._name}: {len(searches)} searches, {rounds} rounds")
        opened = {key: engine(key).opened(self._index(key)) for key in keys}
        pages = measured_pages(opened, searches, rounds)
        for one in opened.values():
            one.close()
        return Group(self._name, self._count, tuple(self._builds.values()), pages)

    def private_bytes(self, keys: Sequence[str], searches: Sequence[Search]) -> dict[str, int]:
        """The private memory of each engine after all searches, without what its imports take."""
        if not can_tell_memory():
            return {}
        self._say(f"{self._name}: memory")
        path = self._folder / "searches.json"
        path.write_text(json.dumps([asdict(search) for search in searches]), "utf-8")
        return {
            key: int(in_a_child("searched", key, self._index(key), path) - in_a_child("imported", key)) for key in keys
        }

    def only_built(self) -> Group:
        """The figures of a group whose pages are not measured."""
        return Group(self._name, self._count, tuple(self._builds.values()), ())

    def update(self, key: str, articles: Path, tries: int) -> dict[str, float]:
        """The seconds in which an engine adds a file of articles to what it built: the fastest of its tries."""
        self._say(f"{self._name}: {NAMES[key]} is updated")
        seconds = []
        for _ in range(tries):
            changed = self._folder / f"{key}-updated"
            shutil.copytree(self._index(key), changed)
            os.sync()  # else the update would wait until the copy is on the disk
            seconds.append(in_a_child("update", changed, articles))
            shutil.rmtree(changed)
        return {key: min(seconds)}

    def _index(self, key: str) -> Path:
        return self._folder / key

    def _emptied(self, key: str) -> Path:
        folder = self._index(key)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder


def measured_pages(opened: dict[str, Opened], searches: Sequence[Search], rounds: int) -> tuple[Pages, ...]:
    """The pages of all engines, one engine after the other for each search; a first round, not counted, warms up.

    The engine that begins is another one each round. Raises `ValueError` when an engine finds first so many, then
    so many articles.
    """
    totals = {(key, search): one.page(search).total for search in searches for key, one in opened.items()}
    seconds: dict[tuple[str, Search], list[float]] = {asked: [] for asked in totals}
    keys = list(opened)
    for _ in range(rounds):
        for search in searches:
            for key in keys:
                started = time.perf_counter()
                total = opened[key].page(search).total
                seconds[key, search].append(time.perf_counter() - started)
                if total != totals[key, search]:
                    raise ValueError(f"{NAMES[key]} found {totals[key, search]:,}, then {total:,}: {search}")
        keys.append(keys.pop(0))
    return tuple(
        Pages(key, search, totals[key, search], statistics.median(taken) * 1_000)
        for (key, search), taken in seconds.items()
    )


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
