"""The concordance: matches one a line, each between what stands before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis import Token, tokenize
from indexer.concordance import MAX_LINES, Concordance, ConcordanceLine, ConcordanceOrder
from indexer.results import Segment
from webui.concordance_state import LINES_A_PAGE, ConcordanceState
from webui.paths import CONCORDANCE
from webui.presenters.chip import Chip, chips
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.onward import back_to, onward
from webui.presenters.pagination import Pagination, page_links
from webui.presenters.query_choices import form_choices, match_choices
from webui.presenters.understood import understood
from webui.presenters.wording import counted, long_date, number

__all__ = ["ColumnHead", "ConcordancePage", "ConcordanceRow", "Neighbour", "concordance_page"]

_NARROWING: Final = "To see every match, narrow the search by a date, a filter or another word."
_RANKED: Final = 3  # neighbours that a sorted line emphasises
_LEFT: Final = (ConcordanceOrder.LEFT_3, ConcordanceOrder.LEFT_2, ConcordanceOrder.LEFT_1)  # as they stand in a line
_RIGHT: Final = (ConcordanceOrder.RIGHT_1, ConcordanceOrder.RIGHT_2, ConcordanceOrder.RIGHT_3)
_DATES: Final = (ConcordanceOrder.NEWEST, ConcordanceOrder.OLDEST)
_NAMES: Final = {
    ConcordanceOrder.RELEVANCE: "relevance",
    ConcordanceOrder.LEFT_1: "1st",
    ConcordanceOrder.LEFT_2: "2nd",
    ConcordanceOrder.LEFT_3: "3rd",
    ConcordanceOrder.MATCH: "match",
    ConcordanceOrder.RIGHT_1: "1st",
    ConcordanceOrder.RIGHT_2: "2nd",
    ConcordanceOrder.RIGHT_3: "3rd",
    ConcordanceOrder.NEWEST: "newest",
    ConcordanceOrder.OLDEST: "oldest",
}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Text beside a match. `rank`: 1 for the word that lines are sorted by, 2 and 3 for those next to it, else 0."""

    text: str
    rank: int = 0


@dataclass(frozen=True, slots=True)
class ConcordanceRow:
    """A line; `opened` and `closed` say whether it begins and ends where its paragraph does."""

    left: tuple[Neighbour, ...]
    match: Link
    right: tuple[Neighbour, ...]
    opened: bool
    closed: bool
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """The head of a column: the orders that have to do with it, their label, and the words around them."""

    name: str
    label: str
    before: str
    orders: tuple[Choice, ...]
    after: str = ""

    @property
    def is_sorted(self) -> bool:
        """Whether the lines are sorted by it."""
        return any(choice.chosen for choice in self.orders)


@dataclass(frozen=True, slots=True)
class ConcordancePage:
    """Everything that a concordance shows; `back` leads to the articles, `csv` to a file of all lines.

    `way_out` is where to go where there are no lines, `onward` what else shows the search.
    """

    title: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    heading: str
    of_articles: str
    notes: tuple[str, ...]
    is_blank: bool
    back: Link
    csv: Link | None
    relevance: tuple[Choice, ...]
    matches: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    columns: tuple[ColumnHead, ...]
    rows: tuple[ConcordanceRow, ...]
    pages: Pagination | None
    sizes: tuple[Choice, ...]
    way_out: Link | None
    onward: tuple[Choice, ...]


def concordance_page(concordance: Concordance, state: ConcordanceState) -> ConcordancePage:
    """The page for a state and its lines."""
    search, total = state.search, concordance.total
    has_words = bool(search.query.text)
    last = max(1, -(-total // state.per_page))
    filters = chips(search, lambda other: state.searching(other).address)
    return ConcordancePage(
        title=_title(state),
        box=SearchBox(search.query.text, state.form_fields(), CONCORDANCE),
        understood=understood(search),
        chips=filters,
        clearing=state.searching(search.without_filters()).address if len(filters) > 1 else "",
        heading=_heading(concordance, has_words=has_words),
        of_articles=_of_articles(concordance),
        notes=_notes(concordance) if has_words else (),
        is_blank=not has_words,
        back=back_to(search, concordance.found),
        csv=Link("CSV", state.csv_address) if total else None,
        relevance=_choices((ConcordanceOrder.RELEVANCE,), state) if total else (),
        matches=match_choices(search, lambda other: state.searching(other).address),
        forms=form_choices(search, lambda other: state.searching(other).address),
        columns=_columns(state),
        rows=tuple(_row(line, state) for line in concordance.lines),
        pages=page_links(state.page, last, lambda page: state.with_page(page).address),
        sizes=_sizes(state) if total > LINES_A_PAGE[0] else (),
        way_out=_way_out(concordance, state, last),
        onward=onward(CONCORDANCE, search),
    )


def _title(state: ConcordanceState) -> str:
    parts = [state.search.query.text, *(chip.text for chip in chips(state.search))]
    parts += [f"page {number(state.page)}"] if state.page > 1 else []
    asked = ", ".join(part for part in parts if part)
    return f"Concordance: {asked}" if asked else "Concordance"


def _heading(concordance: Concordance, *, has_words: bool) -> str:
    if not has_words:
        return "Concordance"
    if not concordance.found:
        return "Nothing was found"
    return counted(concordance.total, "match", "matches") if concordance.total else "No match in a text"


def _of_articles(concordance: Concordance) -> str:
    """In how many articles the lines are, and of how many."""
    if not concordance.total:
        return ""
    if concordance.matched == concordance.found:
        return f"in {counted(concordance.found, 'article')}"
    return f"in {number(concordance.matched)} of {counted(concordance.found, 'article')}"


def _notes(concordance: Concordance) -> tuple[str, ...]:
    """What the lines are not: all matches, or in all articles found."""
    found = counted(concordance.found, "article")
    past_end = ("There is nothing on this page.",) if concordance.total and not concordance.lines else ()
    if not concordance.is_whole:
        return (_sample_in_words(concordance), _NARROWING, *past_end)
    if not concordance.total:
        return (f"{found} found, by nothing that stands in a text.",) if concordance.found else ()
    elsewhere = concordance.found - concordance.matched
    if not elsewhere:
        return past_end
    more = "article is" if elsewhere == 1 else "articles are"
    return (f"{number(elsewhere)} more {more} found by titles or names alone.", *past_end)


def _sample_in_words(concordance: Concordance) -> str:
    found = counted(concordance.found, "article")
    if concordance.cut:
        return f"One article alone has more than {number(MAX_LINES)} matches; these are its first, of {found} found."
    drawn = f"{counted(concordance.read, 'article')} drawn at random from the {number(concordance.found)} found"
    if concordance.hurried:
        return f"Reading took too long and was broken off: these are the matches of {drawn}."
    if not concordance.total:
        return f"None in {drawn}."
    return (
        f"These are the matches of {drawn}, the same each time; "
        f"all together have about {number(_rounded(concordance.likely_total))}."
    )


def _rounded(count: int) -> int:
    """A number with two digits that say something: an estimate."""
    return round(count, 2 - len(str(count)))


def _columns(state: ConcordanceState) -> tuple[ColumnHead, ...]:
    return (
        ColumnHead("left", "Sort by a word on the left", "", _choices(_LEFT, state), " left"),
        ColumnHead("match", "Sort by the match", "", _choices((ConcordanceOrder.MATCH,), state)),
        ColumnHead("right", "Sort by a word on the right", "right ", _choices(_RIGHT, state)),
        ColumnHead("published", "Sort by date", "", _choices(_DATES, state)),
    )


def _choices(orders: Sequence[ConcordanceOrder], state: ConcordanceState) -> tuple[Choice, ...]:
    return tuple(Choice(_NAMES[order], state.with_order(order).address, order is state.order) for order in orders)


def _row(line: ConcordanceLine, state: ConcordanceState) -> ConcordanceRow:
    order = state.order
    return ConcordanceRow(
        _emphasised(line.left, tokenize(line.left)[::-1], order.first_left),
        Link(line.match, state.line_address(line.article_id, line.place)),
        _emphasised(line.right, tokenize(line.right), order.first_right),
        line.opened,
        line.closed,
        line.title,
        " · ".join(part for part in (long_date(line.date), line.source) if part),
    )


def _emphasised(text: str, words: Sequence[Token], first: int) -> tuple[Neighbour, ...]:
    """A text in pieces that add up to it; `words` are its words from the match outwards, `first` the first to rank."""
    neighbours = words[first - 1 :][:_RANKED] if first else ()
    pieces = []
    done = 0
    for start, end, rank in sorted((word.start, word.end, rank) for rank, word in enumerate(neighbours, 1)):
        if start >= done:  # else both are of one character: "¼" is the words 1 and 4
            pieces += [Neighbour(text[done:start]), Neighbour(text[start:end], rank)]
            done = end
    return tuple(piece for piece in (*pieces, Neighbour(text[done:])) if piece.text)


def _sizes(state: ConcordanceState) -> tuple[Choice, ...]:
    return tuple(
        Choice(number(size), state.with_per_page(size).address, size == state.per_page) for size in LINES_A_PAGE
    )


def _way_out(concordance: Concordance, state: ConcordanceState, last: int) -> Link | None:
    if concordance.total and state.page > last:
        return Link(f"This concordance ends at page {number(last)}", state.with_page(last).address)
    return None if concordance.found else Link("See what each part of the search finds", state.search.address)
