"""A timeline as a table: one row for each query in each period."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Final

from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import csv_text
from indexer.timeline import Series, Timeline

__all__ = ["timeline_csv"]

_HEADER: Final = (
    "period", "first_day", "last_day", "query", "articles", "all_articles", "per_thousand", "query_total",
    "query_undated", "search", "exported", "corpus_version",
)  # fmt: skip


def timeline_csv(timeline: Timeline, provenance: Provenance) -> Iterator[str]:
    """Yield a timeline as the lines of a CSV file; each has the provenance in its last columns.

    `all_articles` are those of the period that pass the same filters; `per_thousand` is 1000 · articles / all_articles,
    empty where there are none. Only the version and the moment of `provenance` are used: each series has a query.
    """
    return csv_text(_HEADER, (row for series in timeline.series for row in _rows(timeline, series, provenance)))


def _rows(timeline: Timeline, series: Series, provenance: Provenance) -> Iterator[tuple[str | int | float, ...]]:
    origin = dataclasses.replace(provenance, query=series.query)
    rates = timeline.per_thousand(series)
    for period, count, rate in zip(timeline.periods, series.counts, rates, strict=True):
        yield (
            period.label,
            period.first.isoformat(),
            period.last.isoformat(),
            origin.text,
            count,
            period.articles,
            "" if rate is None else round(rate, 4),
            series.total,
            series.undated,
            origin.in_words,
            origin.made_at,
            origin.version,
        )
