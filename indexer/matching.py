"""Where a query matches in an article: the one definition, for marks, snippets and counts."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.articles.article import Article
from indexer.fields import Field
from indexer.query.tree import Tree

__all__ = ["Match", "find_matches"]


@dataclass(frozen=True, slots=True)
class Match:
    """Characters [start, end) of `article.texts(field)[part]`, matched by the query.

    A phrase is one match; one that runs on into the next paragraph is a match in each.
    """

    field: Field
    part: int
    start: int
    end: int


def find_matches(tree: Tree, article: Article) -> tuple[Match, ...]:
    """The matches of a query in an article, in the order of the field table, part and start; they never overlap."""
    raise NotImplementedError
