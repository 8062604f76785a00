"""A worker: it reads inputs into segments and merges segments, as it is told, in whichever process it is.

Orders come from the parent, answers go to it (`indexer.workers`). A task that was read is answered with
claims; the verdict about them comes back as one more order, which need not be waited for
until a segment is written.
"""

from __future__ import annotations

import functools
import gc
import os
import pickle
import queue
import secrets
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final, NamedTuple

from indexer.articles.reader import Outcome, Task, parse_task
from indexer.articles.sources import Problem
from indexer.decisions import Claim, claim_of
from indexer.engine.base import Collector, Engine, Flushed, Merge

__all__ = [
    "Answer",
    "Claimed",
    "End",
    "Failed",
    "Flush",
    "Item",
    "Job",
    "MergeSegments",
    "Merged",
    "Order",
    "Read",
    "Verdict",
    "Worker",
    "Written",
    "work",
]

_OBJECTS_BEFORE_COLLECTING: Final = 50_000


@dataclass(frozen=True, slots=True)
class Job:
    """What every worker has to know; picklable."""

    engine: Engine
    folder: Path
    max_bytes: int


# Orders


@dataclass(frozen=True, slots=True)
class Read:
    """To read a task: to claim all its articles, and to collect them.

    `known` and `wanted` are digests by `Article.input`: an article that is known as it is is not collected, and
    where some are wanted only these are.
    """

    task: Task
    known: Mapping[str, bytes] = field(default_factory=dict)
    wanted: Mapping[str, bytes] | None = None

    def collects(self, claim: Claim) -> bool:
        """Whether an article is to be collected."""
        if self.wanted is not None:
            return self.wanted.get(claim.input) == claim.digest
        return self.known.get(claim.input) != claim.digest


class Verdict(NamedTuple):
    """What was decided about the collected articles of one `Claimed`, as `Collector.flush` takes it."""

    ids: Sequence[str | None]
    sequences: Sequence[int]


@dataclass(frozen=True, slots=True)
class Flush:
    """To write what is collected."""


@dataclass(frozen=True, slots=True)
class MergeSegments:
    """To do one merge."""

    merge: Merge


@dataclass(frozen=True, slots=True)
class End:
    """To end."""


Order = Read | Verdict | Flush | MergeSegments | End

# Answers


class Item(NamedTuple):
    """An outcome of a task, without the article."""

    input_number: int
    item: Claim | Problem
    is_fault_of_input: bool
    is_collected: bool


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a task has in it, in order: the rest of it, or a part, where the collector was full before its end."""

    items: Sequence[Item]
    is_last: bool


@dataclass(frozen=True, slots=True)
class Written:
    """A segment was written, or None, as nothing was left to write; `ordered` by a `Flush`."""

    flushed: Flushed | None
    ordered: bool


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge was done."""

    merge: Merge
    flushed: Flushed


@dataclass(frozen=True, slots=True)
class Failed:
    """The worker has come to its end by an exception; `told` is its traceback."""

    error: BaseException
    told: str


Answer = Claimed | Written | Merged | Failed


class Worker:
    """Carries out orders. `answer` sends an answer; `verdict` waits for the next verdict that was not given to `do`."""

    def __init__(self, job: Job, answer: Callable[[Answer], None], verdict: Callable[[], Verdict]) -> None:
        self._job = job
        self._answer = answer
        self._verdict = verdict
        self._ids: list[str | None] = []
        self._sequences: list[int] = []

    @functools.cached_property
    def _collector(self) -> Collector:
        return self._job.engine.collector(self._job.folder)  # not before there is an order: the folder is made ready

    def do(self, order: Order) -> None:
        """Carry out one order, and answer it."""
        match order:
            case Read():
                self._read(order)
            case Verdict():
                self._take(order)
            case Flush():
                self._flush(ordered=True)
            case MergeSegments(merge):
                self._answer(Merged(merge, self._job.engine.merge(self._job.folder, merge)))

    def _read(self, order: Read) -> None:
        items: list[Item] = []
        for outcome in parse_task(order.task, max_bytes=self._job.max_bytes):
            if self._collector.is_full:
                self._answer(Claimed(items, is_last=False))
                items = []
                self._flush(ordered=False)
            items.append(self._item(outcome, order))
        self._answer(Claimed(items, is_last=True))

    def _item(self, outcome: Outcome, order: Read) -> Item:
        if isinstance(outcome.item, Problem):
            return Item(outcome.input_number, outcome.item, outcome.is_fault_of_input, is_collected=False)
        claim = claim_of(outcome.item)
        is_collected = order.collects(claim)
        if is_collected:
            self._collector.add(outcome.item.article)
        return Item(outcome.input_number, claim, outcome.is_fault_of_input, is_collected)

    def _take(self, verdict: Verdict) -> None:
        self._ids += verdict.ids
        self._sequences += verdict.sequences

    def _flush(self, *, ordered: bool) -> None:
        while len(self._ids) < self._collector.articles:
            self._take(self._verdict())
        flushed = None
        if self._ids:
            flushed = self._collector.flush(secrets.token_hex(4), self._ids, self._sequences)
            self._ids, self._sequences = [], []
        self._answer(Written(flushed, ordered))


def work(job: Job, connection: Connection) -> None:
    """Be a worker in this process, until the order to end comes or the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes: the parent ends the others
    # What is collected here lives until it is written: to look through it again and again costs a tenth of the time.
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTING, 20, 100)
    orders: queue.SimpleQueue[Order] = queue.SimpleQueue()
    # By a thread, so that the parent, while it sends, never waits for a worker that waits for the parent;
    # and so that a worker ends at once when the parent is gone, whatever it is at.
    threading.Thread(target=_receive, args=(connection, orders), daemon=True).start()
    waiting: deque[Order] = deque()

    def verdict() -> Verdict:
        while not isinstance(order := orders.get(), Verdict):
            waiting.append(order)
        return order

    try:
        worker = Worker(job, connection.send, verdict)
        while not isinstance(order := waiting.popleft() if waiting else orders.get(), End):
            worker.do(order)
    except Exception as error:  # noqa: BLE001  # it is raised again in the parent
        connection.send(Failed(_picklable(error), traceback.format_exc()))
        threading.Event().wait()  # until the parent, who may be sending, has read it and ends this process


def _receive(connection: Connection, orders: queue.SimpleQueue[Order]) -> None:
    try:
        while True:
            orders.put(connection.recv())
    except (EOFError, OSError):
        os._exit(1)


def _picklable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    except Exception:  # noqa: BLE001  # whatever an exception's own reconstruction raises
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
