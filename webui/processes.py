"""Processes: one reading room served by several, as the threads of one take turns on a single core."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from typing import Final, NoReturn

from indexer.errors import CarrelError
from indexer.workers import cores

__all__ = ["in_processes", "process_count"]

_MOST_UNASKED: Final = 4  # each has arrays of its own besides the files that all share
_PATIENCE: Final = 10.0  # seconds that one has to end by itself
_MOST_DEATHS: Final = 5  # within a minute
_MINUTE: Final = 60.0


def process_count(wanted: int) -> int:
    """How many processes serve: those wanted, or with 0 one a core, a few at most; one where none can be forked."""
    if not hasattr(os, "fork"):
        return 1
    return wanted or min(cores(), _MOST_UNASKED)


def in_processes(
    count: int, serve: Callable[[], None], opened: Callable[[], None], tell: Callable[[str], None]
) -> None:
    """Run `serve` in so many forked processes until Ctrl-C or SIGTERM, which end them all.

    One that dies is told and replaced. They end with this process, whatever becomes of it. Call it where there is
    no other thread yet. `opened` is called once, when all have begun. Raises `CarrelError` where they die again and
    again.
    """
    signal.signal(signal.SIGTERM, _exit)
    running: list[BaseProcess] = []
    deaths: list[float] = []
    try:
        running += [_begun(serve) for _ in range(count)]
        opened()
        while True:
            wait([one.sentinel for one in running])
            for dead in [one for one in running if not one.is_alive()]:
                running.remove(dead)
                deaths = [*(at for at in deaths if at > time.monotonic() - _MINUTE), time.monotonic()]
                if len(deaths) > _MOST_DEATHS:
                    raise CarrelError(f"The processes of the reading room die again and again: {_end_of(dead)}.")
                tell(f"A process of the reading room has died ({_end_of(dead)}); another takes its place.")
                running.append(_begun(serve))
    except KeyboardInterrupt:
        pass
    finally:
        _end(running)


def _begun(serve: Callable[[], None]) -> BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=_run, args=(serve,), daemon=True)
    process.start()
    return process


def _run(serve: Callable[[], None]) -> None:
    """What a process does; Ctrl-C, which a terminal sends to all, is for the first one to act on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _exit)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    serve()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _exit(_number: int, _frame: object) -> NoReturn:
    sys.exit(0)


def _end_of(process: BaseProcess) -> str:
    """How a process ended, in words."""
    status = process.exitcode or 0
    return f"signal {-status}" if status < 0 else f"status {status}"


def _end(running: list[BaseProcess]) -> None:
    """End processes: asked to first, and then made to."""
    for process in running:
        process.terminate()
    until = time.monotonic() + _PATIENCE
    for process in running:
        process.join(max(0.0, until - time.monotonic()))
        if process.is_alive():
            process.kill()
            process.join()
