"""The YAML front matter of a Markdown file."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import yaml

from indexer import fields
from indexer.articles.bylines import split_names, split_values, without_by
from indexer.articles.dates import DateReading, read_date
from indexer.articles.draft import Draft
from indexer.errors import InputError
from indexer.fields import Field

__all__ = ["read_front_matter"]

_OPENED: Final = re.compile(r"\ufeff?\s*?---[ \t]*\r?\n")
_CLOSED: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$\n?", re.MULTILINE)
_KEY: Final = re.compile(r"[A-Za-z_-]+:(?:\s|$)")
_LONGEST: Final = 100_000  # characters
_MOST_BRACKETS: Final = 500  # the time that YAML takes grows with the square of its nesting
_NOTHING: Final = frozenset(("", "~", "null"))


def read_front_matter(text: str) -> tuple[Draft, str]:
    """What the front matter says, and the text behind it; an empty Draft and the whole text when there is none.

    Raises `InputError("broken YAML")`.
    """
    opened = _OPENED.match(text)
    if not opened:
        return Draft(), text
    closed = _CLOSED.search(text, opened.end())
    if not closed:
        if _KEY.match(text, opened.end()):
            raise InputError("broken YAML", "the front matter has no closing line ---")
        return Draft(), text
    record = _load(text[opened.end() : closed.start()])
    if not isinstance(record, dict):
        return Draft(), text  # text between two rules
    return _draft({str(key).strip().casefold(): value for key, value in record.items()}), text[closed.end() :]


def _load(written: str) -> object:
    """The YAML value, every scalar in it as written: a date stays text, and NO is no truth value."""
    if len(written) > _LONGEST or written.count("[") + written.count("{") > _MOST_BRACKETS:
        raise InputError("broken YAML", "the front matter is too long or nested too deeply to be one")
    try:
        return {} if not written.strip() else yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 (it makes only str, list and dict)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 2}" if mark else ""
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        raise InputError("broken YAML", f"{reason}{place}; quote a value that holds a colon") from None
    except RecursionError:
        raise InputError("broken YAML", "it is nested too deeply") from None


def _draft(record: dict[str, object]) -> Draft:
    written = _one(record, fields.DATE.name, "published")
    reading = read_date(written, "front matter") if written else DateReading()
    problem = reading.problem or (f"unreadable date: {written}" if written and not reading.date else "")
    return Draft(
        title=_one(record, fields.TITLE.name),
        authors=tuple(without_by(name) for name in _several(record, fields.AUTHOR, split_names)),
        source=_one(record, fields.SOURCE.name, *fields.SOURCE.aliases),
        date=reading.date,
        regions=_several(record, fields.REGION, split_values),
        themes=_several(record, fields.THEME, split_values),
        reports=_several(record, fields.REPORT, split_values),
        url=_one(record, "url"),
        given_id=_one(record, "id"),
        problems=(problem,) if problem else (),
    )


def _one(record: dict[str, object], *keys: str) -> str:
    """The first value of these keys that says something."""
    return next((values[0] for key in keys if (values := _values(record.get(key)))), "")


def _several(record: dict[str, object], field: Field, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The values under a field's name, where a text is one value, and under its plural, where a text is divided."""
    several = record.get(field.plural)
    values = split(several) if isinstance(several, str) and _values(several) else _values(several)
    return tuple(dict.fromkeys((*_values(record.get(field.name)), *values)))


def _values(value: object) -> tuple[str, ...]:
    """The texts of a value, be it a text or a list of texts; one with a name, as authors have, is its name."""
    items = value if isinstance(value, list) else [value]
    named = (item.get("name") if isinstance(item, dict) else item for item in items)
    texts = (" ".join(item.split()) for item in named if isinstance(item, str))
    return tuple(text for text in texts if text.casefold() not in _NOTHING)
