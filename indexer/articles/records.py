"""The records of a file of records, found and not yet parsed: JSON Lines and CSV, read as streams.

Finding is quick and has an order, so one process does it; parsing (`tabular`) is slow and has none. Both
finders yield, in order, each record as it is written, or the `InputError` that it is. They raise
`InputError` for a fault of the whole file, and whatever the stream raises.
"""

from __future__ import annotations

import csv
import io
from collections import deque
from collections.abc import Iterator
from typing import Final

from indexer import fields
from indexer.articles.encodings import decode_line
from indexer.articles.tabular import RawRecord, Row, known_columns
from indexer.errors import InputError

__all__ = ["find_json_lines", "find_rows"]

_DELIMITERS: Final = ",;\t|"
_DISCARDED_AT_ONCE: Final = 65_536  # bytes of a line that is too long
_READ_AGAIN: Final = 20  # times the length of what was read, at most
_LARGEST_FIELD_LIMIT: Final = 2**31 - 1  # csv keeps it in a C long


def find_json_lines(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[RawRecord | InputError]:
    """The lines of a JSON Lines file; blank lines are none. A line over `max_bytes` is never held in memory."""
    for line in _lines(stream, max_bytes):
        if line is None:
            yield _too_long(max_bytes)
        elif not line.isspace():
            yield line


def find_rows(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[RawRecord | InputError]:
    """The rows of a CSV file, whose first line names the columns; empty rows are none.

    The delimiter is a comma, semicolon, tab or bar, whichever makes most of the first line.
    After a broken record, reading goes on at the line that follows the record's first. A
    record is held in memory up to `max_bytes`. Raises `InputError` of kind "broken CSV"
    when there is a column for neither title nor body, and when there are so many broken
    records, each as long as the rest of the file, that reading on would take for ever.
    """
    csv.field_size_limit(max(csv.field_size_limit(), min(max_bytes, _LARGEST_FIELD_LIMIT)))
    lines = _CsvLines(stream, max_bytes)
    first = next((line for line in lines if line.strip()), "")
    if not first:
        return
    header, delimiter = _header(first)
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=True, strict=True)
    while True:
        lines.begin_record()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lines.go_back()
            yield InputError("broken CSV", str(error))
        except InputError as error:
            lines.go_back()
            yield error
        else:
            if any(row):
                yield Row(header, tuple(row))


def _lines(stream: io.BufferedReader, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of a stream with their ends; None for one of more than `max_bytes`."""
    while line := stream.readline(max_bytes + 1):
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield line
        else:
            while (rest := stream.readline(_DISCARDED_AT_ONCE)) and not rest.endswith(b"\n"):
                pass
            yield None


def _too_long(max_bytes: int) -> InputError:
    return InputError("record too long", f"it has more than {max_bytes:,} bytes")


class _CsvLines:
    """The lines of a CSV file as text, for `csv.reader`; those of one record can be read again."""

    def __init__(self, stream: io.BufferedReader, max_bytes: int) -> None:
        self._lines = _lines(stream, max_bytes)
        self._waiting: deque[str | None] = deque()  # None: a line that was too long
        self._record: list[str | None] = []
        self._room = self._max_bytes = max_bytes
        self._patience = max_bytes  # how many characters may still be read again

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        """The next line. Raises `InputError` when it makes the record too long."""
        if not self._waiting:
            line = next(self._lines)
            # A file from an old Macintosh has line ends that no stream of bytes divides at.
            self._waiting.extend([None] if line is None else io.StringIO(decode_line(line), newline=""))
            self._patience += _READ_AGAIN * len(line or b"")
        text = self._waiting.popleft()
        self._record.append(text)
        if text is None or len(text) > self._room:
            raise _too_long(self._max_bytes)
        self._room -= len(text)
        return text

    def begin_record(self) -> None:
        """Take the next line as the first of a record."""
        self._record.clear()
        self._room = self._max_bytes

    def go_back(self) -> None:
        """Return to the line after the first of the record: the rest may be records of their own."""
        rest = self._record[1:]
        self._patience -= sum(len(text) for text in rest if text)
        if self._patience < 0:
            raise InputError("broken CSV", "too many of its quotation marks are never closed")
        self._waiting.extendleft(reversed(rest))


def _header(line: str) -> tuple[tuple[str, ...], str]:
    """The names of the columns and the delimiter."""
    best: tuple[int, int, str, tuple[str, ...]] = (0, 0, "", ())
    for delimiter in _DELIMITERS:
        names = tuple(next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), ()))
        known = len({name for name, _ in known_columns(names)})
        if (known, len(names)) > best[:2]:
            best = (known, len(names), delimiter, names)
    _, _, delimiter, names = best
    wanted = (fields.TITLE.name, fields.BODY.name)
    if not any(name in wanted for name, _ in known_columns(names)):
        raise InputError("broken CSV", f"its first line names no column {' or '.join(wanted)}")
    return names, delimiter
