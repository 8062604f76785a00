"""From Carrel's query tree to Whoosh's."""

from __future__ import annotations

from typing import Any

from whoosh import query as whoosh_query

from indexer.analysis import forms, stem
from indexer.engine.whoosh.schema import form_field, stem_field
from indexer.fields import DEFAULT_FIELDS, Field
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Tree, Word

__all__ = ["AnyField", "translate"]

WhooshQuery = Any  # whoosh.query.Query; Whoosh is not typed


class AnyField(whoosh_query.Or):  # type: ignore[misc]  # Whoosh is not typed
    """The same word, phrase or prefix in several fields: one term, for counting and for scoring.

    `fields[i]` is the field that the i-th subquery searches. To Whoosh it is an Or.
    """

    def __init__(self, fields: tuple[Field, ...], subqueries: list[WhooshQuery]) -> None:
        super().__init__(subqueries)
        self.fields = fields


def translate(tree: Tree, fields: tuple[Field, ...] = DEFAULT_FIELDS) -> WhooshQuery:
    """The Whoosh query tree that means the same; words without a field of their own are looked for in `fields`."""
    match tree:
        case Everything():
            return whoosh_query.Every()
        case Word(text, exact) | Phrase(text, exact):
            return _words(forms(text), fields, exact=exact)
        case Prefix(text):
            (form,) = forms(text)
            return AnyField(fields, [whoosh_query.Prefix(form_field(field), form) for field in fields])
        case And(parts):
            return whoosh_query.And([translate(part, fields) for part in parts])
        case Or(parts):
            return whoosh_query.Or([translate(part, fields) for part in parts])
        case Not(part):
            return whoosh_query.Not(translate(part, fields))
        case Maybe(required, optional):
            return whoosh_query.AndMaybe(translate(required, fields), translate(optional, fields))
        case InField(field, part):
            return translate(part, (field,))


def _words(words: list[str], fields: tuple[Field, ...], *, exact: bool) -> WhooshQuery:
    if not words:
        return whoosh_query.NullQuery
    wanted = words if exact else [stem(word) for word in words]
    name = form_field if exact else stem_field
    if len(wanted) == 1:
        return AnyField(fields, [whoosh_query.Term(name(field), wanted[0]) for field in fields])
    return AnyField(fields, [whoosh_query.Phrase(name(field), wanted) for field in fields])
