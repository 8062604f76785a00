"""Plain text: a title, and paragraphs at blank lines."""

from __future__ import annotations

import re
from typing import Final

from indexer.articles.article import Paragraph
from indexer.articles.draft import Draft

__all__ = ["paragraphs", "parse"]

_LONGEST_TITLE: Final = 200  # characters
_LONGEST_WRAPPED_LINE: Final = 160  # characters: no text is wrapped wider by hand
_RETURNS: Final = (("\r\n", "\n"), ("\r", "\n"))
_UNICODE_LINE_ENDS: Final = (("\x85", "\n"), ("\u2028", "\n"), ("\u2029", "\n\n"))
_UNDERLINE: Final = re.compile(r"\s*([=~*_-])\1{2,}\s*")


def parse(text: str) -> Draft:
    """The article in a plain text. Its first line is the title when it is short and stands alone."""
    blocks = _blocks(text)
    first = blocks[0] if blocks else []
    underlined = len(first) > 1 and _UNDERLINE.fullmatch(first[1]) is not None
    alone = len(first) == 1 and len(blocks) > 1
    if not (underlined or alone) or len(first[0].strip()) > _LONGEST_TITLE:
        return Draft(paragraphs=_paragraphs(blocks))
    rest = first[2:] if underlined else []
    return Draft(title=first[0].strip(), paragraphs=_paragraphs([rest, *blocks[1:]] if rest else blocks[1:]))


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text: divided by blank lines, the lines of each joined.

    Lines longer than anyone wraps them are not pieces of one paragraph, but one each.
    """
    return _paragraphs(_blocks(text))


def _blocks(text: str) -> list[list[str]]:
    """The lines of a text, grouped at blank lines; no group and no line is blank."""
    for written, line_end in (*(_RETURNS if "\r" in text else ()), *(() if text.isascii() else _UNICODE_LINE_ENDS)):
        text = text.replace(written, line_end)
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line or line.isspace():
            if blocks[-1]:
                blocks.append([])
        else:
            blocks[-1].append(line)
    return blocks if blocks[-1] else blocks[:-1]


def _paragraphs(blocks: list[list[str]]) -> tuple[Paragraph, ...]:
    joined: list[str] = []
    for lines in blocks:
        if len(lines) == 1 or max(map(len, lines)) > _LONGEST_WRAPPED_LINE:
            joined.extend(map(str.strip, lines))
        else:
            joined.append(" ".join(" ".join(lines).split()))
    return tuple([Paragraph(text) for text in joined])
