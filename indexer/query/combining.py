"""Combining: two searches made one, of what both find, either finds, or the first finds without the second."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.errors import UsageError
from indexer.query.date_range import ALL_DATES, DateRange
from indexer.query.query import FacetFilter, Query
from indexer.query.tree import And, Dated, Everything, InField, Maybe, Not, Or, Phrase, Tree, parts_of

__all__ = ["Combination", "combined"]


class Combination(enum.StrEnum):
    """How two searches are combined."""

    BOTH = "both"
    EITHER = "either"
    WITHOUT = "without"


def combined(first: Query, second: Query, how: Combination) -> Query:
    """One search for what two find together. Filters and dates that both have stay what they are.

    Where both are wanted, those that only one has stay so too. What is left is said in the query: a facet's value as a
    phrase in its field, which longer values with these words have too. Raises `UsageError` for a filter
    that a query cannot say ("none given", undated), and `QueryError` where one of the texts has a mistake.
    """
    if how is Combination.BOTH:
        common = _merged(first, second)
    else:
        common = _Common(
            tuple(one for one in first.filters if one in second.filters),
            first.dates if first.dates == second.dates else ALL_DATES,
        )
    tree = _joined(_without(first, common), _without(second, common), how)
    return Query(str(tree), "any" if _has_maybe(tree) else "all", filters=common.filters, dates=common.dates)


@dataclass(frozen=True, slots=True)
class _Common:
    """The filters and dates of the combination."""

    filters: tuple[FacetFilter, ...]
    dates: DateRange


def _merged(first: Query, second: Query) -> _Common:
    """All filters that hold for what both find, but where both choose differently in one facet or date."""
    ours = {one.field: one for one in first.filters}
    theirs = {one.field: one for one in second.filters}
    kept = [
        one
        for field, one in (theirs | ours).items()
        if field not in ours or field not in theirs or ours[field] == theirs[field]
    ]
    merged = Query.of(
        filters={one.field.name: one.included for one in kept}, exclude={one.field.name: one.excluded for one in kept}
    )
    same = first.dates == second.dates or not first.dates or not second.dates
    return _Common(merged.filters, (first.dates or second.dates) if same else ALL_DATES)


def _without(query: Query, common: _Common) -> Tree:
    """What a query means beside the filters that the combination has."""
    parts = [] if query.tree == Everything() else [query.tree]
    for chosen in query.filters:
        if chosen not in common.filters:
            parts += _filter_parts(chosen)
    if query.dates and query.dates != common.dates:
        if query.dates.undated:
            raise UsageError("A search for undated articles cannot be combined so. Take that filter away first.")
        parts.append(Dated(query.dates))
    return _all_of(parts)


def _filter_parts(chosen: FacetFilter) -> Iterator[Tree]:
    if None in (*chosen.included, *chosen.excluded):
        raise UsageError(
            f"A search for articles with no {chosen.field.label.lower()} given cannot be combined so. "
            "Take that filter away first."
        )
    if included := tuple(_in_field(chosen, value) for value in chosen.included):
        yield included[0] if len(included) == 1 else Or(included)
    for value in chosen.excluded:
        yield Not(_in_field(chosen, value))


def _in_field(chosen: FacetFilter, value: str | None) -> Tree:
    return InField(chosen.field, Phrase((value or "").replace('"', " ")))


def _joined(first: Tree, second: Tree, how: Combination) -> Tree:
    if how is Combination.BOTH:
        return _all_of([part for part in (first, second) if part != Everything()])
    if how is Combination.EITHER:
        return Everything() if Everything() in (first, second) else Or(tuple(dict.fromkeys((first, second))))
    if second == Everything():
        raise UsageError("The second search finds all that the first does, so that nothing is left without it.")
    return _all_of([*([] if first == Everything() else [first]), Not(second)])


def _all_of(parts: list[Tree]) -> Tree:
    unique = tuple(dict.fromkeys(parts))
    return Everything() if not unique else unique[0] if len(unique) == 1 else And(unique)


def _has_maybe(tree: Tree) -> bool:
    return isinstance(tree, Maybe) or any(map(_has_maybe, parts_of(tree)))
