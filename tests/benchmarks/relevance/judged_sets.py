"""Sets of articles with queries, and judgements which articles are relevant to which query.

A set is a folder of three files:

    corpus.jsonl    an article a line: _id, title, text
    queries.jsonl   a query a line: _id, text
    qrels.tsv       a judgement a line: the query's id, the article's id, a score; its first line names the columns
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.benchmarks.records import records

GIVEN: Final = Path(__file__).parents[4] / "shared/corpora/relevance"  # not part of the project
_ARTICLES: Final = "corpus.jsonl"
_QUERIES: Final = "queries.jsonl"
_JUDGEMENTS: Final = "qrels.tsv"


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article of a set; it may be without a title or without a text, never without both."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query of a set, and the ids of the articles that are relevant to it, at least one."""

    id: str
    text: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A set by the name of its folder. No two articles and no two queries have one id."""

    name: str
    articles: tuple[JudgedArticle, ...]
    queries: tuple[JudgedQuery, ...]


def set_folders(folder: Path) -> list[Path]:
    """The judged sets in a folder, in the order of their names; the folder itself where it is one."""
    candidates = [folder, *sorted(folder.iterdir())] if folder.is_dir() else []
    return [one for one in candidates if all((one / name).is_file() for name in (_ARTICLES, _QUERIES, _JUDGEMENTS))]


def read_set(folder: Path) -> JudgedSet:
    """Read a judged set.

    A score above 0 is a judgement that the article is relevant, however much: gains are binary. Queries to which
    nothing is relevant are left out, as no measure is defined for them, and articles without a character,
    which nobody can find; a relevant article that is not in the set counts as one that nobody has found.
    Raises `ValueError` where an id is given twice.
    """
    relevant = _judgements(folder / _JUDGEMENTS)
    articles = tuple(
        JudgedArticle(str(record["_id"]), record.get("title") or "", record.get("text") or "")
        for record in records(folder / _ARTICLES)
    )
    queries = [(str(record["_id"]), record["text"]) for record in records(folder / _QUERIES)]
    _each_once(folder / _ARTICLES, (article.id for article in articles))
    _each_once(folder / _QUERIES, (query_id for query_id, _ in queries))
    return JudgedSet(
        folder.name,
        tuple(article for article in articles if (article.title + article.text).strip()),
        tuple(JudgedQuery(*query, relevant[query[0]]) for query in queries if query[0] in relevant),
    )


def _judgements(path: Path) -> Mapping[str, frozenset[str]]:
    """The ids of the relevant articles by the query's id."""
    relevant = defaultdict[str, set[str]](set)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)
        for query_id, article_id, score in filter(None, rows):
            if float(score) > 0:
                relevant[query_id].add(article_id)
    return {query_id: frozenset(ids) for query_id, ids in relevant.items()}


def _each_once(path: Path, ids: Iterable[str]) -> None:
    seen = set[str]()
    for one in ids:
        if one in seen:
            raise ValueError(f"{path} gives the id {one} twice.")
        seen.add(one)
