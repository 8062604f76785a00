"""Term tables as JSON records and as tables for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexer.export.provenance import Provenance
from indexer.export.research_record_types import TermCountRecord, TermTableRecord
from indexer.export.spreadsheet import csv_text
from indexer.fields import Field
from indexer.query.date_range import DateRange
from indexer.term_table import Column, PeriodUnit, TermCount, TermTable

__all__ = ["term_table_csv", "term_table_record"]

_PROVENANCE: Final = ("query", "search", "exported", "corpus_version")
_NONE_GIVEN: Final = "none given"
_OTHERS: Final = "in none of these columns"
_TOGETHER: Final = "any of the terms"


def term_table_record(table: TermTable) -> TermTableRecord:
    """The counts of each term, or its mistake, and what the columns are."""
    return {
        "query": table.query.text,
        "total": table.total,
        "archive_count": table.archive_count,
        "by": _name(table.by),
        "columns": [
            {"from": str(column.first), "to": str(column.last)} if isinstance(column, DateRange) else {"value": column}
            for column in table.columns
        ],
        "terms": [
            {
                "term": row.term.text,
                "counts": _count_record(row.count, table) if row.count else None,
                "mistake": str(row.mistake) if row.mistake else None,
                "suggestions": list(row.mistake.suggestions) if row.mistake else [],
            }
            for row in table.rows
        ],
        "together": _count_record(table.together, table),
    }


def term_table_csv(table: TermTable, provenance: Provenance) -> Iterator[str]:
    """Yield the counts, a term a row, as the lines of a CSV file; each row says what it was made of.

    The last row counts the articles with any of the terms. A term with a mistake has it in place of its counts.
    """
    origin = provenance.text, provenance.in_words, provenance.made_at, provenance.version
    divided = (*map(_heading, table.columns), _OTHERS) if table.by else ()
    counts = [(row.term.text, row.count, str(row.mistake or "")) for row in table.rows]
    counts.append((_TOGETHER, table.together, ""))
    return csv_text(
        ("term", "archive", "found", *divided, "mistake", *_PROVENANCE),
        ((term, *_cells(count, table), mistake, *origin) for term, count, mistake in counts),
    )


def _count_record(count: TermCount, table: TermTable) -> TermCountRecord:
    record: TermCountRecord = {"archive_total": count.archive_total, "total": count.total}
    if table.by:
        record |= {"columns": list(count.counts), "others": count.others}
    return record


def _cells(count: TermCount | None, table: TermTable) -> tuple[int | str, ...]:
    if count is None:
        return ("",) * (2 + (len(table.columns) + 1 if table.by else 0))
    totals = count.archive_total, count.total
    return (*totals, *count.counts, count.others) if table.by else totals


def _name(by: Field | PeriodUnit | None) -> str | None:
    return by.name if isinstance(by, Field) else by


def _heading(column: Column) -> str:
    if not isinstance(column, DateRange):
        return _NONE_GIVEN if column is None else column
    first, last = (day.year for day in (column.first, column.last) if day)
    return str(first) if first == last else f"{first}–{last}"
