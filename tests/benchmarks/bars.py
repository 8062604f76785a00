"""The bars that Carrel's speed, size and memory have to reach, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.benchmarks.figures import Group

MB = 1_000_000
_CARREL, _TANTIVY, _FTS5, _WHOOSH = "carrel", "tantivy", "fts5", "whoosh"


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure and its bar: the least it may be, or the most. `aim` is where one would like it.

    A figure without a bar only has an aim.
    """

    name: str
    figure: float
    bar: float | None
    aim: float | None = None
    at_least: bool = False
    unit: str = "×"

    @property
    def met(self) -> bool | None:
        """Whether the figure reaches its bar; None where there is none."""
        if self.bar is None:
            return None
        return self.figure >= self.bar if self.at_least else self.figure <= self.bar


def bars(groups: dict[str, Group]) -> list[Bar]:
    """All bars of which the groups have the figures: groups are "main", "cut", "printed", "made" and "million"."""
    found: list[Bar] = []
    if main := groups.get("main"):
        found += [*_building(groups, main), *_searching(main), *_sizes(main)]
    if million := groups.get("million"):
        found += _million(groups["made"], million)
    return found


def _building(groups: dict[str, Group], main: Group) -> Iterator[Bar]:
    one, two = main.built(_CARREL, 1), main.built(_CARREL, 2)
    if one is None or two is None:
        return
    if (cut := groups.get("cut")) and (stock := cut.built(_WHOOSH, 1)):
        yield Bar("build, one worker, by stock whoosh3's", one.rate / stock.rate, 10, at_least=True)
    if peer := main.built(_TANTIVY, 1):
        yield Bar("build, one worker, by tantivy's with one thread", one.rate / peer.rate, None, 0.8, at_least=True)
    if peer := main.built(_FTS5, 1):
        yield Bar("build, two workers, by FTS5's", two.rate / peer.rate, 0.75, 1, at_least=True)
    if (anew := groups.get("printed")) and (build := anew.built(_CARREL, 1)):
        yield Bar("build, typographic signs, by the same without", build.rate / one.rate, 0.8, at_least=True)
    if two.peak_bytes is not None:
        yield Bar("peak memory of a build, two workers", two.peak_bytes / MB, 1_500, 700, unit="MB")
    if _CARREL in main.update_seconds:
        yield Bar("update of 100 articles, by the full build", main.update_seconds[_CARREL] / two.seconds, 1 / 50)


def _searching(main: Group) -> Iterator[Bar]:
    present = main.engines
    if _CARREL not in present:
        return
    if _TANTIVY in present:
        yield Bar("page, median, by tantivy's", main.ratios(_CARREL, _TANTIVY).median, 1.5, 0.9)
    if _FTS5 in present:
        yield Bar("page, median, by FTS5's", main.ratios(_CARREL, _FTS5).median, 1 / 12)
    if _TANTIVY in present:
        yield Bar("heaviest page, by tantivy's", main.heaviest(_CARREL) / main.heaviest(_TANTIVY), 1.25, 0.75)


def _sizes(main: Group) -> Iterator[Bar]:
    ours, theirs = main.built(_CARREL, 1), main.built(_TANTIVY, 1)
    if ours and theirs:
        yield Bar("index on disk, by tantivy's", ours.index_bytes / theirs.index_bytes, 1.3, 1.1)
    if _CARREL in main.private_bytes:
        yield Bar("private memory after the searches", main.private_bytes[_CARREL] / MB, 150, 60, unit="MB")


def _million(made: Group, million: Group) -> Iterator[Bar]:
    few, many = made.built(_CARREL, 2), million.built(_CARREL, 2)
    if few is None or many is None:
        return
    yield Bar("a million: time an article, by that of the fewer", few.rate / many.rate, 1.3)
    yield Bar("a million: page, median", million.median(_CARREL), 60, 20, unit="ms")
    if many.peak_bytes is not None:
        yield Bar("a million: peak memory of a build, two workers", many.peak_bytes / MB, 1_500, 700, unit="MB")
