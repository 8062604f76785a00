"""Asking for a timeline: a TimelineState put to the archive."""

from __future__ import annotations

from indexer import Archive
from indexer.timeline import Timeline
from webui.timeline_state import TimelineState

__all__ = ["ask_timeline"]


def ask_timeline(archive: Archive, state: TimelineState) -> Timeline:
    """What the queries of a state find over time.

    Raises `QueriesError` for mistakes in queries, `UsageError` for too many of them or of years.
    """
    query = state.search.query
    return archive.timeline(
        state.asked,
        unit=state.unit,
        filters={one.field.name: one.included for one in query.filters},
        exclude={one.field.name: one.excluded for one in query.filters},
        dates="none" if query.dates.undated else (query.dates.first, query.dates.last),
        match=query.match,
        exact=query.exact,
    )
