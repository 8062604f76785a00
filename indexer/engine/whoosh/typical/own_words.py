"""OwnWords: the words that a query asks for, which the articles that it finds have anyway."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.analysis import forms, stem
from indexer.patterns import Pattern, means
from indexer.query.tree import Not, Phrase, Tree, Word, parts_of

__all__ = ["OwnWords"]


class OwnWords:
    """The words of a query and of its phrases, in all their forms, and those that its patterns stand for."""

    def __init__(self, tree: Tree) -> None:
        leaves = list(_leaves(tree))
        typed = [leaf.text for leaf in leaves if isinstance(leaf, Word | Phrase)]
        self._stems = frozenset(stem(form) for text in typed for form in forms(text))
        self._patterns = [means(leaf) for leaf in leaves if isinstance(leaf, Pattern)]

    def has(self, form: str) -> bool:
        """Whether a form is one of them."""
        return stem(form) in self._stems or any(is_meant(form) for is_meant in self._patterns)


def _leaves(tree: Tree) -> Iterator[Tree]:
    """Yield what a query is made of, but for what it excludes."""
    if isinstance(tree, Not):
        return
    parts = parts_of(tree)
    if not parts:
        yield tree
    for part in parts:
        yield from _leaves(part)
