"""Readers: processes that ask a running reading room for pages, and note how long each took.

A reader searches, turns the page, narrows by a date and opens the first article, then thinks of another search.
"""

from __future__ import annotations

import http.client
import json
import random
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus, urlsplit

__all__ = ["Visit", "visits"]

_SERVER_TIME: Final = re.compile(r"dur=([\d.]+)")
_ARTICLE: Final = re.compile(rb'<h2><a href="(/articles/[^"]+)"')
_TIMEOUT: Final = 60  # seconds


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that was asked for: milliseconds in the server and as the reader saw it, bytes as transferred."""

    kind: str
    server: float
    seen: float
    size: int


class _Reader(threading.Thread):
    def __init__(
        self, address: str, searches: list[str], seed: int, *, seconds: float, pause: float, new: bool
    ) -> None:
        super().__init__()
        parts = urlsplit(address)
        self._connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_TIMEOUT)
        self._searches = searches
        self._random = random.Random(seed)
        self._until = time.monotonic() + seconds
        self._pause = pause
        self._new = new
        self._page = b""
        self.visits: list[Visit] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        """Read until the time is over."""
        try:
            while time.monotonic() < self._until:
                for kind, path in self._journey():
                    if time.monotonic() >= self._until:
                        break
                    self._page = self._get(kind, self._as_asked(path))
                    time.sleep(self._random.expovariate(1 / self._pause) if self._pause else 0)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.error = error
        finally:
            self._connection.close()

    def _journey(self) -> Iterator[tuple[str, str]]:
        search = f"/search?q={quote_plus(self._random.choice(self._searches))}"
        yield "search", search
        article = _ARTICLE.search(self._page)
        yield "second page", f"{search}&page=2"
        yield "dates", f"{search}&from=2008&to=2010"
        if article:
            yield "article", article[1].decode().replace("&amp;", "&")

    def _as_asked(self, path: str) -> str:
        """An address, where pages are to be new with a part that the reading room ignores and no other one has."""
        return f"{path}{'&' if '?' in path else '?'}_={self._random.getrandbits(64)}" if self._new else path

    def _get(self, kind: str, path: str) -> bytes:
        import gzip  # noqa: PLC0415  # where it is needed: readers' processes should start at once

        began = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        response = self._connection.getresponse()
        body = response.read()
        seen = (time.perf_counter() - began) * 1000
        if response.status != 200:
            raise ValueError(f"{path} was answered with {response.status}")
        told = _SERVER_TIME.search(response.headers["Server-Timing"] or "")
        if told is None:
            raise ValueError("the reading room does not tell its Server-Timing")
        self.visits.append(Visit(kind, float(told[1]), seen, len(body)))
        return gzip.decompress(body)


def visits(address: str, searches: list[str], *, readers: int, seconds: float, pause: float, new: bool) -> list[Visit]:
    """What some readers at once saw in some seconds; each pauses so many seconds on average before the next page.

    With `new`, no page is asked for twice, so that the page cache has none. Raises the first error that a reader met.
    """
    threads = [_Reader(address, searches, seed, seconds=seconds, pause=pause, new=new) for seed in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for thread in threads:
        if thread.error:
            raise thread.error
    return [visit for thread in threads for visit in thread.visits]


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump([[one.kind, one.server, one.seen, one.size] for one in visits(**asked)], sys.stdout)
