"""SQLite FTS5: its rank as it comes, bm25() with equal weights, and Porter's stemmer; stopwords are kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.rankers import Ranking, words_of


class _Ranker:
    def __init__(self, judged_set: JudgedSet, connection: sqlite3.Connection) -> None:
        self._articles = judged_set.articles
        self._connection = connection

    def rank(self, text: str, depth: int) -> Ranking:
        """Find the best articles; bm25() takes all columns of an article for one text."""
        query = " OR ".join(f'"{word}"' for word in words_of(text))
        found = self._connection.execute(
            "SELECT rowid FROM article WHERE article MATCH ? ORDER BY rank, rowid LIMIT ?", (query, depth)
        )
        return Ranking(tuple(self._articles[number].id for (number,) in found))

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()


def ranker(judged_set: JudgedSet, folder: Path) -> _Ranker:
    """Index the articles; a row's number is the article's place."""
    connection = sqlite3.connect(folder / "articles.sqlite")
    connection.execute("CREATE VIRTUAL TABLE article USING fts5(title, body, tokenize = 'porter unicode61')")
    rows = ((number, one.title, one.text) for number, one in enumerate(judged_set.articles))
    connection.executemany("INSERT INTO article (rowid, title, body) VALUES (?, ?, ?)", rows)
    connection.commit()
    return _Ranker(judged_set, connection)
