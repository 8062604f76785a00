"""Block: a paragraph as its page gave it, before it is known what it is for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from indexer.articles.article import Paragraph, ParagraphKind, Span, SpanKind

__all__ = ["Block", "Link"]

_PLACE: Final = re.compile(r"\x00(\d+)\x00")
_BETWEEN_LINKS: Final = re.compile(r"\s*[|/·•&]?\s*")


@dataclass(frozen=True, slots=True)
class Link:
    """Characters [start, end) of a block's text that are linked, wherever the link leads: "#" too."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Block:
    """Text with its white space collapsed, and what the markup said of it.

    `spans` are those a Paragraph may have. `breaks` are the offsets of the spaces
    that were line breaks, in order. `level` is a heading's, else 0. `footing`: it stands in a page's footer.
    `adjoining`: no blank line divides it from the heading before it.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    spans: tuple[Span, ...] = ()
    links: tuple[Link, ...] = ()
    breaks: tuple[int, ...] = ()
    level: int = 0
    footing: bool = False
    adjoining: bool = False

    def part(self, start: int, end: int | None = None) -> Block:
        """Characters [start, end) as a block of their own, without the spaces around them."""
        end = len(self.text) if end is None else end
        cut = self.text[start:end]
        start += len(cut) - len(cut.lstrip())
        end -= len(cut) - len(cut.rstrip())
        if start >= end:
            return replace(self, text="", spans=(), links=(), breaks=())
        return replace(
            self,
            text=self.text[start:end],
            spans=tuple(
                replace(span, start=max(span.start, start) - start, end=min(span.end, end) - start)
                for span in self.spans
                if span.start < end and start < span.end
            ),
            links=tuple(
                Link(max(link.start, start) - start, min(link.end, end) - start, link.href)
                for link in self.links
                if link.start < end and start < link.end
            ),
            breaks=tuple(
                place - start for place in self.breaks[bisect_right(self.breaks, start) : bisect_left(self.breaks, end)]
            ),
        )

    def lines(self) -> tuple[tuple[int, int], ...]:
        """The places of its lines, [start, end): divided at line breaks, though never inside a link."""
        cuts = [place for place in self.breaks if not self.is_linked(place)]
        return tuple(zip((0, *(cut + 1 for cut in cuts)), (*cuts, len(self.text)), strict=True))

    def is_linked(self, place: int) -> bool:
        """Whether the character at this offset is in a link."""
        return any(link.start <= place < link.end for link in self.links)

    def is_wholly(self, kind: SpanKind) -> bool:
        """Whether every letter of it is in spans of this kind."""
        covered = 0
        for span in sorted((span for span in self.spans if span.kind is kind), key=lambda span: span.start):
            if span.start > covered and any(map(str.isalnum, self.text[covered : span.start])):
                return False
            covered = max(covered, span.end)
        return covered > 0 and not any(map(str.isalnum, self.text[covered:]))

    def values(self, split: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """Its values, each once: a link is one value, whatever it contains; the rest is divided by `split`.

        Text that no separator divides from a link belongs to its value: "Prof [Ann Lee](#)" is one.
        """
        pieces: list[str] = []
        done = 0
        for number, link in enumerate(self.links):
            between = self.text[done : link.start]
            adjoining = number > 0 and _BETWEEN_LINKS.fullmatch(between)
            pieces.append(", " if adjoining else between)
            pieces.append(f"\x00{number}\x00")  # a text has no NUL: `paragraphs` replaces them
            done = link.end
        pieces.append(self.text[done:])
        found = (_PLACE.sub(self._linked_text, value).strip() for value in split("".join(pieces)))
        return tuple(dict.fromkeys(value for value in found if any(map(str.isalnum, value))))

    def paragraph(self, kind: ParagraphKind | None = None) -> Paragraph:
        """The Paragraph that it becomes; its own kind unless another is said."""
        spans = sorted(set(self.spans), key=lambda span: (span.start, -span.end, span.kind.value, span.href))
        return Paragraph(self.text, kind or self.kind, tuple(spans))

    def _linked_text(self, place: re.Match[str]) -> str:
        link = self.links[int(place[1])]
        return self.text[link.start : link.end]
