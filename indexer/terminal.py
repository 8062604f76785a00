"""What the commands print that build and look after the index; a bar on a terminal, lines elsewhere."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from indexer.query.explain import dates_in_words
from indexer.reports import BuildReport, UpdateReport
from indexer.reports import Progress as BuildProgress
from indexer.statistics import Statistics

__all__ = ["BuildDisplay", "print_problems", "print_statistics"]

_LINE_EVERY: Final = 10.0  # seconds between two lines where there is no terminal
_SHOWN_VALUES: Final = 5
_SHOWN_PROBLEMS: Final = 20
_SHOWN_GAPS: Final = 20


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


def print_statistics(statistics: Statistics) -> None:
    """Print an archive in numbers."""
    more = len(statistics.coverage.gaps) - _SHOWN_GAPS
    span = f"{statistics.first_day} to {statistics.last_day}" if statistics.first_day else "none dated"
    rows = (
        ("Articles", f"{statistics.article_count:,}"),
        ("Words", f"{statistics.word_count:,}"),
        ("Dates", f"{span}, {statistics.undated_count:,} undated"),
        ("Exact copies", f"{statistics.copy_count:,}"),
        ("Near copies", f"{statistics.near_copy_count:,}"),
        *(("No articles", dates_in_words(gap)) for gap in statistics.coverage.gaps[:_SHOWN_GAPS]),
        *(("No articles", f"and in {more:,} further gaps") for _ in range(more > 0)),
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
