"""Dropping: a query without one of the forms that a word or pattern of it stands for."""

from __future__ import annotations

import dataclasses

from indexer.query.query import Query
from indexer.query.tree import Leaf, mapped, written
from indexer.term_forms import FormedLeaf

__all__ = ["without_form"]


def without_form(query: Query, leaf: FormedLeaf, form: str) -> Query:
    """The query with a leaf that no longer stands for a form; the rest of its text as typed, if that can be."""
    less = dataclasses.replace(leaf, without=(*leaf.without, form))

    def change(one: Leaf) -> Leaf:
        return less if one == leaf else one

    tree = mapped(query.tree, change)
    old, new = (written(one, query.match, exact=query.exact) for one in (leaf, less))
    for text in (query.text.replace(old, new), written(tree, query.match, exact=query.exact)):
        candidate = dataclasses.replace(query, text=text)
        if candidate.means(tree):
            break
    return candidate
