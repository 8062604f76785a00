"""When two spellings are one facet value."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

__all__ = ["spelling_key"]

_LONGEST_KEPT: Final = 200  # characters: keys of longer values, which are few, are not kept in memory
_PLAIN = re.compile(
    r"[A-Za-z0-9.,]+(?: [A-Za-z0-9.,]+)*"
)  # nothing to fold but case: most values, at a quarter of the cost
_DASHES = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = re.compile(r"[\u2018-\u201f\u2039\u203a\u00ab\u00bb\u00b4`\u02bc\"']")
_AMPERSAND = re.compile(r"\s*&\s*")
_SPACED_DASH = re.compile(r"\s*-\s*")


def spelling_key(value: str) -> str:
    """The same text for every spelling of a facet value: case, dash, ampersand, quotes and space are folded.

    "US–NATO  War Agenda" and "us-nato war agenda" share a key, and so do
    "Middle East & North Africa" and "Middle East and North Africa". Accents are kept.
    """
    return _kept_key(value) if len(value) <= _LONGEST_KEPT else _key(value)


def _key(value: str) -> str:
    if _PLAIN.fullmatch(value):
        return value.lower()
    # White space is collapsed first too: the patterns take time with the square of its length.
    folded = " ".join(unicodedata.normalize("NFKC", value).casefold().split())
    folded = _QUOTES.sub("'", _DASHES.sub("-", folded))
    folded = _SPACED_DASH.sub("-", _AMPERSAND.sub(" and ", folded))
    return " ".join(folded.split())


_kept_key = functools.lru_cache(maxsize=65_536)(_key)
