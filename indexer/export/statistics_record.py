"""Statistics as a JSON record: what the web's /api/stats gives."""

from __future__ import annotations

import itertools

from indexer.export.records import range_record
from indexer.export.research_record_types import StatisticsRecord
from indexer.statistics import Statistics

__all__ = ["statistics_record"]


def statistics_record(statistics: Statistics) -> StatisticsRecord:
    """An archive in numbers; of its sources there are the names alone.

    The `years` of a publication are its articles in each of the archive's; null beyond the first 50 publications.
    """
    return {
        "version": statistics.version,
        "built": statistics.built.isoformat(timespec="seconds"),
        "sources": list(statistics.source_names),
        "articles": statistics.article_count,
        "words": statistics.word_count,
        "exact_copies": statistics.copy_count,
        "near_copies": statistics.near_copy_count,
        "undated": statistics.undated_count,
        "skipped": statistics.skipped_count,
        "first_day": str(statistics.first_day) if statistics.first_day else None,
        "last_day": str(statistics.last_day) if statistics.last_day else None,
        "years": [{"year": year, "articles": count} for year, count in statistics.years],
        "gap_unit": statistics.coverage.unit.value,
        "gaps": [range_record(gap) for gap in statistics.coverage.gaps],
        "publications": [
            {"value": value, "articles": count, "years": list(years) if years is not None else None}
            for (value, count), years in itertools.zip_longest(statistics.publications, statistics.publication_years)
        ],
        "problems": [
            {"kind": problem.kind, "count": problem.count, "examples": list(problem.examples)}
            for problem in statistics.problems
        ],
    }
