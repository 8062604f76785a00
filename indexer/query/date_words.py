"""`date:`, `before:` and `after:` in a query: the range that they mean, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from typing import Final

from lark import Token

from indexer.articles.article import Precision
from indexer.articles.dates import read_date
from indexer.errors import UsageError
from indexer.fields import DATE, field_named
from indexer.query.date_range import DateRange
from indexer.query.mistake import Mistake, place, replaced, without
from indexer.query.signs import CLOSING, QUOTES, end_of_quotation

__all__ = ["DATE_TEXT", "compared", "is_date_word", "is_mere_word", "range_meant", "value_end"]

DATE_TEXT: Final = r"[0-9]{4}(?:-[0-9]{1,2}){0,2}"  # a date as `DateRange.of` takes it, as a regular expression
_BEFORE: Final = "before"
_AFTER: Final = "after"
_DATE_AFTER: Final = re.compile(rf"\s+{DATE_TEXT}(?!\S)")
_BRACKETS: Final = {"(": ")", "[": "]"}
_DOTS: Final = re.compile(r"\.{2,}|\u2026|\u2025")  # what programs make of two full stops, too
_SPAN: Final = re.compile(rf"({DATE_TEXT})\s?(?:-|to|/|\u2014)\s?({DATE_TEXT})", re.IGNORECASE)
_COMPARED: Final = re.compile(rf"([<>]=?)\s?({DATE_TEXT})")
_DECADE: Final = re.compile(r"([0-9]{3})(?:0'?s|[*?])")
_WORD_AFTER: Final = re.compile(r"\s+[^\W\d]")
_DATE_IN_WORDS: Final = 4  # words that a date has at most: Monday, 30 December 2019
_NEXT_DAY: Final = dt.timedelta(days=1)


def is_date_word(name: str) -> bool:
    """Whether a name before a colon speaks of dates."""
    return name.casefold() in (_BEFORE, _AFTER) or field_named(name) == DATE


def is_mere_word(plain: str, name_part: slice) -> bool:
    """Whether a name and its colon are a word of a text: "Before: a map", "sales to rise this year: analysts"."""
    following = plain[name_part.stop : name_part.stop + 1]
    if plain[name_part.start : name_part.stop - 1].casefold() in (_BEFORE, _AFTER):
        return not following.strip() and _DATE_AFTER.match(plain, name_part.stop) is None
    return following.isspace() and _WORD_AFTER.match(plain, name_part.stop) is not None


def value_end(plain: str, value: int, end: int) -> int:
    """Where a value ends that begins at `value`: at a mark that closes it, or before the punctuation behind it.

    `end`: where the characters end that stand together.
    """
    opening = plain[value : value + 1]
    if opening and opening in QUOTES:
        closing = end_of_quotation(plain, value)
        return len(plain) if closing is None else closing + 1
    if opening in _BRACKETS:
        return plain.find(_BRACKETS[opening], value) + 1 or len(plain)
    bare = plain[value:end].rstrip(",;:!?")
    return value + len(bare if bare.endswith("..") else bare.removesuffix("."))


def range_meant(text: str, plain: str, name_part: slice, end: int, *, field: Token | None) -> str:
    """The range, as first..last, that a name and its colon at `name_part` mean with what follows up to `end`.

    `field`: in whose value all this stands; None outside of fields. Raises `Mistake`.
    """
    start = name_part.start
    name, value = plain[start : name_part.stop - 1], plain[name_part.stop : end]
    if field is not None:
        raise _in_field(text, slice(start, end), field)
    ends = _ends(name, value)
    if not _is_range(*ends):
        raise _malformed(text, plain, name_part, end) if value else _missing(text, plain, name_part)
    return "..".join(ends)


def _ends(name: str, value: str) -> tuple[str, str]:
    """The first and the last date that a value says after a name; "" for an open end."""
    if name.casefold() == _BEFORE:
        return "", value
    if name.casefold() == _AFTER:
        return value, ""
    dots = _DOTS.search(value)
    return (value[: dots.start()], value[dots.end() :]) if dots else (value, value)


def compared(sign: str, date: str) -> str:
    """Dates that compare with one as a sign says, as a part of a query; "" where there are none such."""
    if not _is_range(date, date):
        return ""
    day = DateRange.of(date, date)
    try:
        match sign:
            case ">" if day.last:
                return f"{_AFTER}:{_like(date).iso(day.last + _NEXT_DAY)}"
            case "<" if day.first:
                return f"{_BEFORE}:{_like(date).iso(day.first - _NEXT_DAY)}"
            case ">=":
                return f"{_AFTER}:{date}"
            case "<=":
                return f"{_BEFORE}:{date}"
            case "!=" | "<>":
                return f"-{DATE.name}:{date}"
            case _:
                return f"{DATE.name}:{date}"
    except OverflowError:
        return ""


def _like(date: str) -> Precision:
    return (Precision.YEAR, Precision.MONTH, Precision.DAY)[date.count("-")]


def _in_field(text: str, part: slice, field: Token) -> Mistake:
    start, end, field_start = part.start, part.stop, field.start_pos or 0
    message = (
        f"{text[start:end]} stands within {field}:, {place(start)}. A date is of the whole article: put it outside."
    )
    if field.end_pos == start:
        return Mistake(message, start, replaced(text, field_start, start, ""))
    rest = without(text, start, end)
    return Mistake(message, start, f"{rest[:field_start]}{text[start:end]} {rest[field_start:]}", rest)


def _missing(text: str, plain: str, name_part: slice) -> Mistake:
    start, value_at = name_part.start, name_part.stop
    name = plain[start : value_at - 1]
    message = f"{name}: has no date, {place(start)}. Put one directly after the colon: {_forms(name)}."
    colon_left_out = replaced(text, value_at - 1, value_at, "")
    following = plain[value_at:].split(maxsplit=1)
    if following and following[0][:1].isdecimal():
        return Mistake(message, start, text[:value_at] + text[value_at:].lstrip(), colon_left_out)
    return Mistake(message, start, without(text, start, value_at), colon_left_out)


def _malformed(text: str, plain: str, name_part: slice, end: int) -> Mistake:
    """A date that is none, or a range that ends before it begins."""
    start, value_at = name_part.start, name_part.stop
    name, value = plain[start : value_at - 1], plain[value_at:end]
    if exchanged := _exchanged(value):
        message = f"The dates of {text[start:end]} end before they begin, {place(start)}. Exchange them."
        return Mistake(message, start, replaced(text, start, end, f"{name}:{exchanged}"), without(text, start, end))
    longer, meant = _date_in_words(plain, value_at, end) or (end, _meant(name, value))
    message = f"{text[value_at:longer]} is not a date, {place(value_at)}. {name}: takes {_forms(name)}."
    if longer > end and meant:
        meant = f"{name}:{meant}"
    mends = [replaced(text, start, longer, meant)] if meant else []
    if name.casefold() in (_BEFORE, _AFTER) and not meant and value[:1].isalpha():
        mends.append(replaced(text, start, end, f'"{text[start:end]}"'))
    return Mistake(message, value_at, *mends, without(text, start, longer))


def _forms(name: str) -> str:
    """The forms that a date takes after a name."""
    if name.casefold() in (_BEFORE, _AFTER):
        return "a year, a month or a day: 2019, 2019-12 or 2019-12-30"
    return "a year, a month, a day or a range: 2019, 2019-12, 2019-12-30 or 2001..2003"


def _exchanged(value: str) -> str:
    """A range that ends before it begins, its ends exchanged; "" for anything else."""
    dots = _DOTS.search(value)
    first, last = (value[: dots.start()], value[dots.end() :]) if dots else ("", "")
    return f"{last}..{first}" if first and last and _is_range(last, first) else ""


def _is_range(first: str, last: str) -> bool:
    try:
        return bool(DateRange.of(first, last))
    except UsageError:
        return False


def _date_in_words(plain: str, start: int, end: int) -> tuple[int, str] | None:
    """Where a date ends that has spaces in it and goes on after `end`, and the date; None where there is none."""
    words = itertools.islice(re.compile(r"\s+[^\s()]+").finditer(plain, end), _DATE_IN_WORDS)
    found = [(word.end(), _read(plain[start : word.end()])) for word in words]
    return next(((place, date) for place, date in found if date), None)


def _read(written: str) -> str:
    """A date as people write it, as queries have it; "" for what is none."""
    date = read_date(written, "").date
    return date.precision.iso(date.day) if date else ""


def _meant(name: str, value: str) -> str:
    """What may be meant instead, whole with its name; "" where nothing is known."""
    bare = value.strip(f"()[] {QUOTES}{''.join(CLOSING.values())}")
    if (span := _SPAN.fullmatch(bare)) and _is_range(span[1], span[2]):
        return f"{DATE.name}:{span[1]}..{span[2]}"
    if decade := _DECADE.fullmatch(bare):
        return _decade(name, f"{decade[1]}0", f"{decade[1]}9")
    if (sign := _COMPARED.fullmatch(bare)) and (meant := compared(sign[1], sign[2])):
        return meant
    if bare != value and _is_range(*_ends(name, bare)):
        return f"{name}:{bare}"
    return f"{name}:{date}" if (date := _read(bare)) else ""


def _decade(name: str, first: str, last: str) -> str:
    if name.casefold() == _BEFORE:
        return f"{name}:{last}"
    return f"{name}:{first}" if name.casefold() == _AFTER else f"{DATE.name}:{first}..{last}"
