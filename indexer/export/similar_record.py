"""What is like an article, as a JSON record."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.articles.article import Article
from indexer.export.record_types import SimilarRecord
from indexer.export.records import hit_record
from indexer.results import Hit

__all__ = ["similar_record"]


def similar_record(article: Article, hits: Sequence[Hit]) -> SimilarRecord:
    """An article's id and title, and the hits, best first; their snippets show what they have in common with it."""
    return {"article": article.id, "title": article.title, "hits": [hit_record(hit) for hit in hits]}
