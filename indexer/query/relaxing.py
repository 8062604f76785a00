"""Relaxing: a query without one of its parts, and each part by itself.

Parts are the words, phrases and groups that are all wanted, each chosen or excluded value, and the dates.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.errors import QueryError
from indexer.fields import Field
from indexer.query.date_range import ALL_DATES
from indexer.query.explain import dates_in_words, tree_in_words
from indexer.query.query import FacetFilter, Query
from indexer.query.tree import And, Everything, Not, Tree, written

__all__ = ["Relaxation", "relaxations"]

_MOST: Final = 20  # parts that are looked at
_MOST_SECONDS: Final = 1.0  # after which no more is looked for


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A part of a query, `said` in words, and what would be found with nothing else, and without it alone.

    `alone` is None for what is shut out, which is no search by itself, and where several parts are left out.
    """

    said: str
    alone: Query | None
    alone_total: int
    without: Query
    without_total: int


@dataclass(frozen=True, slots=True)
class _Part:
    said: str
    alone: Query | None
    without: Query


def relaxations(query: Query, count: Callable[[Query], int]) -> tuple[Relaxation, ...]:
    """Each part of a query, and what leaving it out would do; `count` says how many articles a query finds.

    Where leaving out no part alone helps, all filters are left out together, and all parts that find nothing by
    themselves, each as one more relaxation where that helps. None for a query of one part. Parts that cost too much
    to be counted are left out, and all that are not yet looked at after a second. Raises `QueryError` for a
    mistake in its text.
    """
    parts = list(itertools.islice(itertools.chain(_text_parts(query), _filter_parts(query)), _MOST))
    if len(parts) < 2:
        return ()
    end = time.monotonic() + _MOST_SECONDS
    found: list[Relaxation] = []
    for part in parts:
        if time.monotonic() < end:
            found += _looked_at(part, count)
    if time.monotonic() < end and not any(one.without_total for one in found):
        with contextlib.suppress(QueryError):  # as it costs too much
            found += _without_filters(query, count)
            found += _without_the_dead(query, found, count)
    return tuple(found)


def _looked_at(part: _Part, count: Callable[[Query], int]) -> Iterator[Relaxation]:
    """Yield what a part does, if it does not cost too much to say."""
    with contextlib.suppress(QueryError):
        alone_total = count(part.alone) if part.alone else 0
        yield Relaxation(part.said, part.alone, alone_total, part.without, count(part.without))


def _text_parts(query: Query) -> Iterator[_Part]:
    parts = _parts(query.tree)
    for place, part in enumerate(parts):
        alone = Query(_text(part, query), query.match, query.exact)
        rest = _together((*parts[:place], *parts[place + 1 :]))
        without = dataclasses.replace(query, text=_text(rest, query))
        if alone.means(part) and without.means(rest):  # else it is too long to be written
            yield _Part(tree_in_words(part), None if isinstance(part, Not) else alone, without)


def _parts(tree: Tree) -> tuple[Tree, ...]:
    """What a tree wants all at once."""
    if tree == Everything():
        return ()
    return tree.parts if isinstance(tree, And) else (tree,)


def _text(tree: Tree, query: Query) -> str:
    return written(tree, query.match, exact=query.exact)


def _together(parts: Sequence[Tree]) -> Tree:
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _filter_parts(query: Query) -> Iterator[_Part]:
    for chosen in query.filters:
        for value in chosen.included:
            alone = Query(filters=(FacetFilter(chosen.field, (value,)),))
            less = FacetFilter(chosen.field, tuple(one for one in chosen.included if one != value), chosen.excluded)
            yield _Part(_value(chosen.field, value), alone, _with_filter(query, less))
        for value in chosen.excluded:
            less = FacetFilter(chosen.field, chosen.included, tuple(one for one in chosen.excluded if one != value))
            yield _Part(f"not {_value(chosen.field, value)}", None, _with_filter(query, less))
    if query.dates:
        alone = Query(dates=query.dates)
        yield _Part(dates_in_words(query.dates), alone, dataclasses.replace(query, dates=ALL_DATES))


def _value(field: Field, value: str | None) -> str:
    return f"{field.label}: {'none given' if value is None else value}"


def _with_filter(query: Query, changed: FacetFilter) -> Query:
    kept = tuple(changed if one.field == changed.field else one for one in query.filters)
    return dataclasses.replace(query, filters=tuple(one for one in kept if one.included or one.excluded))


def _without_filters(query: Query, count: Callable[[Query], int]) -> Iterator[Relaxation]:
    """Yield the query without all its filters, if there are several and that helps."""
    without = dataclasses.replace(query, filters=(), dates=ALL_DATES)
    if query.text and len(list(_filter_parts(query))) > 1 and (total := count(without)):
        yield Relaxation("all filters", None, 0, without, total)


def _without_the_dead(query: Query, found: Sequence[Relaxation], count: Callable[[Query], int]) -> Iterator[Relaxation]:
    """Yield the query without all parts that find nothing by themselves, if there are several and that helps."""
    dead = list(dict.fromkeys(one.said for one in found if one.alone and not one.alone_total))
    if len(dead) < 2:
        return
    rest = _together([part for part in _parts(query.tree) if tree_in_words(part) not in dead])
    without = dataclasses.replace(query, text=_text(rest, query))
    for chosen in query.filters:
        included = tuple(value for value in chosen.included if _value(chosen.field, value) not in dead)
        without = _with_filter(without, FacetFilter(chosen.field, included, chosen.excluded))
    if query.dates and dates_in_words(query.dates) in dead:
        without = dataclasses.replace(without, dates=ALL_DATES)
    total = count(without) if without.means(rest) and without != Query(match=query.match, exact=query.exact) else 0
    if total:
        yield Relaxation(" and ".join(dead), None, 0, without, total)
