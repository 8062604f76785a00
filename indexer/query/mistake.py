"""Mistake: a fault in a query on its way to becoming a QueryError, and how to mend it."""

from __future__ import annotations

__all__ = ["Mistake", "place", "replaced", "without"]


class Mistake(Exception):  # noqa: N818  # never leaves this package: users meet QueryError
    """`position` is its 0-based place; `mends` are queries without this fault, the likeliest first.

    A mended query may have further faults, or be empty: the parser mends until it can be read.
    """

    def __init__(self, message: str, position: int, *mends: str) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.mends = mends


def place(position: int) -> str:
    """A place in a query as messages name it, counted from 1."""
    return f"at character {position + 1}"


def without(text: str, start: int, end: int) -> str:
    """`text` with characters [start, end) taken out, and the space around them made good."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    joint = " " if before and after and not before.endswith("(") and not after.startswith(")") else ""
    return before + joint + after


def replaced(text: str, start: int, end: int, new: str) -> str:
    """`text` with `new` in place of characters [start, end)."""
    return text[:start] + new + text[end:]
