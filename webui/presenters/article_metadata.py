"""What an article's page says of the article to programs: OpenGraph, Highwire tags, schema.org, and COinS."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from indexer.articles.article import Article, ArticleDate
from indexer.export.linked_data import news_article_record
from webui.paths import ARTICLES
from webui.presenters.coins import coins
from webui.presenters.page_head import Meta, PageHead, shortened

__all__ = ["article_head"]


def article_head(article: Article, archive_title: str, base: str) -> PageHead:
    """The head of an article's page, the same whatever search led to it; `base` is what comes before paths."""
    address = base + ARTICLES + quote(article.id)
    description = shortened(next((paragraph.text for paragraph in article.paragraphs), ""))
    return PageHead(
        canonical=address,
        description=description,
        properties=_held(_open_graph(article, archive_title, description, address)),
        metas=_held(_highwire(article, address)),
        record=news_article_record(article, description, address),
        coins=coins(article.title, article.authors, article.source, article.date, article.url or address),
    )


def _open_graph(article: Article, archive_title: str, description: str, address: str) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", article.title
    yield "og:description", description
    yield "og:url", address
    yield "og:site_name", archive_title
    yield "article:published_time", str(article.date or "")
    for name in article.authors:
        yield "article:author", name
    for theme in article.themes:
        yield "article:section", theme
    for tag in (*article.regions, *article.reports):
        yield "article:tag", tag


def _highwire(article: Article, address: str) -> Iterator[tuple[str, str]]:
    """As https://scholar.google.com/intl/en/scholar/inclusion.html#indexing has them."""
    yield "citation_title", article.title
    for name in article.authors:
        yield "citation_author", name
    yield "citation_publication_date", _day_with_slashes(article.date)
    yield "citation_journal_title", article.source
    yield "citation_abstract_html_url", address
    yield "citation_public_url", article.url or address


def _day_with_slashes(date: ArticleDate | None) -> str:
    """2019/12/30, or as much of it as is known."""
    return date.precision.iso(date.day).replace("-", "/") if date else ""


def _held(pairs: Iterable[tuple[str, str]]) -> tuple[Meta, ...]:
    return tuple(Meta(name, content) for name, content in pairs if content)
