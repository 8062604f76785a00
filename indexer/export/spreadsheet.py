"""Spreadsheet: CSV that Excel, LibreOffice and R read alike, and that can run nothing in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

__all__ = ["CSV_TYPE", "csv_text"]

CSV_TYPE: Final = "text/csv"

# By the byte order mark, Excel knows the text to be UTF-8.
_BYTE_ORDER_MARK: Final = "\ufeff"
# A cell that begins so is a formula (OWASP, "CSV Injection"); an apostrophe before it makes it text.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Cell = str | int | float


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield a table as the lines of a CSV file (RFC 4180), one by one; numbers stay numbers."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    line.write(_BYTE_ORDER_MARK)
    writer.writerow(map(_guarded, header))  # a column may be named by an article's value
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([_guarded(cell) if isinstance(cell, str) else cell for cell in row])
        yield line.getvalue()


def _guarded(text: str) -> str:
    text = text.replace("\0", "")  # no CSV reader takes it
    return "'" + text if text.startswith(_FORMULA_SIGNS) else text
