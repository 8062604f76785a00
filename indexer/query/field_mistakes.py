"""`name:` in a query: the field it means, or what is wrong with it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import Final

from indexer.fields import AUTHOR, BODY, DATE, REGION, SOURCE, TEXT_FIELDS, THEME, TITLE, Field, field_named
from indexer.query.mistake import Mistake, place, replaced, without
from indexer.query.signs import QUOTES, end_of_quotation

__all__ = ["FIELD_NAME", "checked", "name_meant"]

# Labels of more than one word, and any word of letters, before a colon.
_LONG_LABELS: Final = "|".join(
    re.escape(field.label).replace(r"\ ", r"\s+").replace("'", "['\u2019]")
    for field in TEXT_FIELDS
    if not field.label.isalpha()
)
FIELD_NAME: Final = re.compile(rf"({_LONG_LABELS}|[^\W\d]+):", re.IGNORECASE)
_BEFORE: Final = "before"
_AFTER: Final = "after"
# What other search systems call these: Google, ProQuest, EBSCO, Factiva, Nexis, library catalogues.
_ELSEWHERE: Final = {
    name: ours
    for ours, names in {
        TITLE.name: "intitle allintitle ti hl hlead headlines titles tit subtitle",
        BODY.name: "intext allintext inbody fulltext ft tx lp content abstract ab",
        AUTHOR.name: "inauthor au aut byline creator writer journalist columnist",
        REGION.name: "location place country countries geo",
        THEME.name: "su subject subjects de kw keyword keywords tag tags topic topics category categories",
        SOURCE.name: "so pub jn journal newspaper publisher",
        DATE.name: "dt pd py yr pubdate pubyear daterange datum",
        _AFTER: "since from start",
        _BEFORE: "until till to end",
    }.items()
    for name in names.split()
}
_DATES: Final = (DATE.name, _BEFORE, _AFTER)
_ADDRESSES: Final = ("site", "domain", "url", "inurl", "allinurl", "link", "links", "related", "cache", "host")
_OF_FILES: Final = ("filetype", "ext", "lang", "language", "loc", "type", "format")
_ALL: Final = f"{', '.join(field.name for field in TEXT_FIELDS)} and {DATE.name}"
_NEAR_ENOUGH: Final = 0.72  # of difflib's ratio: "autor" is author, "site" is no title


def checked(text: str, plain: str, name_part: slice, *, has_value: bool, in_field: bool) -> Field | None:
    """The text field that a name and its colon mean, at `name_part` of a query; None for a word that ends in a colon.

    `has_value`: whether a value follows directly; `in_field`: whether all this is a field's
    value already. Raises `Mistake` for a name that cannot be searched in.
    """
    start, value = name_part.start, name_part.stop
    name = " ".join(plain[start : value - 1].replace("\u2019", "'").split())
    field = field_named(name)
    if field is None:
        if has_value:
            raise _unknown(text, plain, name, name_part)
        return None
    if not has_value:
        colon_left_out = replaced(text, value - 1, value, "")
        spaced = text[value : value + 1].isspace() and text[value:].strip()
        raise Mistake(
            f"{name}: has no value, {place(start)}. Put a word or a phrase directly after the colon, "
            "or leave the colon out to search for the word.",
            start,
            text[:value] + text[value:].lstrip() if spaced else without(text, start, value),
            colon_left_out,
        )
    if in_field:
        message = (
            f"{name}: stands within another field, {place(start)}. An article has no fields in fields: leave it out."
        )
        raise Mistake(message, start, without(text, start, value))
    return field


def name_meant(name: str, value: str) -> str | None:
    """The field or the word about dates that somebody means who writes `name` before `value`; None for none."""
    wanted = name.casefold()
    known = {known: field.name for field in TEXT_FIELDS for known in _names(field)} | {word: word for word in _DATES}
    meant = known.get(wanted) or _ELSEWHERE.get(wanted)
    if meant is None:
        nearest = difflib.get_close_matches(wanted, known, n=1, cutoff=_NEAR_ENOUGH)
        meant = known[nearest[0]] if nearest else None
    return None if meant in _DATES and not value[:1].isdecimal() else meant


def _names(field: Field) -> Iterable[str]:
    return (field.name, field.label.casefold(), field.plural, *field.aliases)


def _unknown(text: str, plain: str, name: str, name_part: slice) -> Mistake:
    """A name before a value that is none of a field."""
    start, value = name_part.start, name_part.stop
    end = _value_end(plain, value)
    is_quoted = plain[value] in QUOTES
    as_text = replaced(text, value - 1, value, " ") if is_quoted else replaced(text, start, end, f'"{text[start:end]}"')
    as_text = as_text if is_quoted or end > value else without(text, value - 1, value)
    if name.casefold() in _ADDRESSES:
        message = f"The addresses of articles cannot be searched, {place(start)}. Leave {name}: out."
        message += f" For the articles of one publication write {SOURCE.name}: and a word of its name."
        return Mistake(message, start, without(text, start, end), replaced(text, start, value, ""))
    if name.casefold() in _OF_FILES:
        message = f"Articles have no {name}:, {place(start)}. Leave it out."
        return Mistake(message, start, without(text, start, end), as_text)
    meant = name_meant(name, plain[value:])
    hint = f"Did you mean {meant}:?" if meant else f"The fields are {_ALL}."
    mends = [replaced(text, start, value - 1, meant)] if meant else []
    return Mistake(
        f"There is no field {name}, {place(start)}. {hint} If the colon is part of the text, use quotation marks.",
        start,
        *mends,
        as_text,
    )


def _value_end(plain: str, value: int) -> int:
    """Where a value ends: a phrase at its closing mark, a word at a space; a group at its beginning."""
    if plain[value] in QUOTES:
        closing = end_of_quotation(plain, value)
        return len(plain) if closing is None else closing + 1
    end = value
    while end < len(plain) and not plain[end].isspace() and plain[end] not in "()" + QUOTES:
        end += 1
    return end
