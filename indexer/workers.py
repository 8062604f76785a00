"""Workers: processes that read inputs into segments, and merge segments, side by side.

The parent finds what there is to read and sends it as orders; a worker (`indexer.worker`) parses,
collects, and answers with claims (`indexer.decisions`). The parent decides about claims in the order of the
inputs, whichever worker sent them and when, and sends the verdicts back: before a worker writes a segment it
has to know the ids of all articles in it, and waits for them. The wait ends: the earliest task without
a verdict is with a worker that has had the verdicts for all that it did before.

Where one worker is enough it works in this process, through the same code.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import types
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Final, Self

from indexer.articles.reader import Task
from indexer.engine.base import Flushed, Merge
from indexer.errors import BuildError
from indexer.worker import (
    Answer,
    Claimed,
    End,
    Failed,
    Flush,
    Job,
    Merged,
    MergeSegments,
    Order,
    Read,
    Verdict,
    Worker,
    Written,
    work,
)

__all__ = ["Crew", "cores"]

_TASKS_AHEAD: Final = 2  # that a worker has been sent and not answered
_SECONDS_TO_END: Final = 5.0
_main_module = threading.Lock()


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Hand:
    """A worker as the parent sees it."""

    def __init__(self) -> None:
        self.tasks: deque[Task] = deque()  # that it was sent and has not answered
        self.orders = 0  # other orders that it has not answered

    @property
    def load(self) -> int:
        return len(self.tasks) + self.orders


class _HandHere(_Hand):
    """A worker in this process: an order has been answered when `send` returns."""

    def __init__(self, job: Job, answered: Callable[[_Hand, Answer], None]) -> None:
        super().__init__()
        self._worker = Worker(job, lambda answer: answered(self, answer), self._no_verdict)

    def send(self, order: Order) -> None:
        self._worker.do(order)

    def _no_verdict(self) -> Verdict:
        raise AssertionError("what is claimed in this process is decided at once")  # pragma: no cover


class _HandThere(_Hand):
    """A worker in a process of its own."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        spawning = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
        self.connection, theirs = spawning.Pipe()
        self._process = spawning.Process(target=work, args=(job, theirs), daemon=True)
        with _without_main():
            self._process.start()
        theirs.close()  # so that each end sees when the other is gone

    def send(self, order: Order) -> None:
        try:
            self.connection.send(order)
        except OSError:
            raise self._death() from None

    def receive(self) -> Answer:
        """The next answer. Raises what was raised in the worker, `BuildError` when it is dead."""
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            raise self._death() from None
        if isinstance(answer, Failed):
            answer.error.add_note(f"In a worker process:\n{answer.told}")
            raise answer.error
        return answer

    def end(self, *, at_once: bool) -> None:
        """Leave no process behind."""
        if at_once:
            self._process.terminate()
        else:
            with contextlib.suppress(OSError):
                self.connection.send(End())
        self._process.join(_SECONDS_TO_END)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()
        self.connection.close()
        self._process.close()

    def _death(self) -> BuildError:
        self._process.join(_SECONDS_TO_END)
        status = self._process.exitcode
        how = f"by {signal.Signals(-status).name}" if status and status < 0 else f"with status {status}"
        return BuildError(
            f"A worker process was ended {how} before its work was done; perhaps memory ran out. "
            "The live index is as it was. Try it in one process: --workers 1"
        )


class Crew:
    """Some workers on one job; a context manager that leaves no process behind.

    `on_flushed` is told of each segment of what was read. Its methods raise `BuildError` when a worker dies, and
    whatever was raised in one.
    """

    def __init__(self, job: Job, workers: int, on_flushed: Callable[[Flushed], None]) -> None:
        self._on_flushed = on_flushed
        self._decide: Callable[[Task, Claimed], Verdict]
        self._undecided: dict[int, tuple[_HandHere | _HandThere, Task, list[Claimed]]] = {}  # by the task's number
        self._next = 0  # number of the task that is decided next
        self._merged: list[Merged] = []
        self._there: dict[Connection, _HandThere] = {}
        self._hands: Sequence[_HandHere | _HandThere]
        # A daemon, as the workers of multiprocessing's pools are, may have no children.
        if workers == 1 or multiprocessing.current_process().daemon:
            self._hands = [_HandHere(job, self._answered)]
            return
        try:
            for _ in range(workers):
                hand = _HandThere(job)
                self._there[hand.connection] = hand
        except BaseException:
            self._end(at_once=True)
            raise
        self._hands = list(self._there.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: BaseException | None, __: types.TracebackType | None
    ) -> None:
        self._end(at_once=kind is not None)

    def read(self, orders: Iterable[Read], decide: Callable[[Task, Claimed], Verdict]) -> None:
        """Have all tasks read, whose numbers count up from 0, and decide about their claims in that order.

        `orders` is asked for the next one when a worker has room. A verdict is about the collected items alone.
        """
        self._decide = decide
        self._next = 0
        for order in orders:
            self._take_answers(seconds=0)
            hand = self._idlest(_TASKS_AHEAD)
            hand.tasks.append(order.task)
            self._undecided[order.task.number] = hand, order.task, []
            hand.send(order)
        self._rest()

    def flush(self) -> None:
        """Have everything written that was read."""
        for hand in self._hands:
            hand.orders += 1
            hand.send(Flush())
        self._rest()

    def merge(self, merges: Iterable[Merge]) -> Iterator[tuple[Merge, Flushed]]:
        """Have merges done, and yield their outcomes as they come."""
        for merge in merges:
            hand = self._idlest(1)
            hand.orders += 1
            hand.send(MergeSegments(merge))
            yield from self._take_merged()
        self._rest()
        yield from self._take_merged()

    def _take_merged(self) -> Iterator[tuple[Merge, Flushed]]:
        merged, self._merged = self._merged, []
        return ((one.merge, one.flushed) for one in merged)

    def _idlest(self, room: int) -> _HandHere | _HandThere:
        """The worker with least to do, once it has less than `room`."""
        while (hand := min(self._hands, key=lambda one: one.load)).load >= room:
            self._take_answers()
        return hand

    def _rest(self) -> None:
        """Wait until all orders are done."""
        while any(hand.load for hand in self._hands):
            self._take_answers()

    def _take_answers(self, seconds: float | None = None) -> None:
        """Take what answers have come, or come within so many seconds; None: however long it takes."""
        if self._there:
            for connection in wait(list(self._there), seconds):
                hand = self._there[connection]  # type: ignore[index]  # one of those that were given
                self._answered(hand, hand.receive())

    def _answered(self, hand: _Hand, answer: Answer) -> None:
        match answer:
            case Claimed():
                task = hand.tasks.popleft() if answer.is_last else hand.tasks[0]
                self._undecided[task.number][2].append(answer)
                self._decide_what_is_next()
            case Written(flushed, ordered):
                hand.orders -= ordered
                if flushed is not None:
                    self._on_flushed(flushed)
            case Merged():
                hand.orders -= 1
                self._merged.append(answer)

    def _decide_what_is_next(self) -> None:
        while self._next in self._undecided:
            hand, task, parts = self._undecided[self._next]
            is_whole = bool(parts) and parts[-1].is_last
            for part in parts:
                verdict = self._decide(task, part)
                if verdict.ids:
                    hand.send(verdict)
            parts.clear()
            if not is_whole:
                return
            del self._undecided[self._next]
            self._next += 1

    def _end(self, *, at_once: bool) -> None:
        for hand in self._there.values():
            hand.end(at_once=at_once)


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Keep the processes that are started meanwhile from importing the program's own script.

    They need nothing of it, and one that builds an archive without asking for its `__name__` would build it again.
    """
    with _main_module:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = types.ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
