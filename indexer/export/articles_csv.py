"""Articles as a table, one a row, for spreadsheets and statistics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from indexer.articles.article import Article
from indexer.export.addresses import AddressOf
from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import csv_text

__all__ = ["articles_csv", "articles_csv_with_texts"]

_FACTS: Final = (
    "id", "title", "authors", "date", "date_precision", "source", "regions", "themes", "reports", "words", "url",
    "address",
)  # fmt: skip
_PROVENANCE: Final = ("query", "search", "exported", "corpus_version")
_BETWEEN: Final = "; "


def articles_csv(articles: Iterable[Article], provenance: Provenance, address_of: AddressOf) -> Iterator[str]:
    """Yield the facts of articles as the lines of a CSV file; each has the provenance in its last columns."""
    origin = _origin(provenance)
    return csv_text((*_FACTS, *_PROVENANCE), ((*_facts(article, address_of), *origin) for article in articles))


def articles_csv_with_texts(
    articles: Iterable[Article], provenance: Provenance, address_of: AddressOf
) -> Iterator[str]:
    """Yield the same with the whole text of each article, its paragraphs divided by a blank line."""
    origin = _origin(provenance)
    rows = ((*_facts(article, address_of), article.body, *origin) for article in articles)
    return csv_text((*_FACTS, "text", *_PROVENANCE), rows)


def _facts(article: Article, address_of: AddressOf) -> tuple[str | int, ...]:
    return (
        article.id,
        article.title,
        _BETWEEN.join(article.authors),
        str(article.date or ""),
        article.date.precision.value if article.date else "",
        article.source,
        _BETWEEN.join(article.regions),
        _BETWEEN.join(article.themes),
        _BETWEEN.join(article.reports),
        sum(len(paragraph.text.split()) for paragraph in article.paragraphs),
        article.url,
        address_of(article.id),
    )


def _origin(provenance: Provenance) -> tuple[str, ...]:
    return provenance.text, provenance.in_words, provenance.made_at, provenance.version
