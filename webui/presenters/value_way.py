"""Ways from a value of an article found: to those of the articles that have it too, and to those that have not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.fields import AUTHOR, SOURCE, Field
from indexer.results import Hit
from webui.addresses import Addresses
from webui.presenters.wording import joined, long_date

__all__ = ["HitByline", "NamedWay", "ValueWay", "hit_byline", "value_ways"]


@dataclass(frozen=True, slots=True)
class ValueWay:
    """A value, where the search goes on with it alone, and where without it.

    `only` is "" where the search is for this value alone already.
    """

    text: str
    only: str
    excluding: str


@dataclass(frozen=True, slots=True)
class NamedWay:
    """A value in a row of them, and the words that join it to the one before."""

    before: str
    way: ValueWay


@dataclass(frozen=True, slots=True)
class HitByline:
    """The line under the title of a row: its authors and its publication as ways, and the date."""

    names: tuple[NamedWay, ...]
    source: NamedWay | None
    date: str


def hit_byline(hit: Hit, addresses: Addresses) -> HitByline:
    """By whom, where and when an article was published, in a search that finds it."""
    names = tuple(NamedWay(one.before, _way(AUTHOR, one.name, addresses)) for one in joined(hit.authors))
    source = NamedWay(" · " if names else "", _way(SOURCE, hit.source, addresses)) if hit.source else None
    return HitByline(names, source, (" · " if names or source else "") + long_date(hit.date))


def value_ways(field: Field, values: Sequence[str], addresses: Addresses) -> tuple[ValueWay, ...]:
    """The ways from an article's values of one facet, in a search that finds it."""
    return tuple(_way(field, value, addresses) for value in values)


def _way(field: Field, value: str, addresses: Addresses) -> ValueWay:
    state = addresses.state
    chosen = state.query.filter_of(field)
    is_alone = len(chosen.included) == 1 and not state.without_value(field, value).query.filter_of(field).included
    return ValueWay(value, "" if is_alone else addresses.only(field, value), addresses.excluding(field, value))
