"""A chart of lines: where its points, ticks and targets are, in the units of the plot that it is drawn in."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["ChartLine", "ChartPoint", "LineChart", "LineData", "Plot", "Target", "Tick", "line_chart", "round_ticks"]

_STEPS: Final = 7  # up the axis, at most
_NEEDED: Final = 5  # labels that are shown however little room there is
_ROUND: Final = (1, 2, 5, 10)
_ALL_MARKED: Final = 40  # points of a line that all bear its mark; of more there are some
_MARKED: Final = 9


@dataclass(frozen=True, slots=True)
class Plot:
    """How wide and high the plot is, and how high a target has to be at least, all in one unit."""

    width: float
    height: float
    target: float


@dataclass(frozen=True, slots=True)
class LineData:
    """What a line shows: a value for each period, None for none, and what is said of it, with an address or ""."""

    name: str
    values: tuple[float | None, ...]
    titles: tuple[str, ...]
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """The area that belongs to a point: a period's width, and the height nearest to it."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A value in its place. `period` counts from 0; `marked`: the line's mark is always seen here."""

    period: int
    x: float
    y: float
    marked: bool
    title: str
    address: str
    target: Target


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A line, numbered from 1: `path` is SVG's, with a gap where a period has no value."""

    number: int
    name: str
    path: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A label beside its axis; `minor`: left out where there is little room."""

    at: float
    label: str
    minor: bool = False


@dataclass(frozen=True, slots=True)
class LineChart:
    """All of it. `y_ticks` go from 0 up to the top of the plot."""

    plot: Plot
    lines: tuple[ChartLine, ...]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]


def line_chart(lines: Sequence[LineData], labels: Sequence[tuple[int, str]], plot: Plot, step: float = 0) -> LineChart:
    """Lines over the same periods, at least one of each; `labels` are of some periods, by their numbers.

    `step`: what the steps of the axis are at least, 1 for things that are counted.
    """
    count = len(lines[0].values)
    ticks = round_ticks(max((value or 0 for line in lines for value in line.values), default=0), step)
    columns = _Columns(plot, count, ticks[-1])
    targets = [columns.targets(period, [line.values[period] for line in lines]) for period in range(count)]
    return LineChart(
        plot,
        tuple(
            ChartLine(
                place + 1,
                line.name,
                columns.path(line.values),
                tuple(columns.points(line, place, [of_period[place] for of_period in targets])),
            )
            for place, line in enumerate(lines)
        ),
        tuple(
            Tick(columns.x(period), label, minor=place % 2 == 1 and len(labels) > _NEEDED)
            for place, (period, label) in enumerate(labels)
        ),
        tuple(Tick(columns.y(tick), f"{tick:,.10g}") for tick in ticks),
    )


def round_ticks(greatest: float, step: float = 0) -> tuple[float, ...]:
    """From 0, in steps of 1, 2 or 5 times a power of ten that are not below `step`, until `greatest` is reached."""
    least = max(greatest / _STEPS, step) or 1
    power = 10.0 ** math.floor(math.log10(least))
    wide = next((factor * power for factor in _ROUND if factor * power >= least * (1 - 1e-9)), 10 * power)
    digits = max(0, -math.floor(math.log10(wide)))
    steps = max(1, math.ceil(greatest / wide - 1e-9))
    ticks = (round(number * wide, digits) for number in range(steps + 1))
    return tuple(int(tick) if tick == int(tick) else tick for tick in ticks)


@dataclass(frozen=True, slots=True)
class _Columns:
    """A plot divided into periods of equal width, up to a greatest value."""

    plot: Plot
    count: int
    top: float

    def x(self, period: int) -> float:
        return round((period + 0.5) * self.plot.width / self.count, 2)

    def y(self, value: float) -> float:
        return round(self.plot.height * (1 - value / self.top), 2)

    def path(self, values: Sequence[float | None]) -> str:
        """The line through all values: it is lifted where there is none."""
        pieces = []
        drawing = False
        for period, value in enumerate(values):
            if value is not None:
                pieces.append(f"{'L' if drawing else 'M'}{self.x(period):g} {self.y(value):g}")
            drawing = value is not None
        return "".join(pieces)

    def points(self, line: LineData, place: int, targets: Sequence[Target | None]) -> Iterator[ChartPoint]:
        """The points of the line at a place among all, with their targets; none where there is no value."""
        every = 1 if self.count <= _ALL_MARKED else math.ceil(self.count / _MARKED)
        for period, (value, target) in enumerate(zip(line.values, targets, strict=True)):
            if value is not None and target is not None:
                # The marks of several lines stand at different periods, so that they seldom hide one another.
                marked = period % every == (place * every // 5 + every // 10) % every or self._is_alone(line, period)
                yield ChartPoint(
                    period,
                    self.x(period),
                    self.y(value),
                    marked,
                    line.titles[period],
                    line.addresses[period],
                    target,
                )

    def _is_alone(self, line: LineData, period: int) -> bool:
        """Whether no line leads to a value, so that it would not be seen without a mark."""
        around = (line.values[place] for place in (period - 1, period + 1) if 0 <= place < self.count)
        return all(value is None for value in around)

    def targets(self, period: int, values: Sequence[float | None]) -> list[Target | None]:
        """What belongs to each line at one period: the plot's height divided half-way between the points."""
        order = sorted(
            (place for place, value in enumerate(values) if value is not None),
            key=lambda place: (self.y(values[place] or 0), place),
        )
        heights = [self.y(values[place] or 0) for place in order]
        bounds = [0.0, *((above + below) / 2 for above, below in itertools.pairwise(heights)), self.plot.height]
        least = min(self.plot.target, self.plot.height / max(len(order), 1))
        for place in range(1, len(order)):
            bounds[place] = max(bounds[place], bounds[place - 1] + least)
        for place in range(len(order) - 1, 0, -1):
            bounds[place] = min(bounds[place], bounds[place + 1] - least)
        width = self.plot.width / self.count
        targets: list[Target | None] = [None] * len(values)
        left = round(period * width, 2)
        for place, (top, bottom) in zip(order, itertools.pairwise(bounds), strict=False):
            targets[place] = Target(left, round(top, 2), round(width, 2), round(bottom - top, 2))
        return targets
