"""ReadingRoom: keeps one archive open for all requests, and exchanges it when a new one is live."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Flask, current_app, g

from indexer import Archive

__all__ = ["ReadingRoom", "current_archive", "furnish"]

_EXTENSION: Final = "carrel_reading_room"


@dataclass(slots=True, eq=False)
class _OpenArchive:
    """An archive with the number of its readers; closed when it is outdated and the last one leaves."""

    archive: Archive
    readers: int = 0
    outdated: bool = False


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
            lent.readers -= 1
            if lent.outdated and not lent.readers:
                lent.archive.close()

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


def current_archive() -> Archive:
    """The archive of this request: the same snapshot however often it is asked for."""
    if "archive" not in g:
        g.lending = ExitStack()
        g.archive = g.lending.enter_context(current_app.extensions[_EXTENSION].reading())
    archive: Archive = g.archive
    return archive
