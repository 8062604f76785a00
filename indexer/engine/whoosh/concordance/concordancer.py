"""Concordancer: reads the articles that a query finds for their matches, and shows some of these as lines."""

from __future__ import annotations

import time
from typing import Final

from indexer.articles.serial import StoredTexts
from indexer.concordance import MAX_LINES, ConcordanceLine
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.concordance.occurrences import RUNNING_TEXT, Gathering, Occurrences
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.stored_articles import StoredArticles
from indexer.engine.whoosh.typical.sample import sampled
from indexer.fields import AUTHOR, SOURCE
from indexer.line_context import text_after, text_before
from indexer.matching import Matcher

__all__ = ["Concordancer"]

_MOST_READ: Final = 20_000  # articles: as many may be found by their titles and names alone
_MOST_SECONDS: Final = 3.0  # of a processor, so that it does not depend on what else the machine does


class Concordancer:
    """Makes concordances of a generation; immutable."""

    def __init__(self, stored: StoredArticles, columns: Columns) -> None:
        self._stored = stored
        self._columns = columns

    def gathered(self, matcher: Matcher, found: ArticleSet, ranked: Numbers) -> Occurrences:
        """The matches in the running text of the articles found, of which `ranked` is the order of relevance.

        Where there are more than MAX_LINES, they are all matches of some articles, drawn at random and the same each
        time; only where the first of these has more by itself, they are its first ones.
        """
        gathering = Gathering()
        if not matcher.looks_in(RUNNING_TEXT):
            return gathering.finish(ranked, read=len(found))
        read = 0
        end = time.thread_time() + _MOST_SECONDS
        for number in sampled(found, self._columns, _MOST_READ, seed=0).tolist():
            if read and time.thread_time() > end:
                return gathering.finish(ranked, read=read, hurried=True)
            texts = self._stored.texts(number)
            matches = matcher.matches(texts, RUNNING_TEXT)
            room = MAX_LINES - len(gathering)
            if len(matches) > room and read:
                break
            gathering.add(number, matches[:room], texts)
            read += 1
            if len(matches) > room:
                return gathering.finish(ranked, read=read, cut=True)
        return gathering.finish(ranked, read=read)

    def lines(self, occurrences: Occurrences, chosen: Numbers, width: int) -> tuple[ConcordanceLine, ...]:
        """Lines for some of the matches, by number, with at most so many characters on each side."""
        read: dict[int, StoredTexts] = {}
        articles = occurrences.articles[chosen].tolist()
        places = occurrences.places[chosen].tolist()
        ends = occurrences.ends[chosen].tolist()
        lines = []
        for number, (place, field, part, start), end in zip(articles, places, ends, strict=True):
            if number not in read:
                read[number] = self._stored.texts(number)
            article = read[number]
            lines.append(
                self._line(number, article, article.texts(RUNNING_TEXT[field])[part], (start, end), place, width)
            )
        return tuple(lines)

    def _line(
        self, number: int, article: StoredTexts, text: str, match: tuple[int, int], place: int, width: int
    ) -> ConcordanceLine:
        start, end = match
        left, right = text_before(text, start, width), text_after(text, end, width)
        return ConcordanceLine(
            article_id=self._stored.id(number),
            title=article.title,
            authors=self._columns.facets[AUTHOR].values_of(number),
            date=article.date,
            source=next(iter(self._columns.facets[SOURCE].values_of(number)), ""),
            left=left,
            match=text[start:end],
            right=right,
            opened=len(left) == start,
            closed=end + len(right) == len(text),
            place=place,
        )
