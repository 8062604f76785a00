"""An article's head: its title, and the lines up to the first paragraph of its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from indexer.articles.article import ArticleDate, ParagraphKind
from indexer.articles.block import Block
from indexer.articles.boilerplate import is_boilerplate
from indexer.articles.dates import read_date
from indexer.articles.draft import Draft
from indexer.articles.labels import (
    address_in,
    byline,
    could_be_names,
    could_be_publication,
    labelled_values,
    original_publication,
    publication,
)
from indexer.fields import Field
from indexer.spelling import spelling_key

__all__ = ["Head", "is_head_line", "read_head"]

_FIRST: Final = 6  # the title is among so many blocks
_LONGEST: Final = 30  # a head has no more blocks
_NEVER_HEAD: Final = (ParagraphKind.QUOTE, ParagraphKind.TABLE)


@dataclass(slots=True)
class Head:
    """What a head said, as far as it has been read."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    source: str = ""
    dated: bool = False
    date: ArticleDate | None = None
    labels: dict[Field, list[str]] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)
    url: str = ""
    boilerplate: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def values(self, of: Field) -> tuple[str, ...]:
        """The values of a label, each once, in order."""
        return tuple(dict.fromkeys(self.labels.get(of, ())))


@dataclass(frozen=True, slots=True)
class _Line:
    """A line: its text as a block, the number of the block it is in, and where it begins there."""

    block: Block
    number: int
    start: int


def read_head(blocks: Sequence[Block], known: Draft, publisher: str) -> tuple[Head, list[Block]]:
    """The head of an article and the blocks behind it.

    `known` is what front matter says already: its title is the title. `publisher` is the
    publication that the tail names, or "".
    """
    head = Head()
    place = _title_at(blocks, known.title)
    before: list[Block] = []
    rest = list(blocks)
    if place is not None:
        before, rest = rest[:place], rest[place + 1 :]
        titles = [blocks[place]]
        while rest and rest[0].level == titles[0].level and not known.title:
            titles.append(rest.pop(0))  # a title over several lines, each marked as a heading
        head.title = " ".join(block.text for block in titles)
    reader = _LineReader(head, publisher=publisher, has_source=bool(known.source))
    before = [block for block in before if not reader.takes(block, None)]
    first = reader.read(_lines(rest[:_LONGEST]))
    if first is None:
        return head, before + rest[_LONGEST:]
    return head, [*before, rest[first.number].part(first.start), *rest[first.number + 1 :]]


def is_head_line(block: Block) -> bool:
    """Whether a block is, for its form alone, a line of a head: labels, a byline, a publication with its date."""
    return bool(labelled_values(block) or byline(block) or publication(block))


def _title_at(blocks: Sequence[Block], known: str) -> int | None:
    """The place of the heading that is the title."""
    headings = [place for place, block in enumerate(blocks[:_FIRST]) if block.kind is ParagraphKind.HEADING]
    if known:
        return next((place for place in headings if spelling_key(blocks[place].text) == spelling_key(known)), None)
    for place in headings:
        if blocks[place].level == 1:
            return place
    first = headings[0] if headings else None
    if first is None or not all(is_boilerplate(block.text) for block in blocks[:first]):
        return None
    return first


def _lines(blocks: Sequence[Block]) -> Iterator[_Line]:
    """The lines of blocks. A line that ends in the midst of an enumeration goes on in the next."""
    for number, block in enumerate(blocks):
        start = 0
        places = block.lines()
        for (_, end), following in zip_longest(places, places[1:]):
            unfinished = following is not None and _goes_on(block.text[start:end])
            if unfinished and not is_head_line(block.part(*following)):
                continue
            yield _Line(block.part(start, end), number, start)
            start = end + 1


def _goes_on(text: str) -> bool:
    return text.endswith((",", ";", ":", "&", " and", " et"))


class _LineReader:
    """Puts lines into a Head, each where its form and its neighbours say that it belongs."""

    def __init__(self, head: Head, *, publisher: str, has_source: bool) -> None:
        self.head = head
        self.publisher = spelling_key(publisher)
        self.has_source = has_source  # then no line is guessed to be a publication's name

    def read(self, lines: Iterator[_Line]) -> _Line | None:
        """Read lines up to the first that is none of a head's: that one, or None when all were."""
        line = next(lines, None)
        first = True
        while line is not None and line.block.kind not in _NEVER_HEAD:
            following = next(lines, None)
            below = following.block if following else None
            if first and self._continues_title(line.block, below):
                self.head.title += f" {line.block.text}"
            elif not self.takes(line.block, below):
                return line
            line, first = following, False
        return line

    def takes(self, line: Block, following: Block | None) -> bool:
        """Read one line, if it is one of a head's."""
        return (
            self._takes_labels(line, following) or self._takes_publication(line) or self._takes_guess(line, following)
        )

    def _continues_title(self, line: Block, following: Block | None) -> bool:
        """Whether a line is the title's second: right below it, itself no line of a head, and before one."""
        if not (self.head.title and line.adjoining and following) or is_head_line(line):
            return False
        return bool(byline(following) or (is_head_line(following) and not could_be_names(line)))

    def _takes_labels(self, line: Block, following: Block | None) -> bool:
        head = self.head
        if is_boilerplate(line.text) or (head.boilerplate and not any(map(str.isalnum, line.text))):
            head.boilerplate.append(line.text)
            return True
        address = address_in(line)
        if address is not None:
            head.url = head.url or address
            return True
        original = original_publication(line)
        if original:
            head.origins.append(original)
            return True
        labels = labelled_values(line)
        for label, values in labels:
            head.labels.setdefault(label, []).extend(values)
        expected = following is not None and is_head_line(following)
        names = () if labels else byline(line, expected=expected)
        head.authors.extend(names)
        return bool(labels or names)

    def _takes_publication(self, line: Block) -> bool:
        """Take the publication and its date; a second such line says where the article stood first."""
        head = self.head
        found = publication(line)
        if found is None:
            return False
        if head.dated or (head.source and found.source):
            head.origins.append(line.text)
            return True
        reading = read_date(found.date, "date line")
        head.dated = True
        head.date = reading.date
        head.source = head.source or found.source
        if reading.problem:
            head.problems.append(reading.problem)
        return True

    def _takes_guess(self, line: Block, following: Block | None) -> bool:
        """Take a line that its place alone explains: a name without "By", a publication without a date."""
        head = self.head
        if following is None or head.labels or self.has_source:
            return False
        names = could_be_names(line)
        if names and not head.authors and not head.source and publication(following):
            head.authors.extend(names)
            return True
        if not could_be_publication(line):
            return False
        if not labelled_values(following) and (head.source or spelling_key(line.text) != self.publisher):
            return False
        if head.source:
            head.origins.append(line.text)
        else:
            head.source = line.text
        return True
