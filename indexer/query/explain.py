"""A query said back in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from indexer.analysis import forms, stem, tokenize
from indexer.articles.article import Precision
from indexer.fields import AUTHOR, Field
from indexer.query.date_range import DateRange
from indexer.query.query import FacetFilter, Query
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
    Unit,
    Wildcard,
    Word,
    mapped,
)
from indexer.results import Segment
from indexer.term_forms import TermForms
from indexer.written_dates import long_day, shared_precision

__all__ = ["dates_in_words", "in_words", "tree_in_words"]


@dataclass(frozen=True, slots=True)
class _KnownWord(Word):
    """A word of which it is known whether it was found in other forms too."""

    several_forms: bool = False


def in_words(query: Query, terms: Iterable[TermForms] = (), *, month_first: bool = False) -> tuple[Segment, ...]:
    """What a query finds, as one sentence without its full stop; what is searched for is marked.

    "Articles with *Idlib* and a form of *liberate*, in Region Europe, from 2012 to 2019". A
    word is "a form of" itself where `terms`, what it matched, say that it was found in other forms, and where they
    say nothing of it if its stem is another than the word. `month_first`: the range of dates is from December 30, 2019.
    Raises `QueryError` where the query's text has a mistake.
    """
    wanted, ranges = _dates_apart(_informed(query.tree, terms))
    said = _articles(wanted) if wanted else [Segment("All articles")]
    clauses = [dates_in_words(dates, month_first=month_first) for dates in ranges]
    clauses += [clause for chosen in query.filters for clause in _filter_clauses(chosen)]
    clauses.append(dates_in_words(query.dates, month_first=month_first))
    said.extend(Segment(f", {clause}") for clause in clauses if clause)
    return _merged(said)


def _informed(tree: Tree, terms: Iterable[TermForms]) -> Tree:
    """The tree with what is known of its words."""
    matched = {term.leaf: [one.form for one in term.forms] for term in terms}

    def change(leaf: Leaf) -> Leaf:
        found = matched.get(leaf) if isinstance(leaf, Word) else None
        if not isinstance(leaf, Word) or not found:
            return leaf
        bare = {form.removesuffix("'s") for form in found}  # nobody thinks of a possessive as another word
        return _KnownWord(leaf.text, leaf.exact, leaf.without, several_forms=bare != set(forms(leaf.text)))

    return mapped(tree, change)


def _articles(wanted: Tree) -> list[Segment]:
    match wanted:
        case Not(Or(parts)):
            return [Segment("Articles without "), *_listed(parts, "or")]
        case Not(Dated()):
            return [Segment("Articles with "), *_said(wanted)]
        case Not(part):
            return [Segment("Articles without "), *_together(part)]
        case _:
            return [Segment("Articles with "), *_said(wanted)]


def _together(tree: Tree) -> list[Segment]:
    """A tree as what an article must not have; parts that are wanted at once, so that nobody thinks of each."""
    match tree:
        case And(parts):
            return [Segment("("), *_listed(parts, "and"), Segment(" together)")]
        case InField(field, part):
            return [*_together(part), Segment(f" in {field.label}")]
        case _:
            return _part_said(tree)


def tree_in_words(tree: Tree) -> str:
    """What a part of a query looks for, in words: "a form of liberate"."""
    return "".join(segment.text for segment in _said(tree))


def _dates_apart(tree: Tree) -> tuple[Tree | None, list[DateRange]]:
    """What is wanted of an article's words, and the ranges that its date has to lie in besides."""
    if tree == Everything():
        return None, []
    parts = tree.parts if isinstance(tree, And) else (tree,)
    ranges = [part.dates for part in parts if isinstance(part, Dated)]
    words = tuple(part for part in parts if not isinstance(part, Dated))
    if not ranges:
        return tree, []
    if not words:
        return None, ranges
    return (And(words) if len(words) > 1 else words[0]), ranges


def _said(tree: Tree, no: str = "") -> list[Segment]:
    """A tree as what an article comes "with"; `no` is "no" for what it must not have."""
    match tree:
        case Everything():
            return [Segment("anything")]
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return _leaf_said(tree, no)
        case Near(parts, reach):
            return _negated([*_listed(parts, "and"), Segment(f" {_nearness(reach)}")], no)
        case Dated(dates):
            return [Segment(f"{no or 'a'} date {dates_in_words(dates)}")]
        case And(parts):
            return [Segment("not "), *_together(tree)] if no else _listed(parts, "and")
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


def _nearness(reach: int | Unit) -> str:
    """How near words are to one another."""
    match reach:
        case Unit.SENTENCE:
            return "in the same sentence"
        case Unit.PARAGRAPH:
            return "in the same paragraph"
        case 0:
            return "next to one another"
        case 1:
            return "with at most one other word among them"
        case _:
            return f"with at most {reach} other words among them"


def _leaf_said(leaf: Leaf, no: str) -> list[Segment]:
    match leaf:
        case Prefix():
            kind = f"{no or 'a'} word beginning with "
        case Wildcard():
            kind = f"{no or 'a'} word like "
        case Fuzzy(_, distance):
            kind = f"{no or 'a'} word within {_letters(distance)} of "
        case Phrase() if len(forms(leaf.text)) > 1:
            kind = ("not " if no else "") + ("exactly the phrase " if leaf.exact else "the phrase ")
        case Word(_, exact=True) | Phrase(_, exact=True):
            kind = ("not " if no else "") + "exactly "
        case _:
            kind = f"{no or 'a'} form of " if _has_forms(leaf) else f"{no} " if no else ""
    said = [Segment(kind), Segment(_shown(leaf), marked=True)]
    if not isinstance(leaf, Phrase) and leaf.without:
        *others, last = leaf.without
        left_out = f"{', '.join(others)} and {last}" if others else last
        said.append(Segment(f" (but for {left_out})"))
    return said


def _has_forms(leaf: Leaf) -> bool:
    """Whether other forms of a word count; where nobody has looked for them, whether its stem is another than it."""
    match leaf:
        case _KnownWord(several_forms=several):
            return several or bool(leaf.without)
        case Word() if leaf.without:
            return True
        case _:
            return any(stem(form) != form for form in forms(leaf.text))


def _shown(leaf: Leaf) -> str:
    """A leaf's text, from its first word to its last: signs around these are not looked for."""
    if not isinstance(leaf, Word | Phrase):
        return leaf.text
    tokens = tokenize(leaf.text)
    return leaf.text[tokens[0].start : tokens[-1].end]


def _letters(distance: int) -> str:
    return "one letter" if distance == 1 else f"{distance} letters"


def _part_said(tree: Tree, no: str = "") -> list[Segment]:
    """A tree as a part of a longer sentence: in parentheses where it could be read otherwise."""
    if no or not isinstance(tree, And | Or | Maybe | Near):
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
        is_in_field = isinstance(part, InField) or (isinstance(part, Not) and isinstance(part.part, InField))
        if number and is_in_field:  # the field is of this part alone
            said += [Segment("("), *_said(part), Segment(")")]
        else:
            said += _part_said(part)
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


def dates_in_words(dates: DateRange, *, month_first: bool = False) -> str:
    """A range of dates: whole years as years, whole months as months, else days; "" for all time."""
    if dates.undated:
        return "undated"
    precision = shared_precision(dates)
    begin, end = (long_day(day, precision, month_first=month_first) if day else "" for day in (dates.first, dates.last))
    if begin and begin == end:
        return f"on {begin}" if precision is Precision.DAY else f"in {begin}"
    if begin and end:
        return f"from {begin} to {end}"
    if begin:
        return f"from {begin} on"
    return f"up to {end}" if end else ""
