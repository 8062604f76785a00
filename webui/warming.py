"""Warming: what an archive works out when it is first asked, worked out before a reader waits for it."""

from __future__ import annotations

import contextlib
from typing import Final

from indexer import Archive
from indexer.errors import CarrelError
from webui.asking import ask
from webui.search_state import SearchState

__all__ = ["warm"]

# A word before the last makes the suggester count articles; nothing is like the slip, so that all words are looked at.
_TYPED: Final = "a the"
_SLIP: Final = "qzxqzx"


def warm(archive: Archive) -> None:
    """Ask for the front page, for suggestions and for corrections; what cannot be told now, readers are told."""
    with contextlib.suppress(CarrelError):
        ask(archive, SearchState())
        archive.suggest(_TYPED)
        archive.corrections(_SLIP)
