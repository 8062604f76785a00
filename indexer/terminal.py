"""What the commands print: coloured on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from indexer.articles.article import Article, ParagraphKind
from indexer.query.explain import in_words
from indexer.reports import BuildReport, UpdateReport
from indexer.reports import Progress as BuildProgress
from indexer.results import Facet, Hit, Results, Snippet
from indexer.statistics import Statistics

__all__ = ["BuildDisplay", "print_article", "print_problems", "print_results", "print_statistics"]

_LINE_EVERY: Final = 10.0  # seconds between two lines where there is no terminal
_SHOWN_VALUES: Final = 5
_SHOWN_PROBLEMS: Final = 20


class BuildDisplay:
    """Shows how far a build or an update is: a bar on a terminal, else a line now and then. On stderr."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._started = self._last_line = time.monotonic()
        self._bar: Progress | None = None
        self._task = TaskID(0)
        if console.is_terminal:
            columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
            self._bar = Progress(*columns, console=console, transient=True)

    def __enter__(self) -> Self:
        if self._bar:
            self._task = self._bar.add_task("reading", total=None)
            self._bar.start()
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._bar:
            self._bar.stop()

    def update(self, progress: BuildProgress) -> None:
        """Show a new state."""
        if self._bar:
            self._bar.update(
                self._task,
                total=progress.bytes_total or None,
                completed=progress.bytes_read,
                description=self._line(progress),
            )
        elif _is_writing(progress) or time.monotonic() - self._last_line >= _LINE_EVERY:
            self._last_line = time.monotonic()
            click.echo(self._line(progress), err=True)

    def done(self, report: BuildReport, index: Path) -> None:
        """Show how the build ended."""
        copies = f", {report.copies:,} copies of others" if report.copies else ""
        skipped = f", {report.skipped:,} other files skipped" if report.skipped else ""
        click.echo(
            f"{report.articles:,} articles ({report.words:,} words{copies}{skipped}) "
            f"in {report.seconds:.1f} s: {index}, version {report.version}"
        )

    def updated(self, report: UpdateReport, index: Path) -> None:
        """Show how an update ended."""
        changes = [
            f"{count:,} {what}"
            for count, what in ((report.added, "added"), (report.replaced, "replaced"), (report.deleted, "deleted"))
            if count
        ]
        if not report.is_changed:
            changes = ["nothing has changed, nothing was written"]
        files = f"{report.files_read:,} files read, {report.files_untouched:,} untouched"
        click.echo(
            f"{report.articles:,} articles ({', '.join(changes) or 'none of them changed'}; {files}) "
            f"in {report.seconds:.1f} s: {index}, version {report.version}"
        )

    def _line(self, progress: BuildProgress) -> str:
        rate = progress.articles / max(time.monotonic() - self._started, 0.001)
        problems = f", {progress.problems:,} problems" if progress.problems else ""
        all_read = _is_writing(progress)
        files = (
            "all read, writing the index" if all_read else f"{progress.files_read:,} of {progress.files_total:,} files"
        )
        return f"{files}, {progress.articles:,} articles, {rate:,.0f} articles/s{problems}"


def _is_writing(progress: BuildProgress) -> bool:
    return progress.files_read == progress.files_total and progress.articles > 0


def print_problems(report: BuildReport | UpdateReport) -> None:
    """Print the first problems of a build or an update, and a summary by kind. On stderr."""
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        detail = f": {problem.detail}" if problem.detail else ""
        click.echo(f"{problem.where}: {problem.kind}{detail}", err=True)
    if len(report.problems) > _SHOWN_PROBLEMS:
        click.echo(f"… and {len(report.problems) - _SHOWN_PROBLEMS:,} more", err=True)
    if report.problems:
        kinds = ", ".join(f"{one.count:,} × {one.kind}" for one in report.problem_counts)
        done = "Built" if isinstance(report, BuildReport) else "Updated"
        click.echo(f"{done}, with problems: {kinds}", err=True)


def print_results(results: Results) -> None:
    """Print a page of results: what was understood, the hits with their passages, the facets."""
    understood = "".join(
        click.style(segment.text, bold=True) if segment.marked else segment.text for segment in in_words(results.query)
    )
    click.echo(f"{understood}: {results.total:,} of {results.archive_count:,}\n")
    for number, hit in enumerate(results.hits, results.offset + 1):
        _print_hit(number, hit)
    for facet in results.facets.values():
        _print_facet(facet)


def _print_hit(number: int, hit: Hit) -> None:
    click.echo(f"{number:3}. {_marked(hit.title_marked, bold=True)}")
    facts = (", ".join(hit.authors), hit.source, str(hit.date or "undated"), hit.id)
    click.echo(click.style("     " + " · ".join(fact for fact in facts if fact), dim=True))
    for snippet in hit.snippets:
        begin, end = "" if snippet.opened else "… ", "" if snippet.closed else " …"
        click.echo(f"     {begin}{_marked(snippet)}{end}")
    click.echo()


def _marked(snippet: Snippet, *, bold: bool = False) -> str:
    """A passage with its matches in colour on a terminal, and between asterisks elsewhere."""
    return "".join(
        _mark(segment.text) if segment.marked else click.style(segment.text, bold=bold) for segment in snippet.segments
    )


def _mark(text: str) -> str:
    return click.style(text, fg="yellow", bold=True, underline=True) if sys.stdout.isatty() else f"*{text}*"


def _print_facet(facet: Facet) -> None:
    shown = facet.values[:_SHOWN_VALUES]
    if shown:
        values = ", ".join(f"{value.value or 'none given'} {value.count:,}" for value in shown)
        more = facet.distinct - sum(1 for value in shown if value.value and value.count)
        rest = f", and {more:,} more" if more > 0 else ""
        click.echo(f"{click.style(facet.field.label, bold=True)}: {values}{rest}")


def print_article(article: Article) -> None:
    """Print an article: its facts, its text, its note and rights."""
    click.echo(click.style(article.title, bold=True))
    facts = {
        "By": ", ".join(article.authors),
        "Published": ", ".join(part for part in (article.source, str(article.date or "undated")) if part),
        "Region": ", ".join(article.regions),
        "Theme": ", ".join(article.themes),
        "In-depth report": ", ".join(article.reports),
        "Address": article.url,
        "Input": ", ".join((article.input, *article.copies)),
    }
    for label, value in facts.items():
        if value:
            click.echo(f"{label}: {value}")
    for paragraph in article.paragraphs:
        heading = paragraph.kind is ParagraphKind.HEADING
        click.echo(f"\n{click.style(paragraph.text, bold=heading)}")
    for text in (*(paragraph.text for paragraph in article.note), article.rights):
        if text:
            click.echo(click.style(f"\n{text}", dim=True))


def print_statistics(statistics: Statistics) -> None:
    """Print an archive in numbers."""
    span = f"{statistics.first_day} to {statistics.last_day}" if statistics.first_day else "none dated"
    rows = (
        ("Articles", f"{statistics.article_count:,}"),
        ("Words", f"{statistics.word_count:,}"),
        ("Dates", f"{span}, {statistics.undated_count:,} undated"),
        ("Exact copies", f"{statistics.copy_count:,}"),
        ("Version", statistics.version),
        ("Built", f"{statistics.built:%Y-%m-%d %H:%M} UTC from {', '.join(statistics.sources)}"),
        ("Files skipped", f"{statistics.skipped_count:,}"),
        *(("Problem", f"{one.count:,} × {one.kind} ({'; '.join(one.examples)})") for one in statistics.problems),
        *(
            ("Publication", f"{name or 'none given'} {count:,}")
            for name, count in statistics.publications[:_SHOWN_PROBLEMS]
        ),
    )
    for label, value in rows:
        click.echo(f"{label:14} {value}")
