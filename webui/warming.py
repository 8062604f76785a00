"""Warming: what an archive works out when it is first asked, worked out before a reader waits for it."""

from __future__ import annotations

import contextlib
from typing import Final

from indexer import Archive
from indexer.errors import CarrelError
from webui.asking import ask
from webui.assets import FONTS, font
from webui.search_state import SearchState

__all__ = ["warm"]

# A word before the last makes the suggester count articles; nothing is like the slip, so that all words are looked at.
_TYPED: Final = "a the"
_SLIP: Final = "qzxqzx"


def warm(archive: Archive) -> None:
    """Compress the fonts, ask for the front page, suggestions and corrections; what cannot be told readers are."""
    for name in FONTS:  # compressing them would hold up the first page
        font(name)
    with contextlib.suppress(CarrelError):
        ask(archive, SearchState())
        archive.suggest(_TYPED)
        archive.corrections(_SLIP)
