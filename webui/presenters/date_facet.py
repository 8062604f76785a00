"""Dates beside the results: over all time, around what is chosen, the way back, and as typed."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.answer import Answer
from indexer.query.date_range import DateRange
from indexer.query.explain import dates_in_words
from indexer.results import Histogram, HistogramUnit
from webui.paths import ABOUT
from webui.presenters.histogram import HistogramChart, histogram_chart, period_chart
from webui.presenters.link import Link
from webui.presenters.wording import counted, range_in_words
from webui.readers_form import readers_form
from webui.search_state import SearchState

__all__ = ["GAPS", "DateFacet", "DateForm", "date_facet", "date_form", "missing_in_words"]

GAPS: Final = f"{ABOUT}#gaps"  # where all gaps in the coverage are named
_NAMED: Final = 3  # gaps that a sentence names


@dataclass(frozen=True, slots=True)
class DateForm:
    """The form for typed dates."""

    first: str
    last: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DateFacet:
    """All of it. `crumbs` lead out from the chosen dates, which `chosen` says; `gaps` is for a search of all dates."""

    overview: HistogramChart
    crumbs: tuple[Link, ...]
    chosen: str
    period: HistogramChart | None
    gaps: Link | None
    form: DateForm


def date_facet(answer: Answer, state: SearchState) -> DateFacet:
    """The dates of a state and what it found."""
    results = answer.results
    dates = state.query.dates
    gaps = counted(len(answer.missing), "gap in the coverage", "gaps in the coverage")
    return DateFacet(
        histogram_chart(results.histogram, state),
        tuple(_crumbs(results.histogram, state)) if dates else (),
        _name(dates, results.histogram),
        period_chart(results.period, state) if results.period else None,
        Link(gaps, GAPS) if answer.missing and not dates else None,
        date_form(state),
    )


def date_form(state: SearchState) -> DateForm:
    """The typed dates of a state."""
    first, last = state.written_dates
    return DateForm(first, last, state.without_dates().form_fields())


def missing_in_words(missing: tuple[DateRange, ...]) -> str:
    """A sentence that says of which dates the archive has no articles; "" where it has some of all."""
    said = [dates_in_words(dates, month_first=readers_form().has_month_first) for dates in missing[:_NAMED]]
    if len(missing) > _NAMED:
        said.append(f"in {counted(len(missing) - _NAMED, 'further gap')}")
    listed = " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part) if said else ""
    return f"The archive has no articles {listed}." if listed else ""


def _crumbs(overview: Histogram, state: SearchState) -> Iterator[Link]:
    """What is around the chosen dates, the widest first: all dates, a decade, a year, a month."""
    yield Link("All dates", state.without_dates().address)
    dates = state.query.dates
    if dates.first is None or dates.last is None:
        return
    for around in _around(dates.first, dates.last, by_decade=overview.by_decade().unit is HistogramUnit.DECADE):
        if around != dates:
            yield Link(_name(around, overview), state.with_dates(around).address)


def _around(first: dt.date, last: dt.date, *, by_decade: bool) -> Iterator[DateRange]:
    if by_decade and first.year // 10 == last.year // 10:
        yield _decade(first)
    if first.year == last.year:
        yield DateRange(dt.date(first.year, 1, 1), dt.date(first.year, 12, 31))
        if first.month == last.month:
            month_end = calendar.monthrange(first.year, first.month)[1]
            yield DateRange(first.replace(day=1), first.replace(day=month_end))


def _decade(day: dt.date) -> DateRange:
    start = day.year // 10 * 10
    return DateRange(dt.date(max(start, dt.MINYEAR), 1, 1), dt.date(start + 9, 12, 31))


def _name(dates: DateRange, overview: Histogram) -> str:
    """A range in words; a decade by its name where there are decades."""
    is_decade = dates.first is not None and overview.by_decade().unit is HistogramUnit.DECADE
    if is_decade and dates.first and dates == _decade(dates.first):
        return HistogramUnit.DECADE.label(dates.first)
    return range_in_words(dates)
