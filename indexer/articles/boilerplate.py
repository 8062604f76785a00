"""What a site adds to every article, told from what an article says.

A paragraph is boilerplate for what it is as a whole, never for a word in it: an
article about fair use keeps every paragraph. Where a looser sign will do, the
place must speak too: `page` asks for those only in an article's tail.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["adds_to", "closes", "heads_about_author", "is_boilerplate", "is_loose_boilerplate", "is_share_note"]


def _any_of(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_SHARE_NOTE: Final = _any_of(
    r"(?:important\s+)?note\s+to\s+readers?\s*:.{0,80}\b(?:share|sharing|translate)\b",
    r"(?:please\s+)?(?:click|use)\s+(?:on\s+)?the\s+share\s+buttons?\b",
    r"note\s+aux\s+lecteurs\s*:",
    r"all\s+global\s+research\s+articles\s+can\s+be\s+read\s+in\b",
    r"to\s+receive\s+global\s+research['’]s\s+daily\s+newsletter\b",
    r"(?:visit\s+and\s+)?follow\s+us\s+on\s+(?:instagram|twitter|facebook|telegram)\b",
)
# What follows the author's note and the copyright line.
_CLOSING: Final = _any_of(
    r"comment\s+on\s+.{1,80}\bon\s+our\s+facebook\s+page\W*$",
    r"become\s+a\s+member\s+of\s+.{1,80}[^.!?]$",
    r"articles?\s+(?:by|par|de)\s*:\s*.{1,120}[^.!?]$",
    r"disclaimer\s*:\s*the\s+contents\s+of\s+this\s+article\s+(?:are|is)\s+of\s+(?:the\s+)?sole\s+responsibility\b",
    r"avis\s+de\s+non-responsabilité\s*:",
    r".{0,60}\bcontains\s+copyrighted\s+material\s+the\s+use\s+of\s+which\s+has\s+not\s+always\s+been\b",
    r"(?:for\s+media\s+inquiries|pour\s+les\s+médias)\s*:\s*\S+@\S+$",
)
# Signs too loose for a body, sure in a tail, where an article's own words have ended.
_CLOSING_IN_TAIL: Final = _any_of(
    r"disclaimer\b",
    r".*[\"“«]\s*fair\s+use\s*[\"”»]",
    r"become\s+a\s+member\b",
    r"(?:for\s+)?media\s+inquiries\b",
)
_LOOSE_IN_TAIL: Final = _any_of(r"note\s+to\s+readers?\s*:", r"(?:featured|top)\s+image\b", r"\W+$")
_ABOUT: Final = _any_of(r"about\s+the\s+authors?\s*:?$", r"(?:à\s+propos|au\s+sujet)\s+de\s+l['’]auteure?\s*:?$")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")


def is_share_note(text: str) -> bool:
    """Whether a paragraph asks to share the article; it may stand at the top or at the end."""
    return _SHARE_NOTE.match(text) is not None


def is_boilerplate(text: str) -> bool:
    """Whether a paragraph, wherever it stands, is a site's and not the article's."""
    return is_share_note(text) or _CLOSING.match(text) is not None


def closes(text: str, *, in_tail: bool = False) -> bool:
    """Whether a paragraph is boilerplate that only other boilerplate follows, or "About the author"."""
    return _CLOSING.match(text) is not None or (in_tail and _CLOSING_IN_TAIL.match(text) is not None)


def is_loose_boilerplate(text: str) -> bool:
    """Whether a paragraph of a tail is boilerplate that may stand before an author's note."""
    return is_share_note(text) or _LOOSE_IN_TAIL.match(text) is not None


def heads_about_author(text: str) -> bool:
    """Whether a paragraph is the heading "About the author"."""
    return _ABOUT.match(text) is not None


def adds_to(known: str, text: str) -> bool:
    """Whether any sentence of `text` is not in `known`, spelling and punctuation aside."""
    words = f" {_NOT_A_WORD.sub(' ', known.casefold()).strip()} "
    sentences = (_NOT_A_WORD.sub(" ", sentence.casefold()).strip() for sentence in _SENTENCE_END.split(text))
    return any(sentence and f" {sentence} " not in words for sentence in sentences)
