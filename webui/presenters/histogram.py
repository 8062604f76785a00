"""Articles by date: columns that lead to their dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Precision
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.results import Bar, Histogram, HistogramUnit
from webui.addresses import Addresses
from webui.presenters.wording import counted, day_in_words, number, range_in_words
from webui.search_state import SearchState, written_dates

__all__ = ["HistogramChart", "HistogramColumn", "Undated", "histogram_chart", "period_chart"]

WIDTH: Final = 264.0
_BASE: Final = 66.0  # the line that the bars stand on
_TALLEST: Final = 62.5
_SHORTEST: Final = 1.5  # so that one article among thousands is still seen
_WIDEST: Final = 60.0
_PRECISIONS: Final = {HistogramUnit.MONTH: Precision.MONTH, HistogramUnit.DAY: Precision.DAY}


@dataclass(frozen=True, slots=True)
class HistogramColumn:
    """A bar in the units of the chart; `target` is the whole column, which is easier to hit.

    `first` and `last` are its ends as addresses have them, `address` is "" where there is no article.
    """

    x: float
    y: float
    width: float
    height: float
    target_x: float
    target_width: float
    chosen: bool
    name: str
    count: int
    title: str
    first: str
    last: str
    address: str


@dataclass(frozen=True, slots=True)
class Undated:
    """The articles without a date; `note` says why they are not among the results."""

    text: str
    address: str
    chosen: bool
    note: str


@dataclass(frozen=True, slots=True)
class HistogramChart:
    """A chart of columns in a row, or of none. `first`, `middle`, `last` are the words under it."""

    heading: str
    columns: tuple[HistogramColumn, ...]
    first: str
    middle: str
    last: str
    undated: Undated | None


def histogram_chart(histogram: Histogram, state: SearchState) -> HistogramChart:
    """The chart over all time, by decades where there are very many years."""
    shown = histogram.by_decade()
    chart = _chart(shown, state, state.without_dates(), range_in_words(state.query.dates))
    undated = _undated(histogram.undated, state) if histogram.undated or state.query.dates.undated else None
    return HistogramChart(chart.heading, chart.columns, chart.first, chart.middle, chart.last, undated)


def period_chart(period: Histogram, state: SearchState) -> HistogramChart:
    """The chart around the chosen dates; of a day that is chosen alone the bar leads back to all that is shown."""
    around = state.with_dates(DateRange(period.bars[0].first, period.bars[-1].last))
    return _chart(period, state, around, f"per {period.unit}")


def unit_name(bar: Bar, unit: HistogramUnit) -> str:
    """A bar's dates in words: 1990s, 2019, December 2019, 30 December 2019."""
    return bar.label if unit is HistogramUnit.DECADE else day_in_words(bar.first, _PRECISIONS.get(unit, Precision.YEAR))


def _chart(histogram: Histogram, state: SearchState, out: SearchState, middle: str) -> HistogramChart:
    """A chart; `out` is where the only bar chosen leads to."""
    bars, unit = histogram.bars, histogram.unit
    tallest = max((bar.count for bar in bars), default=0)
    step = WIDTH / max(len(bars), 1)
    addresses = Addresses(state)
    return HistogramChart(
        f"Articles per {unit}",
        tuple(
            _column(bar, unit, _Room(place * step, step, _TALLEST * bar.count / max(tallest, 1)), addresses, out)
            for place, bar in enumerate(bars)
        )
        if tallest
        else (),
        unit_name(bars[0], unit) if bars else "",
        middle,
        unit_name(bars[-1], unit) if len(bars) > 1 else "",
        None,
    )


def _undated(count: int, state: SearchState) -> Undated:
    chosen = state.query.dates.undated
    other = state.without_dates() if chosen else state.with_dates(UNDATED_ONLY)
    note = "left out by the dates" if state.query.dates and not chosen else ""
    return Undated(f"Undated: {number(count)}", other.address, chosen, note)


@dataclass(frozen=True, slots=True)
class _Room:
    """Where a bar stands: its room, and how tall it should be."""

    left: float
    width: float
    height: float


def _column(bar: Bar, unit: HistogramUnit, room: _Room, addresses: Addresses, out: SearchState) -> HistogramColumn:
    height = max(room.height, _SHORTEST)
    width = min(room.width - min(2.0, room.width / 4), _WIDEST)
    dates = DateRange(bar.first, bar.last)
    is_all = dates == addresses.state.query.dates
    name = unit_name(bar, unit)
    first, last = written_dates(dates)
    return HistogramColumn(
        # A bar alone stands over its label, at the left.
        0.0 if room.width == WIDTH else round(room.left + (room.width - width) / 2, 2),
        round(_BASE - height, 2),
        round(width, 2),
        round(height, 2),
        round(room.left, 2),
        round(room.width, 2),
        bar.selected,
        name,
        bar.count,
        f"{name}: {counted(bar.count, 'article')}",
        first,
        last,
        "" if not bar.count else out.address if is_all else addresses.with_dates(dates),
    )
