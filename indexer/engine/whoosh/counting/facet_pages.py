"""FacetPages: a facet's values page by page, from the counts of a tally."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.counting.counting import chosen_values, most_frequent
from indexer.engine.whoosh.counting.folded_names import FoldedNames
from indexer.engine.whoosh.counting.tally import Counts
from indexer.facet_page import FacetOrder, FacetPage, FacetPart
from indexer.fields import Field
from indexer.query.query import Query
from indexer.results import FacetValue

__all__ = ["FacetPages"]


class FacetPages:
    """Pages of values from one generation; shared by threads. A facet's names are folded when they are first asked."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._names: dict[Field, FoldedNames] = {}

    def page(self, query: Query, part: FacetPart, counts: Counts) -> FacetPage:
        """A page of values; `counts` leave out the facet's own filter."""
        column = self._columns.facets[part.field]
        chosen = query.filter_of(part.field)
        of_values = counts.values(part.field)
        present = of_values > 0
        matching = present & self._names_of(part.field).containing(part.containing) if part.containing else present
        picked = chosen_values(column, of_values, chosen)
        listed = matching.copy()
        ordinals = (column.ordinal(one.value) for one in picked if one.value is not None)
        listed[[ordinal for ordinal in ordinals if ordinal is not None]] = False
        numbers = self._in_order(part, of_values, np.flatnonzero(listed))
        rest = [
            FacetValue(column.value(ordinal), count)
            for ordinal, count in zip(numbers.tolist(), of_values[numbers].tolist(), strict=True)
        ]
        none_chosen = None in chosen.included, None in chosen.excluded
        is_first = not part.offset and not part.containing
        missing = counts.missing(part.field)
        none_given = (FacetValue(None, missing, *none_chosen),) if any(none_chosen) or (is_first and missing) else ()
        return FacetPage(
            query,
            part,
            (*picked, *rest, *none_given),
            int(np.count_nonzero(present)),
            int(np.count_nonzero(matching)),
            int(np.count_nonzero(listed)),
        )

    def _in_order(self, part: FacetPart, counts: NDArray[np.intp], listed: NDArray[np.intp]) -> NDArray[np.intp]:
        """The ordinals of the page, of those that are paged through."""
        end = part.offset + part.limit
        if part.order is FacetOrder.COUNT:
            return most_frequent(counts, listed, end)[part.offset :]
        ranks = self._names_of(part.field).ranks[listed]
        return listed[np.argsort(ranks)[part.offset : end]]

    def _names_of(self, field: Field) -> FoldedNames:
        names = self._names.get(field)
        if names is None:
            names = self._names[field] = FoldedNames(self._columns.facets[field])
        return names
