"""The page of results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.answer import Answer
from indexer.fields import DATE, REGION, REPORT, THEME, Field
from indexer.query.explain import in_words
from indexer.results import Hit, Segment, Snippet, Sort
from webui.parameters import PAGE_SIZES
from webui.presenters.facet import FacetList, chosen_label, facet_list, is_telling
from webui.presenters.form_list import FormLists, form_lists
from webui.presenters.histogram import DateForm, HistogramChart, date_form, histogram_chart
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.nothing_found import Meant, NothingFound, nothing_found, ways_meant
from webui.presenters.pagination import Pagination, last_page, pagination
from webui.presenters.wording import Byline, byline, counted, number, range_in_words
from webui.search_state import SearchState

__all__ = ["Chip", "HitView", "ResultsPage", "hit_view", "results_page", "search_box"]

_SORTS: Final = {Sort.RELEVANCE: "relevance", Sort.NEWEST: "newest", Sort.OLDEST: "oldest"}


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force: the facet's label, the value, whether it is ruled out, and where removing it leads."""

    label: str
    value: str
    excluded: bool
    removing: str


@dataclass(frozen=True, slots=True)
class HitView:
    """An article found. `tags` lead to searches for its facet values."""

    title: Snippet
    address: str
    byline: Byline
    snippets: tuple[Snippet, ...]
    tags: tuple[Link, ...]
    copies: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything that the page of results shows."""

    title: str
    box: SearchBox
    understood: tuple[Segment, ...]
    chips: tuple[Chip, ...]
    clearing: str
    heading: str
    of_all: str
    filters_heading: str
    sorts: tuple[Choice, ...]
    matches: tuple[Choice, ...]
    forms: tuple[Choice, ...]
    chart: HistogramChart
    dates: DateForm
    facets: tuple[FacetList, ...]
    hits: tuple[HitView, ...]
    pages: Pagination | None
    sizes: tuple[Choice, ...]
    past_end: Link | None
    meant: tuple[Meant, ...]
    nothing: NothingFound | None
    terms: FormLists


def results_page(answer: Answer, state: SearchState) -> ResultsPage:
    """The page for a state and what it found."""
    results = answer.results
    chips = tuple(_chips(state))
    everything = state.is_blank and results.total == results.archive_count
    last = last_page(results.total, state.per_page)
    return ResultsPage(
        title=_title(state),
        box=search_box(state),
        understood=() if state.is_blank else in_words(state.query, results.terms),
        chips=chips,
        clearing=state.without_filters().address if len(chips) > 1 else "",
        heading=("All " if everything else "") + counted(results.total, "article"),
        of_all="" if everything else f"of {number(results.archive_count)}",
        filters_heading=f"Filters · {len(chips)}" if chips else "Filters",
        sorts=_sorts(state),
        matches=_matches(state),
        forms=_forms(state),
        chart=histogram_chart(results.histogram, state),
        dates=date_form(state),
        facets=tuple(facet_list(facet, state) for facet in results.facets.values() if is_telling(facet)),
        hits=tuple(hit_view(hit, state) for hit in results.hits),
        pages=pagination(results.total, state),
        sizes=_sizes(results.total, state),
        past_end=_past_end(state, last) if results.total and state.page > last else None,
        meant=ways_meant(answer.corrections, state),
        nothing=None if results.total else nothing_found(answer.relaxations, state),
        terms=form_lists(results.terms, state),
    )


def search_box(state: SearchState) -> SearchBox:
    """The box with a state's query; searching anew keeps the filters."""
    return SearchBox(state.query.text, state.form_fields("q"))


def hit_view(hit: Hit, state: SearchState) -> HitView:
    """A row of the list."""
    return HitView(
        hit.title_marked,
        state.article_address(hit.id),
        byline(hit.authors, hit.source, hit.date),
        hit.snippets,
        tuple(Link(value, SearchState().with_value(field, value).address) for field, value in _tags(hit)),
        f"+{counted(hit.copies, 'copy', 'copies')}" if hit.copies else "",
    )


def _tags(hit: Hit) -> Iterator[tuple[Field, str]]:
    """The facet values that stand under a hit."""
    for field, values in ((REGION, hit.regions), (THEME, hit.themes), (REPORT, hit.reports)):
        for value in values:
            yield field, value


def _title(state: SearchState) -> str:
    parts = [state.query.text] if state.query.text else []
    parts += [f"{'not ' if chip.excluded else ''}{chip.value}" for chip in _chips(state)]
    page = f"page {state.page}" if state.page > 1 else ""
    return ", ".join(part for part in (*parts, page) if part) or "All articles"


def _chips(state: SearchState) -> Iterator[Chip]:
    for chosen in state.query.filters:
        for excluded, values in ((False, chosen.included), (True, chosen.excluded)):
            for value in values:
                removing = state.without_value(chosen.field, value).address
                yield Chip(chosen.field.label, chosen_label(value), excluded, removing)
    if state.query.dates:
        yield Chip(
            DATE.label, range_in_words(state.query.dates), excluded=False, removing=state.without_dates().address
        )


def _sorts(state: SearchState) -> tuple[Choice, ...]:
    offered = [sort for sort in Sort if state.query.text or sort is not Sort.RELEVANCE]
    return tuple(Choice(_SORTS[sort], state.with_sort(sort).address, sort is state.sort) for sort in offered)


def _matches(state: SearchState) -> tuple[Choice, ...]:
    """All words or any: a choice where there are several."""
    if len(state.query.text.split()) < 2:
        return ()
    any_word = state.query.match == "any"
    return (
        Choice("all words", state.matching("all").address, not any_word),
        Choice("any word", state.matching("any").address, any_word),
    )


def _forms(state: SearchState) -> tuple[Choice, ...]:
    """All forms of a word or the one written."""
    if not state.query.text:
        return ()
    exact = state.query.exact
    return (
        Choice("all forms", state.with_all_forms().address, not exact),
        Choice("as written", state.with_exact_forms().address, exact),
    )


def _sizes(total: int, state: SearchState) -> tuple[Choice, ...]:
    if total <= PAGE_SIZES[0]:
        return ()
    return tuple(Choice(str(size), state.with_per_page(size).address, size == state.per_page) for size in PAGE_SIZES)


def _past_end(state: SearchState, last: int) -> Link:
    return Link(f"This search ends at page {number(last)}", state.with_page(last).address)
