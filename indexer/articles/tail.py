"""An article's tail: what stands behind its text, kept with it and never searched as its body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from indexer.articles.article import Paragraph, ParagraphKind, SpanKind
from indexer.articles.block import Block
from indexer.articles.boilerplate import adds_to, closes, heads_about_author, is_loose_boilerplate, is_share_note
from indexer.articles.labels import address_in

__all__ = ["Tail", "publisher_in", "read_tail", "split_body"]

_ORIGIN: Final = re.compile(
    r"(?:the\s+original\s+source\s+of\s+this\s+article\s+is|la\s+source\s+originale\s+de\s+cet\s+article\s+est)"
    r"\b\s*:?\s*(?P<origin>.*?)\s*(?P<rights>(?:copyright|©).*)?",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(r"(?:copyright\b|©|\(c\)\s).*", re.IGNORECASE)
_ENDS: Final = ("*", "\\*")  # the second where Markdown was pasted into a page
_LONGEST_RIGHTS: Final = 1000  # characters of origin and copyright together
_NOTE_START: Final = 80  # characters of a paragraph in which a note names its author
_LONGEST_NOTE: Final = 3  # paragraphs of a note that nothing divides from the body


@dataclass(slots=True)
class Tail:
    """What a tail said. `url` is the original's address, where the origin is linked to more than a home page."""

    note: list[Paragraph] = field(default_factory=list)
    origin: str = ""
    rights: str = ""
    url: str = ""
    boilerplate: list[str] = field(default_factory=list)


def publisher_in(blocks: Sequence[Block]) -> str:
    """The publication that an origin line names, or ""."""
    tail = Tail()
    for block in reversed(blocks):
        if _take_rights(tail, block) and tail.origin:
            return tail.origin
    return ""


def split_body(blocks: Sequence[Block], authors: Sequence[str]) -> tuple[list[Block], list[Block]]:
    """Body and tail: divided at a lone asterisk, else before the first paragraph that only a tail has.

    Of two asterisks the first divides, unless no text stands before it: then it divides the text from the head.
    """
    ends = [
        place for place, block in enumerate(blocks) if block.text in _ENDS and block.kind is not ParagraphKind.QUOTE
    ]
    if len(ends) > 1 and ends[0] == 0:
        return list(blocks[1 : ends[1]]), list(blocks[ends[1] + 1 :])
    if ends:
        return list(blocks[: ends[0]]), list(blocks[ends[0] + 1 :])
    for place, block in enumerate(blocks):
        if _opens_tail(block, place, len(blocks)):
            end = place - _length_of_note(blocks[:place], authors)
            return list(blocks[:end]), list(blocks[end:])
    return list(blocks), []


def read_tail(blocks: Sequence[Block]) -> Tail:
    """Tell a tail's parts: the author's note, origin and rights, "About the author", boilerplate."""
    tail = Tail()
    about: list[Paragraph] = []
    part: list[Paragraph] | None = tail.note  # where a paragraph that is nothing else belongs
    for block in blocks:
        address = address_in(block)
        if address is not None:
            tail.url = tail.url or address
        elif heads_about_author(block.text):
            tail.boilerplate.append(block.text)
            part = about
        elif closes(block.text, in_tail=True):
            tail.boilerplate.append(block.text)
            part = None
        elif is_loose_boilerplate(block.text):
            tail.boilerplate.append(block.text)
        elif _take_rights(tail, block):
            part = None
        elif part is None or block.footing:
            tail.boilerplate.append(block.text)
        else:
            part.append(block.paragraph())
    first = " ".join(paragraph.text for paragraph in tail.note)
    for paragraph in about:
        if adds_to(first, paragraph.text):
            tail.note.append(paragraph)
        else:
            tail.boilerplate.append(paragraph.text)
    return tail


def _opens_tail(block: Block, place: int, count: int) -> bool:
    if block.footing or _ORIGIN.fullmatch(block.text):
        return True
    if place < count // 2:
        return False  # a share note at the top
    if heads_about_author(block.text):
        return count - place <= 5
    return closes(block.text) or is_share_note(block.text)


def _length_of_note(blocks: Sequence[Block], authors: Sequence[str]) -> int:
    """How many of the last blocks are a note on the author: the first of them names one, set off from the text."""
    for length in range(1, min(_LONGEST_NOTE, len(blocks) - 1) + 1):
        block = blocks[-length]
        if block.kind is not ParagraphKind.TEXT:
            return 0
        start = block.text[:_NOTE_START]
        for author in authors:
            place = start.find(author)
            if place >= 0 and any(
                span.start <= place < span.end and span.kind is not SpanKind.LINK for span in block.spans
            ):
                return length
    return 0


def _take_rights(tail: Tail, block: Block) -> bool:
    """Take the origin line and the copyright line, be they one paragraph or two; whether there was one."""
    if len(block.text) > _LONGEST_RIGHTS:
        return False
    taken = False
    for place in block.lines():
        line = block.part(*place)
        origin = _ORIGIN.fullmatch(line.text)
        rights = (origin["rights"] if origin else line.text) or ""
        if origin:
            tail.origin = tail.origin or origin["origin"].rstrip(" .,;:")
            tail.url = tail.url or _original_address(line)
        if _RIGHTS.fullmatch(rights):
            tail.rights = tail.rights or rights
        taken = taken or bool(origin or _RIGHTS.fullmatch(rights))
    return taken


def _original_address(line: Block) -> str:
    for link in line.links:
        address = urlsplit(link.href) if link.href.lower().startswith(("http://", "https://")) else None
        if address and address.path.strip("/"):
            return link.href
    return ""
