"""The words typical of a search, as JSON records and as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexer.export.provenance import Provenance
from indexer.export.research_record_types import KeywordsRecord
from indexer.export.spreadsheet import csv_text
from indexer.keywords import Keywords

__all__ = ["keywords_csv", "keywords_record"]

_COLUMNS: Final = (
    "word", "stem", "log_likelihood", "found_with_word", "found", "others_with_word", "others",
    "archive_with_word", "archive", "query", "search", "exported", "corpus_version",
)  # fmt: skip


def keywords_record(keywords: Keywords) -> KeywordsRecord:
    """The words with their counts, and what they are counts of."""
    return {
        "query": keywords.query.text,
        "total": keywords.total,
        "archive_count": keywords.archive_count,
        "words": [
            {
                "word": word.text,
                "stem": word.stem,
                "count": word.count,
                "other_count": word.other_count,
                "archive_count": word.archive_count,
                "score": word.score,
            }
            for word in keywords.words
        ],
    }


def keywords_csv(keywords: Keywords, provenance: Provenance) -> Iterator[str]:
    """Yield the words, one a row, as the lines of a CSV file; each row says what it was made of."""
    others = keywords.archive_count - keywords.total
    origin = provenance.text, provenance.in_words, provenance.made_at, provenance.version
    return csv_text(
        _COLUMNS,
        (
            (
                *(word.text, word.stem, round(word.score, 2), word.count, keywords.total, word.other_count, others),
                *(word.archive_count, keywords.archive_count, *origin),
            )
            for word in keywords.words
        ),
    )
