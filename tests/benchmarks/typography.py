"""The same articles as a careful printer sets them: curly quotes, dashes, and accents on some of the names."""

from __future__ import annotations

import functools
import re
import zlib
from typing import Final

from tests.benchmarks.records import Record

_SET_ANEW: Final = re.compile(
    r"""
    (?P<opening>(?<![\w.,!?])["'](?=\w)) | (?P<quote>["']) |
    (?P<dash>\ -+\ ) |
    (?P<name>\b[A-Z][a-z]{3,})
    """,
    re.VERBOSE,
)
_ACCENTS: Final = str.maketrans("aeiou", "áéíöü")
_CURLY: Final = {'"': "“”", "'": "‘’"}
_ACCENTED: Final = 5  # one name in so many is


def printed(record: Record) -> Record:
    """An article with its title, text and authors' names set anew."""
    anew = {key: _printed(record[key]) for key in ("title", "body") if record.get(key)}
    return record | anew | {"authors": [_printed(name) for name in record.get("authors") or ()]}


def _printed(text: str) -> str:
    return _SET_ANEW.sub(_one, text)


def _one(match: re.Match[str]) -> str:
    piece = match[0]
    match match.lastgroup:
        case "opening":
            return _CURLY[piece][0]
        case "quote":
            return _CURLY[piece][1]
        case "dash":
            return " – " if match.start() % 2 else " — "
        case _:
            return _accented(piece)


@functools.cache
def _accented(name: str) -> str:
    """The name, or one in a few with an accent on a vowel; the same name always alike."""
    if zlib.crc32(name.encode()) % _ACCENTED:
        return name
    return name[0] + re.sub("[aeiou]", lambda vowel: vowel[0].translate(_ACCENTS), name[1:], count=1)
