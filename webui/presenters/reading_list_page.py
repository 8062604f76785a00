"""The page of the reading list: the frame that a reader's browser fills with what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.export.formats import FORMATS
from indexer.query.combining import Combination
from webui.paths import ARTICLES, COMBINE, EXPORT, SEARCH
from webui.presenters.link import Link, SearchBox

__all__ = ["ReadingListPage", "reading_list_page"]

_WAYS: Final = {
    Combination.BOTH: "and: what both find",
    Combination.EITHER: "or: what either finds",
    Combination.WITHOUT: "without: the first, not the second",
}


@dataclass(frozen=True, slots=True)
class ReadingListPage:
    """What the frame needs: `formats` and `ways` are the choices of its forms, by their values."""

    title: str
    introduction: str
    box: SearchBox
    articles: str
    search: str
    export: str
    combine: str
    formats: tuple[Link, ...]
    ways: tuple[Link, ...]


def reading_list_page() -> ReadingListPage:
    """The page, the same for every reader."""
    return ReadingListPage(
        title="Reading list",
        introduction="What you save, label and search is kept in this browser, and nowhere else.",
        box=SearchBox(),
        articles=ARTICLES,
        search=SEARCH,
        export=EXPORT,
        combine=COMBINE,
        formats=tuple(Link(one.label, one.name) for one in FORMATS),
        ways=tuple(Link(words, way.value) for way, words in _WAYS.items()),
    )
