"""`make relevance`: rank the articles of judged sets, beside other engines, and print how well.

python -m tests.benchmarks.relevance --json figures.json     the judged sets that lie beside the project
python -m tests.benchmarks.relevance --data folder           and those of a folder of one's own
python -m tests.benchmarks.relevance --set lisa --per-query  one set, and with which queries Carrel falls behind
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from tests.benchmarks.engines import is_present
from tests.benchmarks.relevance.figures import Figures, Verdict, furthest_behind, verdicts
from tests.benchmarks.relevance.judged_sets import GIVEN, read_set, set_folders
from tests.benchmarks.relevance.measuring import measured
from tests.benchmarks.relevance.rankers import OURS, RANKER_NAMES, RANKERS
from tests.benchmarks.relevance.report import print_behind, print_set, print_verdicts, write_json

WIDTH: Final = 160  # of what is printed to a file
SHOWN: Final = 10  # queries of a set with which Carrel falls behind


@click.command()
@click.option(
    "--data", "data", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of further judged sets, each a folder with corpus.jsonl, queries.jsonl and qrels.tsv.",
)  # fmt: skip
@click.option("--set", "names", multiple=True, help="Only the set of this name; may be given again.")
@click.option("--engines", default=",".join(RANKERS), show_default=True, help="Which engines, by commas.")
@click.option(
    "--per-query", "shown", type=click.IntRange(1), is_flag=False, flag_value=SHOWN,
    help=f"List the queries with which Carrel falls most behind the best peer: {SHOWN} of each set, or so many.",
)  # fmt: skip
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Write the figures here.")
def relevance(
    *, data: Path | None, names: tuple[str, ...], engines: str, shown: int | None, json_path: Path | None
) -> None:
    """Measure how well Carrel ranks, beside tantivy, SQLite FTS5 and stock whoosh3."""
    wanted = engines.split(",")
    if unknown := set(wanted) - set(RANKERS):
        raise click.UsageError(f"There is no engine {', '.join(sorted(unknown))}; there are {', '.join(RANKERS)}.")
    folders = _folders(data, names)
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    present = [key for key in RANKERS if key in wanted and is_present(key)]
    for key in set(wanted) - set(present):
        console.print(f"{RANKER_NAMES[key]} is not installed: make relevance installs it.")
    all_figures: list[Figures] = []
    found: list[Verdict] = []
    for folder in folders:
        judged_set = read_set(folder)
        figures = [measured(key, judged_set) for key in present]
        print_set(console, judged_set, figures)  # at once: what is measured so far outlasts what may fail yet
        if shown is not None:
            _print_behind(console, figures, shown)
        all_figures += figures
        found += verdicts(figures)
    if found:
        print_verdicts(console, found)
    if json_path is not None:
        write_json(json_path, all_figures, found)


def _folders(data: Path | None, names: tuple[str, ...]) -> list[Path]:
    """The folders of the sets that are wanted. Raises `UsageError` where there are none."""
    folders = [folder for below in (GIVEN, data) if below is not None for folder in set_folders(below)]
    if not folders:
        raise click.UsageError(f"There are no judged sets in {data or GIVEN}. Name a folder of some by --data.")
    known = [folder.name for folder in folders]
    if unknown := set(names) - set(known):
        raise click.UsageError(f"There is no set {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    return [folder for folder in folders if not names or folder.name in names]


def _print_behind(console: Console, figures: Sequence[Figures], shown: int) -> None:
    """List queries of the first of Carrel's rows, where there is one and a peer."""
    ours = next((one for one in figures if one.ranker in OURS), None)
    peers = [one for one in figures if one.ranker not in OURS]
    if ours and peers:
        print_behind(console, ours, furthest_behind(ours, peers, shown))


if __name__ == "__main__":
    relevance()
