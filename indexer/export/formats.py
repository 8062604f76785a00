"""The formats that articles can be exported in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from indexer.articles.article import Article
from indexer.export.addresses import AddressOf
from indexer.export.articles_csv import articles_csv, articles_csv_with_texts
from indexer.export.bibtex import bibtex
from indexer.export.csl_json import csl_json
from indexer.export.json_lines import json_lines
from indexer.export.provenance import Provenance
from indexer.export.ris import ris
from indexer.export.spreadsheet import CSV_TYPE

__all__ = ["FORMATS", "Format", "format_named"]

# Yields a file piece by piece while the articles come, and holds none of them.
Writer: TypeAlias = Callable[[Iterable[Article], Provenance, AddressOf], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name in addresses and commands, what people call it, and how it is written."""

    name: str
    label: str
    extension: str
    mimetype: str
    write: Writer


FORMATS: Final = (
    Format("csv", "CSV", "csv", CSV_TYPE, articles_csv),
    Format("csv-text", "CSV with texts", "csv", CSV_TYPE, articles_csv_with_texts),
    Format("jsonl", "JSON Lines", "jsonl", "application/x-ndjson", json_lines),
    Format("ris", "RIS", "ris", "application/x-research-info-systems", ris),
    Format("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex),
    Format("csl", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
_BY_NAME: Final = {one.name: one for one in FORMATS}


def format_named(name: str) -> Format:
    """The format of a name that is among `FORMATS`."""
    return _BY_NAME[name]
