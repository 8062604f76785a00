"""The query tree: what a query means, free of how it was typed.

A node is frozen and hashable. `Word`, `Phrase` and `Prefix` hold text as typed;
what its words are is for `indexer.analysis` to say.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.fields import Field

__all__ = ["And", "Everything", "InField", "Maybe", "Not", "Or", "Phrase", "Prefix", "Tree", "Word"]


@dataclass(frozen=True, slots=True)
class Everything:
    """All articles: the empty query."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word in any of its forms, or with `exact` in just this one.

    Where analysis finds several words in it ("e-mail"), it means them as a phrase.
    """

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words next to one another, in this order, in one field."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`: one word, as the parser sees to it, without its asterisk."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """Articles that fulfil every part; parts may be `Not`. Two parts at least."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that fulfil one part at least. Two parts at least."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not fulfil the part."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Maybe:
    """Articles that fulfil `required`; those that fulfil `optional` too rank higher."""

    required: Tree
    optional: Tree


@dataclass(frozen=True, slots=True)
class InField:
    """`part`, searched in one field only."""

    field: Field
    part: Tree


Tree = Everything | Word | Phrase | Prefix | And | Or | Not | Maybe | InField
