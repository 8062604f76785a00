"""NEAR, W/5 and the like: how other search systems write that words are near one another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["NEARNESS", "OPERATORS_NEAR", "brought_near"]

_USUAL: Final = "5"
_OPERAND: Final = r'"_*"(?:~[0-9]+)?|[^\s()"]+'
_BEFORE: Final = rf"(?:(?<![^\s(])(?P<one>(?!(?:AND|OR|NOT)\s)(?:{_OPERAND}))|(?<=\)))\s+"
_AFTER: Final = rf"(?P<other>\((?!\s)|{_OPERAND})"
# W/5 of Nexis, Scopus and dtSearch, NEAR/5 of ProQuest, adj5 of Factiva, /s of Westlaw: no text has them, whatever
# their case. AROUND(5) of Google and WITHIN 5 are signs only in capitals.
_NUMBERED: Final = (
    r"(?i:(?:near|onear|pre|adj|within|w|n|p)/(?P<number>[0-9]{1,3})|(?:near|adj|within)(?P<joined>[0-9]{1,3})"
    r"|(?:w|near|within)?/(?P<unit>[sp])(?:ent(?:ence)?|ara(?:graph)?)?)"
    r"|(?:AROUND|NEAR)\s?\((?P<around>[0-9]{1,3})\)|WITHIN\s+(?P<spaced>[0-9]{1,3})(?:\s+WORDS)?(?:\s+OF)?"
)
NEARNESS: Final = re.compile(rf"{_BEFORE}(?P<sign>{_NUMBERED})\s+{_AFTER}")
# In capitals, and what follows is not: "war in the NEAR EAST" is text.
OPERATORS_NEAR: Final = re.compile(
    rf"{_BEFORE}(?P<sign>NEAR|ADJ)\s+(?P<other>\((?!\s)|(?:{_OPERAND})(?<=[a-z0-9\"*?~\u00df-\u00ff]))"
)
_FIELD_OR_SIGN: Final = re.compile(r"(?:[-+=]|[^\W\d]+:)*")
_QUOTED: Final = re.compile(r'"(?P<inner>_*)"(?P<reach>~[0-9]+)?')
_PLAIN_WORD: Final = re.compile(r"[^\s()\"*?~:=+-][^\s()\"*?~:]*")
_WORD_ALONE: Final = ("near", "adj")


def brought_near(text: str, match: re.Match[str]) -> Iterable[str]:
    """What may stand in place of two operands and a sign of nearness between them, the likeliest first.

    oil W/5 sanctions → "oil sanctions"~5. A group cannot be near anything: the sign is left out.
    """
    sign = text[slice(*match.span("sign"))]
    one, other = (text[slice(*match.span(name))] if match[name] else "" for name in ("one", "other"))
    left_out = f"{one} {other}"
    as_words = (f"{one} {sign.lower()} {other}",) if sign.lower() in _WORD_ALONE else ()
    near = _near(text, match, _reach(match, sign)) if match["one"] and match["other"] != "(" else ""
    return (*([near] if near else []), left_out, *as_words)


def _reach(match: re.Match[str], sign: str) -> str:
    found = match.groupdict()
    number = next((found[name] for name in ("number", "joined", "around", "spaced", "unit") if found.get(name)), None)
    if number:
        return str(int(number)) if number.isdecimal() else number.lower()
    return "0" if sign.casefold() == "adj" else _USUAL


def _near(text: str, match: re.Match[str], reach: str) -> str:
    """Both operands with a ~ behind them; "" where they cannot be written so."""
    begin, end = match.span("one")
    led_by = _FIELD_OR_SIGN.match(match.string, begin, end)
    begin = led_by.end() if led_by else begin
    spans = ((begin, end), match.span("other"))
    before = text[match.start("one") : begin]
    if (quoted := _QUOTED.fullmatch(match.string, begin, end)) and quoted["reach"]:
        begin, end = quoted.span("inner")  # a part of a chain that is near already
        return f'{before}"{text[begin:end]} {text[slice(*spans[1])]}"~{reach}'
    if all(_PLAIN_WORD.fullmatch(match.string, *span) for span in spans):
        return f'{before}"{" ".join(text[slice(*span)] for span in spans)}"~{reach}'
    if _FIELD_OR_SIGN.match(match.string, *spans[1]).end() > spans[1][0]:  # type: ignore[union-attr]  # matches always
        return ""
    return f"{before}({' '.join(text[slice(*span)] for span in spans)})~{reach}"
