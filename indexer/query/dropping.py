"""Dropping: a query without one of the forms that a term of it stands for, or with it again."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from indexer.fields import Field
from indexer.query.query import Query
from indexer.query.tree import And, InField, Maybe, Near, Or, Tree, written
from indexer.term_forms import TermForms

__all__ = ["with_each_form", "without_each_form"]

_BEFORE_TERM: Final = r"""(?<![^\s"(:+-])"""
_AFTER_TERM: Final = r"""(?![^\s")])"""

# From the forms that a term is to be without to the text of a query.
_Writer: TypeAlias = Callable[[tuple[str, ...]], str]


def without_each_form(query: Query, term: TermForms) -> tuple[Query | None, ...]:
    """For each form of a term the query that is without it there; the rest of its text as typed, if that can be.

    None where no text says this, as where it gets too long. Raises `QueryError` for a mistake in the query's text.
    """
    return _without(query, term, [(*term.leaf.without, one.form) for one in term.forms])


def with_each_form(query: Query, term: TermForms) -> tuple[Query | None, ...]:
    """For each form that was left out of a term the query that has it again, else as `without_each_form`."""
    left_out = term.leaf.without
    return _without(query, term, [tuple(one for one in left_out if one != form) for form in left_out])


def _without(query: Query, term: TermForms, choices: Sequence[tuple[str, ...]]) -> tuple[Query | None, ...]:
    """The query whose term is without these forms instead, for each of the choices.

    All choices are of as many words, so that all are read as the longest of them, which is tried.
    """
    if not choices:
        return ()
    longest = max(choices, key=lambda forms: sum(map(len, forms)))
    for write in (_in_place(query, term), _anew(query, term)):
        tried = dataclasses.replace(query, text=write(longest))
        if tried.means(_changed(query.tree, term, longest)):
            return tuple(dataclasses.replace(query, text=write(forms)) for forms in choices)
    return (None,) * len(choices)


def _in_place(query: Query, term: TermForms) -> _Writer:
    """Write the text as typed but for the term, wherever it stands."""
    old = re.compile(_BEFORE_TERM + re.escape(written(term.leaf, query.match, exact=query.exact)) + _AFTER_TERM)

    def write(forms: tuple[str, ...]) -> str:
        new = written(dataclasses.replace(term.leaf, without=forms), query.match, exact=query.exact)
        return old.sub(lambda _: new, query.text)

    return write


def _anew(query: Query, term: TermForms) -> _Writer:
    """Write the text from what it means."""
    return lambda forms: written(_changed(query.tree, term, forms), query.match, exact=query.exact)


def _changed(tree: Tree, term: TermForms, forms: tuple[str, ...], here: Field | None = None) -> Tree:
    """The tree with a term without these forms, where it is looked for in its field; what is shut out stays."""
    if tree == term.leaf and here == term.field:
        return dataclasses.replace(term.leaf, without=forms)

    def changed(part: Tree) -> Tree:
        return _changed(part, term, forms, here)

    match tree:
        case Near(parts):
            return dataclasses.replace(tree, parts=tuple(map(changed, parts)))  # type: ignore[arg-type]  # leaves all
        case And(parts) | Or(parts):
            return type(tree)(tuple(map(changed, parts)))
        case Maybe(required, optional):
            return Maybe(changed(required), changed(optional))
        case InField(field, part):
            return InField(field, _changed(part, term, forms, field))
        case _:
            return tree
