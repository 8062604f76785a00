"""The page that shows queries over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.errors import CarrelError, QueriesError
from indexer.query.date_range import UNDATED_ONLY
from indexer.timeline import Series, Timeline, TimelineUnit
from webui.paths import TIMELINE
from webui.presenters.chip import Chip, chips
from webui.presenters.line_chart import LineChart, LineData, Plot
from webui.presenters.link import Choice, Link, SearchBox
from webui.presenters.onward import back_to, onward
from webui.presenters.time_axis import period_in_words
from webui.presenters.timeline_form import TimelineForm, timeline_form
from webui.presenters.timeline_series import heading, rate, series_name, timeline_chart, timeline_lines
from webui.presenters.wording import counted, number, range_in_words
from webui.timeline_state import Scale, TimelineState

__all__ = [
    "LegendEntry",
    "NumberCell",
    "NumberRow",
    "TimelineFigures",
    "TimelinePage",
    "mistaken_timeline",
    "timeline_page",
]

_SHARES: Final = Plot(100, 100, 7)  # the chart is as wide as there is room: its places are percentages
_SCALES: Final = {Scale.ARTICLES: "articles", Scale.THOUSAND: "per thousand"}


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line's number, its query with the search for it, and how much that finds."""

    number: int
    search: Link
    total: str


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A count with its articles, and the same per thousand, "" where that is not asked for."""

    articles: Link
    rate: str


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A period of the table: `articles` are all those that pass the filters."""

    label: str
    articles: str
    cells: tuple[NumberCell, ...]


@dataclass(frozen=True, slots=True)
class TimelineFigures:
    """The chart and what belongs to it; the rows are in its periods' order, the cells in its lines'.

    `undated`: of each query the articles that have no date, if there are such.
    """

    chart: LineChart
    units: tuple[Choice, ...]
    scales: tuple[Choice, ...]
    denominator: str
    rows: tuple[NumberRow, ...]
    notes: tuple[str, ...]
    undated: tuple[Link, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """Everything that the page shows; without figures `messages` say why. `explained`: what the page is for, or "".

    `back` and `onward` are of the one search that is shown; there is none where queries are compared.
    """

    title: str
    box: SearchBox
    heading: str
    span: str
    form: TimelineForm
    chips: tuple[Chip, ...]
    clearing: str
    explained: str = ""
    messages: tuple[str, ...] = ()
    legend: tuple[LegendEntry, ...] = ()
    figures: TimelineFigures | None = None
    back: Link | None = None
    onward: tuple[Choice, ...] = ()


def timeline_page(timeline: Timeline, state: TimelineState) -> TimelinePage:
    """The page for a state and what it found."""
    filters, clearing = _filters(state)
    is_compared = len(state.queries) > 1
    return TimelinePage(
        title=_title(state),
        box=_box(state),
        heading=heading(timeline, state),
        span=range_in_words(timeline.dates),
        form=timeline_form(state),
        chips=filters,
        clearing=clearing,
        explained="" if state.queries else _EXPLAINED,
        messages=() if timeline.periods else ("None of the articles with these filters has a date.",),
        legend=tuple(_entry(place, series, state) for place, series in enumerate(timeline.series)),
        figures=_figures(timeline, state) if timeline.periods else None,
        back=None if is_compared else back_to(state.search, timeline.series[0].total),
        onward=() if is_compared else onward(TIMELINE, state.search),
    )


def mistaken_timeline(error: CarrelError, state: TimelineState) -> TimelinePage:
    """The page for a state that cannot be answered: the form to correct, and what is wrong."""
    filters, clearing = _filters(state)
    counted_mistakes = len(error.mistakes) if isinstance(error, QueriesError) else 0
    several = "This query cannot be read" if counted_mistakes == 1 else f"{counted_mistakes} queries cannot be read"
    return TimelinePage(
        title=_title(state),
        box=_box(state),
        heading=several if counted_mistakes else "This cannot be drawn",
        span="",
        form=timeline_form(state, error),
        chips=filters,
        clearing=clearing,
        messages=(_CORRECT if counted_mistakes else str(error),),
    )


_CORRECT: Final = "What is wrong stands below each query; nothing that was typed is lost."
_EXPLAINED: Final = (
    "Here are all articles over time. Type one query or several, up to five, "
    "to see how many articles each finds in every year, month or day."
)


def _title(state: TimelineState) -> str:
    return f"{', '.join(state.queries) or 'All articles'} over time"


def _box(state: TimelineState) -> SearchBox:
    """The box with the first query: another takes its place among the others."""
    others = tuple(("q", text) for text in state.queries[1:])
    fields = (*others, *(pair for pair in state.pairs() if pair[0] != "q"))
    return SearchBox(state.search.query.text, fields, TIMELINE)


def _filters(state: TimelineState) -> tuple[tuple[Chip, ...], str]:
    """The chips, and where all of them are removed: "" where there are not several."""
    in_force = chips(state.search, lambda search: state.searching(search).address)
    clearing = state.searching(state.search.without_filters()).address if len(in_force) > 1 else ""
    return in_force, clearing


def _entry(place: int, series: Series, state: TimelineState) -> LegendEntry:
    search = Link(series_name(series), state.search_for(series.query.text).address)
    return LegendEntry(place + 1, search, counted(series.total, "article"))


def _figures(timeline: Timeline, state: TimelineState) -> TimelineFigures:
    lines = timeline_lines(timeline, state)
    return TimelineFigures(
        timeline_chart(timeline, lines, state.scale, _SHARES),
        _units(timeline, state),
        _scales(state),
        "All with these filters" if state.search.is_filtered else "All articles",
        tuple(_rows(timeline, state, lines)),
        tuple(_notes(timeline, state)),
        tuple(_undated(timeline, state)),
        (Link("CSV", state.csv_address), Link("SVG", state.svg_address)),
    )


def _units(timeline: Timeline, state: TimelineState) -> tuple[Choice, ...]:
    return tuple(Choice(one.value, state.with_unit(one).address, one is timeline.unit) for one in timeline.units)


def _scales(state: TimelineState) -> tuple[Choice, ...]:
    """Articles or per thousand of them: a choice where there is a query, as of all articles all are a thousand."""
    if not state.queries:
        return ()
    return tuple(Choice(words, state.with_scale(one).address, one is state.scale) for one, words in _SCALES.items())


def _rows(timeline: Timeline, state: TimelineState, lines: Sequence[LineData]) -> Iterator[NumberRow]:
    in_thousands = state.scale is Scale.THOUSAND
    rates = [timeline.per_thousand(series) if in_thousands else None for series in timeline.series]
    for place, period in enumerate(timeline.periods):
        yield NumberRow(
            period_in_words(period, timeline.unit),
            number(period.articles),
            tuple(
                NumberCell(
                    Link(number(series.counts[place]), lines[line].addresses[place]),
                    "" if (values := rates[line]) is None else rate(values[place]),
                )
                for line, series in enumerate(timeline.series)
            ),
        )


def _notes(timeline: Timeline, state: TimelineState) -> Iterator[str]:
    unit = timeline.unit
    if state.unit is not None and state.unit is not unit:
        yield f"There are too many {state.unit}s for one chart: it is by {unit}. Narrow the dates to see {state.unit}s."
    if state.scale is Scale.THOUSAND:
        filters = " that pass the same filters" if state.search.is_filtered else ""
        yield (
            f"Per thousand: the articles that a query finds in a {unit}, out of every thousand articles of that "
            f"{unit}{filters}. A {unit} without any article has no value."
        )
    if unit is not TimelineUnit.YEAR:
        finer = "year" if unit is TimelineUnit.MONTH else "year or month"
        yield f"An article that is dated by its {finer} alone counts in the first {unit} of it."


def _undated(timeline: Timeline, state: TimelineState) -> Iterator[Link]:
    for series in timeline.series:
        if series.undated:
            search = state.search_for(series.query.text, UNDATED_ONLY)
            yield Link(f"{number(series.undated)} of “{series_name(series)}”", search.address)
