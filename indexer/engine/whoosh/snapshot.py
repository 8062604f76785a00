"""WhooshSnapshot: one index, open for searching."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage
from whoosh.index import IndexError as WhooshIndexError
from whoosh.scoring import Frequency

from indexer.articles.article import Article
from indexer.engine.base import Page
from indexer.engine.whoosh.columns import UNDATED, Columns
from indexer.engine.whoosh.counting import date_mask, facet, filter_mask, histogram
from indexer.engine.whoosh.evaluate import Found, evaluate
from indexer.engine.whoosh.schema import schema
from indexer.engine.whoosh.store import ArticleStore
from indexer.engine.whoosh.translate import translate
from indexer.errors import DamagedError, UnknownArticleError
from indexer.fields import AUTHOR, REGION, REPORT, SOURCE, THEME
from indexer.matching import find_matches
from indexer.query.query import Query
from indexer.query.tree import Everything, Tree
from indexer.results import Hit, Results, Sort
from indexer.snippets import marked_title, snippets

__all__ = ["WhooshSnapshot"]


class _Searchers(threading.local):
    """A Whoosh searcher a thread: a shared one gives wrong answers."""

    def __init__(self, index: Any) -> None:
        self.searcher = index.searcher(weighting=Frequency())


class WhooshSnapshot:
    """See `indexer.engine.base.Snapshot`."""

    def __init__(self, folder: Path) -> None:
        try:
            self._columns = Columns.read(folder)
            self._store = ArticleStore(folder)
            self._index = FileStorage(str(folder)).open_index(schema=schema())
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, json.JSONDecodeError, WhooshIndexError) as error:
            raise DamagedError(
                f"The index in {folder} cannot be read ({error}). Build it anew: carrel build"
            ) from error
        if not len(self._columns.ids) == len(self._store) == self._index.doc_count_all():
            raise DamagedError(
                f"The files of the index in {folder} do not belong together. Build it anew: carrel build"
            )
        self._numbers = {article_id: number for number, article_id in enumerate(self._columns.ids)}
        self._searchers = _Searchers(self._index)

    @property
    def article_count(self) -> int:
        """How many articles it holds."""
        return len(self._columns.ids)

    def article(self, article_id: str) -> Article:
        """The article with this id, its facet values as most often spelled. Raises `UnknownArticleError`."""
        number = self._numbers.get(article_id)
        if number is None:
            raise UnknownArticleError(
                f"There is no article “{article_id}” in this archive. Search for its title instead."
            )
        return self._article(number)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order in which they were added."""
        return map(self._article, range(self.article_count))

    def search(self, query: Query, page: Page) -> Results:
        """See `indexer.engine.base.Snapshot`."""
        tree = query.tree
        found = evaluate(translate(tree), self._searchers.searcher, self._columns.lengths)
        columns = self._columns.facets
        filters = {one.field: filter_mask(columns[one.field], one) for one in query.filters}
        dated = date_mask(self._columns.days, query.dates)
        in_dates = found.mask & dated
        everywhere = np.logical_and.reduce([in_dates, *filters.values()])
        without_dates = np.logical_and.reduce([found.mask, *filters.values()])
        order = self._order(everywhere, found, page)
        return Results(
            query=query,
            total=int(np.count_nonzero(everywhere)),
            hits=tuple(self._hit(int(number), tree, float(found.scores[number])) for number in order),
            offset=page.offset,
            limit=page.limit,
            sort=page.sort,
            archive_count=self.article_count,
            histogram=histogram(self._columns.days, without_dates, query.dates),
            facets={
                field.name: facet(
                    columns[field],
                    np.logical_and.reduce([in_dates, *(mask for other, mask in filters.items() if other != field)]),
                    query.filter_of(field),
                    page.facet_limit,
                )
                for field in page.facets
            },
        )

    def day_counts(self) -> dict[dt.date | None, int]:
        """How many articles there are of each day; None for the undated."""
        days, counts = np.unique(self._columns.days, return_counts=True)
        return {
            None if day == UNDATED else dt.date.fromordinal(int(day)): int(count)
            for day, count in zip(days, counts, strict=True)
        }

    def close(self) -> None:
        """Let go of the index's files."""
        self._index.close()

    def _order(self, mask: NDArray[np.bool_], found: Found, page: Page) -> NDArray[np.intp]:
        """The numbers of the articles on the page, in order."""
        numbers = np.flatnonzero(mask)
        ranks = self._columns.ranks[numbers]
        if page.sort is Sort.RELEVANCE:
            keys: tuple[NDArray[Any], ...] = (ranks, -found.scores[numbers])
        else:
            days = self._columns.days[numbers].astype(np.int64)
            undated = days == UNDATED  # last, whichever way the others go
            keys = (ranks, -days if page.sort is Sort.NEWEST else days, undated)
        return numbers[np.lexsort(keys)[page.offset : page.offset + page.limit]]

    def _hit(self, number: int, tree: Tree, score: float) -> Hit:
        article = self._article(number)
        matches = () if isinstance(tree, Everything) else find_matches(tree, article)
        return Hit(
            id=article.id,
            title=article.title,
            title_marked=marked_title(article, matches),
            authors=article.authors,
            date=article.date,
            source=article.source,
            url=article.url,
            regions=article.regions,
            themes=article.themes,
            reports=article.reports,
            score=score,
            snippets=snippets(article, matches),
            copies=len(article.copies),
        )

    def _article(self, number: int) -> Article:
        try:
            article = self._store[number]
        except (zstandard.ZstdError, ValueError, KeyError) as error:
            raise DamagedError(
                f"Article {number} of the index cannot be read ({error}). Build it anew: carrel build"
            ) from error
        spelled = {field: column.values_of(number) for field, column in self._columns.facets.items()}
        return dataclasses.replace(
            article,
            authors=spelled[AUTHOR],
            regions=spelled[REGION],
            themes=spelled[THEME],
            reports=spelled[REPORT],
            source=next(iter(spelled[SOURCE]), ""),
            copies=tuple(self._columns.copies.get(article.id, ())),
        )
