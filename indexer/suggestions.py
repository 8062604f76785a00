"""Suggestion: what someone who is typing a query may mean."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from indexer.fields import Field

__all__ = ["Suggestion", "SuggestionKind"]


class SuggestionKind(enum.StrEnum):
    """What a suggestion is, and so what choosing it means."""

    WORD = enum.auto()  # search for `query`
    VALUE = enum.auto()  # search for `query` among the articles that have the value `text` of the facet `field`
    TITLE = enum.auto()  # read the article `article_id`


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word, a facet's value or a title that begins as what was typed last.

    `text` is to be shown. `count`: for a word the articles that have it and the words before it, in any form unless
    behind a "=", for a value those that have it, for a title 1. `query`: for a word all that was typed, its last word
    completed; for a value what is left without the words that name it; for a title nothing. It can be parsed: a
    quotation or parenthesis that was open is closed.
    `field` is a value's facet, and for a word the field that was named before it; else None.
    """

    kind: SuggestionKind
    text: str
    count: int
    query: str = ""
    field: Field | None = None
    article_id: str = ""
