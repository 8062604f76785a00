"""Breakdowns: what a search found, by day and by the values of facets."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.counting.counting import facet
from indexer.engine.whoosh.counting.facet_pages import FacetPages
from indexer.engine.whoosh.counting.periods import DayOrder, histogram, period
from indexer.engine.whoosh.counting.selection import Selection
from indexer.engine.whoosh.counting.tally import Tally
from indexer.facet_page import FacetPage, FacetPart
from indexer.fields import DATE, Field
from indexer.lockless import cached_property
from indexer.query.query import Query
from indexer.results import Facet, Histogram

__all__ = ["Breakdown", "Breakdowns"]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What one search found; as in `Results`."""

    histogram: Histogram
    period: Histogram | None
    facets: Mapping[str, Facet]


class Breakdowns:
    """Counts the articles that searches find in a generation; immutable, safe to share between threads.

    What it counts with is worked out at first use.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    @cached_property
    def tally(self) -> Tally:
        """Counts by month and by values."""
        return Tally(self._columns)

    @cached_property
    def _day_order(self) -> DayOrder:
        return DayOrder(self._columns)

    @cached_property
    def _facet_pages(self) -> FacetPages:
        return FacetPages(self._columns)

    def of(self, query: Query, selection: Selection, facets: Collection[Field], facet_limit: int) -> Breakdown:
        """Count what a query found; each part leaves out its own filter. A facet's values are cut after a limit."""
        passing = self.tally.of(selection.passing)
        without = {
            field: self.tally.more(passing, selection.passing, articles)
            for field, articles in selection.kept_out.items()
            if field == DATE or field in facets
        }
        by_month = without.get(DATE, passing), self.tally.first_month, query.dates
        overview = histogram(*by_month)
        return Breakdown(
            overview,
            period(overview, *by_month, lambda *days: self._day_order.counts(selection, *days)),
            {
                field.name: facet(
                    self._columns.facets[field], without.get(field, passing), query.filter_of(field), facet_limit
                )
                for field in facets
            },
        )

    def facet_page(self, query: Query, selection: Selection, part: FacetPart) -> FacetPage:
        """A page of the values of one facet, whose own filter is left out of the counts."""
        counts = self.tally.of(selection.passing)
        kept_out = selection.kept_out.get(part.field)
        if kept_out is not None:
            counts = self.tally.more(counts, selection.passing, kept_out)
        return self._facet_pages.page(query, part, counts)
