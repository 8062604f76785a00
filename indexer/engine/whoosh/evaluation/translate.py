"""From Carrel's query tree to Whoosh's."""

from __future__ import annotations

from collections.abc import Callable

from whoosh import query as whoosh_query

from indexer.analysis import forms, stem
from indexer.engine.whoosh.evaluation.own_queries import (
    AnyField,
    FormsOf,
    Nearby,
    StemPhrase,
    StemTerm,
    WhooshQuery,
    Without,
)
from indexer.engine.whoosh.schema import DATE_FIELD, form_field, stem_field
from indexer.fields import DEFAULT_FIELDS, Field
from indexer.patterns import Pattern, folded
from indexer.query.date_range import DateRange
from indexer.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    InField,
    Leaf,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Wildcard,
    Word,
)

__all__ = ["translate"]


def translate(tree: Tree, fields: tuple[Field, ...] = DEFAULT_FIELDS) -> WhooshQuery:
    """The Whoosh query tree that means the same; words without a field of their own are looked for in `fields`."""
    match tree:
        case Everything():
            return whoosh_query.Every()
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            leaf = _leaf(tree)
            return AnyField(fields, [leaf(field) for field in fields])
        case Near(parts, reach):
            leaves = [_leaf(part) for part in parts]
            return AnyField(fields, [Nearby(field, [leaf(field) for leaf in leaves], reach) for field in fields])
        case Dated(dates):
            return _days(dates)
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


def _leaf(leaf: Leaf) -> Callable[[Field], WhooshQuery]:
    """What gives a leaf for a field."""
    match leaf:
        case Word(text, exact) | Phrase(text, exact):
            words = forms(text)
            if len(words) > 1:
                return _phrase(words, exact=exact)
            if isinstance(leaf, Word) and leaf.without:
                return lambda field: Without(FormsOf(form_field(field), stem(words[0])), leaf.without)
            if exact:
                return lambda field: whoosh_query.Term(form_field(field), words[0])
            return lambda field: StemTerm(stem_field(field), words[0])
        case _:
            return lambda field: _pattern(leaf, form_field(field))


def _phrase(words: list[str], *, exact: bool) -> Callable[[Field], WhooshQuery]:
    if exact:
        return lambda field: whoosh_query.Phrase(form_field(field), words)
    return lambda field: StemPhrase(stem_field(field), words)


def _pattern(pattern: Pattern, name: str) -> WhooshQuery:
    text = folded(pattern)
    match pattern:
        case Prefix():
            made = whoosh_query.Prefix(name, text)
        case Wildcard():
            made = whoosh_query.Wildcard(name, text)
        case Fuzzy(_, distance):
            made = whoosh_query.FuzzyTerm(name, text, maxdist=distance, prefixlength=0)
    return Without(made, pattern.without) if pattern.without else made


def _days(dates: DateRange) -> WhooshQuery:
    """Days are compared as they are written: 20191230."""
    first, last = (day.isoformat().replace("-", "") if day else None for day in (dates.first, dates.last))
    return whoosh_query.TermRange(DATE_FIELD, first, last)
