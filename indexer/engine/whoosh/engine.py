"""WhooshEngine: opens and writes Whoosh indexes."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from indexer.engine.whoosh.snapshot import WhooshSnapshot
from indexer.engine.whoosh.writer import WhooshWriter

__all__ = ["WhooshEngine"]


class WhooshEngine:
    """See `indexer.engine.base.Engine`."""

    name: Final = "whoosh-1"

    def writer(self, folder: Path) -> WhooshWriter:
        """Begin an index in an existing, empty folder."""
        return WhooshWriter(folder)

    def open(self, folder: Path) -> WhooshSnapshot:
        """Open the index in a folder. Raises `DamagedError`."""
        return WhooshSnapshot(folder)
