"""The way from a DOM to blocks: what Markdown (as HTML) and web pages share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from indexer.articles.article import ParagraphKind, Span, SpanKind
from indexer.articles.block import Block, Link

__all__ = ["blocks_of", "parse_markup"]

_UNREAD_NAMES: Final = (
    "script style nav noscript template form button select textarea input iframe object embed svg math canvas audio "
    "video map dialog head title meta link menu"
)
_UNREAD: Final = _UNREAD_NAMES.split()
_BLOCK_NAMES: Final = (
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer h1 h2 h3 h4 "
    "h5 h6 header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS: Final = frozenset(("ul", "ol"))
_SPAN_KINDS: Final = {
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
}
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_KEPT_HREF: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_UNREADABLE: Final = re.compile("[\x00\ud800-\udfff]")
_XML_DECLARATION: Final = re.compile(r"<\?xml[^>]*>?", re.IGNORECASE)
_DEEPEST: Final = 120


def parse_markup(markup: str) -> BeautifulSoup:
    """The DOM of an HTML text, any text at all, without NULs and lone surrogates, and never deep.

    What is nested deeper than `_DEEPEST` is plain text: pages have no reason for it, and Python's stack is finite.
    """
    # Neither XML's declaration nor a text without markup is worth Beautiful Soup's warnings.
    markup = _XML_DECLARATION.sub(" ", _UNREADABLE.sub("\ufffd", markup))
    page = BeautifulSoup(markup if "<" in markup else f"<!doctype html>{markup}", "lxml")
    level: list[Tag] = [child for child in page.children if isinstance(child, Tag)]
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.children if isinstance(child, Tag)]
    for tag in level:
        tag.string = tag.get_text(" ")
    return page


def blocks_of(root: Tag) -> tuple[Block, ...]:
    """The blocks of an element, in order, none of them empty. Takes what is never text out of the DOM."""
    for unread in root.find_all(_UNREAD):
        unread.decompose()
    walk = _Walk()
    walk.container(root, ParagraphKind.TEXT, footing=_is_footing(root))
    return tuple(walk.blocks)


class _Line:
    """Text in the making: white space collapsed, spans and breaks noted by offset."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.space = False  # white space was read and waits for a word to follow
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.breaks: list[int] = []

    def add(self, text: str) -> None:
        self.space = self.space or text[:1].isspace()
        for word in text.split():
            if self.space and self.length:
                self._append(" ")
            self._append(word)
            self.space = True
        self.space = text[-1:].isspace() or (self.space and not text.strip())

    def add_break(self) -> None:
        self.space = True
        if self.length:
            self.breaks.append(self.length)

    def add_inline(self, tag: Tag) -> None:
        """Add an inline element with all that is in it; blocks in it, as of a list's item, are set off by spaces."""
        if tag.name == "br":
            self.add_break()
            return
        set_off = tag.name in _BLOCKS or (tag.name == "sup" and tag.find("a") is not None)
        self.space = self.space or set_off
        start = self.length
        for child in tag.children:
            if isinstance(child, Tag):
                self.add_inline(child)
            elif type(child) is NavigableString:  # its subclasses are comments and the like
                self.add(child)
        self.space = self.space or (set_off and tag.name in _BLOCKS)
        if self.length > start:
            self._note(tag, start)

    def finished(self, kind: ParagraphKind, *, level: int, footing: bool) -> Iterator[Block]:
        """The text as blocks: one, or more where two line breaks meet."""
        text = "".join(self.pieces)
        # A span begins with the space that was waiting when it was opened.
        spans = tuple(Span(_word(text, s.start), s.end, s.kind, s.href) for s in self.spans)
        links = tuple(sorted((Link(_word(text, a.start), a.end, a.href) for a in self.links), key=lambda a: a.start))
        counted = Counter(place for place in self.breaks if place < len(text))
        breaks = tuple(sorted(counted))
        block = Block(text, kind, spans, links, breaks, level, footing)
        doubled = [place for place in breaks if counted[place] > 1]
        for start, end in zip((0, *doubled), (*doubled, len(text)), strict=True):
            part = block.part(start, end)
            if part.text:
                yield part

    def _append(self, piece: str) -> None:
        self.pieces.append(piece)
        self.length += len(piece)

    def _note(self, tag: Tag, start: int) -> None:
        style = str(tag.get("style") or "")
        kind = _SPAN_KINDS.get(tag.name)
        if kind is SpanKind.EMPHASIS or _ITALIC.search(style):
            self.spans.append(Span(start, self.length, SpanKind.EMPHASIS))
        if kind is SpanKind.STRONG or _BOLD.search(style):
            self.spans.append(Span(start, self.length, SpanKind.STRONG))
        if tag.name == "a" and tag.has_attr("href"):
            href = str(tag["href"]).strip()
            self.links.append(Link(start, self.length, href))
            if _KEPT_HREF.fullmatch(href):
                self.spans.append(Span(start, self.length, SpanKind.LINK, href))


class _Walk:
    """One walk through a DOM; `blocks` is what it has found."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def container(self, tag: Tag, kind: ParagraphKind, *, footing: bool) -> None:
        """An element that may hold blocks, and text between them."""
        line = _Line()
        for child in tag.children:
            if type(child) is NavigableString:
                line.add(child)
            elif isinstance(child, Tag):
                if not _holds_block(child):
                    line.add_inline(child)
                    continue
                self._end(line, kind, footing=footing)
                line = _Line()
                self._block(child, kind, footing=footing)
        self._end(line, kind, footing=footing)

    def _block(self, tag: Tag, kind: ParagraphKind, *, footing: bool) -> None:
        if tag.name in _HEADINGS:
            line = _Line()
            line.add_inline(tag)
            line.breaks = []  # a title over several lines is one title
            self._end(line, ParagraphKind.HEADING, level=int(tag.name[1]), footing=footing)
        elif tag.name in _LISTS:
            self._list(tag, footing=footing)
        elif tag.name == "table" and not _is_layout(tag):
            self._table(tag, footing=footing)
        else:
            inner = ParagraphKind.QUOTE if tag.name == "blockquote" else kind
            first = len(self.blocks)
            self.container(tag, inner, footing=footing or _is_footing(tag))
            if tag.has_attr("data-adjoining") and first < len(self.blocks):
                self.blocks[first] = replace(self.blocks[first], adjoining=True)

    def _list(self, tag: Tag, *, footing: bool) -> None:
        """One block an item; a number that counting from one would not give is kept in the text."""
        number = _number(tag.get("start"), 1)
        for place, item in enumerate((child for child in tag.children if isinstance(child, Tag)), start=1):
            number = _number(item.get("value"), number)
            line = _Line()
            if tag.name == "ol" and number != place:
                line.add(f"{number}. ")
            nested = [inner for inner in item.find_all(_LISTS) if inner.find_parent(_LISTS) is tag]
            for inner in nested:
                inner.extract()
            line.add_inline(item)
            line.breaks = []
            self._end(line, ParagraphKind.LIST, footing=footing)
            for inner in nested:
                self._list(inner, footing=footing)
            number += 1

    def _table(self, tag: Tag, *, footing: bool) -> None:
        """One block a row."""
        for row in tag.find_all(("tr", "caption")):
            line = _Line()
            for place, cell in enumerate(child for child in row.children if isinstance(child, Tag)):
                if place and row.name == "tr":
                    line.add(" | ")
                line.add_inline(cell)
            if row.name == "caption":
                line = _Line()
                line.add_inline(row)
            line.breaks = []
            if any(map(str.isalnum, row.get_text())):
                self._end(line, ParagraphKind.TABLE, footing=footing)

    def _end(self, line: _Line, kind: ParagraphKind, *, footing: bool, level: int = 0) -> None:
        self.blocks.extend(line.finished(kind, level=level, footing=footing))


def _word(text: str, start: int) -> int:
    return start + 1 if text[start : start + 1] == " " else start


def _holds_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS or tag.find(_BLOCKS) is not None


def _is_footing(tag: Tag) -> bool:
    return tag.name == "footer" or tag.has_attr("data-footing")


def _is_layout(table: Tag) -> bool:
    """Whether a table only puts things beside each other, as old pages do."""
    if table.find(("table", *_HEADINGS, *_LISTS, "blockquote")) is not None:
        return True
    return any(len(cell.find_all(("p", "div"))) > 1 for cell in table.find_all(("td", "th")))


def _number(written: object, otherwise: int) -> int:
    text = str(written)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise
