"""White space in a text that is to stand in one line."""

from __future__ import annotations

from typing import Final

__all__ = ["is_evenly_spaced"]

_LONG: Final = 200  # characters from which the way of bytes is the quicker one
_UNPRINTABLE: Final = bytes(range(32)) + b"\x7f"


def is_evenly_spaced(text: str) -> bool:
    """Whether all of a text is printable, and its only white space are single spaces, at its ends too."""
    if len(text) > _LONG and text.isascii():
        printable = len(text.encode().translate(None, _UNPRINTABLE)) == len(text)
    else:
        printable = text.isprintable()
    return printable and "  " not in text
