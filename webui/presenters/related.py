"""Articles beside the one that is read: its near copies, and what is like it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexer.near_copy import NearCopy
from indexer.results import Hit
from webui.presenters.wording import counted, long_date
from webui.search_state import SearchState

__all__ = ["Related", "like_it", "near_copy_view", "words_in_common"]

_WORDS: Final = 4  # that are named as common


@dataclass(frozen=True, slots=True)
class Related:
    """A link to an article, when it was published, and in `says` what it has in common with the other one."""

    title: str
    address: str
    published: str
    says: str


def near_copy_view(copy: NearCopy, state: SearchState) -> Related:
    """A near copy, and how much of it is the same words."""
    percent = int(copy.shared * 100)  # never 100 where something differs
    same = "the same words" if copy.shared == 1 else f"{percent}% the same words"
    length = counted(abs(copy.longer), "word") + (" longer" if copy.longer > 0 else " shorter") if copy.longer else ""
    return Related(
        copy.title,
        state.article_address(copy.id),
        " · ".join(part for part in (copy.source, long_date(copy.date)) if part),
        ", ".join(part for part in (same, length) if part),
    )


def like_it(hit: Hit, state: SearchState) -> Related:
    """An article that is like another one, and words that both have."""
    return Related(
        hit.title,
        state.article_address(hit.id),
        long_date(hit.date),
        ", ".join(islice(words_in_common(hit), _WORDS)),
    )


def words_in_common(hit: Hit) -> Iterable[str]:
    """The words that are marked in a hit, each once, those of its title first."""
    marked = (
        segment.text.casefold()
        for passage in (hit.title_marked, *hit.snippets)
        for segment in passage.segments
        if segment.marked
    )
    return dict.fromkeys(marked)
