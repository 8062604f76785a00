"""An Article as bytes, and back: how articles are stored.

UTF-8: a JSON list of its facts, a line feed, and its texts as they are, which so are neither escaped nor scanned:
the paragraphs, then those of the note, a line feed after each.

    [id, title, url, date, [characters of each paragraph, ...], [the same of the note, ...], {...}]

A date is [day, precision, as written, origin, time or null], or null. The object has all else that is not empty.
Kinds and spans of paragraphs are sparse: [[number, kind, [[start, end, kind, href], ...]], ...], only those that are
not plain text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from indexer import fields
from indexer.articles.article import Article, ArticleDate, Paragraph, ParagraphKind, Precision, Span, SpanKind
from indexer.fields import Field

__all__ = ["StoredTexts", "article_from_json", "article_to_json", "stored_texts"]

_TEXTS: Final = ("source", "origin", "rights", "input", "digest")
_TUPLES: Final = ("authors", "regions", "themes", "reports", "names", "boilerplate", "problems")
_PARAGRAPH_MARKS: Final = "marks"
_NOTE_MARKS: Final = "note_marks"
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_DECODER: Final = json.JSONDecoder()
_PRECISIONS: Final = {precision.value: precision for precision in Precision}


@dataclass(frozen=True, slots=True)
class StoredTexts:
    """As much of a stored article as a hit shows. Fields are those of `Article`, paragraphs by their texts alone."""

    id: str
    title: str
    url: str
    date: ArticleDate | None
    paragraphs: tuple[str, ...]
    note: tuple[str, ...]

    def texts(self, field: Field) -> tuple[str, ...]:
        """The texts of a field as `Article.texts` gives them; of a field of values, which are kept elsewhere, none."""
        texts_of = _TEXTS_OF.get(field.name)
        return texts_of(self) if texts_of else ()


_TEXTS_OF: Final[dict[str, Callable[[StoredTexts], tuple[str, ...]]]] = {
    fields.TITLE.name: lambda stored: (stored.title,),
    fields.BODY.name: lambda stored: stored.paragraphs,
    fields.NOTE.name: lambda stored: stored.note,
}


def article_to_json(article: Article) -> bytes:
    """The article as described above. `copies` are not part of it."""
    others: dict[str, Any] = {name: value for name in (*_TEXTS, *_TUPLES) if (value := getattr(article, name))}
    if marks := _marks(article.paragraphs):
        others[_PARAGRAPH_MARKS] = marks
    if marks := _marks(article.note):
        others[_NOTE_MARKS] = marks
    paragraphs = [paragraph.text for paragraph in article.paragraphs]
    note = [paragraph.text for paragraph in article.note]
    date = _date_record(article.date) if article.date else None
    lengths = [len(text) for text in paragraphs], [len(text) for text in note]
    record = _ENCODER.encode((article.id, article.title, article.url, date, *lengths, others))
    return "\n".join((record, *paragraphs, *note, "")).encode()


def article_from_json(data: bytes) -> Article:
    """The article that `article_to_json` wrote."""
    (article_id, title, url, date, _, _, others), paragraphs, note = _parsed(data)
    named: dict[str, Any] = {name: others[name] for name in _TEXTS if name in others}
    named |= {name: tuple(others[name]) for name in _TUPLES if name in others}
    return Article(
        id=article_id,
        title=title,
        url=url,
        date=_date(date) if date else None,
        paragraphs=_paragraphs(paragraphs, others.get(_PARAGRAPH_MARKS, ())),
        note=_paragraphs(note, others.get(_NOTE_MARKS, ())),
        **named,
    )


def stored_texts(data: bytes) -> StoredTexts:
    """What a hit shows of the article that `article_to_json` wrote."""
    (article_id, title, url, date, *_), paragraphs, note = _parsed(data)
    return StoredTexts(article_id, title, url, _date(date) if date else None, paragraphs, note)


def _parsed(data: bytes) -> tuple[list[Any], tuple[str, ...], tuple[str, ...]]:
    """The facts, the texts of the paragraphs and those of the note. Raises `ValueError` for other bytes."""
    text = data.decode()
    record, end = _DECODER.raw_decode(text)
    texts = []
    for length in (*record[4], *record[5]):
        start = end + 1
        end = start + length
        texts.append(text[start:end])
    count = len(record[4])
    return record, tuple(texts[:count]), tuple(texts[count:])


def _marks(paragraphs: Iterable[Paragraph]) -> list[Any]:
    return [
        [number, paragraph.kind.value, [[span.start, span.end, span.kind.value, span.href] for span in paragraph.spans]]
        for number, paragraph in enumerate(paragraphs)
        if paragraph.spans or paragraph.kind is not ParagraphKind.TEXT
    ]


def _paragraphs(texts: Sequence[str], marks: Iterable[Any]) -> tuple[Paragraph, ...]:
    paragraphs = [Paragraph(text) for text in texts]
    for number, kind, spans in marks:
        paragraphs[number] = Paragraph(
            texts[number],
            ParagraphKind(kind),
            tuple(Span(start, end, SpanKind(what), href) for start, end, what, href in spans),
        )
    return tuple(paragraphs)


def _date_record(date: ArticleDate) -> list[Any]:
    time = date.time.isoformat() if date.time else None
    return [date.day.isoformat(), date.precision.value, date.written, date.origin, time]


def _date(record: Sequence[Any]) -> ArticleDate:
    day, precision, written, origin, time = record
    return ArticleDate(
        dt.date.fromisoformat(day),
        _PRECISIONS[precision],
        written,
        origin,
        dt.time.fromisoformat(time) if time else None,
    )
