"""From one input to its articles. Whatever an input holds, reading it raises nothing."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedIOBase, BufferedReader
from typing import Final, Protocol

from indexer.articles import html, markdown, plain, tabular
from indexer.articles.draft import Draft
from indexer.articles.encodings import decode, text_stream
from indexer.articles.finish import finish
from indexer.articles.ids import Reading
from indexer.articles.sources import Format, Input, Problem, format_of, without_extension
from indexer.errors import InputError

__all__ = ["read"]


class _RecordReader(Protocol):
    """One of the readers of `tabular`."""

    def __call__(self, stream: BufferedReader, /, *, max_bytes: int) -> Iterator[Draft | InputError]: ...


_RECORDS: Final[dict[Format, _RecordReader]] = {
    Format.JSON_LINES: tabular.read_json_lines,
    Format.CSV: tabular.read_csv,
}


def read(
    source: Input, *, max_bytes: int, on_position: Callable[[int], None] = lambda _: None
) -> Iterator[Reading | Problem]:
    """The articles of an input, in order, and what could not be read.

    An article in a file of its own may have `max_bytes`; in a file of records each record
    may, and the file any size, for it is read as a stream. One bad record does not keep the
    others from being read. `on_position` is told, before each record, how many bytes of the file were taken.
    """
    kind = format_of(source.name)
    try:
        if kind in _RECORDS:
            yield from _read_records(source, _RECORDS[kind], max_bytes, on_position)
        else:
            yield _read_article(source, kind, max_bytes)
    except InputError as error:
        yield Problem(source.name, error.kind, error.detail)
    except OSError as error:
        yield Problem(source.name, "unreadable file", error.strerror or str(error))


def _read_article(source: Input, kind: Format | None, max_bytes: int) -> Reading:
    with source.path.open("rb") as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError("file too large", f"it has more than {max_bytes:,} bytes")
    draft = _parse(decode(data, declares=kind is Format.HTML), kind)
    return finish(draft, input=source.name, fallback_id=without_extension(source.name))


def _parse(text: str, kind: Format | None) -> Draft:
    if kind is Format.HTML:
        return html.parse(text)
    if kind is Format.MARKDOWN or markdown.looks_like_seed(text):
        return markdown.parse(text)
    return plain.parse(text)


def _read_records(
    source: Input, read_format: _RecordReader, max_bytes: int, on_position: Callable[[int], None]
) -> Iterator[Reading | Problem]:
    number = 0
    with source.path.open("rb") as file, _unpacked(file, source.path.suffix.lower()) as stream:
        for number, outcome in enumerate(read_format(text_stream(stream), max_bytes=max_bytes), start=1):
            on_position(file.tell())
            try:
                if isinstance(outcome, InputError):
                    raise outcome
                fallback_id = f"{without_extension(source.name)}#{number}"
                yield finish(outcome, input=f"{source.name}#{number}", fallback_id=fallback_id)
            except InputError as error:
                yield Problem(f"{source.name}#{number}", error.kind, error.detail)
    if not number:
        raise InputError("empty file", "it has no record")


@contextmanager
def _unpacked(file: BufferedReader, packing: str) -> Iterator[BufferedIOBase]:
    """The bytes of a file of records. Raises `InputError` of kind "broken gzip" or "broken xz"."""
    if not file.peek(1):
        raise InputError("empty file")
    if packing == ".gz":
        with gzip.GzipFile(fileobj=file) as stream, _breaking_as("broken gzip"):
            yield stream
    elif packing == ".xz":
        with lzma.LZMAFile(file) as stream, _breaking_as("broken xz"):
            yield stream
    else:
        yield file


@contextmanager
def _breaking_as(kind: str) -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise InputError(kind, "the file ends too early") from None
    except (gzip.BadGzipFile, zlib.error, lzma.LZMAError) as error:
        raise InputError(kind, str(error)) from None
