"""Files of records, one article each: JSON Lines and CSV, read as streams.

Both readers yield one outcome a record, in order: a Draft, or the `InputError` that
this record is. They raise `InputError` for a fault of the whole file, and whatever the
stream raises.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Final

from indexer import fields
from indexer.articles import plain
from indexer.articles.bylines import split_names
from indexer.articles.dates import DateReading, read_date
from indexer.articles.draft import Draft
from indexer.articles.encodings import decode_line
from indexer.errors import InputError
from indexer.fields import Field, FieldKind

__all__ = ["read_csv", "read_json_lines"]

_ID: Final = Field("id", "Id", "ids", FieldKind.VALUES, aliases=("guid", "uuid"))
_URL: Final = Field("url", "URL", "urls", FieldKind.VALUES, aliases=("link", "permalink"))
# Under which keys a value is looked for, best first; a field's own names go before these.
_FURTHER_KEYS: Final[dict[Field, tuple[str, ...]]] = {
    _ID: (),
    _URL: (),
    fields.TITLE: (),
    fields.BODY: ("content", "article", "article body", "full text"),
    fields.AUTHOR: ("byline",),
    fields.SOURCE: ("publisher", "newspaper"),
    fields.DATE: (
        *("published", "date published", "published at", "published on", "publication date", "publish date"),
        *("pub date", "created", "created at", "date created"),
    ),
    fields.REGION: ("location", "locations", "place", "places"),
    fields.THEME: ("tag", "tags", "topic", "topics", "keyword", "keywords", "subject", "subjects"),
    fields.REPORT: (),
    fields.NOTE: (),
}
_KEY_SEPARATORS: Final = re.compile(r"[\W_]+")
_VALUE_SEPARATORS: Final = re.compile(r"[;|]")
_DELIMITERS: Final = ",;\t|"
_DISCARDED_AT_ONCE: Final = 65_536  # bytes of a line that is too long
_READ_AGAIN: Final = 20  # times the length of what was read, at most
_LARGEST_FIELD_LIMIT: Final = 2**31 - 1  # csv keeps it in a C long


def read_json_lines(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[Draft | InputError]:
    """The records of a JSON Lines file; blank lines are none. A line over `max_bytes` is never held in memory."""
    for line in _lines(stream, max_bytes):
        if line is None:
            yield _too_long(max_bytes)
        elif not line.isspace():
            yield _json_record(line)


def read_csv(stream: io.BufferedReader, *, max_bytes: int) -> Iterator[Draft | InputError]:
    """The records of a CSV file, whose first line names the columns; empty rows are none.

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
                yield _csv_record(header, row)


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


def _json_record(line: bytes) -> Draft | InputError:
    try:
        record = json.loads(decode_line(line))
    except json.JSONDecodeError as error:
        return InputError("broken JSON", f"{error.msg}, column {error.colno}")
    except ValueError:  # a number of thousands of digits
        return InputError("broken JSON", "a number is too long")
    except RecursionError:
        return InputError("broken JSON", "it is nested too deeply")
    if not isinstance(record, dict):
        return InputError("broken JSON", "the line is not an object in braces")
    return _draft(tuple(record), tuple(record.values()))


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
        known = len({name for name, _ in _columns(names)})
        if (known, len(names)) > best[:2]:
            best = (known, len(names), delimiter, names)
    _, _, delimiter, names = best
    wanted = (fields.TITLE.name, fields.BODY.name)
    if not any(name in wanted for name, _ in _columns(names)):
        raise InputError("broken CSV", f"its first line names no column {' or '.join(wanted)}")
    return names, delimiter


def _csv_record(header: tuple[str, ...], row: Sequence[str]) -> Draft | InputError:
    if any(row[len(header) :]):
        return InputError("broken CSV", f"it has {len(row)} columns, the first line has {len(header)}")
    return _draft(header, [*row, *[""] * (len(header) - len(row))])


def _key(name: str) -> str:
    """What all spellings of a key share: "pubDate", "pub_date" and "Pub date" are one."""
    return _KEY_SEPARATORS.sub("", name).casefold()


def _keys() -> dict[str, tuple[int, str]]:
    """Each key with its rank among those of its field, and the field's name."""
    ranked: dict[str, tuple[int, str]] = {}
    for field, further in _FURTHER_KEYS.items():
        for rank, name in enumerate((field.name, field.plural, *field.aliases, *further)):
            ranked[_key(name)] = (rank, field.name)
    return ranked


_KEYS: Final = _keys()


@functools.lru_cache(maxsize=256)
def _columns(names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Which of these keys are of use: the field's name and the key's place, a field's best key first."""
    known = ((_KEYS.get(_key(name)), place) for place, name in enumerate(names))
    ranked = sorted((found[0], place, found[1]) for found, place in known if found)
    return tuple((field, place) for _, place, field in ranked)


def _draft(names: tuple[str, ...], values: Sequence[object]) -> Draft:
    """The draft that a record's keys and values make."""
    places: dict[str, int] = {}
    for name, place in _columns(names):
        if name not in places and values[place] not in (None, "", []):
            places[name] = place

    def value(field: Field) -> object:
        return values[places[field.name]] if field.name in places else None

    dating = DateReading()
    if fields.DATE.name in places:
        dating = _date(_text(value(fields.DATE)), names[places[fields.DATE.name]])
    return Draft(
        title=_text(value(fields.TITLE)),
        paragraphs=plain.paragraphs(_running_text(value(fields.BODY))),
        authors=_names(value(fields.AUTHOR)),
        source=_text(value(fields.SOURCE)),
        date=dating.date,
        regions=_values(value(fields.REGION)),
        themes=_values(value(fields.THEME)),
        reports=_values(value(fields.REPORT)),
        note=plain.paragraphs(_running_text(value(fields.NOTE))),
        url=_text(value(_URL)),
        given_id=_text(value(_ID)),
        problems=(dating.problem,) if dating.problem else (),
    )


def _date(written: str, key: str) -> DateReading:
    reading = read_date(written, f"key {key}")
    if reading.date or reading.problem or not written:
        return reading
    return DateReading(problem=f"unreadable date: {written[:80]}")


def _text(value: object) -> str:
    """A value as text: the first of a list, the name of an object ({"name": "Ann Author"})."""
    if isinstance(value, list):
        value = next((one for one in value if one), None)
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) else ""


def _running_text(value: object) -> str:
    """A text, or a list of its paragraphs."""
    return "\n\n".join(map(_text, value)) if isinstance(value, list) else _text(value)


def _values(value: object) -> tuple[str, ...]:
    """A list of values, or one text with semicolons or bars between them."""
    written = map(_text, value) if isinstance(value, list) else _VALUE_SEPARATORS.split(_text(value))
    return tuple(one for text in written if (one := text.strip()))


def _names(value: object) -> tuple[str, ...]:
    """The names of authors: as `_values`, or as in a byline."""
    values = _values(value)
    return split_names(values[0]) if len(values) == 1 and not isinstance(value, list) else values
