"""`make bench`: build an archive and search it, beside other engines that do the same; print tables.

python -m tests.benchmarks --json figures.json           the newswire archive where there is one, else made articles
python -m tests.benchmarks --input articles.jsonl.xz     a file of one's own
python -m tests.benchmarks --million                     a million made articles, in Carrel alone
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from rich.console import Console

from tests.benchmarks.bars import bars
from tests.benchmarks.corpora import NEWSWIRE, cut, prepare, print_anew
from tests.benchmarks.engines import ENGINES, NAMES, is_present
from tests.benchmarks.figures import Group
from tests.benchmarks.made_articles import write_articles
from tests.benchmarks.measuring import Bench, Effort
from tests.benchmarks.report import print_bars, print_group, write_json
from tests.benchmarks.searches import Search, chosen_searches

FULL: Final = Effort(builds=3, rounds=15)
QUICK: Final = Effort(builds=1, rounds=2)
MADE: Final = 20_000  # articles, where none are given
FOR_STOCK: Final = 20_000  # articles that stock Whoosh is given
WIDTH: Final = 160  # of what is printed to a file
GIVEN: Final = 100  # articles given to the index in an update
FEWER, MANY, LONG = 100_000, 1_000_000, 300  # made articles, and their words
_SMALLER: Final = 1_000  # times, when quick


class Run:
    """One run of the benchmark: engines, effort, and a folder for all that is built."""

    def __init__(self, engines: list[str], effort: Effort, folder: Path, say: Callable[[str], None]) -> None:
        self._engines = engines
        self._effort = effort
        self._folder = folder
        self._say = say

    def beside_others(self, given: Path | None, limit: int | None, for_stock: int) -> Iterator[Group]:
        """Measure all engines on the same articles; Carrel, on the same set in type; stock Whoosh, on some of them."""
        articles = self._folder / "articles.jsonl"
        count = prepare(given, articles, limit) if given else self._made(articles, limit or MADE)
        searches = chosen_searches(articles, count)
        main = self._bench("main", articles, count)
        anew = self._bench("printed", print_anew(articles, self._folder / "printed.jsonl"), count)
        keys = [key for key in self._engines if key != "whoosh"]
        self._build_in_turns(main, anew, keys)
        if keys:
            yield self._searched(main, keys, searches)
        if "carrel" in self._engines:
            yield anew.only_built()
        if "whoosh" in self._engines:
            some = min(count, for_stock)
            stock = self._bench("cut", cut(articles, self._folder / "cut.jsonl", some), some)
            keys = [key for key in ("carrel", "whoosh") if key in self._engines]
            for key in keys:
                stock.build(key, 1)
            yield stock.search(keys, searches, self._effort.rounds)

    def million(self, fewer: int, many: int) -> Iterator[Group]:
        """Measure Carrel on many made articles, and before that on fewer."""
        for name, count in (("made", fewer), ("million", many)):
            articles = self._folder / f"{name}.jsonl"
            self._made(articles, count, words=LONG)
            bench = self._bench(name, articles, count)
            bench.build("carrel", 2)
            bench.look_at_peak("carrel", 2)
            yield bench.search(["carrel"], chosen_searches(articles, count), self._effort.rounds)

    def _build_in_turns(self, main: Bench, anew: Bench, keys: list[str]) -> None:
        """Build all that is compared, a few times: a machine is quicker at one time than at another."""
        for _ in range(self._effort.builds):
            for key, threads in (("carrel", 1), ("carrel", 2), ("tantivy", 2), ("tantivy", 1), ("fts5", 1)):
                if key in keys:
                    main.build(key, threads)
            if "carrel" in keys:
                anew.build("carrel", 1)

    def _searched(self, main: Bench, keys: list[str], searches: list[Search]) -> Group:
        if "carrel" in keys:
            main.look_at_peak("carrel", 2)
        memory = main.private_bytes(keys, searches)
        group = replace(main.search(keys, searches, self._effort.rounds), private_bytes=memory)
        if "carrel" not in keys:
            return group
        further = self._folder / "further.jsonl"
        write_articles(further, GIVEN, seed=99)
        return replace(group, update_seconds=main.update("carrel", further, self._effort.builds))

    def _bench(self, name: str, articles: Path, count: int) -> Bench:
        return Bench(name, articles, count, self._folder / name, self._say)

    def _made(self, articles: Path, count: int, **length: int) -> int:
        self._say(f"{count:,} articles are made")
        write_articles(articles, count, **length)
        return count


@click.command()
@click.option(
    "--input", "given", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of articles (JSON Lines, also packed as .xz); else the newswire archive, or made articles.",
)  # fmt: skip
@click.option("--articles", type=click.IntRange(60), help="Take or make no more than so many.")
@click.option("--engines", default=",".join(ENGINES), show_default=True, help="Which engines, by commas.")
@click.option("--million", is_flag=True, help="Measure Carrel alone, on a million made articles.")
@click.option("--quick", is_flag=True, help="Few made articles and rounds, to see that all works.")
@click.option("--json", "json_path", type=click.Path(path_type=Path), help="Write the figures here.")
def bench(
    *, given: Path | None, articles: int | None, engines: str, million: bool, quick: bool, json_path: Path | None
) -> None:
    """Measure building and searching, beside tantivy, SQLite FTS5 and stock whoosh3."""
    wanted = engines.split(",")
    if unknown := set(wanted) - set(ENGINES):
        raise click.UsageError(f"There is no engine {', '.join(sorted(unknown))}; there are {', '.join(ENGINES)}.")
    present = [key for key in ENGINES if key in wanted and is_present(key)]
    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH)
    for key in set(wanted) - set(present):
        console.print(f"{NAMES[key]} is not installed: make bench installs it.")
    effort = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="carrel-bench-") as name:
        run = Run(present, effort, Path(name), lambda doing: console.print(doing, style="dim"))
        if million:
            measured = run.million(*(count // (_SMALLER if quick else 1) for count in (FEWER, MANY)))
        elif quick:
            measured = run.beside_others(given, articles or MADE // 100, FOR_STOCK // 200)
        else:
            measured = run.beside_others(given or (NEWSWIRE if NEWSWIRE.exists() else None), articles, FOR_STOCK)
        groups = []
        for group in measured:
            groups.append(group)
            print_group(console, group)  # at once: what is measured so far outlasts what may fail yet
    found = bars({group.name: group for group in groups})
    print_bars(console, found)
    if json_path is not None:
        write_json(json_path, groups, found, effort.rounds)
    if unlike := [f"{group.name}: {one}" for group in groups for one in group.disagreements()]:
        raise click.ClickException("The engines do not find the same articles.\n" + "\n".join(unlike))


if __name__ == "__main__":
    bench()
