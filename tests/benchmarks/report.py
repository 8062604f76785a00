"""The figures as tables, and as JSON."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tests.benchmarks.bars import MB, Bar
from tests.benchmarks.engines import NAMES
from tests.benchmarks.figures import Group


def print_group(console: Console, group: Group) -> None:
    """Print how the engines of a group were built, and how long their pages take beside the first one's."""
    table = Table(f"{group.name}: builds", *("threads", "articles/s", "seconds", "index, MB", "peak, MB"))
    for build in group.builds:
        peak = "" if build.peak_bytes is None else f"{build.peak_bytes / MB:,.0f}"
        table.add_row(
            NAMES[build.engine], f"{build.threads}", f"{build.rate:,.0f}", f"{build.seconds:.2f}",
            f"{build.index_bytes / MB:,.1f}", peak,
        )  # fmt: skip
    console.print(table)
    if group.pages:
        console.print(_page_table(group))


def print_bars(console: Console, bars: Sequence[Bar]) -> None:
    """Print each figure with its bar."""
    words = {True: "met", False: "missed", None: ""}
    table = Table("", "figure", "bar", "aim", "")
    for one in bars:
        sign = "≥" if one.at_least else "≤"
        bar, aim = ("" if limit is None else f"{sign} {_number(limit)}" for limit in (one.bar, one.aim))
        table.add_row(one.name, f"{_number(one.figure)} {one.unit}", bar, aim, words[one.met])
    console.print(table)


def write_json(path: Path, groups: Sequence[Group], bars: Sequence[Bar], rounds: int) -> None:
    """Write all figures, and on what machine they were taken."""
    record = {
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "rounds": rounds,
        "groups": [asdict(group) | {"disagreements": group.disagreements()} for group in groups],
        "ratios": {
            group.name: {other: asdict(group.ratios(group.engines[0], other)) for other in group.engines[1:]}
            for group in groups
        },
        "bars": [asdict(bar) | {"met": bar.met} for bar in bars],
    }
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def _page_table(group: Group) -> Table:
    ours, *others = group.engines
    engines = (NAMES[key] for key in group.engines)
    table = Table(f"{group.name}: a page, ms", "words", "found", *engines, *("ratio" for _ in others))
    table.title = f"{group.articles:,} articles"
    for row in zip(*map(group.pages_of, group.engines), strict=True):
        times = [page.milliseconds for page in row]
        totals = "/".join(dict.fromkeys(f"{page.total:,}" for page in row))
        ratios = (f"{times[0] / time:.2f}" for time in times[1:])
        table.add_row(
            row[0].search.kind, escape(row[0].search.text), totals, *(f"{time:.2f}" for time in times), *ratios
        )
    table.add_section()
    spreads = [group.ratios(ours, other) for other in others]
    ratios = (f"{one.median:.2f} ({one.low:.2f} to {one.high:.2f})" for one in spreads)
    table.add_row("median", "", "", *(f"{group.median(key):.2f}" for key in group.engines), *ratios)
    heaviest = {key: group.heaviest(key) for key in group.engines}
    ratios = (f"{heaviest[ours] / heaviest[other]:.2f}" for other in others)
    table.add_row("heaviest", "", "", *(f"{heaviest[key]:.2f}" for key in group.engines), *ratios)
    if group.private_bytes:
        memory = (f"{group.private_bytes[key] / MB:,.1f}" for key in group.engines)
        table.add_row("private memory, MB", "", "", *memory, *("" for _ in others))
    table.caption = f"ratio: {NAMES[ours]}'s time by the other's; below, their median (and 10th to 90th percentile)"
    return table
