"""Publications of an archive, each with its articles by year as a small chart."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer.fields import SOURCE
from indexer.results import MOST_YEARS, HistogramUnit
from indexer.statistics import Statistics
from webui.presenters.facet import chosen_label
from webui.presenters.link import Link
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["PublicationRow", "YearBar", "publication_rows"]

_WIDTH: Final = 200.0  # of a chart, in its own units
_HEIGHT: Final = 24.0
_SHORTEST: Final = 1.5


@dataclass(frozen=True, slots=True)
class YearBar:
    """A year, or a decade, that has articles, in the units of the chart."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication: how many articles it has, of all how many in a hundred, from when until when, and when how many.

    `described` says in words what the bars show.
    """

    link: Link
    count: str
    share: str
    span: str
    bars: tuple[YearBar, ...]
    described: str


def publication_rows(statistics: Statistics) -> tuple[PublicationRow, ...]:
    """The publications whose articles are counted by year, those with the most articles first."""
    years = [year for year, _ in statistics.years]
    by_decade = len(years) > MOST_YEARS
    rows = zip(statistics.publications, statistics.publication_years, strict=False)
    return tuple(
        _row(name, count, of_years, years, statistics.article_count, by_decade=by_decade)
        for (name, count), of_years in rows
    )


def _row(
    name: str | None, count: int, of_years: Sequence[int], years: Sequence[int], all_count: int, *, by_decade: bool
) -> PublicationRow:
    dated = [year for year, articles in zip(years, of_years, strict=True) if articles]
    span = "" if not dated else f"{dated[0]}" if dated[0] == dated[-1] else f"{dated[0]}–{dated[-1]}"
    unit = HistogramUnit.DECADE if by_decade else HistogramUnit.YEAR
    shown = Counter[str]()  # years in a row stay in a row, so that empty ones have their places
    for year, articles in zip(years, of_years, strict=True):
        shown[unit.label(dt.date(year, 1, 1))] += articles
    busiest, most = max(shown.items(), key=lambda one: one[1], default=("", 0))
    return PublicationRow(
        Link(chosen_label(name), SearchState().with_value(SOURCE, name).address),
        number(count),
        _share(count, all_count),
        span,
        tuple(_bars([*shown.values()], most)),
        f"Articles per {unit}, {span}; most in {busiest}: {counted(most, 'article')}" if most else "No dated article",
    )


def _share(count: int, all_count: int) -> str:
    share = 100 * count / all_count
    return f"{share:.0f}%" if share >= 1 else "< 1%"


def _bars(counts: Sequence[int], most: int) -> list[YearBar]:
    """Bars of one publication, the tallest as high as the chart: publications are compared by their counts."""
    step = _WIDTH / max(len(counts), 1)
    width = step - min(1.0, step / 4)
    heights = [max(_HEIGHT * count / most, _SHORTEST) if count else 0.0 for count in counts]
    return [
        YearBar(round(place * step, 2), round(_HEIGHT - height, 2), round(width, 2), round(height, 2))
        for place, height in enumerate(heights)
        if height
    ]
