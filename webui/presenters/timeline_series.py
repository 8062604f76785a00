"""What the lines of a timeline say: names, values as they are read, and the way from each point to its articles."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.query.date_range import DateRange
from indexer.timeline import Series, Timeline
from webui.presenters.line_chart import LineChart, LineData, Plot, line_chart
from webui.presenters.time_axis import axis_labels, period_in_words
from webui.presenters.wording import counted, decimal, number
from webui.timeline_state import Scale, TimelineState

__all__ = ["heading", "rate", "series_name", "timeline_chart", "timeline_lines"]


def heading(timeline: Timeline, state: TimelineState) -> str:
    """What is counted: articles per year, articles per thousand of each month."""
    if state.scale is Scale.THOUSAND:
        return f"Articles per thousand of each {timeline.unit}"
    return f"Articles per {timeline.unit}"


def series_name(series: Series) -> str:
    """A query as it was typed."""
    return series.query.text or "All articles"


def rate(per_thousand: float | None) -> str:
    """A value per thousand, with no more digits than tell something; "–" where there is none."""
    if per_thousand is None:
        return "–"
    if per_thousand >= 100:
        return number(round(per_thousand))
    if per_thousand >= 10:
        return decimal(f"{per_thousand:.1f}")
    return decimal(f"{per_thousand:.2f}" if per_thousand >= 0.01 or not per_thousand else f"{per_thousand:.1g}")


def timeline_lines(timeline: Timeline, state: TimelineState) -> tuple[LineData, ...]:
    """The lines of a timeline that has periods, in the scale of a state."""
    return tuple(_line(timeline, series, state) for series in timeline.series)


def timeline_chart(timeline: Timeline, lines: Sequence[LineData], scale: Scale, plot: Plot) -> LineChart:
    """The chart of a timeline that has periods, from its lines."""
    least_step = 1 if scale is Scale.ARTICLES else 0
    return line_chart(lines, axis_labels(timeline.periods, timeline.unit), plot, least_step)


def _line(timeline: Timeline, series: Series, state: TimelineState) -> LineData:
    name = series_name(series)
    rates = timeline.per_thousand(series)
    search = state.search_for(series.query.text)
    titles, addresses = [], []
    for period, count, per_thousand in zip(timeline.periods, series.counts, rates, strict=True):
        articles = counted(count, "article")
        said = articles if state.scale is Scale.ARTICLES else f"{rate(per_thousand)} per thousand, {articles}"
        titles.append(f"{name}, {period_in_words(period, timeline.unit)}: {said}")
        addresses.append(search.with_dates(DateRange(period.first, period.last)).address if count else "")
    values = series.counts if state.scale is Scale.ARTICLES else rates
    return LineData(name, values, tuple(titles), tuple(addresses))
