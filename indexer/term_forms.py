"""TermForms: the written forms that a term of a query matched, and how often in what was found."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from indexer import analysis
from indexer.fields import Field
from indexer.query.tree import Fuzzy, Prefix, Wildcard, Word, written

__all__ = ["FormCount", "FormedLeaf", "TermForms"]

FormedLeaf = Word | Prefix | Wildcard | Fuzzy


@dataclass(frozen=True, slots=True)
class FormCount:
    """A form, and how many of the articles found have it where the term is looked for."""

    form: str
    count: int


@dataclass(frozen=True, slots=True)
class TermForms:
    """The forms that one word or pattern of a query stands for, the most frequent first.

    `leaf` is the node of the query's tree, `field` the one that it is looked for in, None for the usual ones.
    `distinct` is how many forms the articles found have, and so how many a list that is cut leaves out.
    """

    leaf: FormedLeaf
    field: Field | None
    forms: tuple[FormCount, ...]
    distinct: int

    @property
    def is_telling(self) -> bool:
        """Whether the forms say what the query does not: several, one of a pattern or not as typed, some left out."""
        only = next((one.form for one in self.forms), None)
        is_other = only is not None and (not isinstance(self.leaf, Word) or only not in analysis.forms(self.leaf.text))
        return len(self.forms) > 1 or bool(self.leaf.without) or is_other

    @property
    def typed(self) -> str:
        """The word or pattern as a query, whatever forms of it were left out."""
        return written(dataclasses.replace(self.leaf, without=()))
