"""The engines that are measured.

All do the same page: the exact count, the ten best with passages, counts by facet and
by year. Carrel leaves a facet's own filter out of its counts, and so does a little more.
"""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

from indexer import Archive, Article
from indexer.fields import DEFAULT_FIELDS, FACETS
from tests.benchmarks.searches import Search


class Engine(Protocol):
    """A built index, open for searching."""

    name: str
    build_seconds: float
    index_bytes: int

    def page(self, search: Search) -> int:
        """Do one page; return how many articles were found."""

    def close(self) -> None:
        """Let go of the index."""


class CarrelEngine:
    """Carrel itself, from the file of articles on."""

    name = "Carrel"

    def __init__(self, folder: Path, articles: Path) -> None:
        started = time.perf_counter()
        self.report = Archive.build(folder, [articles], max_input_bytes=2**40)
        self.build_seconds = time.perf_counter() - started
        self.index_bytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        self.archive = Archive.open(folder)

    def page(self, search: Search) -> int:
        """Do one page."""
        return self.archive.search(search.text, filters=search.filters).total

    def close(self) -> None:
        """Let go of the index."""
        self.archive.close()


class SqliteEngine:
    """SQLite FTS5 with Porter's stemmer, fed with articles that are read already: its time is that of inserting."""

    name = "SQLite FTS5"
    _batch = 1_000

    def __init__(self, folder: Path, articles: Iterable[Article]) -> None:
        folder.mkdir()
        path = folder / "articles.sqlite"
        self._connection = sqlite3.connect(path)
        columns = ", ".join(field.name for field in DEFAULT_FIELDS)
        self._connection.executescript(
            f"""
            CREATE VIRTUAL TABLE article USING fts5({columns}, tokenize = 'porter unicode61');
            CREATE TABLE facet (article INTEGER, field TEXT, value TEXT);
            CREATE TABLE day (article INTEGER PRIMARY KEY, year INTEGER);
            """
        )
        self.build_seconds = sum(self._insert(batch) for batch in batches(enumerate(articles, 1), self._batch))
        self.build_seconds += timed(self._finish)
        self.index_bytes = path.stat().st_size

    def page(self, search: Search) -> int:
        """Do one page."""
        clauses, values = [], []
        if search.fts:
            clauses.append("article MATCH ?")
            values.append(search.fts)
        for name, chosen in search.filters.items():
            marks = ", ".join("?" * len(chosen))
            clauses.append(f"rowid IN (SELECT article FROM facet WHERE field = ? AND value IN ({marks}))")
            values += [name, *chosen]
        where = f" WHERE {' AND '.join(clauses)}" if clauses else ""
        order, snippet = ("rank", "snippet(article, 1, '<', '>', '…', 40)") if search.fts else ("rowid", "title")
        ask = self._connection.execute
        ask("CREATE TEMP TABLE found AS SELECT rowid AS article FROM article" + where, values)
        (total,) = ask("SELECT count(*) FROM found").fetchone()
        ask(f"SELECT rowid, title, {snippet} FROM article{where} ORDER BY {order} LIMIT 10", values).fetchall()
        ask("SELECT field, value, count(*) FROM found JOIN facet USING (article) GROUP BY field, value").fetchall()
        ask("SELECT year, count(*) FROM found JOIN day USING (article) GROUP BY year").fetchall()
        ask("DROP TABLE found")
        return int(total)

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()

    def _insert(self, batch: list[tuple[int, Article]]) -> float:
        texts = [(number, *("\n\n".join(one.texts(field)) for field in DEFAULT_FIELDS)) for number, one in batch]
        facets = [
            (number, field.name, value) for number, one in batch for field in FACETS for value in one.texts(field)
        ]
        days = [(number, one.date.day.year) for number, one in batch if one.date]
        columns = ", ".join(field.name for field in DEFAULT_FIELDS)
        marks = ", ".join("?" * len(DEFAULT_FIELDS))

        def insert() -> None:
            self._connection.executemany(f"INSERT INTO article (rowid, {columns}) VALUES (?, {marks})", texts)
            self._connection.executemany("INSERT INTO facet VALUES (?, ?, ?)", facets)
            self._connection.executemany("INSERT INTO day VALUES (?, ?)", days)

        return timed(insert)

    def _finish(self) -> None:
        self._connection.execute("INSERT INTO article (article) VALUES ('optimize')")
        self._connection.execute("CREATE INDEX facet_of_article ON facet (article, field, value)")
        self._connection.execute("CREATE INDEX article_of_facet ON facet (field, value, article)")
        self._connection.commit()


def timed(work: Callable[[], Any]) -> float:
    """The seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def batches(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield the items in lists of a size."""
    iterator = iter(items)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
