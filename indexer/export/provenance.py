"""Provenance: what an export was made of, so that it can be cited and made again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from indexer.query.explain import in_words
from indexer.query.query import Query

__all__ = ["Provenance"]


@dataclass(frozen=True, slots=True)
class Provenance:
    """The search, the moment (UTC) and the version of the archive that something was exported from.

    `query` is None where articles were named one by one: a reading list.
    """

    query: Query | None
    version: str
    made: dt.datetime

    @property
    def text(self) -> str:
        """The query as typed; "" where articles were named one by one."""
        return self.query.text if self.query else ""

    @property
    def in_words(self) -> str:
        """The search with its filters, as one sentence."""
        if self.query is None:
            return "Articles of a reading list"
        return "".join(segment.text for segment in in_words(self.query)) or "All articles"

    @property
    def made_at(self) -> str:
        """The moment, as ISO 8601 has it: 2026-11-29T10:15:00Z."""
        return self.made.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        typed = f" (query: {self.text})" if self.text else ""
        return f"{self.in_words}{typed}. Corpus version {self.version}, exported {self.made_at}."
