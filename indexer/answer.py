"""Answer: what a search found, and where that is little, what else may have been meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from indexer.archive import Archive
from indexer.corrections import Correction
from indexer.query.date_range import DateRange
from indexer.query.query import Query
from indexer.query.relaxing import Relaxation
from indexer.results import Results

__all__ = ["FORM_LIMIT", "Answer", "answer"]

FORM_LIMIT: Final = 12  # forms of each term
_FEW: Final = 5  # fewer hits than these may mean that something else was meant


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results; `corrections` only where few articles were found, `relaxations` where none was.

    `missing`: of the dates that the query chooses, those of which the archive has no articles at all; see `Coverage`.
    """

    results: Results
    corrections: tuple[Correction, ...] = ()
    relaxations: tuple[Relaxation, ...] = ()
    missing: tuple[DateRange, ...] = ()


def answer(archive: Archive, query: Query, **page: Any) -> Answer:
    """Search, with the forms of each term. `page` are further arguments of `Archive.search`; it raises the same."""
    results = archive.search(query, form_limit=FORM_LIMIT, **page)
    return Answer(
        results,
        archive.corrections(query) if query.text and results.total < _FEW else (),
        archive.relaxations(query) if not results.total else (),
        archive.coverage.missing(query.dates),
    )
