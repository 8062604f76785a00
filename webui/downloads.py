"""Downloads: files that are sent as they are made."""

from __future__ import annotations

import itertools
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import ExitStack
from urllib.parse import quote

from flask import Response

from webui.reading_room import keep_archive

__all__ = ["download", "file_name"]

_UNFIT = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60  # characters
_BATCH = 65_536  # characters that are sent as one


def download(pieces: Iterable[str], name: str, mimetype: str) -> Response:
    """A response that streams a text in UTF-8 as a file; the first piece is made at once, so that its errors show.

    The archive stays open until the last piece is sent; of the request nothing is left by then.
    """
    remaining = iter(pieces)
    started = itertools.chain(tuple(itertools.islice(remaining, 1)), remaining)
    lending = keep_archive()
    response = Response(_batches(started, lending), mimetype=mimetype)
    if isinstance(remaining, Generator):
        response.call_on_close(remaining.close)  # where a reader goes away, too
    response.call_on_close(lending.close)  # where nothing was read at all, too
    plain = name.encode("ascii", "ignore").decode() or "download"
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
    return response


def file_name(words: str, version: str, extension: str) -> str:
    """The name of a downloaded file: what was asked for, the corpus version and the kind of file."""
    asked = _UNFIT.sub("-", words).strip("-._")[:_LONGEST_NAME].strip("-._") or "articles"
    return f"{asked}-{version}.{extension}"


def _batches(pieces: Iterator[str], lending: ExitStack) -> Iterator[bytes]:
    with lending:
        yield from _joined(pieces)


def _joined(pieces: Iterator[str]) -> Iterator[bytes]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size >= _BATCH:
            yield "".join(batch).encode("utf-8", "replace")
            batch, size = [], 0
    yield "".join(batch).encode("utf-8", "replace")
