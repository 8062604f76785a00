"""A timeline as a JSON record."""

from __future__ import annotations

from indexer.export.research_record_types import TimelineRecord
from indexer.query.explain import in_words
from indexer.timeline import Timeline

__all__ = ["timeline_record"]


def timeline_record(timeline: Timeline) -> TimelineRecord:
    """The periods, and of each query a count for each of them, and the same per thousand articles."""
    return {
        "unit": timeline.unit.value,
        "units": [unit.value for unit in timeline.units],
        "first_day": timeline.dates.first.isoformat() if timeline.dates.first else None,
        "last_day": timeline.dates.last.isoformat() if timeline.dates.last else None,
        "periods": [
            {
                "label": period.label,
                "first_day": period.first.isoformat(),
                "last_day": period.last.isoformat(),
                "articles": period.articles,
            }
            for period in timeline.periods
        ],
        "series": [
            {
                "query": series.query.text,
                "understood": "".join(segment.text for segment in in_words(series.query)),
                "total": series.total,
                "undated": series.undated,
                "counts": list(series.counts),
                "per_thousand": list(timeline.per_thousand(series)),
            }
            for series in timeline.series
        ],
    }
