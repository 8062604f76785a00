"""Deadline: what a query may take, so that a costly one is refused instead of holding up the others."""

from __future__ import annotations

import time
from typing import Final

from indexer.errors import QueryError

__all__ = ["Deadline"]

MOST_SECONDS: Final = 5.0  # that a query may take, but for the word or phrase it is at


class Deadline:
    """Begins to run when it is made."""

    def __init__(self, seconds: float = MOST_SECONDS) -> None:
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() > self._end

    def check(self) -> None:
        """Raise `QueryError` when the time is over."""
        if self.is_over:
            raise QueryError("This search takes too long. Use fewer words, or rarer ones.")
