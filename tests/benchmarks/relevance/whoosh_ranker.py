"""Stock whoosh3: its BM25F and its StemmingAnalyzer as they come: Porter's stems, stopwords and single letters dropped.

All hits are collected, since with a limit some are lost. A query is an OR of terms, one for each word and field, as
often as the word stands in it: its own parser drops the second one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from whoosh import analysis, collectors, fields, index, query

from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.rankers import Ranking

_SEARCHED: Final = ("title", "body")
_ID: Final = "id"
_ANALYZER: Final = analysis.StemmingAnalyzer()


class _Ranker:
    def __init__(self, articles: index.Index) -> None:
        self._index = articles
        self._searcher = articles.searcher()

    def rank(self, text: str, depth: int) -> Ranking:
        """Find the best articles; a word's scores in both fields add up."""
        stems = [token.text for token in _ANALYZER(text, mode="query")]
        collector = collectors.UnlimitedCollector()
        self._searcher.search_with_collector(
            query.Or([query.Term(name, stem) for stem in stems for name in _SEARCHED]), collector
        )
        return Ranking(tuple(hit[_ID] for hit in collector.results()[:depth]))

    def close(self) -> None:
        """Let go of the index."""
        self._searcher.close()
        self._index.close()


def ranker(judged_set: JudgedSet, folder: Path) -> _Ranker:
    """Index the articles."""
    texts = {name: fields.TEXT(analyzer=_ANALYZER) for name in _SEARCHED}
    articles = index.create_in(str(folder), fields.Schema(**{_ID: fields.ID(stored=True)}, **texts))
    writer = articles.writer(limitmb=256)
    for one in judged_set.articles:
        writer.add_document(id=one.id, title=one.title, body=one.text)
    writer.commit()
    return _Ranker(articles)
