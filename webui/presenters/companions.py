"""The words that keep company with a search, as they stand beside its results: there a script fetches them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.export.keyword_table import keywords_record
from indexer.export.research_record_types import KeywordsRecord
from indexer.keywords import Keyword, Keywords
from indexer.query.narrowing import narrowed
from indexer.results import Results
from webui.keywords_state import KeywordsState
from webui.search_state import SearchState

__all__ = ["Companions", "companions", "linked_record", "narrowed_by"]

_BESIDE_RESULTS: Final = 6


@dataclass(frozen=True, slots=True)
class Companions:
    """The place beside the results: from where a script fills it, and the page with all of them."""

    source: str
    page: str


def companions(results: Results, search: SearchState) -> Companions | None:
    """The place beside the results of a search; None where no word can be typical of them."""
    if not 0 < results.total < results.archive_count:
        return None
    state = KeywordsState(search)
    return Companions(state.with_words(_BESIDE_RESULTS).api_address, state.address)


def linked_record(keywords: Keywords, search: SearchState) -> KeywordsRecord:
    """The words as JSON, each with the page of the search that is narrowed by it; None where it gets too long."""
    record = keywords_record(keywords)
    for word, said in zip(keywords.words, record["words"], strict=True):
        narrower = narrowed_by(word, search)
        said["page"] = narrower.address if narrower else None
    return record


def narrowed_by(word: Keyword, search: SearchState) -> SearchState | None:
    """A search of which a word is wanted too; None where it gets too long."""
    query = narrowed(search.query, word.text)
    return search.asking(query) if query else None
