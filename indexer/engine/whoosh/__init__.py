"""The embedded engine: a Whoosh index with Whoosh's own writer and matchers.

Only this folder imports `whoosh`. What Whoosh decides here is which articles
have a word or a phrase; counting, ranking, facets and marks are ours, on arrays
beside its segment (`columns`) and texts stored beside it (`store`).
"""

from indexer.engine.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
