"""The lines of a concordance as a table for spreadsheets and as JSON records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from indexer.concordance import Concordance, ConcordanceLine
from indexer.export.provenance import Provenance
from indexer.export.research_record_types import ConcordanceLineRecord, ConcordanceRecord
from indexer.export.spreadsheet import csv_text
from indexer.query.explain import in_words

__all__ = ["MatchAddress", "concordance_csv", "concordance_record"]

# Where an article is shown at one of its matches, by id and number of the match; "" where nowhere.
MatchAddress: TypeAlias = Callable[[str, int], str]

_HEADER: Final = (
    "left", "match", "right", "title", "authors", "date", "source", "article", "match_number", "address",
    "articles_read", "articles_found", "query", "search", "exported", "corpus_version",
)  # fmt: skip


def concordance_csv(concordance: Concordance, provenance: Provenance, address_of: MatchAddress) -> Iterator[str]:
    """Yield its lines as those of a CSV file; each has the provenance in its last columns.

    Where fewer articles were read than found, the lines are those of a sample.
    """
    origin = (
        concordance.read,
        concordance.found,
        provenance.text,
        provenance.in_words,
        provenance.made_at,
        provenance.version,
    )
    rows = (
        (
            line.left,
            line.match,
            line.right,
            line.title,
            "; ".join(line.authors),
            str(line.date or ""),
            line.source,
            line.article_id,
            line.place,
            address_of(line.article_id, line.place),
            *origin,
        )
        for line in concordance.lines
    )
    return csv_text(_HEADER, rows)


def concordance_record(concordance: Concordance, address_of: MatchAddress | None = None) -> ConcordanceRecord:
    """Some of its lines, and what they are part of; lines have the addresses of their matches where these are given."""
    return {
        "query": concordance.query.text,
        "understood": "".join(segment.text for segment in in_words(concordance.query)),
        "order": concordance.order.value,
        "total": concordance.total,
        "offset": concordance.offset,
        "whole": concordance.is_whole,
        "likely_total": concordance.likely_total,
        "articles": {
            "found": concordance.found,
            "read": concordance.read,
            "matched": concordance.matched,
        },
        "lines": [_line_record(line, address_of) for line in concordance.lines],
    }


def _line_record(line: ConcordanceLine, address_of: MatchAddress | None) -> ConcordanceLineRecord:
    record: ConcordanceLineRecord = {
        "left": line.left,
        "match": line.match,
        "right": line.right,
        "opened": line.opened,
        "closed": line.closed,
        "article": line.article_id,
        "match_number": line.place,
        "title": line.title,
        "authors": list(line.authors),
        "date": str(line.date) if line.date else None,
        "source": line.source,
    }
    if address_of:
        record["page"] = address_of(line.article_id, line.place)
    return record
