"""PageCache: pages of one open archive as they were sent; as it never changes, the same address is the same page.

Readers go back and forth, and turn to the same front page; robots come again.
"""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, g, request

from indexer import Archive
from indexer.errors import CarrelError
from webui.readers_form import readers_form
from webui.reading_room import current_archive

__all__ = ["PageCache", "remember_pages"]

_ROOM: Final = 8_000_000  # bytes of all pages, with what they are asked for by
_LARGEST: Final = 200_000  # bytes of one
_OVERHEAD: Final = 2_000  # bytes, about, that the objects of one take up
_REMEMBERED: Final = frozenset({"text/html", "application/json"})


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    headers: tuple[tuple[str, str], ...]

    def size(self, key: tuple[str, ...]) -> int:
        """How many bytes it takes up, about, under its key, which may be longer than itself."""
        return len(self.content) + sum(map(len, key)) + _OVERHEAD


class PageCache:
    """The pages that were asked for last, by whatever makes them differ. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._size = 0

    def get(self, key: tuple[str, ...]) -> _Page | None:
        """The page of a key, if it is still remembered."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def keep(self, key: tuple[str, ...], page: _Page) -> None:
        """Remember a page, and forget those that were asked for longest ago where there is no more room."""
        if len(page.content) > _LARGEST:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self._size += page.size(key) - (before.size(key) if before else 0)
            self._pages[key] = page
            while self._size > _ROOM:
                oldest_key, oldest = self._pages.popitem(last=False)
                self._size -= oldest.size(oldest_key)


def remember_pages(app: Flask) -> None:
    """Answer from the pages that the live archive has been asked for before.

    Register this before what compresses, so that it sees pages as they are sent.
    """
    lock = threading.Lock()
    caches: weakref.WeakKeyDictionary[Archive, PageCache] = weakref.WeakKeyDictionary()

    def pages() -> PageCache:
        """Those of this request's archive; they go with it."""
        archive = current_archive()
        with lock:
            return caches.setdefault(archive, PageCache())

    @app.before_request
    def recall() -> Response | None:
        if request.method not in ("GET", "HEAD") or request.blueprint == "assets":  # these need no archive
            return None
        try:
            page = pages().get(_key())
        except CarrelError:  # whoever needs the archive says so
            return None
        if page is None:
            return None
        g.recalled = True
        response = Response(page.content)
        response.headers.clear()
        response.headers.extend(page.headers)
        response.make_conditional(request)
        return response

    @app.after_request
    def keep(response: Response) -> Response:
        is_answer = request.method == "GET" and response.status_code == 200 and "archive" in g
        is_page = response.mimetype in _REMEMBERED and not response.is_streamed
        if is_answer and is_page and "recalled" not in g:
            pages().keep(_key(), _Page(response.get_data(), tuple(response.headers.items())))
        return response


def _key() -> tuple[str, ...]:
    gzipped = "gzip" if request.accept_encodings["gzip"] > 0 else ""
    return request.host_url, request.full_path, gzipped, *readers_form().key
