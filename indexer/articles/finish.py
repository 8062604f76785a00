"""From Draft to Article: the one place where an article becomes valid."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision, Span, SpanKind
from indexer.articles.dates import is_in_future
from indexer.articles.draft import Draft
from indexer.articles.ids import Reading, article_id_from
from indexer.articles.spacing import is_evenly_spaced
from indexer.errors import InputError
from indexer.spelling import spelling_key

__all__ = ["finish"]

_LONGEST_MADE_TITLE: Final = 80  # characters, its ellipsis included
# Controls but white space, halves of surrogate pairs, byte order marks: none of them is text.
_NO_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")
_HALF_PAIR: Final = re.compile("[\ud800-\udfff]")
_ADDRESS_REST: Final = r"[^\s\"<>\\\x00-\x20\x7f-\x9f\ud800-\udfff]+"
_WEB_ADDRESS: Final = re.compile(rf"(?i:https?://){_ADDRESS_REST}")
_LINK_ADDRESS: Final = re.compile(rf"(?i:https?://|mailto:){_ADDRESS_REST}")
# What divides texts, and lists of texts, where they are digested: white space, so that no clean text has it.
_TEXT_END: Final = "\x1e"
_LIST_END: Final = "\x1f"


def finish(draft: Draft, *, input: str, fallback_id: str) -> Reading:  # noqa: A002 (the field's name)
    """The valid Article of a draft, which may hold anything its types allow.

    `input` is the article's own; `fallback_id` makes the id where the draft states neither id
    nor URL. Raises `InputError("no title and no body")`.
    """
    paragraphs = _paragraphs(draft.paragraphs)
    title = _text(draft.title)
    if not title and not paragraphs:
        raise InputError("no title and no body")
    date, date_problem = _date(draft.date)
    url = _address(draft.url, _WEB_ADDRESS)
    given = _text(draft.given_id) or url
    title = title or _made_title(paragraphs[0].text)
    authors, source = _values(draft.authors), _text(draft.source)
    regions, themes, reports = _values(draft.regions), _values(draft.themes), _values(draft.reports)
    note, origin, rights = _paragraphs(draft.note), _text(draft.origin), _text(draft.rights)
    content = (
        (title,),
        [paragraph.text for paragraph in paragraphs],
        authors,
        (source,),
        _date_texts(date),
        regions,
        themes,
        reports,
        [paragraph.text for paragraph in note],
        (origin,),
        (rights,),
    )
    article = Article(
        id=article_id_from(given or fallback_id),
        title=title,
        paragraphs=paragraphs,
        authors=authors,
        source=source,
        date=date,
        regions=regions,
        themes=themes,
        reports=reports,
        names=_values(draft.names),
        note=note,
        origin=origin,
        rights=rights,
        url=url,
        boilerplate=_texts(draft.boilerplate),
        input=input,
        digest=_digest(content),
        problems=_texts((*draft.problems, date_problem)),
    )
    return Reading(article, bool(given), given)


def _text(text: str) -> str:
    """The text in one line, without what is no text: white space collapsed, none at the ends."""
    if not text or is_evenly_spaced(text):
        return text.strip(" ")
    if _NO_TEXT.search(text):
        text = _NO_TEXT.sub("", _HALF_PAIR.sub("\ufffd", text))
    return " ".join(text.split())


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple([clean for text in texts if (clean := _text(text))])


def _values(values: Iterable[str]) -> tuple[str, ...]:
    """Each value once, in its first spelling."""
    clean = _texts(values)
    if len(clean) < 2:
        return clean
    first: dict[str, str] = {}
    for value in clean:
        first.setdefault(spelling_key(value), value)
    return tuple(first.values())


def _address(written: str, form: re.Pattern[str]) -> str:
    address = written.strip()
    return address if form.fullmatch(address) else ""


def _made_title(text: str) -> str:
    """A title from the first words of a text: whole words, where the language divides them."""
    if len(text) <= _LONGEST_MADE_TITLE:
        return text
    start = text[:_LONGEST_MADE_TITLE]
    at_word = start.rfind(" ")
    return f"{start[: at_word if at_word > _LONGEST_MADE_TITLE // 2 else -1].rstrip(' ,;:.-–—')}…"


def _date(date: ArticleDate | None) -> tuple[ArticleDate | None, str]:
    """The date, consistent in itself, or None and the reason why it cannot be."""
    if date is None:
        return None, ""
    written, origin = _text(date.written), _text(date.origin)
    if is_in_future(date.day):
        return None, f"date in the future: {written or date.day.isoformat()}"
    precision, time = date.precision, None
    if precision is Precision.TIME:
        if date.time is None:
            precision = Precision.DAY
        else:
            time = date.time.replace(tzinfo=None)
    day = date.day
    if precision is Precision.YEAR:
        day = day.replace(month=1, day=1)
    elif precision is Precision.MONTH:
        day = day.replace(day=1)
    return ArticleDate(day, precision, written, origin, time), ""


def _paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple([clean for paragraph in paragraphs if (clean := _paragraph(paragraph)).text])


def _paragraph(paragraph: Paragraph) -> Paragraph:
    text = _text(paragraph.text)
    if not paragraph.spans:
        return paragraph if text == paragraph.text else replace(paragraph, text=text)
    places = range(len(text) + 1) if text == paragraph.text else _places(paragraph.text)
    return replace(paragraph, text=text, spans=_spans(paragraph.spans, places))


def _places(text: str) -> list[int]:
    """Where each character of a text, and its end, comes to stand in `_text(text)`."""
    places = []
    length = 0  # of the clean text so far, without a space that is due before the next character
    space_due = False
    for character in text:
        if character.isspace():
            space_due = length > 0
            places.append(length)
        elif _NO_TEXT.match(character) and not _HALF_PAIR.match(character):
            places.append(length + space_due)
        else:
            length += space_due
            space_due = False
            places.append(length)
            length += 1
    return [min(place, length) for place in (*places, length)]


def _spans(spans: Iterable[Span], places: range | list[int]) -> tuple[Span, ...]:
    """The spans at their new places, sorted, none empty; one that crosses another ends where that one ends."""
    last = len(places) - 1
    moved = []
    for span in spans:
        start, end = (places[min(max(place, 0), last)] for place in (span.start, span.end))
        href = _address(span.href, _LINK_ADDRESS) if span.kind is SpanKind.LINK else ""
        if start < end and (href or span.kind is not SpanKind.LINK):
            moved.append(Span(start, end, span.kind, href))
    kept: list[Span] = []
    around: list[int] = []  # the ends of the spans that hold the present one
    for span in sorted(moved, key=lambda span: (span.start, -span.end)):
        while around and around[-1] <= span.start:
            around.pop()
        inner = replace(span, end=min([span.end, *around[-1:]]))
        around.append(inner.end)
        kept.append(inner)
    return tuple(dict.fromkeys(kept))


def _date_texts(date: ArticleDate | None) -> tuple[str, ...]:
    if date is None:
        return ()
    return date.day.isoformat(), date.precision.value, date.time.isoformat() if date.time else ""


def _digest(content: Iterable[Iterable[str]]) -> str:
    """BLAKE2b-128 of lists of clean texts, joined as no other lists of this length can be.

    It is the content of an article; the texts alone count: the same article as Markdown and as HTML is one article.
    """
    joined = _LIST_END.join([_TEXT_END.join(texts) for texts in content])
    return hashlib.blake2b(joined.encode(), digest_size=16).hexdigest()
