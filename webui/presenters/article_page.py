"""The page of one article: its text with the matches, its facts, and what stands in its tail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from indexer.articles.article import Article, Paragraph, ParagraphKind
from indexer.export.formats import FORMATS
from indexer.fields import AUTHOR, BODY, NOTE, REGION, REPORT, SOURCE, THEME, TITLE, Field
from indexer.matching import Match
from indexer.query.date_range import DateRange
from webui.paths import EXPORT, SIMILAR
from webui.presenters.citation import Citation, citation
from webui.presenters.link import Link, SearchBox
from webui.presenters.marked_text import Mark, Piece, pieces
from webui.presenters.related import Related, like_it, near_copy_view
from webui.presenters.results_page import search_box
from webui.presenters.saving import Saving, saving
from webui.presenters.way import Way, way_of
from webui.presenters.wording import Byline, byline, counted, long_date, number
from webui.reading import Reading
from webui.search_state import SearchState, address_of

__all__ = ["ArticlePage", "Block", "Fact", "MatchSteps", "Tail", "Tick", "article_page"]

RULER_WIDTH: Final = 264
_CELL_BORDER: Final = " | "
_CITED: Final = ("bibtex", "ris", "csl")  # the formats that citation managers read


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one kind: rows of cells, which but in a table are one a row."""

    kind: str
    rows: tuple[tuple[tuple[Piece, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the article; values with an address lead to the articles that share it."""

    label: str
    values: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A match on the ruler."""

    x: float
    address: str
    title: str


@dataclass(frozen=True, slots=True)
class MatchSteps:
    """The box that leads from match to match. `elsewhere` names other places that matched."""

    count: str
    ticks: tuple[Tick, ...]
    first: str
    last: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands below the text; `copies` are the inputs of exact copies."""

    note: tuple[Block, ...]
    origin: str
    rights: str
    original: str
    near_copies: tuple[Related, ...]
    copies: tuple[str, ...]
    input: str
    digest: str
    boilerplate: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """Everything that the page of an article shows; `citations` are files for citation managers."""

    title: str
    box: SearchBox
    heading: tuple[Piece, ...]
    way: Way
    byline: Byline
    saving: Saving
    facts: tuple[Fact, ...]
    blocks: tuple[Block, ...]
    steps: MatchSteps | None
    citation: Citation
    citations: tuple[Link, ...]
    like_it: tuple[Related, ...]
    more_like_it: str
    tail: Tail


def article_page(reading: Reading, state: SearchState) -> ArticlePage:
    """The page of an article as found by a state."""
    article, matches = reading.article, reading.matches
    numbers = {match: place for place, match in enumerate(_steps_in_reading_order(matches), 1)}
    return ArticlePage(
        title=article.title,
        box=search_box(state),
        heading=pieces(Paragraph(article.title), _marks(TITLE, matches, numbers).get(0, ())),
        way=way_of(article, reading.neighbours, state),
        byline=byline(article.authors, article.source, article.date),
        saving=saving(article),
        facts=tuple(_facts(reading)),
        blocks=_blocks(article.paragraphs, _marks(BODY, matches, numbers)),
        steps=_match_steps(article, matches, numbers) if matches else None,
        citation=citation(article),
        citations=tuple(_citations(article)),
        like_it=tuple(like_it(hit, state) for hit in reading.like_it),
        more_like_it=SIMILAR + article.id,
        tail=Tail(
            _blocks(article.note, _marks(NOTE, matches, numbers)),
            article.origin,
            article.rights,
            article.url,
            tuple(near_copy_view(copy, state) for copy in reading.near_copies),
            article.copies,
            article.input,
            article.digest,
            article.boilerplate,
        ),
    )


def _citations(article: Article) -> Iterator[Link]:
    for one in FORMATS:
        if one.name in _CITED:
            yield Link(one.label, address_of(EXPORT, (("format", one.name), ("id", article.id))))


def _steps_in_reading_order(matches: Iterable[Match]) -> list[Match]:
    """The matches that can be walked through: those of the text, then those of the note below it."""
    return [match for field in (BODY, NOTE) for match in matches if match.field == field]


def _marks(field: Field, matches: Iterable[Match], numbers: dict[Match, int]) -> dict[int, tuple[Mark, ...]]:
    """The marks in a field, by part; `matches` are sorted."""
    own = (match for match in matches if match.field == field)
    return {
        part: tuple(Mark(match.start, match.end, numbers.get(match, 0)) for match in group)
        for part, group in groupby(own, key=lambda match: match.part)
    }


def _blocks(paragraphs: Sequence[Paragraph], marks: dict[int, tuple[Mark, ...]]) -> tuple[Block, ...]:
    """Items of one list, rows of one table and paragraphs of one quotation stand together."""
    blocks: list[Block] = []
    for kind, group in groupby(enumerate(paragraphs), key=lambda one: one[1].kind):
        rows = tuple(_cells(paragraph, marks.get(part, ())) for part, paragraph in group)
        if kind in (ParagraphKind.LIST, ParagraphKind.TABLE, ParagraphKind.QUOTE):
            blocks.append(Block(kind.value, rows))
        else:
            blocks += [Block(kind.value, (row,)) for row in rows]
    return tuple(blocks)


def _cells(paragraph: Paragraph, marks: Sequence[Mark]) -> tuple[tuple[Piece, ...], ...]:
    if paragraph.kind is not ParagraphKind.TABLE:
        return (pieces(paragraph, marks),)
    borders = [border.span() for border in re.finditer(re.escape(_CELL_BORDER), paragraph.text)]
    starts = [0, *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), len(paragraph.text)]
    return tuple(pieces(paragraph, marks, start, end) for start, end in zip(starts, ends, strict=True))


def _facts(reading: Reading) -> Iterator[Fact]:
    article = reading.article
    blank = SearchState()
    if article.authors:
        yield Fact("By", _values_of(AUTHOR, article))
    published = _values_of(SOURCE, article)
    if article.date is not None:
        written = article.date.precision.iso(article.date.day)
        same_date = blank.with_dates(DateRange.of(written, written))
        published = (*published, Link(long_date(article.date), same_date.address))
    yield Fact("Published", published or (Link(long_date(None), ""),))
    for field in (REGION, THEME, REPORT):
        values = _values_of(field, article)
        if values:
            yield Fact(field.label, values)
    if article.names:
        named = tuple(Link(name, blank.with_text('"' + name.replace('"', "") + '"').address) for name in article.names)
        yield Fact("Named in it", named)
    words = sum(len(paragraph.text.split()) for paragraph in article.paragraphs)
    yield Fact("Length", (Link(counted(words, "word"), ""),))
    if reading.near_copies:
        yield Fact("Copies", (Link(counted(len(reading.near_copies), "near copy", "near copies"), "#copies"),))


def _values_of(field: Field, article: Article) -> tuple[Link, ...]:
    return tuple(Link(value, SearchState().with_value(field, value).address) for value in article.texts(field))


def _match_steps(article: Article, matches: Sequence[Match], numbers: dict[Match, int]) -> MatchSteps:
    offsets = {}
    length = 0
    walked = [field for field in (BODY, NOTE) if field is BODY or any(match.field == field for match in numbers)]
    for field in walked:
        for part, text in enumerate(article.texts(field)):
            offsets[field, part] = length
            length += len(text)
    ticks = tuple(
        Tick(
            round((offsets[match.field, match.part] + match.start) / length * (RULER_WIDTH - 2), 1),
            f"#match-{place}",
            f"Match {number(place)} of {number(len(numbers))}",
        )
        for match, place in numbers.items()
    )
    others = [match for match in matches if match not in numbers]
    counts = Counter(match.field.label.lower() for match in others)
    elsewhere = ", ".join(f"{number(count)} in the {label}" for label, count in counts.items())
    return MatchSteps(
        counted(len(numbers), "match", "matches") if numbers else "No match in the text",
        ticks,
        "#match-1" if numbers else "",
        f"#match-{len(numbers)}" if numbers else "",
        f"and {elsewhere}" if elsewhere and numbers else elsewhere,
    )
