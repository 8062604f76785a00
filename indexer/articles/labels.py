"""The lines of an article's head, each told by its form: byline, publication and date, labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.articles.article import ParagraphKind, SpanKind
from indexer.articles.block import Block
from indexer.articles.bylines import split_names, split_values, without_by
from indexer.articles.dates import last_date
from indexer.fields import Field

__all__ = [
    "Publication",
    "address_in",
    "byline",
    "could_be_names",
    "could_be_publication",
    "labelled_values",
    "original_publication",
    "publication",
]

_FIELD_OF_LABEL: Final[dict[str, Field]] = {
    "region": fields.REGION,
    "regions": fields.REGION,
    "région": fields.REGION,
    "régions": fields.REGION,
    "theme": fields.THEME,
    "themes": fields.THEME,
    "thème": fields.THEME,
    "thèmes": fields.THEME,
    "in-depth report": fields.REPORT,
    "in-depth reports": fields.REPORT,
    "dossier": fields.REPORT,
    "dossiers": fields.REPORT,
    "analyses": fields.REPORT,  # so mondialisation.ca, the French edition of the model, heads its reports
}
_NAMES: Final = "|".join(sorted(map(re.escape, _FIELD_OF_LABEL), key=len, reverse=True)).replace(r"\-", "[-‐‑–]")
_LABEL: Final = re.compile(rf"(?<!\w)(?P<label>{_NAMES})\s*:\s*", re.IGNORECASE)
_BY: Final = re.compile(r"(?:by|par)\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:url\s+of\s+this\s+article|url\s+de\s+cet\s+article)\s*:?\s*", re.IGNORECASE)
_HREF: Final = re.compile(r"(?:https?://|(?=www\.))\S+", re.IGNORECASE)
_ORIGINALLY: Final = re.compile(
    r"(?:note\s*:\s*)?(?:this\s+|the\s+|cet\s+)?article\s+(?:was\s+|a\s+été\s+)?"
    r"(?:originally|first|initialement|d['’]abord)\s+(?:published|posted|publié)\b.{0,120}$",
    re.IGNORECASE,
)
_SENTENCE_ENDS: Final = re.compile(r"[.!?…:;]['\"’”)]*$")
_OF_A_SENTENCE: Final = re.compile(
    r"\b(?:on|in|of|since|from|until|by|to|at|the|and|was|were|le|en|du)$", re.IGNORECASE
)
_LONGEST_LINE: Final = 160
_LONGEST_NAME: Final = 7  # words
_AROUND: Final = " \t,;|·•–—-(["


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication line: who published, "" if it does not say, and the date as written, "" if there is none."""

    source: str
    date: str = ""


def labelled_values(line: Block) -> list[tuple[Field, tuple[str, ...]]]:
    """The labels of a line with their values, which may be none; [] when it is no line of labels.

    One line may hold several: "Region: [Asia](#) Theme: [History](#)".
    """
    labels = [match for match in _LABEL.finditer(line.text) if not line.is_linked(match.start("label"))]
    if not labels or labels[0].start() > 0:
        return []
    found = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        rest = line.part(label.end(), following.start() if following else None)
        values = rest.values(split_values)
        if not rest.links and (len(rest.text) > _LONGEST_LINE or rest.text.endswith((".", "?", "!"))):
            return []  # a sentence that begins "Region: "
        name = label["label"].casefold().translate({0x2010: "-", 0x2011: "-", 0x2013: "-"})
        found.append((_FIELD_OF_LABEL[name], values))
    return found


def byline(line: Block, *, expected: bool = False) -> tuple[str, ...]:
    """The names of a line that begins with "By" or "Par"; () when it is a sentence ("By the 1850s …").

    Where a byline is `expected`, before other lines of a head, names need no capitals ("By teleSUR").
    """
    if not _BY.match(line.text) or line.is_linked(0):
        return ()
    rest = line.part(len(line.text) - len(without_by(line.text)))
    if expected and len(rest.text) <= _LONGEST_LINE and not _SENTENCE_ENDS.search(rest.text):
        return rest.values(split_names)
    return _names(rest)


def could_be_names(line: Block) -> tuple[str, ...]:
    """The names of a line without "By"; () when it is not short and made of capitalised words."""
    return () if len(line.text) > 80 else _names(line)


def publication(line: Block) -> Publication | None:
    """The publication and date of a line, divided before the last date in it; None without a date, or in a sentence."""
    place = last_date(line.text)
    if not place or len(line.text) > _LONGEST_LINE or line.kind not in {ParagraphKind.TEXT, ParagraphKind.LIST}:
        return None
    before = line.text[: place[0]].rstrip(_AROUND)
    after = line.text[place[1] :].strip(" ,;|·•–—-)]")
    date = line.text[slice(*place)]
    if not before and len(after.split()) <= _LONGEST_NAME:
        return Publication(after.strip("."), date)
    if after and not (after == "." and len(before.split()) <= 4):
        return None
    return (
        None
        if _OF_A_SENTENCE.search(before) and "," not in line.text[len(before) : place[0]]
        else Publication(before, date)
    )


def could_be_publication(line: Block) -> bool:
    """Whether a line without a date has the form of a publication's name."""
    words = line.text.split()
    return (
        line.kind is ParagraphKind.TEXT
        and 0 < len(words) <= _LONGEST_NAME
        and not _SENTENCE_ENDS.search(line.text)
        and not line.is_wholly(SpanKind.EMPHASIS)
        and not line.is_wholly(SpanKind.STRONG)
        and _is_name(line.text)
    )


def original_publication(line: Block) -> str:
    """The line if it says that the article was first published elsewhere or earlier, without "Note:"; else ""."""
    if len(line.text) > _LONGEST_LINE or not _ORIGINALLY.match(line.text):
        return ""
    return re.sub(r"^note\s*:\s*", "", line.text, flags=re.IGNORECASE).rstrip(".")


def address_in(line: Block) -> str | None:
    """The address behind "Url of this article:", "" if that is no web address; None for any other line."""
    label = _ADDRESS.match(line.text)
    if not label:
        return None
    for link in line.links:
        if link.href.lower().startswith(("http://", "https://")):
            return link.href
    address = _HREF.match(line.text[label.end() :])
    if not address:
        return ""
    return address[0] if "://" in address[0] else f"https://{address[0]}"


def _names(line: Block) -> tuple[str, ...]:
    if len(line.text) > _LONGEST_LINE and not line.links:
        return ()
    names = line.values(split_names)
    linked = {line.text[link.start : link.end] for link in line.links}
    return names if all(name in linked or _is_name(name) for name in names) else ()


def _is_name(text: str) -> bool:
    """Whether a text is a few words of which the first and the last are capitalised, or have no capitals at all."""
    words = text.split()
    if not 0 < len(words) <= _LONGEST_NAME or re.search(r"[!?…]|\w{5,}\.\s", text):
        return False
    first, last = words[0].lstrip("\"'“‘(«"), words[-1].lstrip("\"'“‘(«")
    if len(words) == 1 and "." in first[1:-1]:
        return True  # a site: "mondialisation.ca"
    return first[:1].upper() == first[:1] and last[:1].upper() == last[:1] and not text.endswith(("...", ":"))
