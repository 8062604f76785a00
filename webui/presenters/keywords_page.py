"""The page of the words that keep company with a search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.keywords import Keyword, Keywords
from indexer.results import Segment
from webui.keywords_state import TABLE_SIZES, KeywordsState
from webui.paths import CONCORDANCE, KEYWORDS
from webui.presenters.chip import Chip, chips
from webui.presenters.companions import narrowed_by
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.onward import back_to, onward
from webui.presenters.results_page import search_box
from webui.presenters.understood import understood
from webui.presenters.wording import counted, number, share
from webui.search_state import SearchState

__all__ = ["KeywordRow", "KeywordsPage", "keywords_page"]

_BAR_WIDTH: Final = 100.0


@dataclass(frozen=True, slots=True)
class KeywordRow:
    """A word; `address` is the search narrowed by it, `in_context` its concordance; "" where there is none."""

    word: str
    address: str
    in_context: str
    count: str
    share: str
    other_count: str
    other_share: str
    score: str
    bar: float


@dataclass(frozen=True, slots=True)
class KeywordsPage:
    """Everything that the page of words shows. `nothing` says why there is none."""

    title: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    compared: str
    sizes: tuple[Choice, ...]
    download: str
    rows: tuple[KeywordRow, ...]
    nothing: str
    back: Link
    onward: tuple[Choice, ...]


def keywords_page(keywords: Keywords, state: KeywordsState) -> KeywordsPage:
    """The page for a state and the words of its search."""
    others = keywords.archive_count - keywords.total
    best = max((word.score for word in keywords.words), default=0.0)
    filters = chips(state.search, lambda other: state.searching(other).address)
    return KeywordsPage(
        title="Words that keep company",
        box=search_box(state.search),
        understood=understood(state.search),
        chips=filters,
        clearing=state.searching(state.search.without_filters()).address if len(filters) > 1 else "",
        compared=f"{counted(keywords.total, 'article')} found, beside {number(others)} others",
        sizes=tuple(Choice(str(size), state.with_words(size).address, size == state.words) for size in TABLE_SIZES),
        download=state.csv_address if keywords.words else "",
        rows=tuple(_row(word, keywords, best, state.search) for word in keywords.words),
        nothing="" if keywords.words else _why_nothing(keywords),
        back=back_to(state.search, keywords.total),
        onward=onward(KEYWORDS, state.search),
    )


def _row(word: Keyword, keywords: Keywords, best: float, search: SearchState) -> KeywordRow:
    narrower = narrowed_by(word, search)
    return KeywordRow(
        word.text,
        narrower.address if narrower else "",
        narrower.at(CONCORDANCE) if narrower else "",
        number(word.count),
        share(word.count, keywords.total),
        number(word.other_count),
        share(word.other_count, keywords.archive_count - keywords.total),
        number(round(word.score)),
        round(_BAR_WIDTH * word.score / best, 1),
    )


def _why_nothing(keywords: Keywords) -> str:
    if not keywords.total:
        return "Nothing was found, so there are no words to look at."
    if keywords.total == keywords.archive_count:
        return "These are all articles of the archive. A word is typical of some articles beside others: search first."
    return "No word stands in more of the articles found than in the others."
