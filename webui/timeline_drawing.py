"""A timeline's chart as an SVG file of its own, with all that it takes to read and to cite it."""

from __future__ import annotations

import dataclasses
import textwrap
from dataclasses import dataclass
from typing import Final

from lxml import etree

from indexer.export.provenance import Provenance
from indexer.export.xml_document import appended, rooted
from indexer.timeline import Timeline
from webui.presenters.line_chart import ChartLine, LineChart, Plot
from webui.presenters.timeline_series import heading, series_name, timeline_chart, timeline_lines
from webui.presenters.wording import counted, range_in_words
from webui.timeline_state import TimelineState

__all__ = ["SVG_TYPE", "timeline_drawing"]

SVG_TYPE: Final = "image/svg+xml"
_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_PLOT: Final = Plot(872, 380, 1)
_WIDTH, _LEFT, _MARGIN = 960, 64, 24
_ROW: Final = 22  # a line of the legend or of the foot
_LONGEST_NAME, _LONGEST_LINE, _MOST_LINES = 100, 150, 4  # characters, characters, lines
_INK, _FAINT_INK, _PAPER, _BASE, _RULE = "#23201c", "#6a635a", "#fbf8f3", "#958c7f", "#e6dfd4"
# Of each line the colour, the dashes and the mark: those of the page in its light colours.
_LINES: Final = (
    ("#7c2d2b", "none", "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
    ("#2a6791", "9 3", "M-3.2-3.2h6.4v6.4h-6.4z"),
    ("#96690a", "2.5 2.5", "M0-4.4L4.3 3.2h-8.6z"),
    ("#3f7552", "12 3 2.5 3", "M0-4.8L4.8 0 0 4.8-4.8 0z"),
    ("#74559b", "5 3", "M-4-1.3h2.7V-4h2.6v2.7H4v2.6H1.3V4h-2.6V1.3H-4z"),
)


@dataclass(frozen=True, slots=True)
class _Letters:
    """How a text looks, and which part of it stands at its place: start, middle or end."""

    family: str
    size: int
    colour: str
    anchor: str = "start"


_HEADING: Final = _Letters("serif", 20, _INK)
_NAME: Final = _Letters("serif", 15, _INK)
_X_LABEL: Final = _Letters("sans-serif", 13, _FAINT_INK, "middle")
_Y_LABEL: Final = _Letters("sans-serif", 13, _FAINT_INK, "end")
_SMALL_PRINT: Final = _Letters("sans-serif", 12, _FAINT_INK)


def timeline_drawing(timeline: Timeline, state: TimelineState, provenance: Provenance, archive_title: str) -> str:
    """An SVG document, in the light colours of the page; `provenance` is of all articles with the state's filters.

    It has no script, no link and no style but its own attributes, and asks for no font by name.
    """
    svg = rooted(_NAMESPACE, "svg")
    appended(svg, "title", f"{heading(timeline, state)}: {', '.join(map(series_name, timeline.series))}")
    sources = (dataclasses.replace(provenance, query=series.query).sentence for series in timeline.series)
    appended(svg, "desc", f"{archive_title}. {' '.join(sources)}")
    paper = appended(svg, "rect", width=str(_WIDTH), fill=_PAPER)
    top = _head(svg, timeline, state)
    if timeline.periods:
        lines = timeline_lines(timeline, state)
        group = appended(svg, "g", transform=f"translate({_LEFT} {top})")
        _draw(group, timeline_chart(timeline, lines, state.scale, _PLOT))
    height = _foot(svg, top + int(_PLOT.height) + 56, f"{archive_title}. {provenance.sentence}")
    paper.set("height", str(height))
    for name, value in (("viewBox", f"0 0 {_WIDTH} {height}"), ("width", str(_WIDTH)), ("height", str(height))):
        svg.set(name, value)
    return etree.tostring(svg, encoding="unicode")


def _head(svg: etree._Element, timeline: Timeline, state: TimelineState) -> int:
    """What is counted and which line is which; return how far down the plot may begin."""
    _write(svg, f"{heading(timeline, state)}, {range_in_words(timeline.dates)}", _MARGIN, 40, _HEADING)
    for place, series in enumerate(timeline.series):
        y = 70 + place * _ROW
        _stroke(svg, place, f"M{_MARGIN} {y - 4}h30")
        _mark(svg, place, _MARGIN + 15, y - 4)
        name = textwrap.shorten(series_name(series), _LONGEST_NAME, placeholder=" …")
        said = f"{name} ({counted(series.total, 'article')})"
        _write(svg, said, _LEFT, y, _NAME)
    return 70 + len(timeline.series) * _ROW + 10


def _draw(group: etree._Element, chart: LineChart) -> None:
    """The plot with its axes, from its upper left corner on."""
    for tick in chart.y_ticks:
        colour = _RULE if tick.at < chart.plot.height else _BASE
        appended(group, "path", d=f"M0 {tick.at:g}h{chart.plot.width:g}", stroke=colour)
        _write(group, tick.label, -8, tick.at + 4.5, _Y_LABEL)
    for tick in chart.x_ticks:
        appended(group, "path", d=f"M{tick.at:g} {chart.plot.height:g}v5", stroke=_BASE)
        _write(group, tick.label, tick.at, chart.plot.height + 21, _X_LABEL)
    for line in chart.lines:
        _draw_line(group, line)


def _draw_line(group: etree._Element, line: ChartLine) -> None:
    _stroke(group, line.number - 1, line.path)
    for point in line.points:
        if point.marked:
            _mark(group, line.number - 1, point.x, point.y)


def _foot(svg: etree._Element, y: int, provenance: str) -> int:
    """Where it comes from; return how high all is."""
    told = textwrap.wrap(provenance, _LONGEST_LINE, max_lines=_MOST_LINES, placeholder=" …")
    for place, words in enumerate(told):
        _write(svg, words, _MARGIN, y + place * 17, _SMALL_PRINT)
    return y + len(told) * 17 + 8


def _write(parent: etree._Element, text: str, x: float, y: float, letters: _Letters) -> None:
    look = {
        "font-family": letters.family,
        "font-size": str(letters.size),
        "fill": letters.colour,
        "text-anchor": letters.anchor,
    }
    appended(parent, "text", text, x=f"{x:g}", y=f"{y:g}", **look)


def _stroke(parent: etree._Element, place: int, path: str) -> None:
    colour, dashes, _ = _LINES[place]
    look = {"stroke-width": "2", "stroke-dasharray": dashes, "stroke-linejoin": "round"}
    appended(parent, "path", d=path, fill="none", stroke=colour, **look)


def _mark(parent: etree._Element, place: int, x: float, y: float) -> None:
    colour, _, shape = _LINES[place]
    appended(parent, "path", d=shape, transform=f"translate({x:g} {y:g})", fill=colour, stroke=_PAPER)
