"""Snippets: the passages of an article that show best why it was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis import forms, stem
from indexer.articles.article import Article
from indexer.fields import BODY, NOTE, TITLE
from indexer.matching import Match
from indexer.results import Segment, Snippet

__all__ = ["marked_title", "snippets"]

_MOST: Final = 3  # passages of a hit
_LENGTH: Final = 240  # characters of a passage, about
_BEFORE: Final = 80  # characters of it before the first match, at most
_SENTENCE_START: Final = re.compile(r"(?<=[.!?…][\"'”’)\]])\s+|(?<=[.!?…])\s+")


def marked_title(article: Article, matches: Iterable[Match]) -> Snippet:
    """The whole title with its matches marked."""
    return _cut(article.title, 0, len(article.title), [match for match in matches if match.field == TITLE])


def snippets(article: Article, matches: Sequence[Match]) -> tuple[Snippet, ...]:
    """At most three passages, in the order of the text; at least one.

    Those with the most different words of the query come first into choice. Where
    only other fields matched, it is the beginning of the text; where there is no
    text, the title.
    """
    for field in (BODY, NOTE):
        texts = article.texts(field)
        passages = list(_passages(texts, [match for match in matches if match.field == field]))
        if passages:
            return tuple(_snippet(texts, passage) for passage in _best(texts, passages))
    lead = next(iter(article.paragraphs), None)
    if lead is None:
        return (marked_title(article, matches),)
    return (_cut(lead.text, 0, _end_of_passage(lead.text, 0), []),)


@dataclass(frozen=True, slots=True)
class _Passage:
    """Characters [start, end) of text `part`, with the matches in them."""

    part: int
    start: int
    end: int
    matches: tuple[Match, ...]


def _passages(texts: Sequence[str], matches: Sequence[Match]) -> Iterator[_Passage]:
    """Yield a passage for each stretch of matches that fits one."""
    here = 0
    while here < len(matches):
        first = matches[here]
        text = texts[first.part]
        start = _start_of_passage(text, first.start)
        # A match that no passage can hold whole is cut like all else.
        end = max(_end_of_passage(text, start), min(first.end, start + 2 * _LENGTH))
        following = here + 1
        while following < len(matches) and matches[following].part == first.part and matches[following].end <= end:
            following += 1
        yield _Passage(first.part, start, end, tuple(matches[here:following]))
        here = following


def _best(texts: Sequence[str], passages: list[_Passage]) -> list[_Passage]:
    """Choose passages that each show as much of the query as is left to show; in the order of the text."""
    words = {passage: _words(texts, passage) for passage in passages}
    shown: set[str] = set()
    chosen: list[_Passage] = []
    while len(chosen) < _MOST and len(chosen) < len(passages):
        best = max(
            (passage for passage in passages if passage not in chosen),
            key=lambda passage: (len(words[passage] - shown), len(words[passage]), len(passage.matches)),
        )
        chosen.append(best)
        shown |= words[best]
    return sorted(chosen, key=lambda passage: (passage.part, passage.start))


def _words(texts: Sequence[str], passage: _Passage) -> frozenset[str]:
    return frozenset(
        stem(form) for match in passage.matches for form in forms(texts[match.part][match.start : match.end])
    )


def _start_of_passage(text: str, first_match: int) -> int:
    """The start of the match's sentence if it is near, else a word's start before the match."""
    if first_match <= _BEFORE:
        return 0
    earliest = first_match - _BEFORE
    starts = [found.end() for found in _SENTENCE_START.finditer(text, earliest, first_match)]
    if starts:
        return starts[0]
    space = text.find(" ", earliest, first_match)
    return space + 1 if space >= 0 else earliest


def _end_of_passage(text: str, start: int) -> int:
    """Where a passage from `start` ends: at the text's end, a sentence's or a word's."""
    limit = start + _LENGTH
    if len(text) <= limit + _LENGTH // 8:
        return len(text)
    ends = [found.start() for found in _SENTENCE_START.finditer(text, start + _LENGTH // 2, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + _LENGTH // 2, limit)
    return space if space >= 0 else limit


def _snippet(texts: Sequence[str], passage: _Passage) -> Snippet:
    return _cut(texts[passage.part], passage.start, passage.end, passage.matches)


def _cut(text: str, start: int, end: int, matches: Iterable[Match]) -> Snippet:
    segments = []
    cursor = start
    for match in matches:
        if match.start > cursor:
            segments.append(Segment(text[cursor : match.start]))
        segments.append(Segment(text[match.start : min(match.end, end)], marked=True))
        cursor = match.end
    if cursor < end:
        segments.append(Segment(text[cursor:end]))
    return Snippet(tuple(segments), opened=start == 0, closed=end >= len(text))
