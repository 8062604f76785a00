"""tantivy, by its Python package: Snowball's English stems with positions, facets and years as fast fields.

Its Python interface finds and aggregates in two calls, so that the query is evaluated twice.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import Stemmer
import tantivy
from tantivy import Occur, Query

from tests.benchmarks.engines import FACET_LIMIT, HITS, Page
from tests.benchmarks.records import FACETS, names_of, records, values_of, year_of
from tests.benchmarks.searches import Search, Shape

_HEAP: Final = 256_000_000  # bytes
_SEARCHED: Final = ("title", "body", "names")
_YEAR: Final = "year"
_COUNTS: Final = {name: {"terms": {"field": name, "size": FACET_LIMIT}} for name in FACETS} | {
    _YEAR: {"terms": {"field": _YEAR, "size": 1_000}}  # a histogram of them takes twice as long
}


class _Opened:
    def __init__(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()
        self._stem = Stemmer.Stemmer("english").stemWord

    def page(self, search: Search) -> Page:
        """Do one page."""
        searcher, schema = self._searcher, self._index.schema
        query = self._query(search)
        found = searcher.search(query, HITS)
        counts = searcher.aggregate(query, _COUNTS)
        snippets = tantivy.SnippetGenerator.create(searcher, query, schema, "body")
        hits = []
        for _, address in found.hits:
            article = searcher.doc(address)
            hits.append((article.get_first("title"), snippets.snippet_from_doc(article).to_html()))
        facets = {name: {one["key"]: one["doc_count"] for one in counts[name]["buckets"]} for name in FACETS}
        years = {int(one["key"]): one["doc_count"] for one in counts[_YEAR]["buckets"]}
        return Page(found.count, tuple(hits), facets, years)

    def close(self) -> None:
        """Let go of the index; tantivy does when nothing refers to it."""

    def _query(self, search: Search) -> Query:
        schema = self._index.schema
        query = self._text_query(search)
        chosen = [Query.term_query(schema, name, value) for name, value in search.filters]
        return Query.boolean_query([(Occur.Must, one) for one in (query, *chosen)]) if chosen else query

    def _text_query(self, search: Search) -> Query:
        schema = self._index.schema
        stems = [self._stem(word) for word in search.words]
        match search.shape:
            case Shape.EVERYTHING:
                return Query.all_query()
            case Shape.ALL:
                return _joined(Occur.Must, map(self._word, stems))
            case Shape.ANY:
                return _joined(Occur.Should, map(self._word, stems))
            case Shape.PHRASE:
                return _joined(Occur.Should, (Query.phrase_query(schema, name, stems) for name in _SEARCHED))
            case Shape.WITHOUT:
                wanted, unwanted = map(self._word, stems)
                return Query.boolean_query([(Occur.Must, wanted), (Occur.MustNot, unwanted)])
            case Shape.PREFIX:
                pattern = f"{search.words[0]}.*"
                return _joined(Occur.Should, (Query.regex_query(schema, name, pattern) for name in _SEARCHED))
            case Shape.TITLE:
                return Query.term_query(schema, "title", stems[0])

    def _word(self, stem: str) -> Query:
        return _joined(Occur.Should, (Query.term_query(self._index.schema, name, stem) for name in _SEARCHED))


def build(articles: Path, folder: Path, threads: int) -> None:
    """Index the articles, and wait for the merging."""
    writer = tantivy.Index(_schema(), path=str(folder)).writer(_HEAP, threads)
    for record in records(articles):
        article = tantivy.Document()
        article.add_text("title", record.get("title") or "")
        article.add_text("body", record.get("body") or "")
        for name in names_of(record):
            article.add_text("names", name)
        for facet, value in values_of(record):
            article.add_text(facet, value)
        if (year := year_of(record)) is not None:
            article.add_unsigned(_YEAR, year)
        writer.add_document(article)
    writer.commit()
    writer.wait_merging_threads()


def opened(folder: Path) -> _Opened:
    """Open what was built."""
    return _Opened(folder)


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _SEARCHED:
        builder.add_text_field(name, stored=name != "names", tokenizer_name="en_stem", index_option="position")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_unsigned_field(_YEAR, fast=True)
    return builder.build()


def _joined(occur: Occur, queries) -> Query:
    parts = list(queries)
    return parts[0] if len(parts) == 1 else Query.boolean_query([(occur, part) for part in parts])
