"""Articles as JSON Lines: whole, a record a line, for programs that read them one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from indexer.articles.article import Article
from indexer.export.addresses import AddressOf
from indexer.export.provenance import Provenance
from indexer.export.records import article_record, provenance_record

__all__ = ["json_lines"]


def json_lines(articles: Iterable[Article], provenance: Provenance, address_of: AddressOf) -> Iterator[str]:
    """Yield an article a line. Each has the provenance too: a first line of its own would be an article to readers."""
    origin = provenance_record(provenance)
    for article in articles:
        record = article_record(article) | {"address": address_of(article.id)} | origin
        yield json.dumps(record, ensure_ascii=False) + "\n"
