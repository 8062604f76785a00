"""What can be tried where little or nothing was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.corrections import Correction
from indexer.query.query import Query
from indexer.query.relaxing import Relaxation
from indexer.query.tree import And
from webui.presenters.link import Link
from webui.presenters.wording import counted
from webui.search_state import SearchState

__all__ = ["Meant", "NothingFound", "PartRow", "nothing_found", "ways_meant"]


_FEW_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class Meant:
    """A search that may have been meant, and how much it finds."""

    text: str
    count: str
    address: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the search: what it finds alone and what is found without it; without an address it leads nowhere."""

    said: str
    alone: Link
    without: Link


@dataclass(frozen=True, slots=True)
class NothingFound:
    """What was looked for, part by part, and what else can be tried."""

    heading: str
    parts: tuple[PartRow, ...]
    ways_on: tuple[Link, ...]

    @property
    def has_many_parts(self) -> bool:
        """Whether the ways on would stand far below the parts."""
        return len(self.parts) > _FEW_PARTS


def ways_meant(corrections: tuple[Correction, ...], state: SearchState) -> tuple[Meant, ...]:
    """Searches that may have been meant."""
    return tuple(
        Meant(one.query.text, counted(one.total, "article"), state.asking(one.query).address) for one in corrections
    )


def nothing_found(relaxations: tuple[Relaxation, ...], state: SearchState) -> NothingFound:
    """What a state that finds nothing is made of, and the ways on from it."""
    return NothingFound(
        "Nothing was found",
        tuple(_part(one, state) for one in relaxations),
        tuple(_ways_on(state)),
    )


def _part(one: Relaxation, state: SearchState) -> PartRow:
    return PartRow(
        one.said, _found(one.alone, one.alone_total, SearchState()), _found(one.without, one.without_total, state)
    )


def _found(query: Query | None, total: int, state: SearchState) -> Link:
    if query is None:
        return Link("", "")
    return Link(counted(total, "article"), state.asking(query).address if total else "")


def _ways_on(state: SearchState) -> Iterator[Link]:
    if isinstance(state.query.tree, And) and state.query.match == "all":
        yield Link("With any of the words", state.matching("any").address)
    if state.query.exact:
        yield Link("With all forms of the words", state.with_all_forms().address)
    yield Link("All articles of the archive", SearchState().address)
