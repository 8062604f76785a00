"""Article: what an archive is made of. An Article that exists is valid."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.fields import Field

__all__ = [
    "Article",
    "ArticleDate",
    "Paragraph",
    "ParagraphKind",
    "Precision",
    "Span",
    "SpanKind",
]


class Precision(enum.Enum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    TIME = "time"

    def iso(self, day: dt.date) -> str:
        """A day in ISO 8601, cut where the precision ends: 2019, 2019-12, 2019-12-30."""
        return day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(self, 10)]


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """When an article was published.

    `day` is the first day of what is known (2012-03-01 for "March 2012"): an
    article lies in a date range when that day does. `time` is given only at
    precision TIME, as written, without conversion between zones. `written` is
    the date as it stands in the input, `origin` where it stood there ("line 5",
    "date line", "meta article:published_time", "key date"). As text it is ISO 8601, as
    precise as it is known, with its time where there is one: "2012-03", "2019-12-30T18:15:00".
    """

    day: dt.date
    precision: Precision
    written: str
    origin: str
    time: dt.time | None = None

    def __str__(self) -> str:
        day = self.precision.iso(self.day)
        return f"{day}T{self.time.isoformat()}" if self.time else day


class SpanKind(enum.Enum):
    """What a stretch of a paragraph is."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a paragraph's text; `href` is an http(s) or mailto address for LINK."""

    start: int
    end: int
    kind: SpanKind
    href: str = ""


class ParagraphKind(enum.Enum):
    """The part that a paragraph plays in its text."""

    LEDE = "lede"
    TEXT = "text"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: plain text, not empty, white space collapsed to single spaces.

    A list has one paragraph an item, a table one a row (cells divided by " | ").
    `spans` are sorted by start and lie within the text; they may nest.
    """

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article, normalised at birth.

    `id` is unique in its archive and URL-safe: [a-z0-9._~/-], at most 120
    characters. `title` is never empty. `paragraphs` are the searchable body;
    `boilerplate` is what was kept out of it, paragraph by paragraph, `note` the
    author's note. `names` are those in bold in the body. `origin` is the "original source",
    `rights` the copyright line, `url` the http(s) address of the original or "".
    `input` is the path it was read from (with "#12" for record 12 of a file of records),
    `digest` the BLAKE2b-128 of its content in hex, equal for exact copies, whatever their inputs.
    `copies` are the inputs of its exact copies. `problems` are faults that did
    not keep it from being read ("date in the future: 2090-01-01"); the build reports them.
    """

    id: str
    title: str
    paragraphs: tuple[Paragraph, ...]
    authors: tuple[str, ...] = ()
    source: str = ""
    date: ArticleDate | None = None
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: tuple[Paragraph, ...] = ()
    origin: str = ""
    rights: str = ""
    url: str = ""
    boilerplate: tuple[str, ...] = ()
    input: str = ""
    digest: str = ""
    copies: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """The searchable body, paragraphs divided by a blank line."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)

    def texts(self, field: Field) -> tuple[str, ...]:
        """The texts of a text field, in order: a paragraph or a value each.

        A phrase may run on from one paragraph into the next; it never joins two values.
        """
        return _TEXTS[field](self)

    def all_texts(self) -> tuple[tuple[str, ...], ...]:
        """The texts of each of TEXT_FIELDS, in their order."""
        return tuple([texts(self) for texts in _IN_ORDER])


_TEXTS: Final[dict[Field, Callable[[Article], tuple[str, ...]]]] = {
    fields.TITLE: lambda article: (article.title,),
    fields.BODY: lambda article: tuple(paragraph.text for paragraph in article.paragraphs),
    fields.AUTHOR: lambda article: article.authors,
    fields.REGION: lambda article: article.regions,
    fields.THEME: lambda article: article.themes,
    fields.REPORT: lambda article: article.reports,
    fields.SOURCE: lambda article: (article.source,) if article.source else (),
    fields.NOTE: lambda article: tuple(paragraph.text for paragraph in article.note),
}
_IN_ORDER: Final = tuple(_TEXTS[field] for field in fields.TEXT_FIELDS)
