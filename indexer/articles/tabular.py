"""One record of a file of records, JSON or a row of CSV, and the draft that its keys and values make."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from indexer import fields
from indexer.articles import plain
from indexer.articles.bylines import split_names
from indexer.articles.dates import DateReading, read_date
from indexer.articles.draft import Draft
from indexer.articles.encodings import decode_line
from indexer.errors import InputError
from indexer.fields import Field, FieldKind

__all__ = ["RawRecord", "Row", "known_columns", "parse_record"]


class Row(NamedTuple):
    """A row of CSV. The rows of a file share their `columns`, so that many are pickled cheaply."""

    columns: tuple[str, ...]
    cells: tuple[str, ...]


RawRecord = bytes | Row  # a line of JSON Lines as it is written, or a row

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
_NO_DATE: Final = DateReading()


def parse_record(record: RawRecord) -> Draft:
    """The draft of a record. Raises `InputError` of kind "broken JSON" or "broken CSV", and nothing else."""
    return _parse_line(record) if isinstance(record, bytes) else _parse_row(record)


def _parse_line(line: bytes) -> Draft:
    try:
        record = json.loads(decode_line(line))
    except json.JSONDecodeError as error:
        raise InputError("broken JSON", f"{error.msg}, column {error.colno}") from None
    except ValueError:  # a number of thousands of digits
        raise InputError("broken JSON", "a number is too long") from None
    except RecursionError:
        raise InputError("broken JSON", "it is nested too deeply") from None
    if not isinstance(record, dict):
        raise InputError("broken JSON", "the line is not an object in braces")
    return _draft(tuple(record), tuple(record.values()))


def _parse_row(row: Row) -> Draft:
    columns, cells = row
    if any(cells[len(columns) :]):
        raise InputError("broken CSV", f"it has {len(cells)} columns, the first line has {len(columns)}")
    return _draft(columns, [*cells, *[""] * (len(columns) - len(cells))])


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
def known_columns(names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Which of these keys are of use: the field's name and the key's place, a field's best key first."""
    known = ((_KEYS.get(_key(name)), place) for place, name in enumerate(names))
    ranked = sorted((found[0], place, found[1]) for found, place in known if found)
    return tuple((field, place) for _, place, field in ranked)


def _draft(names: tuple[str, ...], values: Sequence[object]) -> Draft:
    """The draft that a record's keys and values make."""
    places: dict[str, int] = {}
    for name, place in known_columns(names):
        if name not in places and (values[place] or values[place] not in (None, "", [])):
            places[name] = place

    def value(field: Field) -> object:
        place = places.get(field.name)
        return None if place is None else values[place]

    dating = _NO_DATE
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
    if value is None:
        return ""
    if isinstance(value, str):  # nearly all are
        return value.strip()
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
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple([text for one in value if (text := _text(one))])
    return tuple([text for written in _VALUE_SEPARATORS.split(_text(value)) if (text := written.strip())])


def _names(value: object) -> tuple[str, ...]:
    """The names of authors: as `_values`, or as in a byline."""
    values = _values(value)
    return split_names(values[0]) if len(values) == 1 and not isinstance(value, list) else values
