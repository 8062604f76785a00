"""Completions: suggestions as a browser's own search box shows them, where nothing but words can be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from indexer.query.unfinished import parsable
from indexer.suggestions import Suggestion, SuggestionKind
from webui.presenters.wording import counted
from webui.search_state import SearchState

__all__ = ["Completion", "completions"]


@dataclass(frozen=True, slots=True)
class Completion:
    """A query, what is said of it, and where its results are."""

    query: str
    description: str
    address: str


def completions(suggestions: Iterable[Suggestion], base: str) -> tuple[Completion, ...]:
    """The suggestions that are words or facet values; titles are no queries. `base` is what comes before paths."""
    return tuple(_completions(suggestions, base))


def _completions(suggestions: Iterable[Suggestion], base: str) -> Iterator[Completion]:
    for one in suggestions:
        state = SearchState().with_text(one.query)
        if one.kind is SuggestionKind.WORD:
            yield Completion(one.query, counted(one.count, "article"), base + state.address)
        elif one.kind is SuggestionKind.VALUE and one.field is not None:
            value = one.text.replace('"', " ")
            query = f'{one.query} {one.field.name}:"{value}"'.strip()
            if parsable(query) == query:
                yield Completion(query, one.field.label, base + state.with_value(one.field, one.text).address)
