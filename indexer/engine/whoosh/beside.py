"""Beside: the row of an article in the list that pages of a search show, and the rows before and after it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indexer.engine.whoosh.counting.copy_groups import SharedRows
from indexer.engine.whoosh.evaluation.article_set import Numbers

__all__ = ["Beside", "beside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The `place` of a row, the first being 0, the article that it shows, and those of the rows around it."""

    place: int
    shown: int
    previous: int | None
    next: int | None


def beside(number: int, order: Numbers, shared: SharedRows | None) -> Beside:
    """The row of one of the articles that stand in an `order`; with `shared`, near copies share one."""
    rows = order if shared is None else order[shared.rows(order)]
    shown = number if shared is None else shared.shown_for(number, rows)
    place = int(np.flatnonzero(rows == shown)[0])
    return Beside(
        place,
        shown,
        rows.item(place - 1) if place else None,
        rows.item(place + 1) if place + 1 < len(rows) else None,
    )
