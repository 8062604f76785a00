"""Dropping: a query without one of the forms that a word or pattern of it stands for, or with it again."""

from __future__ import annotations

import dataclasses

from indexer.query.query import Query
from indexer.query.tree import Leaf, mapped, written
from indexer.term_forms import FormedLeaf

__all__ = ["with_form", "without_form"]


def without_form(query: Query, leaf: FormedLeaf, form: str) -> Query:
    """The query with a leaf that no longer stands for a form; the rest of its text as typed, if that can be."""
    return _changed(query, leaf, (*leaf.without, form))


def with_form(query: Query, leaf: FormedLeaf, form: str) -> Query:
    """The query with a leaf that stands for a form again which was left out."""
    return _changed(query, leaf, tuple(one for one in leaf.without if one != form))


def _changed(query: Query, leaf: FormedLeaf, without: tuple[str, ...]) -> Query:
    changed = dataclasses.replace(leaf, without=without)

    def change(one: Leaf) -> Leaf:
        return changed if one == leaf else one

    tree = mapped(query.tree, change)
    old, new = (written(one, query.match, exact=query.exact) for one in (leaf, changed))
    for text in (query.text.replace(old, new), written(tree, query.match, exact=query.exact)):
        candidate = dataclasses.replace(query, text=text)
        if candidate.means(tree):
            break
    return candidate
