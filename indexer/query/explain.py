"""A query said back: in words for readers, as text for the search box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from indexer.analysis import forms, stem
from indexer.articles.article import Precision
from indexer.fields import AUTHOR, Field
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Query
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Tree, Word
from indexer.results import Segment
from indexer.written_dates import long_day, shared_precision

__all__ = ["in_words", "to_text"]


# ---------------------------------------------------------------------- in words


def in_words(query: Query) -> tuple[Segment, ...]:
    """What a query finds, as one sentence without its full stop; what is searched for is marked.

    "Articles with *Idlib* and a form of *liberate*, in Region Europe, from 2012 to 2019". A
    word is "a form of" itself where its stem is another than the word. Raises `QueryError`
    where the query's text has a mistake.
    """
    tree = query.tree
    said = [Segment("All articles")] if tree == Everything() else [Segment("Articles with "), *_said(tree)]
    clauses = [*(clause for chosen in query.filters for clause in _filter_clauses(chosen)), _dates(query.dates)]
    said.extend(Segment(f", {clause}") for clause in clauses if clause)
    return _merged(said)


def _said(tree: Tree, no: str = "") -> list[Segment]:
    """A tree as what an article comes "with"; `no` is "no" for what it must not have."""
    match tree:
        case Everything():
            return [Segment("anything")]
        case Word() | Phrase() | Prefix():
            return _leaf_said(tree, no)
        case And(parts):
            return _negated(_listed(parts, "and"), no)
        case Or(parts):
            return _negated(_listed(parts, "or"), no)
        case Not(part):
            return _said(part, "no")
        case Maybe(required, optional):
            said = [*_part_said(required), Segment(" (better with "), *_said(optional), Segment(")")]
            return _negated(said, no)
        case InField(field, part):
            return [*_part_said(part, no), Segment(f" in {field.label}")]
        case _:
            assert_never(tree)


def _leaf_said(leaf: Word | Phrase | Prefix, no: str) -> list[Segment]:
    if isinstance(leaf, Prefix):
        kind = f"{no or 'a'} word beginning with "
    elif isinstance(leaf, Phrase):
        kind = ("not " if no else "") + ("exactly the phrase " if leaf.exact else "the phrase ")
    elif leaf.exact:
        kind = ("not " if no else "") + "exactly "
    elif any(stem(form) != form for form in forms(leaf.text)):
        kind = f"{no or 'a'} form of "
    else:
        kind = f"{no} " if no else ""
    return [Segment(kind), Segment(leaf.text, marked=True)]


def _part_said(tree: Tree, no: str = "") -> list[Segment]:
    """A tree as a part of a longer sentence: in parentheses where it could be read otherwise."""
    if no or not isinstance(tree, And | Or | Maybe):
        return _said(tree, no)
    return [Segment("("), *_said(tree), Segment(")")]


def _negated(said: list[Segment], no: str) -> list[Segment]:
    return [Segment("not ("), *said, Segment(")")] if no else said


def _listed(parts: Sequence[Tree], conjunction: str) -> list[Segment]:
    """a, b and c."""
    said: list[Segment] = []
    for number, part in enumerate(parts):
        if number:
            said.append(Segment(f" {conjunction} " if number == len(parts) - 1 else ", "))
        said.extend(_part_said(part))
    return said


def _merged(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """The same text in as few segments as can be."""
    merged: list[Segment] = []
    for segment in segments:
        if merged and merged[-1].marked == segment.marked:
            segment = Segment(merged.pop().text + segment.text, segment.marked)  # noqa: PLW2901  # grows by the last
        if segment.text:
            merged.append(segment)
    return tuple(merged)


def _filter_clauses(chosen: FacetFilter) -> Iterable[str]:
    """The filter on one facet: what is chosen, and what is shut out."""
    label = chosen.field.label
    values = [value for value in chosen.included if value is not None]
    if values:
        yield _introduced(chosen.field) + " or ".join([*values, *(["none"] if None in chosen.included else [])])
    elif chosen.included:
        yield f"with no {label}"
    values = [value for value in chosen.excluded if value is not None]
    if values:
        yield f"without {label} {' or '.join(values)}"
    if None in chosen.excluded:
        yield f"with any {label}"


def _introduced(field: Field) -> str:
    return "by " if field == AUTHOR else f"in {field.label} "


def _dates(dates: DateRange) -> str:
    """A range of dates: whole years as years, whole months as months, else days; "" for all time."""
    precision = shared_precision(dates)
    begin, end = (long_day(day, precision) if day else "" for day in (dates.first, dates.last))
    if begin and begin == end:
        return f"on {begin}" if precision is Precision.DAY else f"in {begin}"
    if begin and end:
        return f"from {begin} to {end}"
    if begin:
        return f"from {begin} on"
    return f"up to {end}" if end else ""


# ---------------------------------------------------------------------- as text


def to_text(tree: Tree) -> str:
    """A query that `parse` reads as the same tree, for every tree that it gives.

    With `match="any"` always, and with "all" too where the tree has no `Maybe`, which only
    "any" gives. Exactness is in the text.
    """
    match tree:
        case Everything():
            return ""
        case Word(text, exact):
            return f"={text}" if exact else text
        case Phrase(text, exact):
            # A phrase holds no mark of the family it was written between.
            quoted = (
                f"\u00ab{text}\u00bb"
                if any(mark in text for mark in '"\u201c\u201d\u201e\u201f\uff02')
                else f'"{text}"'
            )
            return f"={quoted}" if exact else quoted
        case Prefix(text):
            return f"{text}*"
        case And(parts):
            return " AND ".join(map(_operand, parts))
        case Or(parts):
            return " OR ".join(map(_operand, parts))
        case Not(part):
            return f"NOT {_operand(part)}"
        case Maybe(required, optional):
            return f"+{_value(required)} {_operand(optional)}"
        case InField(field, part):
            return f"{field.name}:{_value(part)}"
        case _:
            assert_never(tree)


def _operand(tree: Tree) -> str:
    """A tree as an operand of AND, OR and NOT."""
    return f"({to_text(tree)})" if isinstance(tree, And | Or | Maybe) else to_text(tree)


def _value(tree: Tree) -> str:
    """A tree as what `+` and `field:` stand before."""
    return f"({to_text(tree)})" if isinstance(tree, Not) else _operand(tree)
