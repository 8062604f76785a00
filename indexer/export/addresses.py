"""Where articles can be read, for those who read an export."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from indexer.articles.article import Article

__all__ = ["AddressOf", "no_address", "source_address"]

# The address of the page of the article with an id; "" where it has none.
AddressOf: TypeAlias = Callable[[str], str]


def no_address(_article_id: str) -> str:
    """No page: the articles are not served, as far as is known."""
    return ""


def source_address(article: Article, address_of: AddressOf) -> str:
    """Where an article was published, or else its page in the archive."""
    return article.url or address_of(article.id)
