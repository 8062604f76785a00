"""StoredArticles: articles read back by number, whole or as hits."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections.abc import Sequence

from indexer.articles.article import Article
from indexer.articles.serial import StoredTexts, article_from_json, stored_texts
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.segments.segment import Segment
from indexer.errors import UnknownArticleError
from indexer.fields import AUTHOR, REGION, REPORT, SOURCE, THEME, Field
from indexer.matching import Matcher
from indexer.near_copy import NearCopy, shared_words
from indexer.results import Hit
from indexer.snippets import marked_title, snippets

__all__ = ["StoredArticles"]


class StoredArticles:
    """The articles of a generation, with their final ids and their facet values as most often spelled; immutable."""

    def __init__(self, segments: Sequence[Segment], columns: Columns) -> None:
        self._segments = tuple(segments)
        self._bases = [segment.base for segment in segments]
        self._columns = columns

    def number(self, article_id: str) -> int:
        """The number of the article with this id. Raises `UnknownArticleError`."""
        number = self._columns.number_of(article_id)
        if number is None:
            raise UnknownArticleError(
                f"There is no article “{article_id}” in this archive. Search for its title instead."
            )
        return number

    def id(self, number: int) -> str:
        """The id of an article, which may differ from the wanted one that is stored with its texts."""
        return self._columns.ids[number].decode()

    def indexed(self, number: int) -> dt.datetime:
        """When an article was first indexed, in UTC."""
        return dt.datetime.fromtimestamp(self._columns.first_indexed.item(number), dt.UTC)

    def texts(self, number: int) -> StoredTexts:
        """An article's texts."""
        return stored_texts(self._stored(number))

    def identity(self, number: int) -> tuple[str, str]:
        """Id and title of an article."""
        return self.id(number), self.texts(number).title

    def article(self, number: int) -> Article:
        """A whole article."""
        values = self._values(number)
        return dataclasses.replace(
            article_from_json(self._stored(number)),
            id=self.id(number),
            authors=values[AUTHOR],
            regions=values[REGION],
            themes=values[THEME],
            reports=values[REPORT],
            source=next(iter(values[SOURCE]), ""),
            copies=self._columns.copies_of(number),
        )

    def near_copy(self, number: int, original: StoredTexts) -> NearCopy:
        """An article as a near copy of one with these texts."""
        article = self.texts(number)
        source = next(iter(self._columns.facets[SOURCE].values_of(number)), "")
        shared, longer = shared_words(original.paragraphs, article.paragraphs)
        return NearCopy(self.id(number), article.title, article.date, source, shared, longer)

    def hit(self, number: int, matcher: Matcher, score: float, near_copies: int = 0) -> Hit:
        """An article as it was found, with its matches; `near_copies` share its row."""
        article = self.texts(number)
        matches = matcher.matches(article)
        values = self._values(number)
        return Hit(
            id=self.id(number),
            title=article.title,
            title_marked=marked_title(article, matches),
            authors=values[AUTHOR],
            date=article.date,
            source=next(iter(values[SOURCE]), ""),
            url=article.url,
            regions=values[REGION],
            themes=values[THEME],
            reports=values[REPORT],
            score=score,
            snippets=snippets(article, matches),
            indexed=self.indexed(number),
            copies=self._columns.copy_count(number),
            near_copies=near_copies,
        )

    def _stored(self, number: int) -> bytes:
        segment = self._segments[bisect.bisect_right(self._bases, number) - 1]
        return segment.stored(number - segment.base)

    def _values(self, number: int) -> dict[Field, tuple[str, ...]]:
        return {field: column.values_of(number) for field, column in self._columns.facets.items()}
