"""Carrel itself. It leaves a facet's own filter out of its counts, and so does a little more than the others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from indexer import Archive, Article
from indexer.articles.reader import read
from indexer.articles.sources import discover
from tests.benchmarks.engines import FACET_LIMIT, HITS, Page
from tests.benchmarks.records import FACETS
from tests.benchmarks.searches import Search, Shape


class _Opened:
    def __init__(self, folder: Path) -> None:
        self.archive = Archive.open(folder)

    def page(self, search: Search) -> Page:
        """Do one page."""
        results = self.archive.search(
            text_of(search),
            filters={name: [value] for name, value in search.filters},
            facets=list(FACETS),
            facet_limit=FACET_LIMIT,
            limit=HITS,
        )
        years = Counter[int]()
        for bar in results.histogram.bars:  # they are of months when there are few years
            years[bar.first.year] += bar.count
        return Page(
            results.total,
            tuple((hit.title, " … ".join(snippet.text for snippet in hit.snippets)) for hit in results.hits),
            {
                name: {one.value: one.count for one in facet.values if one.value is not None}
                for name, facet in results.facets.items()
            },
            +years,
        )

    def close(self) -> None:
        """Let go of the index."""
        self.archive.close()


def build(articles: Path, folder: Path, threads: int) -> None:
    """Index the articles."""
    report = Archive.build(folder, [articles], workers=threads, max_input_bytes=2**40)
    if report.problems:
        raise ValueError(f"Carrel could not read {len(report.problems)} articles, the first: {report.problems[0]}")


def opened(folder: Path) -> _Opened:
    """Open what was built."""
    return _Opened(folder)


def text_of(search: Search) -> str:
    """A search as Carrel's query language says it."""
    words = search.words
    match search.shape:
        case Shape.EVERYTHING:
            return ""
        case Shape.ALL:
            return " ".join(words)
        case Shape.ANY:
            return " OR ".join(words)
        case Shape.PHRASE:
            return f'"{" ".join(words)}"'
        case Shape.WITHOUT:
            return f"{words[0]} -{words[1]}"
        case Shape.PREFIX:
            return f"{words[0]}*"
        case Shape.TITLE:
            return f"title:{words[0]}"


def read_articles(path: Path) -> list[Article]:
    """The articles of a file, to be given to an index."""
    return [item.article for one in discover([path], root=path.parent).inputs for item in read(one, max_bytes=2**40)]


def update(folder: Path, articles: list[Article]) -> None:
    """Add articles to what was built."""
    Archive.update(folder, articles=articles)
