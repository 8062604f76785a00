"""Articles by year or month: bars that lead to their dates, and the dates as typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Precision
from indexer.query.date_range import DateRange
from indexer.results import Bar, Histogram, HistogramUnit
from indexer.written_dates import long_day
from webui.presenters.wording import counted, number, range_in_words
from webui.search_state import SearchState

__all__ = ["DateForm", "HistogramBar", "HistogramChart", "date_form", "histogram_chart"]

WIDTH: Final = 264.0
_BASE: Final = 66.0  # the line that the bars stand on
_TALLEST: Final = 62.5
_SHORTEST: Final = 1.5  # so that one article among thousands is still seen
_WIDEST: Final = 60.0


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """A bar in the units of the chart; `target` is the whole column, which is easier to hit."""

    x: float
    y: float
    width: float
    height: float
    target_x: float
    target_width: float
    chosen: bool
    title: str
    address: str


@dataclass(frozen=True, slots=True)
class HistogramChart:
    """A chart of bars that are not empty. `first`, `chosen`, `last` are the words under it."""

    heading: str
    bars: tuple[HistogramBar, ...]
    first: str
    chosen: str
    last: str
    undated: str


@dataclass(frozen=True, slots=True)
class DateForm:
    """The form for typed dates; `clearing` leads to all dates, or is ""."""

    first: str
    last: str
    hidden: tuple[tuple[str, str], ...]
    clearing: str


def histogram_chart(histogram: Histogram, state: SearchState) -> HistogramChart:
    """The chart beside the results; without bars when nothing found has a date."""
    bars = histogram.bars
    precision = Precision.YEAR if histogram.unit is HistogramUnit.YEAR else Precision.MONTH
    tallest = max((bar.count for bar in bars), default=0)
    step = WIDTH / max(len(bars), 1)
    return HistogramChart(
        f"Articles per {histogram.unit}",
        tuple(
            _bar(bar, _Column(place * step, step, _TALLEST * bar.count / tallest), precision, state)
            for place, bar in enumerate(bars)
            if bar.count
        ),
        long_day(bars[0].first, precision) if bars else "",
        range_in_words(state.query.dates),
        long_day(bars[-1].first, precision) if len(bars) > 1 else "",
        f"Undated: {number(histogram.undated)}" if histogram.undated else "",
    )


def date_form(state: SearchState) -> DateForm:
    """The typed dates of a state."""
    first, last = state.written_dates
    clearing = state.without_dates().address if state.query.dates else ""
    return DateForm(first, last, state.form_fields("from", "to"), clearing)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a bar stands: its room, and how tall it should be."""

    left: float
    width: float
    height: float


def _bar(bar: Bar, column: _Column, precision: Precision, state: SearchState) -> HistogramBar:
    height = max(column.height, _SHORTEST)
    width = min(column.width - min(2.0, column.width / 4), _WIDEST)
    dates = DateRange(bar.first, bar.last)
    # The only bar chosen leads back to all dates.
    after = state.without_dates() if dates == state.query.dates else state.with_dates(dates)
    return HistogramBar(
        # A bar alone stands over its label, at the left.
        0.0 if column.width == WIDTH else round(column.left + (column.width - width) / 2, 2),
        round(_BASE - height, 2),
        round(width, 2),
        round(height, 2),
        round(column.left, 2),
        round(column.width, 2),
        bar.selected,
        f"{long_day(bar.first, precision)}: {counted(bar.count, 'article')}",
        after.address,
    )
