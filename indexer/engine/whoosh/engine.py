"""WhooshEngine: opens and writes Whoosh indexes of columnar segments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from indexer.articles.article import Article
from indexer.articles.serial import article_to_json
from indexer.engine.base import Flushed, Snapshot
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.segments.collector import WhooshCollector
from indexer.engine.whoosh.segments.merging import SegmentMerge, merge
from indexer.engine.whoosh.segments.texts import train
from indexer.engine.whoosh.snapshot import WhooshSnapshot
from indexer.engine.whoosh.writer import WhooshWriter
from indexer.manifest import Manifest

__all__ = ["WhooshEngine"]


@dataclass(frozen=True, slots=True)
class WhooshEngine:
    """See `indexer.engine.base.Engine`."""

    name: ClassVar[str] = "whoosh-2"

    def prepare(self, folder: Path, sample: Sequence[Article]) -> None:
        """Train the dictionary of the stored texts."""
        train(folder, [article_to_json(article) for article in sample])

    def collector(self, folder: Path) -> WhooshCollector:
        """A collector into the folder."""
        return WhooshCollector(folder)

    def merge(self, folder: Path, job: SegmentMerge) -> Flushed:
        """Make one segment of several."""
        return merge(folder, job)

    def writer(
        self, folder: Path, base: Manifest | None, first_indexed: Snapshot | None, now: dt.datetime
    ) -> WhooshWriter:
        """Begin a transaction on the folder."""
        previous = None
        if base is not None:
            name = base.state["columns"]
            previous = Columns(folder / name, base.files[name])
        elif isinstance(first_indexed, WhooshSnapshot):
            previous = first_indexed.columns
        return WhooshWriter(folder, base, previous, now)

    def open(self, folder: Path, manifest: Manifest) -> WhooshSnapshot:
        """Open the index in a folder. Raises `DamagedError`."""
        return WhooshSnapshot(folder, manifest)
