"""Counting: facets, from the counts of a tally."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import FacetColumn
from indexer.engine.whoosh.counting.tally import Counts
from indexer.query.query import FacetFilter
from indexer.results import Facet, FacetValue
from indexer.spelling import spelling_key

__all__ = ["chosen_values", "facet", "most_frequent"]


def facet(column: FacetColumn, counts: Counts, chosen: FacetFilter, limit: int) -> Facet:
    """The values of a facet; `counts` leave out the facet's own filter.

    The `limit` most frequent values, and whatever is chosen; values that no article has keep the
    user's spelling and count 0.
    """
    of_values = counts.values(chosen.field)
    present = np.flatnonzero(of_values)
    picked = chosen_values(column, of_values, chosen)
    named = {value.value for value in picked}
    top = most_frequent(of_values, present, limit)
    rest = [
        FacetValue(value, count)
        for ordinal, count in zip(top.tolist(), of_values[top].tolist(), strict=True)
        if (value := column.value(ordinal)) not in named
    ]
    missing = counts.missing(chosen.field)
    none_chosen = None in chosen.included, None in chosen.excluded
    none_given = (FacetValue(None, missing, *none_chosen),) if missing or any(none_chosen) else ()
    return Facet(chosen.field, (*picked, *rest, *none_given), len(present))


def most_frequent(counts: NDArray[np.intp], present: NDArray[np.intp], limit: int) -> NDArray[np.intp]:
    """The ordinals of the `limit` greatest counts, greatest first; of equal ones the first by name, as ordinals go."""
    here = counts[present]
    if 0 < limit < len(present):
        edge = np.partition(here, len(here) - limit)[len(here) - limit]
        above = present[here > edge]
        present = np.concatenate((above, present[here == edge][: limit - len(above)]))
        here = counts[present]
    return present[np.argsort(-here, kind="stable")[:limit]]


def chosen_values(column: FacetColumn, counts: NDArray[np.intp], chosen: FacetFilter) -> list[FacetValue]:
    """The chosen values, each once: whoever chose one in two spellings, or both ways, has included it."""
    picked: dict[int | str, FacetValue] = {}
    for value, is_included in [*((one, True) for one in chosen.included), *((one, False) for one in chosen.excluded)]:
        if value is not None:
            ordinal = column.ordinal(value)
            if ordinal is None:
                picked.setdefault(spelling_key(value), FacetValue(value, 0, is_included, not is_included))
            else:
                found = FacetValue(column.value(ordinal), int(counts[ordinal]), is_included, not is_included)
                picked.setdefault(ordinal, found)
    return list(picked.values())
