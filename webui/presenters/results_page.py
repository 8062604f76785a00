"""The page of results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from indexer.answer import Answer
from indexer.fields import FACETS, REGION, REPORT, THEME
from indexer.results import Hit, Results, Segment, Snippet, Sort
from webui.addresses import Addresses
from webui.export_state import ExportState
from webui.parameters import PAGE_SIZES
from webui.paths import ARTICLES, FEED, SEARCH
from webui.presenters.chip import Chip, chips
from webui.presenters.coins import coins
from webui.presenters.companions import Companions, companions
from webui.presenters.date_facet import DateFacet, date_facet, missing_in_words
from webui.presenters.facet import FacetList, facet_list, is_telling
from webui.presenters.form_list import FormLists, form_lists
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.nothing_found import Meant, NothingFound, nothing_found, ways_meant
from webui.presenters.onward import onward
from webui.presenters.pagination import Pagination, last_page, pagination
from webui.presenters.query_choices import form_choices, match_choices
from webui.presenters.saving import Saving, saving
from webui.presenters.search_title import search_title
from webui.presenters.understood import understood
from webui.presenters.value_way import HitByline, ValueWay, hit_byline, value_ways
from webui.presenters.way import anchor
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["HitView", "ResultsPage", "hit_view", "results_page", "search_box"]

_SORTS: Final = {
    Sort.RELEVANCE: "relevance",
    Sort.NEWEST: "newest",
    Sort.OLDEST: "oldest",
    Sort.INDEXED: "latest added",
}


@dataclass(frozen=True, slots=True)
class HitView:
    """An article found. `tags` are ways from its facet values; `coins` is for citation managers."""

    anchor: str
    title: Snippet
    address: str
    byline: HitByline
    snippets: tuple[Snippet, ...]
    tags: tuple[ValueWay, ...]
    copies: str
    near_copies: Link | None
    saving: Saving
    coins: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything that the page of results shows."""

    title: str
    searched: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    heading: str
    of_all: str
    filters_heading: str
    sorts: tuple[Choice, ...]
    copies: tuple[Choice, ...]
    export: Link
    feed: Link
    matches: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    missing: str
    dates: DateFacet
    facets: tuple[FacetList, ...]
    beside_ticks: tuple[tuple[str, str], ...]
    hits: tuple[HitView, ...]
    pages: Pagination | None
    sizes: tuple[Choice, ...]
    past_end: Link | None
    meant: tuple[Meant, ...]
    nothing: NothingFound | None
    terms: FormLists
    companions: Companions | None
    onward: tuple[Choice, ...]


def results_page(answer: Answer, state: SearchState, base: str = "") -> ResultsPage:
    """The page for a state and what it found; `base` is what comes before paths where an address stands alone."""
    results = answer.results
    filters = chips(state)
    addresses = Addresses(state)
    everything = state.is_blank and results.total == results.archive_count
    heading = ("All " if everything else "") + counted(results.total, "article")
    last = last_page(results.row_count, state.per_page)
    return ResultsPage(
        title=_title(state, heading),
        searched=search_title(state),
        box=search_box(state),
        understood=understood(state, results.terms),
        chips=filters,
        clearing=state.without_filters().address if len(filters) > 1 else "",
        heading=heading,
        of_all="" if everything else f"of {number(results.archive_count)}",
        filters_heading=f"Filters · {len(filters)}" if filters else "Filters",
        sorts=_sorts(state),
        copies=_copies(results, state),
        export=Link("Export", ExportState(state).address),
        feed=Link("Feed", state.at(FEED)),
        matches=match_choices(state),
        forms=form_choices(state),
        missing=missing_in_words(answer.missing) if state.query.dates else "",
        dates=date_facet(answer, state),
        facets=tuple(facet_list(facet, state) for facet in results.facets.values() if is_telling(facet)),
        beside_ticks=state.fields_beside_ticks(*FACETS),
        hits=tuple(hit_view(hit, addresses, base) for hit in results.hits),
        pages=pagination(results.row_count, state),
        sizes=_sizes(results.row_count, state),
        past_end=_past_end(state, last) if results.total and state.page > last else None,
        meant=ways_meant(answer.corrections, state),
        nothing=None if results.total else nothing_found(answer.relaxations, state),
        terms=form_lists(results.terms, state),
        companions=companions(results, state),
        onward=onward(SEARCH, state) if results.total else (),
    )


def search_box(state: SearchState) -> SearchBox:
    """The box with a state's query; searching anew keeps the filters."""
    return SearchBox(state.query.text, state.form_fields("q"))


def hit_view(hit: Hit, addresses: Addresses, base: str = "") -> HitView:
    """A row of the list."""
    address = addresses.article(hit.id)
    return HitView(
        anchor(hit.id),
        hit.title_marked,
        address,
        hit_byline(hit, addresses),
        hit.snippets,
        _tags(hit, addresses),
        f"+{counted(hit.copies, 'exact copy', 'exact copies')}" if hit.copies else "",
        _near_copies(hit, address) if hit.near_copies else None,
        saving(hit),
        coins(hit.title, hit.authors, hit.source, hit.date, hit.url or (base and base + ARTICLES + quote(hit.id))),
    )


def _tags(hit: Hit, addresses: Addresses) -> tuple[ValueWay, ...]:
    """The facet values that stand under a hit."""
    return (
        *value_ways(REGION, hit.regions, addresses),
        *value_ways(THEME, hit.themes, addresses),
        *value_ways(REPORT, hit.reports, addresses),
    )


def _title(state: SearchState, heading: str) -> str:
    """What was asked, and what was found: idlib, Europe: 12 articles, page 2."""
    asked = "" if state.is_blank else f"{search_title(state)}: "
    return f"{asked}{heading}" + (f", page {number(state.page)}" if state.page > 1 else "")


def _sorts(state: SearchState) -> tuple[Choice, ...]:
    offered = [sort for sort in Sort if state.query.text or sort is not Sort.RELEVANCE]
    return tuple(Choice(_SORTS[sort], state.with_sort(sort).address, sort is state.sort) for sort in offered)


def _near_copies(hit: Hit, address: str) -> Link:
    """Where the near copies that share a hit's row are told apart."""
    words = counted(hit.near_copies, "near copy", "near copies")
    return Link(f"+{words}", f"{address}#copies")


def _copies(results: Results, state: SearchState) -> tuple[Choice, ...]:
    """Near copies in one row, or each in its own: a choice where there are any."""
    if state.grouped and results.row_count == results.total:
        return ()
    return (
        Choice("grouped", state.with_copies(grouped=True).address, state.grouped),
        Choice("all", state.with_copies(grouped=False).address, not state.grouped),
    )


def _sizes(total: int, state: SearchState) -> tuple[Choice, ...]:
    if total <= PAGE_SIZES[0]:
        return ()
    return tuple(Choice(str(size), state.with_per_page(size).address, size == state.per_page) for size in PAGE_SIZES)


def _past_end(state: SearchState, last: int) -> Link:
    return Link(f"This search ends at page {number(last)}", state.with_page(last).address)
