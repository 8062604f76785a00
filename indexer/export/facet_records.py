"""A facet's values as a JSON record."""

from __future__ import annotations

from indexer.export.record_types import FacetPageRecord
from indexer.facet_page import FacetPage

__all__ = ["facet_record"]


def facet_record(page: FacetPage) -> FacetPageRecord:
    """A page of a facet's values: chosen ones first, whatever is asked for; null is "none given", and last."""
    part = page.part
    return {
        "query": page.query.text,
        "field": part.field.name,
        "label": part.field.label,
        "containing": part.containing,
        "order": part.order.value,
        "offset": part.offset,
        "limit": part.limit,
        "distinct": page.distinct,
        "matching": page.matching,
        "listed": page.listed,
        "values": [
            {"value": one.value, "count": one.count, "selected": one.selected, "excluded": one.excluded}
            for one in page.values
        ],
    }
