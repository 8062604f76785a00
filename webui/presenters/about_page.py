"""The page about the archive: what it holds, what it was built from, and how it is cited."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from indexer.articles.article import Precision
from indexer.fields import SOURCE
from indexer.problem_count import ProblemCount
from indexer.query.date_range import DateRange
from indexer.results import Bar, Histogram, HistogramUnit
from indexer.statistics import Statistics
from indexer.written_dates import long_day
from webui.presenters.facet import chosen_label
from webui.presenters.histogram import HistogramChart, histogram_chart
from webui.presenters.home_page import holdings
from webui.presenters.link import Link, SearchBox
from webui.presenters.wording import counted, number
from webui.search_state import SearchState

__all__ = ["AboutPage", "Figure", "Problem", "Row", "about_page"]

_PUBLICATIONS: Final = 50  # shown on the page; the rest is counted


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what leads to a search, and how many articles that finds."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of fault in the last build."""

    heading: str
    examples: tuple[str, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """Everything that the page about the archive shows."""

    title: str
    box: SearchBox
    holdings: str
    figures: tuple[Figure, ...]
    chart: HistogramChart
    years: tuple[Row, ...]
    publications: tuple[Row, ...]
    publications_left_out: str
    problems: tuple[Problem, ...]
    dates: str
    built: str
    built_at: str
    version: str
    sources: tuple[str, ...]
    citation: str


def about_page(statistics: Statistics, archive_title: str) -> AboutPage:
    """The page for what the archive says of itself."""
    built = long_day(statistics.built.date())
    years = (statistics.years[0][0], statistics.years[-1][0]) if statistics.years else None
    more = len(statistics.publications) - _PUBLICATIONS
    return AboutPage(
        title="About this archive",
        box=SearchBox(),
        holdings=holdings(statistics.article_count, years, statistics.undated_count),
        figures=_figures(statistics),
        chart=histogram_chart(_by_year(statistics), SearchState()),
        years=tuple(_year(year, count) for year, count in statistics.years),
        publications=tuple(_publication(name, count) for name, count in statistics.publications[:_PUBLICATIONS]),
        publications_left_out=f"and {counted(more, 'publication')} more" if more > 0 else "",
        problems=tuple(_problem(problem) for problem in statistics.problems),
        dates=_dates(statistics),
        built=f"{built}, {statistics.built:%H:%M} UTC",
        built_at=statistics.built.isoformat(timespec="minutes"),
        version=statistics.version,
        sources=tuple(_printable(PurePath(source).name or source) for source in statistics.sources),
        citation=f"{archive_title}. Version {statistics.version}, built on {built}.",
    )


def _figures(statistics: Statistics) -> tuple[Figure, ...]:
    return (
        Figure("Articles", number(statistics.article_count)),
        Figure("Words", number(statistics.word_count)),
        Figure("Undated", number(statistics.undated_count)),
        Figure("Exact copies", number(statistics.copy_count)),
        Figure("Files passed over", number(statistics.skipped_count)),
    )


def _dates(statistics: Statistics) -> str:
    if statistics.first_day is None or statistics.last_day is None:
        return "none of the articles has one"
    return f"{long_day(statistics.first_day)} – {long_day(statistics.last_day)}"


def _by_year(statistics: Statistics) -> Histogram:
    bars = (Bar(*_span(year), str(year), count) for year, count in statistics.years)
    return Histogram(HistogramUnit.YEAR, tuple(bars), statistics.undated_count)


def _year(year: int, count: int) -> Row:
    first, last = _span(year)
    address = SearchState().with_dates(DateRange(first, last)).address if count else ""
    return Row(Link(long_day(first, Precision.YEAR), address), number(count))


def _span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _publication(name: str | None, count: int) -> Row:
    return Row(Link(chosen_label(name), SearchState().with_value(SOURCE, name).address), number(count))


def _problem(problem: ProblemCount) -> Problem:
    more = problem.count - len(problem.examples)
    return Problem(
        f"{number(problem.count)} × {problem.kind}", problem.examples, f"and {number(more)} more" if more > 0 else ""
    )


def _printable(path: str) -> str:
    """A path as text, as some names of folders are none."""
    return os.fsencode(path).decode("utf-8", "replace")
