"""An Article as JSON, and back: how articles are stored."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from indexer.articles.article import Article, ArticleDate, Paragraph, ParagraphKind, Precision, Span, SpanKind

__all__ = ["article_from_json", "article_to_json"]

_TEXTS = ("id", "title", "source", "origin", "rights", "url", "input", "digest")
_TUPLES = ("authors", "regions", "themes", "reports", "names", "boilerplate", "problems")


def article_to_json(article: Article) -> bytes:
    """The article in compact UTF-8 JSON; empty fields are left out. `copies` are not part of it."""
    record: dict[str, Any] = {name: value for name in (*_TEXTS, *_TUPLES) if (value := getattr(article, name))}
    record["paragraphs"] = [_paragraph_record(paragraph) for paragraph in article.paragraphs]
    if article.note:
        record["note"] = [_paragraph_record(paragraph) for paragraph in article.note]
    if article.date:
        date = article.date
        time = date.time.isoformat() if date.time else None
        record["date"] = [date.day.isoformat(), date.precision.value, date.written, date.origin, time]
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def article_from_json(data: bytes) -> Article:
    """The article that `article_to_json` wrote."""
    record = json.loads(data)
    fields: dict[str, Any] = {name: record[name] for name in _TEXTS if name in record}
    fields |= {name: tuple(record[name]) for name in _TUPLES if name in record}
    return Article(
        **fields,
        paragraphs=tuple(_paragraph(one) for one in record["paragraphs"]),
        note=tuple(_paragraph(one) for one in record.get("note", ())),
        date=_date(record["date"]) if "date" in record else None,
    )


def _paragraph_record(paragraph: Paragraph) -> list[Any]:
    record: list[Any] = [paragraph.text]
    if paragraph.kind is not ParagraphKind.TEXT or paragraph.spans:
        record.append(paragraph.kind.value)
    if paragraph.spans:
        record.append([[span.start, span.end, span.kind.value, span.href] for span in paragraph.spans])
    return record


def _paragraph(record: list[Any]) -> Paragraph:
    text, *rest = record
    kind = ParagraphKind(rest[0]) if rest else ParagraphKind.TEXT
    spans = rest[1] if len(rest) > 1 else ()
    return Paragraph(text, kind, tuple(Span(start, end, SpanKind(what), href) for start, end, what, href in spans))


def _date(record: list[Any]) -> ArticleDate:
    day, precision, written, origin, time = record
    return ArticleDate(
        dt.date.fromisoformat(day),
        Precision(precision),
        written,
        origin,
        dt.time.fromisoformat(time) if time else None,
    )
