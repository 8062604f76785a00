"""Carrel, by its public face alone.

"As typed", the query's text is searched as it stands; one that Carrel refuses, by its words, as its reader would
do next. As "words", only its words are searched, in lower case.

Of exact copies Carrel has one article and lists the others with it. Whoever sees the one is told of the others, so they
take the next places in a ranking: the peers rank them one after the other too, as they score alike.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from indexer import Archive, Article, QueryError, Results
from indexer.analysis import forms
from tests.benchmarks import carrel_engine
from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.rankers import Ranking

WORDS: Final = "words"
TYPED: Final = "typed"


class _Ranker:
    def __init__(self, judged_set: JudgedSet, index: Path, way: str) -> None:
        self._archive = Archive.open(index)
        self._way = way
        # Ids are those of Carrel, which may differ from the given ones: a record is known by its number.
        self._given = {
            article.id: tuple(judged_set.articles[number - 1].id for number in _record_numbers(article))
            for article in self._archive.articles()
        }

    def rank(self, text: str, depth: int) -> Ranking:
        """Find the best articles."""
        words = " ".join(forms(text))
        refusal = ""
        if self._way == WORDS:
            results = self._search(words, depth)
        else:
            try:
                results = self._search(text, depth)
            except QueryError as error:
                refusal = str(error)
                results = self._search(words, depth)
        return Ranking(tuple(one for hit in results.hits for one in self._given[hit.id])[:depth], refusal)

    def close(self) -> None:
        """Let go of the index."""
        self._archive.close()

    def _search(self, text: str, depth: int) -> Results:
        return self._archive.search(text, match="any", limit=depth, facets=[])


def ranker(judged_set: JudgedSet, folder: Path, way: str = TYPED) -> _Ranker:
    """Index the articles. Raises `ValueError` where Carrel leaves one out."""
    articles = folder / "articles.jsonl"
    with articles.open("w", encoding="utf-8") as file:
        for one in judged_set.articles:
            file.write(json.dumps({"id": one.id, "title": one.title, "body": one.text}) + "\n")
    index = folder / "index"
    carrel_engine.build(articles, index, 1)
    return _Ranker(judged_set, index, way)


def _record_numbers(article: Article) -> list[int]:
    """The numbers, from 1 on, of the records that an article was made of: its own and those of its exact copies."""
    return [int(name.rpartition("#")[2]) for name in (article.input, *article.copies)]
