"""Text with emphasis, links and matches laid over one another.

Spans and matches may overlap in any way, tags may not: a text is cut wherever one
of them begins or ends, and each run between two cuts is marked as what it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.articles.article import Paragraph, Span, SpanKind

__all__ = ["Mark", "Piece", "Run", "pieces"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) that the query matched; the place's number in the article, from 1, or 0 for none."""

    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `anchor` is the id of the match that begins here, or ""."""

    text: str
    emphasis: bool
    strong: bool
    marked: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Runs that lead to one address, or with "" nowhere."""

    address: str
    runs: tuple[Run, ...]


def pieces(paragraph: Paragraph, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """The characters [start, end) of a paragraph in pieces; `marks` never overlap. The texts add up to the whole."""
    end = len(paragraph.text) if end is None else end
    edges = {edge for span in paragraph.spans for edge in (span.start, span.end)}
    edges.update(edge for mark in marks for edge in (mark.start, mark.end))
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    found: list[tuple[str, list[Run]]] = []
    for left, right in pairwise(cuts):
        over = [span for span in paragraph.spans if span.start <= left and right <= span.end]
        address = _address(over)
        if not found or found[-1][0] != address:
            found.append((address, []))
        found[-1][1].append(_run(paragraph.text[left:right], left, over, marks))
    return tuple(Piece(address, tuple(runs)) for address, runs in found)


def _address(over: Sequence[Span]) -> str:
    """Where the innermost link leads."""
    links = [span for span in over if span.kind is SpanKind.LINK]
    return max(links, key=lambda span: (span.start, -span.end)).href if links else ""


def _run(text: str, left: int, over: Sequence[Span], marks: Sequence[Mark]) -> Run:
    mark = next((one for one in marks if one.start <= left < one.end), None)
    kinds = {span.kind for span in over}
    begins = mark is not None and mark.number and mark.start == left
    return Run(
        text,
        SpanKind.EMPHASIS in kinds,
        SpanKind.STRONG in kinds,
        mark is not None,
        f"match-{mark.number}" if mark is not None and begins else "",
    )
