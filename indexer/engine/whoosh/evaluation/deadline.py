"""Deadline: what a query may take, so that a costly one is refused instead of holding up the others."""

from __future__ import annotations

import time
from typing import Final

from indexer.errors import QueryError

__all__ = ["Deadline"]

MOST_SECONDS: Final = 5.0  # that a query may take, but for the word or phrase it is at


class Deadline:
    """Begins to run when it is made."""

    def __init__(self) -> None:
        self._end = time.monotonic() + MOST_SECONDS

    def check(self) -> None:
        """Raise `QueryError` when the time is over."""
        if time.monotonic() > self._end:
            raise QueryError("This search takes too long. Use fewer words, or rarer ones.")
