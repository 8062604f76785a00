"""SQLite FTS5 with Porter's stemmer; facets and years in tables beside it, so that they can be counted by a join."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from tests.benchmarks.engines import FACET_LIMIT, HITS, Page
from tests.benchmarks.records import FACETS, Record, names_of, records, values_of, year_of
from tests.benchmarks.searches import Search, Shape

_FILE: Final = "articles.sqlite"
_BATCH: Final = 1_000

_TABLES: Final = """
CREATE VIRTUAL TABLE article USING fts5(title, body, names, tokenize = 'porter unicode61');
CREATE TABLE value (id INTEGER PRIMARY KEY, facet TEXT, name TEXT, UNIQUE (facet, name));
CREATE TABLE facet (article INTEGER, value INTEGER, PRIMARY KEY (article, value)) WITHOUT ROWID;
CREATE TABLE day (article INTEGER PRIMARY KEY, year INTEGER);
"""
# The plus keeps SQLite from asking the full-text index anew for each row of the table.
_CHOSEN: Final = "+rowid IN (SELECT article FROM facet JOIN value ON id = value WHERE value.facet = ? AND name = ?)"


class _Opened:
    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / _FILE)
        self._connection.execute("CREATE TEMP TABLE found (article INTEGER PRIMARY KEY)")

    def page(self, search: Search) -> Page:
        """Do one page."""
        text = text_of(search)
        clauses = ["article MATCH ?"] if text else []
        arguments = [text] if text else []
        for name, value in search.filters:
            clauses.append(_CHOSEN)
            arguments += [name, value]
        where = f"FROM article WHERE {' AND '.join(clauses)}" if clauses else "FROM article"
        ask = self._connection.execute
        ask("DELETE FROM found")
        total = ask(f"INSERT INTO found SELECT rowid {where}", arguments).rowcount
        passage = "snippet(article, 1, '<', '>', '…', 40)" if text else "substr(body, 1, 200)"
        best = f"{where} ORDER BY {'rank' if text else 'rowid'} LIMIT {HITS}"
        hits = ask(f"SELECT title, {passage} {best}", arguments).fetchall()
        counts = ask("SELECT value, count(*) FROM found JOIN facet USING (article) GROUP BY value").fetchall()
        years = ask("SELECT year, count(*) FROM found JOIN day USING (article) GROUP BY year").fetchall()
        return Page(total, tuple(hits), self._most_frequent(counts), dict(years))

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()

    def _most_frequent(self, counts: list[tuple[int, int]]) -> dict[str, dict[str, int]]:
        """Name the most frequent values of each facet."""
        counts.sort(key=lambda one: -one[1])
        facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        lacking = len(facets)
        for value, count in counts:
            name, text = self._connection.execute("SELECT facet, name FROM value WHERE id = ?", (value,)).fetchone()
            if len(facets[name]) < FACET_LIMIT:
                facets[name][text] = count
                lacking -= len(facets[name]) == FACET_LIMIT
                if not lacking:
                    break
        return facets


def build(articles: Path, folder: Path, threads: int) -> None:
    """Index the articles in one transaction, in one thread."""
    connection = sqlite3.connect(folder / _FILE)
    connection.executescript(_TABLES)
    value_ids: dict[tuple[str, str], int] = {}
    batch: list[Record] = []
    first = 1
    for record in records(articles):
        batch.append(record)
        if len(batch) == _BATCH:
            _insert(connection, first, batch, value_ids)
            first += len(batch)
            batch.clear()
    _insert(connection, first, batch, value_ids)
    connection.executemany("INSERT INTO value VALUES (?, ?, ?)", ((number, *key) for key, number in value_ids.items()))
    connection.execute("INSERT INTO article (article) VALUES ('optimize')")
    connection.execute("CREATE INDEX article_of_value ON facet (value, article)")
    connection.commit()
    connection.close()


def opened(folder: Path) -> _Opened:
    """Open what was built."""
    return _Opened(folder)


def text_of(search: Search) -> str:
    """A search as FTS5's query language says it."""
    quoted = [f'"{word}"' for word in search.words]
    match search.shape:
        case Shape.EVERYTHING:
            return ""
        case Shape.ALL:
            return " AND ".join(quoted)
        case Shape.ANY:
            return " OR ".join(quoted)
        case Shape.PHRASE:
            return f'"{" ".join(search.words)}"'
        case Shape.WITHOUT:
            return " NOT ".join(quoted)
        case Shape.PREFIX:
            return f"{quoted[0]} *"
        case Shape.TITLE:
            return f"title : {quoted[0]}"


def _insert(connection: sqlite3.Connection, first: int, batch: list[Record], ids: dict[tuple[str, str], int]) -> None:
    numbered = list(enumerate(batch, first))
    texts = [(number, one.get("title"), one.get("body"), "\n".join(names_of(one))) for number, one in numbered]
    facets = [(number, ids.setdefault(pair, len(ids) + 1)) for number, one in numbered for pair in values_of(one)]
    years = [(number, year) for number, one in numbered if (year := year_of(one)) is not None]
    connection.executemany("INSERT INTO article (rowid, title, body, names) VALUES (?, ?, ?, ?)", texts)
    connection.executemany("INSERT OR IGNORE INTO facet VALUES (?, ?)", facets)
    connection.executemany("INSERT INTO day VALUES (?, ?)", years)
