"""What stands beside an article, as JSON records: its near copies, and its neighbours in a search."""

from __future__ import annotations

from indexer.export.record_types import NearCopyRecord, NeighbourRecord, NeighboursRecord
from indexer.near_copy import NearCopy
from indexer.neighbours import Neighbour, Neighbours

__all__ = ["near_copy_record", "neighbours_record"]


def near_copy_record(copy: NearCopy) -> NearCopyRecord:
    """A near copy, and how it differs."""
    return {
        "id": copy.id,
        "title": copy.title,
        "date": str(copy.date) if copy.date else None,
        "source": copy.source,
        "shared": copy.shared,
        "longer": copy.longer,
    }


def neighbours_record(neighbours: Neighbours) -> NeighboursRecord:
    """Where an article stands in a search, and what is beside it."""
    return {
        "total": neighbours.total,
        "row_count": neighbours.row_count,
        "place": neighbours.place,
        "is_copy": neighbours.is_copy,
        "previous": _neighbour(neighbours.previous),
        "next": _neighbour(neighbours.next),
    }


def _neighbour(neighbour: Neighbour | None) -> NeighbourRecord | None:
    return {"id": neighbour.id, "title": neighbour.title} if neighbour else None
