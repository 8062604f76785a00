"""`make bench`: build an archive and search it, beside a peer that does the same pages; print a table.

python -m tests.benchmarks --articles 20000 --json figures.json
python -m tests.benchmarks --input newswire.jsonl
"""

from __future__ import annotations

import itertools
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.table import Table

from tests.benchmarks.engines import CarrelEngine, Engine, SqliteEngine, timed
from tests.benchmarks.made_articles import write_articles
from tests.benchmarks.searches import Search, chosen_searches

ROUNDS: Final = 7
SAMPLE: Final = 5_000  # articles from which the words of the searches are chosen


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """How an engine was built."""

    engine: str
    seconds: float
    articles_per_second: float
    index_bytes: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """How an engine did one search's page: the median milliseconds of all rounds."""

    engine: str
    kind: str
    text: str
    total: int
    milliseconds: float


def measured_page(engine: Engine, search: Search) -> PageFigures:
    """One search's figures; a first page, not counted, warms the caches."""
    total = engine.page(search)
    seconds = [timed(lambda: engine.page(search)) for _ in range(ROUNDS)]
    return PageFigures(engine.name, search.kind, search.text, total, statistics.median(seconds) * 1_000)


def print_tables(console: Console, builds: Sequence[BuildFigures], pages: Sequence[PageFigures]) -> None:
    """Print how the engines were built, and how long each one's pages take beside Carrel's."""
    table = Table("", "articles/s", "seconds", "index, MB")
    for build in builds:
        megabytes = build.index_bytes / 1_000_000
        table.add_row(build.engine, f"{build.articles_per_second:,.0f}", f"{build.seconds:.2f}", f"{megabytes:.1f}")
    console.print(table)
    ours, theirs = ([page for page in pages if page.engine == build.engine] for build in builds)
    table = Table("a page, ms", "query", "found", builds[0].engine, "found", builds[1].engine, "ratio")
    for one, other in zip(ours, theirs, strict=True):
        ratio = other.milliseconds / one.milliseconds
        table.add_row(
            one.kind, one.text, f"{one.total:,}", f"{one.milliseconds:.2f}",
            f"{other.total:,}", f"{other.milliseconds:.2f}", f"{ratio:.2f}",
        )  # fmt: skip
    medians = [statistics.median(page.milliseconds for page in group) for group in (ours, theirs)]
    table.add_section()
    table.add_row("median", "", "", f"{medians[0]:.2f}", "", f"{medians[1]:.2f}", f"{medians[1] / medians[0]:.2f}")
    console.print(table)
    console.print(f"Ratio: {builds[1].engine}'s time by {builds[0].engine}'s; above 1, {builds[0].engine} is faster.")


def write_json(path: Path, builds: Sequence[BuildFigures], pages: Sequence[PageFigures]) -> None:
    """Write all figures, and on what machine they were taken."""
    record = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "rounds": ROUNDS,
        "builds": [asdict(build) for build in builds],
        "pages": [asdict(page) for page in pages],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


@click.command()
@click.option("--articles", type=click.IntRange(10), default=2_000, show_default=True, help="How many are made.")
@click.option(
    "--input", "given", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of articles (JSON Lines, CSV) to index instead of made ones.",
)  # fmt: skip
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Write the figures here.")
def bench(articles: int, given: Path | None, json_path: Path | None) -> None:
    """Measure building and searching, beside SQLite FTS5."""
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if given is None:
            given = folder / "articles.jsonl"
            write_articles(given, articles)
        carrel = CarrelEngine(folder / "carrel", given)
        sqlite = SqliteEngine(folder / "sqlite", carrel.archive.articles())
        count = carrel.archive.article_count
        console.print(f"{count:,} articles, {carrel.report.words:,} words; median of {ROUNDS} rounds")
        searches = chosen_searches(itertools.islice(carrel.archive.articles(), SAMPLE))
        engines: list[Engine] = [carrel, sqlite]
        builds = [
            BuildFigures(one.name, one.build_seconds, count / one.build_seconds, one.index_bytes) for one in engines
        ]
        pages = [measured_page(engine, search) for search in searches for engine in engines]
        for engine in engines:
            engine.close()
    print_tables(console, builds, pages)
    if json_path is not None:
        write_json(json_path, builds, pages)


if __name__ == "__main__":
    bench()
