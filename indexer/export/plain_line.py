"""A text as formats of one line a field need it."""

from __future__ import annotations

from typing import Final

__all__ = ["plain_line"]

_CONTROLS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])


def plain_line(text: str) -> str:
    """A text on one line, its white space single spaces, without control characters."""
    if text.isprintable() and "  " not in text and text == text.strip():
        return text  # as nearly all are
    return " ".join(" ".join(text.split()).translate(_CONTROLS).split())
