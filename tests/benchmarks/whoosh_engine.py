"""Stock whoosh3 with Snowball's stems: its own writer and searcher, and columns for what is counted.

All hits are collected, since with a limit, even without pruning, the totals are wrong. A column
holds all of an article's values of a facet in one string, which are parted after counting: of its
ways to count several values an article, the fast one.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Final

import Stemmer
from whoosh import analysis, collectors, fields, index, query, sorting

from tests.benchmarks.engines import FACET_LIMIT, HITS, Page
from tests.benchmarks.records import FACETS, names_of, records, values_of, year_of
from tests.benchmarks.searches import Search, Shape

_SEARCHED: Final = ("title", "body", "names")
_YEAR: Final = "year"
_BETWEEN: Final = "\t"  # values
_STEMMER: Final = Stemmer.Stemmer("english")


def stem(word: str) -> str:
    """Snowball's stem; the schema names this function, and so does what it has pickled."""
    return _STEMMER.stemWord(word)


class _Opened:
    def __init__(self, folder: Path) -> None:
        self._index = index.open_dir(str(folder))
        self._searcher = self._index.searcher()

    def page(self, search: Search) -> Page:
        """Do one page."""
        best = collectors.UnlimitedCollector()
        counting = collectors.FacetCollector(best, sorting.Facets.from_groupedby([*FACETS, _YEAR]), sorting.Count)
        self._searcher.search_with_collector(_query(search), counting)
        results = counting.results()
        hits = tuple((hit["title"], hit.highlights("body", top=2)) for hit in results[:HITS])
        facets = {name: _most_frequent(results.groups(name)) for name in FACETS}
        return Page(counting.count(), hits, facets, dict(results.groups(_YEAR)))

    def close(self) -> None:
        """Let go of the index."""
        self._searcher.close()
        self._index.close()


def build(articles: Path, folder: Path, threads: int) -> None:
    """Index the articles, in one thread: its writer of several processes loses articles."""
    writer = index.create_in(str(folder), _schema()).writer(limitmb=256)
    for record in records(articles):
        article: dict[str, list[str]] = {name: [] for name in FACETS}
        for name, value in values_of(record):
            article[name].append(value)
        year = year_of(record)
        writer.add_document(
            title=record.get("title") or "",
            body=record.get("body") or "",
            names="\n".join(names_of(record)),
            **{name: _BETWEEN.join(values) for name, values in article.items()},
            **({_YEAR: year} if year is not None else {}),
        )
    writer.commit()


def opened(folder: Path) -> _Opened:
    """Open what was built."""
    return _Opened(folder)


def _schema() -> fields.Schema:
    words = analysis.RegexTokenizer(r"[^\W_]+") | analysis.LowercaseFilter() | analysis.StemFilter(stemfn=stem)
    values = analysis.RegexTokenizer(f"[^{_BETWEEN}]+")
    return fields.Schema(
        title=fields.TEXT(analyzer=words, stored=True),
        body=fields.TEXT(analyzer=words, stored=True),
        names=fields.TEXT(analyzer=words),
        **{name: fields.TEXT(analyzer=values, phrase=False, sortable=True) for name in FACETS},
        **{_YEAR: fields.NUMERIC(sortable=True)},
    )


def _most_frequent(groups: dict[str, int]) -> dict[str, int]:
    counts = Counter[str]()
    for joined, count in groups.items():
        for value in joined.split(_BETWEEN) if joined else ():
            counts[value] += count
    return dict(counts.most_common(FACET_LIMIT))


def _query(search: Search) -> query.Query:
    text = _text_query(search)
    chosen = [query.Term(name, value) for name, value in search.filters]
    return query.And([text, *chosen]) if chosen else text


def _text_query(search: Search) -> query.Query:
    stems = [stem(word) for word in search.words]
    match search.shape:
        case Shape.EVERYTHING:
            return query.Every()
        case Shape.ALL:
            return query.And([_word(one) for one in stems])
        case Shape.ANY:
            return query.Or([_word(one) for one in stems])
        case Shape.PHRASE:
            return query.Or([query.Phrase(name, stems) for name in _SEARCHED])
        case Shape.WITHOUT:  # AndNot finds wrong sets
            return query.And([_word(stems[0]), query.Not(_word(stems[1]))])
        case Shape.PREFIX:
            return query.Or([query.Prefix(name, search.words[0]) for name in _SEARCHED])
        case Shape.TITLE:
            return query.Term("title", stems[0])


def _word(one: str) -> query.Query:
    return query.Or([query.Term(name, one) for name in _SEARCHED])
