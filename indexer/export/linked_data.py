"""Linked data: an article as schema.org describes news articles, for JSON-LD (https://schema.org/NewsArticle)."""

from __future__ import annotations

from typing import Any

from indexer.articles.article import Article
from indexer.export.personal_names import personal_name

__all__ = ["news_article_record"]


def news_article_record(article: Article, description: str, address: str) -> dict[str, Any]:
    """A NewsArticle, without what is not known; `address` is where the article is in this archive."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": description,
        "url": address,
        "mainEntityOfPage": address,
        "isBasedOn": article.url,
        "datePublished": str(article.date or ""),
        "author": [
            {"@type": "Organization" if personal_name(name) is None else "Person", "name": name}
            for name in article.authors
        ],
        "publisher": {"@type": "Organization", "name": article.source} if article.source else None,
        "articleSection": list(article.themes),
        "contentLocation": [{"@type": "Place", "name": name} for name in article.regions],
        "keywords": list(article.reports),
        "copyrightNotice": article.rights,
    }
    return {name: fact for name, fact in facts.items() if fact}
