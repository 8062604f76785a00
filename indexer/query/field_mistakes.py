"""`name:` in a query: the field it means, or what is wrong with it."""

from __future__ import annotations

import difflib
from typing import Final

from indexer.fields import TEXT_FIELDS, Field, field_named
from indexer.query.mistake import Mistake, place, replaced, without

__all__ = ["checked"]

_DATE_PREFIXES: Final = ("before", "after")  # what other archives call the ends of a date range


def checked(text: str, name_part: slice, *, has_value: bool, in_field: bool) -> Field | None:
    """The text field that a name and its colon mean, at `name_part` of a query; None for a word that ends in a colon.

    `has_value`: whether a value follows directly; `in_field`: whether all this is a field's
    value already. Raises `Mistake` for a name that cannot be searched in.
    """
    start, value = name_part.start, name_part.stop
    name = text[start : value - 1]
    field = field_named(name)
    if field is None and not has_value:
        return None
    if name.casefold() in _DATE_PREFIXES or (field is not None and not field.is_text):
        message = f"Dates are not searched for by words {place(start)}. Use the date filter: from … to …"
        raise Mistake(message, start, without(text, start, _value_end(text, value)))
    if field is None:
        raise _unknown(text, name, start, value)
    if not has_value:
        spaced = text[value : value + 1].isspace() and text[value:].strip()
        mended = text[:value] + text[value:].lstrip() if spaced else without(text, start, value)
        raise Mistake(
            f"{name}: has no value {place(start)}. Put a word or a phrase directly after the colon, "
            "or leave the colon out to search for the word.",
            start,
            mended,
        )
    if in_field:
        message = (
            f"{name}: stands within another field {place(start)}. An article has no fields in fields: leave it out."
        )
        raise Mistake(message, start, without(text, start, value))
    return field


def _unknown(text: str, name: str, start: int, value: int) -> Mistake:
    names = {
        known: field.name for field in TEXT_FIELDS for known in (field.name, field.label.casefold(), *field.aliases)
    }
    nearest = difflib.get_close_matches(name.casefold(), names, n=1)
    end = _value_end(text, value)
    if nearest:
        meant = names[nearest[0]]
        hint = f"Did you mean {meant}:?"
        mended = replaced(text, start, value - 1, meant)
    else:
        hint = f"The fields are {', '.join(field.name for field in TEXT_FIELDS)}."
        mended = replaced(text, start, end, f'"{text[start:end]}"') if end > value else without(text, value - 1, value)
    return Mistake(
        f"There is no field {name} {place(start)}. {hint} If the colon is part of the text, use quotation marks.",
        start,
        mended,
    )


def _value_end(text: str, value: int) -> int:
    """Where a value ends that is a plain word; `value` itself for a phrase or a group."""
    end = value
    while end < len(text) and not text[end].isspace() and text[end] not in '()"\u201c\u201d\u201e\u201f\u00ab\u00bb':
        end += 1
    return end
