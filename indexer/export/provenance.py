"""Provenance: what an export was made of, so that it can be cited and made again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from indexer.query.explain import in_words
from indexer.query.query import Query

__all__ = ["Provenance"]

_NAMED: Final = 20  # of the missing ids; the others are counted


@dataclass(frozen=True, slots=True)
class Provenance:
    """The search, the moment (UTC) and the version of the archive that something was exported from.

    `query` is None where articles were chosen one by one, as in a reading list; `missing` are the ids among
    those that this version does not have. `drawn` is the size and the seed of a sample; None for all articles found.
    """

    query: Query | None
    version: str
    made: dt.datetime
    missing: tuple[str, ...] = ()
    drawn: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The query as typed; "" where articles were chosen one by one."""
        return self.query.text if self.query else ""

    @property
    def in_words(self) -> str:
        """The search with its filters, as one sentence."""
        if self.query is None:
            return "Articles chosen one by one" + self._without
        found = "".join(segment.text for segment in in_words(self.query)) or "All articles"
        if self.drawn is None:
            return found
        size, seed = self.drawn
        return f"A sample of {size:,} (seed {seed}) of: {found}"

    @property
    def made_at(self) -> str:
        """The moment, as ISO 8601 has it: 2026-11-29T10:15:00Z."""
        return self.made.strftime("%Y-%m-%dT%H:%M:%SZ")

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        typed = f" (query: {self.text})" if self.text else ""
        return f"{self.in_words}{typed}. Corpus version {self.version}, exported {self.made_at}."

    @property
    def _without(self) -> str:
        if not self.missing:
            return ""
        named = ", ".join(self.missing[:_NAMED])
        more = f" and {len(self.missing) - _NAMED:,} more" if len(self.missing) > _NAMED else ""
        return f", without those that this version does not have: {named}{more}"
