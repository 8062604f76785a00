"""Sample: some of the articles that a search finds, drawn by lot, frozen."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.query import Query
from indexer.results import Hit

__all__ = ["Sample"]


@dataclass(frozen=True, slots=True)
class Sample:
    """Articles drawn from the `total` that a query finds, in the order in which they were drawn, of no other meaning.

    The first of them are a sample too. `archive_count` is the number of articles in the archive.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    archive_count: int
    seed: int
