"""tantivy: its BM25 and its query parser as they come, and its analyzer en_stem: Snowball's stems, stopwords kept."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import tantivy

from tests.benchmarks.relevance.judged_sets import JudgedSet
from tests.benchmarks.relevance.rankers import Ranking, words_of

_HEAP: Final = 64_000_000  # bytes
_SEARCHED: Final = ["title", "body"]
_ID: Final = "id"


class _Ranker:
    def __init__(self, index: tantivy.Index) -> None:
        self._index = index
        self._searcher = index.searcher()

    def rank(self, text: str, depth: int) -> Ranking:
        """Find the best articles; words side by side are OR-ed, and looked for in both fields, whose scores add up."""
        query = self._index.parse_query(" ".join(words_of(text)), _SEARCHED)
        found = self._searcher.search(query, depth).hits
        return Ranking(tuple(self._searcher.doc(address).get_first(_ID) for _, address in found))

    def close(self) -> None:
        """Let go of the index; tantivy does when nothing refers to it."""


def ranker(judged_set: JudgedSet, folder: Path) -> _Ranker:
    """Index the articles."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(_ID, stored=True, tokenizer_name="raw")
    for name in _SEARCHED:
        builder.add_text_field(name, tokenizer_name="en_stem")
    index = tantivy.Index(builder.build(), path=str(folder))
    writer = index.writer(_HEAP, 1)
    for one in judged_set.articles:
        article = tantivy.Document()
        for name, text in ((_ID, one.id), ("title", one.title), ("body", one.text)):
            article.add_text(name, text)
        writer.add_document(article)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return _Ranker(index)
