"""ReadingRoom: keeps one archive open for all requests, and exchanges it when a new one is live."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask, current_app, g

from indexer import Archive
from indexer.errors import CarrelError
from webui.warming import warm

__all__ = ["WARMING", "ReadingRoom", "corpus_version", "current_archive", "furnish", "keep_archive", "prepare"]

WARMING: Final = "warming"  # the name of threads that do so
_EXTENSION: Final = "carrel_reading_room"


@dataclass(slots=True, eq=False)
class _OpenArchive:
    """An archive with the number of its readers; closed when it is outdated and the last one leaves."""

    archive: Archive
    readers: int = 0
    outdated: bool = False
    warmed: bool = False


class ReadingRoom:
    """Lends the live archive to any number of threads at once."""

    def __init__(self, index: Path) -> None:
        self._index = index
        self._lock = threading.Lock()
        self._open: _OpenArchive | None = None

    @contextmanager
    def reading(self) -> Iterator[Archive]:
        """The live archive, staying open for as long as it is read.

        Raises `NoArchiveError` or `DamagedError` where there is none that can be trusted.
        """
        lent = self._lend()
        try:
            yield lent.archive
        finally:
            self._take_back(lent)

    def prepare(self) -> None:
        """Open the archive in the background, if there is one, and warm it."""
        threading.Thread(target=self._visit, name=WARMING, daemon=True).start()

    def close(self) -> None:
        """Close the archive once its last reader has left; the next reader opens it anew."""
        with self._lock:
            self._retire()

    def _lend(self) -> _OpenArchive:
        with self._lock:
            if self._open is not None and not self._open.archive.is_current():
                self._retire()
            if self._open is None:
                self._open = _OpenArchive(Archive.open(self._index))
            self._open.readers += 1
            return self._open

    def _take_back(self, lent: _OpenArchive) -> None:
        with self._lock:
            if not lent.warmed and not lent.outdated:
                # Now and not when it was opened: whoever opened it shares the processor with nobody.
                lent.warmed = True
                threading.Thread(target=self._warm, args=(lent,), name=WARMING, daemon=True).start()
                return  # whoever warms it is the reader in its place
            lent.readers -= 1
            if lent.outdated and not lent.readers:
                lent.archive.close()

    def _warm(self, lent: _OpenArchive) -> None:
        try:
            warm(lent.archive)
        finally:
            self._take_back(lent)

    def _visit(self) -> None:
        with suppress(CarrelError), self.reading():
            pass

    def _retire(self) -> None:
        retired, self._open = self._open, None
        if retired is not None:
            retired.outdated = True
            if not retired.readers:
                retired.archive.close()


def furnish(app: Flask, index: Path) -> None:
    """Give an application its reading room: one archive a request, opened when it is first asked for."""
    app.extensions[_EXTENSION] = ReadingRoom(index)

    @app.teardown_request
    def give_back(_error: BaseException | None) -> None:
        if "lending" in g:
            g.lending.close()


def prepare(app: Flask) -> None:
    """Open and warm the archive of an application before anyone asks for it; nobody waits for that."""
    app.extensions[_EXTENSION].prepare()


def current_archive() -> Archive:
    """The archive of this request: the same snapshot however often it is asked for."""
    if "archive" not in g:
        g.lending = ExitStack()
        g.archive = g.lending.enter_context(current_app.extensions[_EXTENSION].reading())
    archive: Archive = g.archive
    return archive


def corpus_version() -> str:
    """The version of what this request has been answered from; "" where there is no archive."""
    return current_archive().version if "archive" in g else ""


def keep_archive() -> ExitStack:
    """This request's hold on its archive, for what goes on when the request is over; whoever has it closes it."""
    lending: ExitStack = g.pop("lending", None) or ExitStack()
    return lending
