"""The page about the archive: what it holds, what it was built from, and how it is cited."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from indexer.articles.article import Precision
from indexer.coverage import Coverage
from indexer.problem_count import ProblemCount
from indexer.query.date_range import UNDATED_ONLY, DateRange
from indexer.results import Bar, Histogram, HistogramUnit
from indexer.statistics import Statistics
from indexer.written_dates import long_day
from webui.paths import API
from webui.presenters.histogram import HistogramChart, histogram_chart
from webui.presenters.home_page import holdings
from webui.presenters.link import Link, SearchBox
from webui.presenters.publication_row import PublicationRow, publication_rows
from webui.presenters.wording import counted, day_in_words, number, range_in_words
from webui.search_state import SearchState

__all__ = ["AboutPage", "Figure", "Gap", "Problem", "Row", "about_page"]

_GAPS: Final = 100  # shown on the page; the rest is counted


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts; without an address it leads nowhere."""

    label: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what leads to a search, and how many articles that finds."""

    link: Link
    count: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Dates without articles, and how long that is."""

    dates: str
    length: str


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
    gaps: tuple[Gap, ...]
    gaps_left_out: str
    gaps_explained: str
    publications: tuple[PublicationRow, ...]
    publications_left_out: str
    problems: tuple[Problem, ...]
    dates: str
    built: str
    built_at: str
    version: str
    sources: tuple[str, ...]
    citation: str
    search_citation: str
    api: Link


def about_page(statistics: Statistics, archive_title: str) -> AboutPage:
    """The page for what the archive says of itself."""
    built = statistics.built.date()
    version = f"Version {statistics.version}, built on {long_day(built)}."  # in citations: the same for all readers
    years = (statistics.years[0][0], statistics.years[-1][0]) if statistics.years else None
    publications = publication_rows(statistics)
    more = len(statistics.publications) - len(publications)
    more_gaps = len(statistics.coverage.gaps) - _GAPS
    return AboutPage(
        title="About this archive",
        box=SearchBox(),
        holdings=holdings(statistics.article_count, years, statistics.undated_count),
        figures=_figures(statistics),
        chart=histogram_chart(_by_year(statistics), SearchState()),
        years=tuple(_year(year, count) for year, count in statistics.years),
        gaps=tuple(_gap(gap, statistics.coverage.unit) for gap in statistics.coverage.gaps[:_GAPS]),
        gaps_left_out=f"and {counted(more_gaps, 'gap')} more" if more_gaps > 0 else "",
        gaps_explained=_gaps_explained(statistics.coverage),
        publications=publications,
        publications_left_out=f"and {counted(more, 'publication')} more" if more > 0 else "",
        problems=tuple(_problem(problem) for problem in statistics.problems),
        dates=_dates(statistics),
        built=f"{day_in_words(built)}, {statistics.built:%H:%M} UTC",
        built_at=statistics.built.isoformat(timespec="minutes"),
        version=statistics.version,
        sources=statistics.source_names,
        citation=f"{archive_title}. {version}",
        search_citation=(
            f"{archive_title}. Search for “[words]”, [number] articles. "
            f"{version} [Address of the page], [date of the search]."
        ),
        api=Link("The API", API),
    )


def _figures(statistics: Statistics) -> tuple[Figure, ...]:
    undated = SearchState().with_dates(UNDATED_ONLY).address if statistics.undated_count else ""
    return (
        Figure("Articles", number(statistics.article_count)),
        Figure("Words", number(statistics.word_count)),
        Figure("Undated", number(statistics.undated_count), undated),
        Figure("Exact copies", number(statistics.copy_count)),
        Figure("Near copies", number(statistics.near_copy_count)),
        Figure("Files skipped", number(statistics.skipped_count)),
    )


def _dates(statistics: Statistics) -> str:
    if statistics.first_day is None or statistics.last_day is None:
        return "none of the articles has one"
    return f"{day_in_words(statistics.first_day)} – {day_in_words(statistics.last_day)}"


def _by_year(statistics: Statistics) -> Histogram:
    bars = (Bar(*_span(year), str(year), count) for year, count in statistics.years)
    return Histogram(HistogramUnit.YEAR, tuple(bars), statistics.undated_count)


def _year(year: int, count: int) -> Row:
    first, last = _span(year)
    address = SearchState().with_dates(DateRange(first, last)).address if count else ""
    return Row(Link(day_in_words(first, Precision.YEAR), address), number(count))


def _span(year: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def _gap(gap: DateRange, unit: HistogramUnit) -> Gap:
    """A gap; it has both ends, and is of whole units. Whole years are easier to see as such than as months."""
    first, last = gap.first or dt.date.min, gap.last or dt.date.max
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if unit is HistogramUnit.DAY:
        length = counted((last - first).days + 1, "day")
    else:
        length = counted(months // 12, "year") if months % 12 == 0 else counted(months, "month")
    return Gap(range_in_words(gap), length)


def _gaps_explained(coverage: Coverage) -> str:
    if coverage.first is None:
        return "None of the articles has a date."
    many = f"{coverage.unit}s"
    if coverage.gaps:
        return f"{many.capitalize()} without any article, more in a row than this archive is likely to leave by chance."
    return f"None: nowhere are there more {many} in a row without any article than is usual for this archive."


def _problem(problem: ProblemCount) -> Problem:
    more = problem.count - len(problem.examples)
    return Problem(
        f"{number(problem.count)} × {problem.kind}", problem.examples, f"and {number(more)} more" if more > 0 else ""
    )
