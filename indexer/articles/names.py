"""The names of people and institutions that an article sets in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from indexer.articles.article import Paragraph, ParagraphKind, SpanKind

__all__ = ["names_in_bold"]

_LONGEST: Final = 6  # words
_SMALL: Final = "of the and for in on de la le les du des di da von van der den zu al el bin ibn y e"
_SMALL_WORDS: Final = frozenset(_SMALL.split())
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:]['\"’”)]*\s+)['\"‘“(]*$")


def names_in_bold(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    """Each name once, in order: what is in bold, is capitalised, and is neither a heading nor a lead-in."""
    names: dict[str, None] = {}
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.HEADING:
            continue
        for span in paragraph.spans:
            whole = span.end - span.start >= len(paragraph.text) - 1
            if span.kind is SpanKind.STRONG and not whole:
                name = _name(paragraph.text, span.start, span.end)
                if name:
                    names[name] = None
    return tuple(names)


def _name(text: str, start: int, end: int) -> str:
    """The name that stands in bold at [start, end), or ""."""
    bold = text[start:end]
    if bold.rstrip().endswith((":", ".", "?", "!", "…")) or text[end : end + 1] == ":":
        return ""  # a lead-in: "**The rocket.** It was …"
    name = _POSSESSIVE.sub("", bold.strip(" ,;\"“”'‘()[]"))
    words = name.split()
    if not 0 < len(words) <= _LONGEST:
        return ""
    if len(words) == 1 and _SENTENCE_START.search(text[:start]):
        return ""  # a word is capitalised there, name or not
    large = [word for word in words if word.casefold() not in _SMALL_WORDS]
    return (
        name if large and all(word[0].isupper() or word[0].isdecimal() for word in large) and name[0].isalpha() else ""
    )
