"""Narrowing: a query of which something more is wanted."""

from __future__ import annotations

import dataclasses

from indexer.errors import QueryError
from indexer.query.query import Query

__all__ = ["narrowed"]


def narrowed(query: Query, text: str) -> Query | None:
    """The query that finds what both find: itself, and a text read as its own is; as short as it can be said.

    None where no query says this, as where one of the two has a mistake or they are too long together.
    """
    if not (query.text and text):
        return dataclasses.replace(query, text=query.text or text)
    plainest = dataclasses.replace(query, text=f"({query.text}) AND ({text})")
    try:
        tree = plainest.tree
    except QueryError:
        return None
    for joined in (f"{query.text} {text}", f"({query.text}) AND {text}", f"{query.text} AND ({text})"):
        if (shorter := dataclasses.replace(query, text=joined)).means(tree):
            return shorter
    return plainest
