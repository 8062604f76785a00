"""Signs of other search systems, which would be read here as words, or not at all.

Each is refused by its name, with what is written here instead. Ordinary text never is: "Yahoo! news", "rock & roll",
"near", "m^2", "The war | Global Research".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from indexer.fields import DATE, FIELDS, TEXT_FIELDS, field_named
from indexer.query.date_words import DATE_TEXT, compared
from indexer.query.field_mistakes import name_meant
from indexer.query.foreign_nearness import NEARNESS, OPERATORS_NEAR, brought_near
from indexer.query.mistake import Mistake, place, replaced
from indexer.query.signs import QUOTES, end_of_quotation

__all__ = ["is_foreign", "refuse_foreign"]

_ADDRESS: Final = re.compile(r'(?<![^\s()"])[^\s()":]*://[^\s()"]*')
_Mends = Callable[[str, re.Match[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A sign of other systems: `pattern` finds it, as its group `sign`, in what stands outside of quotations.

    `mends`: from a query's text and what was found, what may stand in its place, the likeliest first.
    """

    pattern: re.Pattern[str]
    remedy: str
    mends: _Mends


def refuse_foreign(text: str, plain: str) -> None:
    """Raise `Mistake` for the first sign of another search system. `plain` is the text with ASCII signs."""
    outside = _outside_quotations(plain)
    found = [(match, one) for one in _TABLE if (match := one.pattern.search(outside))]
    if not found:
        return
    match, foreign = min(found, key=lambda pair: pair[0].start("sign"))
    end = match.end("sign")
    start = end - len(match["sign"].lstrip())
    message = f"{text[start:end].rstrip()} means nothing here, {place(start)}. {foreign.remedy}"
    mends = (replaced(text, match.start(), match.end(), mend) for mend in foreign.mends(text, match))
    raise Mistake(message, start, *mends)


def is_foreign(plain: str) -> bool:
    """Whether a query, with ASCII signs, has a sign of another search system."""
    outside = _outside_quotations(plain)
    return any(one.pattern.search(outside) for one in _TABLE)


def _outside_quotations(plain: str) -> str:
    """A query with quotations and addresses of pages blotted out; quotation marks become straight ones."""
    pieces = []
    at = 0
    while at < len(plain):
        if plain[at] not in QUOTES:
            pieces.append(plain[at])
            at += 1
            continue
        closing = end_of_quotation(plain, at)
        if closing is None:
            break
        pieces.append(f'"{"_" * (closing - at - 1)}"')
        at = closing + 1
    return _ADDRESS.sub(lambda found: "_" * len(found[0]), "".join(pieces))


def _always(*mends: str) -> _Mends:
    return lambda _text, _match: mends


def _alternatives(_text: str, match: re.Match[str]) -> Iterable[str]:
    """oil|gas → (oil OR gas)."""
    words = match[0].split("|")
    in_parentheses = match.string[: match.start()].endswith("(") and match.string[match.end() :].startswith(")")
    joined = " OR ".join(words)
    return (joined if in_parentheses or match[0] == match.string.strip() else f"({joined})", " ".join(words))


def _range(text: str, match: re.Match[str]) -> Iterable[str]:
    """date:[2001 TO 2003] → date:2001..2003."""
    first, last = match["first"].strip("\"'"), match["last"].strip("\"'")
    ends = [_end_of_range(one) for one in (first, last)]
    if all(one is not None for one in ends) and any(ends):
        return (f"{DATE.name}:{ends[0]}..{ends[1]}",)
    return (f"{match['name'] or ''}({text[slice(*match.span('first'))]} OR {text[slice(*match.span('last'))]})",)


def _end_of_range(written: str) -> str | None:
    """A date, "" for an open end; None for what is neither."""
    if written.upper() in ("*", "NOW"):
        return ""
    date = re.match(rf"{DATE_TEXT}(?=T|\Z)", written)
    return date[0] if date else None


def _dates_compared(_text: str, match: re.Match[str]) -> Iterable[str]:
    """date>=2010 → after:2010."""
    return (compared(match["sign"], match["value"]),)


def _named(text: str, match: re.Match[str]) -> Iterable[str]:
    """author=lendman → author:lendman."""
    no = "-" if match["sign"] in ("!=", "<>") else ""
    value = text[slice(*match.span("value"))]
    return (f"{no}{match['name']}:{value}", f"{match['name']} {value}")


def _like(_text: str, match: re.Match[str]) -> Iterable[str]:
    """LIKE '%oil%' → *oil*."""
    named = field_named(match["name"] or "", TEXT_FIELDS)
    before = f"{named.name}:" if named else f"{match['name']} " if match["name"] else ""
    return (before + match["sign"].replace("%", "*"), before + match["sign"].strip("%"))


def _unregular(_text: str, match: re.Match[str]) -> Iterable[str]:
    """/oil.*/ → oil*."""
    wildcards = re.sub(r"\.[*+]", "*", match["sign"].strip("/"))
    return (re.sub(r"[^\w*?]", "", wildcards.replace(".", "?")), re.sub(r"[\W_]+", " ", match["sign"]).strip())


def _truncated(_text: str, match: re.Match[str]) -> Iterable[str]:
    """lib$ → lib*, wom#n → wom?n."""
    sign = match["sign"]
    if sign[-1] in "#$":
        return (f"{sign[:-1]}*", sign[:-1])
    return (sign.replace("#", "?").replace("$", "*"),)


def _called(_text: str, match: re.Match[str]) -> Iterable[str]:
    """headline(oil → title:(oil."""
    return (f"{name_meant(match['name'], '')}:(", f"{match['name']} (")


_NEAR: Final = (
    'Words near one another are written with a ~ and how many others may stand among them: "oil sanctions"~5.'
)
_RUN: Final = r"(?<![^\s(])"  # where characters begin that stand together
_RUN_END: Final = r"(?![^\s),;.:!?])"
_NAMES: Final = "|".join(name for field in FIELDS for name in (field.name, *field.aliases))
_DATE_NAMES: Final = "|".join((DATE.name, *DATE.aliases))


# No pattern takes more than linear time: each begins where a run does, or at a sign.
_TABLE: Final = (
    _Foreign(
        NEARNESS,
        _NEAR,
        brought_near,
    ),
    _Foreign(
        OPERATORS_NEAR,
        f"{_NEAR} Small letters search for the word.",
        brought_near,
    ),
    _Foreign(
        re.compile(r'(?<=[\w)"*])\s*(?P<sign>\|\|)\s*(?=[\w("=*+-])'),
        "Write OR between words of which one is enough.",
        _always(" OR ", " "),
    ),
    _Foreign(
        re.compile(r'(?<=[\w)"*])\s*(?P<sign>&&)\s*(?=[\w("=*+-])'),
        "Write AND between words that are all wanted.",
        _always(" AND ", " "),
    ),
    _Foreign(
        re.compile(rf"{_RUN}\w+(?P<sign>\|)\w+(?:\|\w+)*{_RUN_END}"),
        "Write OR between words of which one is enough.",
        _alternatives,
    ),
    _Foreign(
        re.compile(r"(?<=\s)(?P<sign>(?:AND|BUT)_?NOT|BUT\s+NOT)(?=[\s(])"),
        "Write NOT, or a minus before the word.",
        _always("NOT"),
    ),
    _Foreign(
        re.compile(r"(?<=\s)(?P<sign>XOR)(?=[\s(])"),
        "Write OR between words of which one is enough.",
        _always("OR"),
    ),
    _Foreign(
        re.compile(rf'{_RUN}(?P<sign>!)(?=[\w("])'),
        "A minus shuts a word out: -oil. To search for the word, leave the sign out.",
        _always("-", ""),
    ),
    _Foreign(
        re.compile(rf'(?:(?<=[^\W\d_]{{3}})|(?<=[)"*]))(?P<sign>\^[0-9]+(?:\.[0-9]+)?){_RUN_END}'),
        "How much a word counts cannot be set. Leave it out.",
        _always(""),
    ),
    _Foreign(
        re.compile(
            rf"{_RUN}(?:(?P<name>[^\W\d]+:))?"
            r"(?P<sign>[\[{]\s*(?P<first>[^\s\[\]{}]+)\s+TO\s+(?P<last>[^\s\[\]{}]+)\s*[\]}])"
        ),
        f"Only dates have ranges, with two full stops: {DATE.name}:2001..2003.",
        _range,
    ),
    _Foreign(
        re.compile(rf"{_RUN}(?<!:\()(?P<sign>{DATE_TEXT}\.\.{DATE_TEXT}){_RUN_END}"),
        f"A range of dates needs {DATE.name}: before it.",
        lambda _text, match: (f"{DATE.name}:{match['sign']}", f'"{match["sign"]}"'),
    ),
    _Foreign(
        re.compile(
            rf"(?P<name>(?i:{_DATE_NAMES})):(?P<first>{DATE_TEXT})"
            rf"(?P<sign>\s+(?:-|to|TO|until|\.\.)\s+|(?:-|\.\.)\s+|\s+\.\.)(?P<last>{DATE_TEXT}){_RUN_END}"
        ),
        f"A range of dates is written with two full stops and no space: {DATE.name}:2001..2003.",
        lambda _text, match: (f"{match['name']}:{match['first']}..{match['last']}",),
    ),
    _Foreign(
        re.compile(
            rf"(?<![^\s(+-])(?P<name>(?i:{_DATE_NAMES}))(?P<gap>\s?)(?P<sign>[<>]=?|==?|!=|<>)(?P=gap)"
            rf"(?P<value>{DATE_TEXT}){_RUN_END}"
        ),
        "Write before: or after:, which both take their date in.",
        _dates_compared,
    ),
    _Foreign(
        re.compile(
            rf'(?<![^\s(+-])(?P<name>(?i:{_NAMES}))(?P<gap>\s?)(?P<sign>==?|!=|<>)(?P=gap)(?P<value>"_+"|\w[^\s()"]*)'
        ),
        "Put a colon between a field and what is searched in it, without spaces.",
        _named,
    ),
    _Foreign(
        re.compile(rf"{_RUN}(?:(?:(?P<name>[^\W\d]+)\s+)?LIKE\s+)?'?(?P<sign>%\w+%|[^\W\d_]{{2,}}%)'?{_RUN_END}"),
        "* stands for any letters: *oil*.",
        _like,
    ),
    _Foreign(
        re.compile(rf"{_RUN}(?P<sign>/(?=[^\s/]*[.*+?\[\](){{}}|^$\\])[^\s/]+/)(?![^\s)])"),
        "Regular expressions are not read; * stands for any letters and ? for one.",
        _unregular,
    ),
    _Foreign(re.compile(r"(?<=\w)(?P<sign>\.[*+])(?!\w)"), "* alone stands for any letters.", _always("*")),
    _Foreign(
        re.compile(rf"(?<![^\s(:=])(?P<sign>[a-z]{{2,}}[#$][a-z]*){_RUN_END}"),
        "* stands for any letters and ? for one.",
        _truncated,
    ),
    _Foreign(
        re.compile(  # author(s) and author(ship) are words
            r"(?<![^\s(+-])(?P<sign>(?P<name>(?i:headline|hlead|title|author|byline|ti|au))\()"
            r'(?=[^\s()]{5}|[^()]+\s|"|(?<=(?i:ti|au)\()\w{2})'
        ),
        "Put a colon between a field and what is searched in it, without spaces.",
        _called,
    ),
    _Foreign(
        re.compile(r'(?<=[")])\s+(?P<sign>~(?:[0-9]+|[sp]))(?!\w)'),
        "It stands directly behind the quotation mark or the parenthesis.",
        lambda _text, match: (match["sign"],),
    ),
    _Foreign(
        re.compile(rf"{_RUN}(?P<sign>~)(?P<word>[^\W\d_][^\s()~*?]*){_RUN_END}"),
        "A ~ stands behind the word: words spelled much like it are searched for, too.",
        lambda text, match: (f"{text[slice(*match.span('word'))]}~", text[slice(*match.span("word"))]),
    ),
    _Foreign(re.compile(r"(?P<sign>\{![^}]*\})\s*"), "Leave it out.", _always("")),
)
