"""Tally: how many articles of a set have each facet value and each month, all counted at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.article_columns import Columns, FacetColumn
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.fields import Field

__all__ = ["Counts", "Tally"]

_OFTEN: Final = 4  # a further value has a place in every article's row when 1/4 of the articles have it
_FEW: Final = 8  # an article's further values are looked up when 8 times as many are written down


class Counts:
    """How many articles have what.

    `first_month` is the month (year * 12 + month - 1) of the first of the `months`.
    """

    def __init__(self, tally: Tally, counts: NDArray[np.intp]) -> None:
        self._tally = tally
        self._counts = counts

    def values(self, field: Field) -> NDArray[np.intp]:
        """intp [values]: by ordinal."""
        start, end = self._tally.bounds[field]
        return self._counts[start + 1 : end]

    def missing(self, field: Field) -> int:
        """Articles without a value."""
        return int(self._counts[self._tally.bounds[field][0]])

    @property
    def months(self) -> NDArray[np.intp]:
        """intp [months]: from the tally's `first_month` on."""
        return self._counts[self._tally.first_month_slot :]

    @property
    def undated(self) -> int:
        """Articles without a date."""
        return int(self._counts[self._tally.first_month_slot - 1])

    def __add__(self, other: Counts) -> Counts:
        return Counts(self._tally, self._counts + other._counts)

    def __sub__(self, other: Counts) -> Counts:
        return Counts(self._tally, self._counts - other._counts)


class Tally:
    """The facet values and the month of every article, numbered through as slots; shared by threads.

    A row an article holds the slot of its first value in each facet, or that of "none given", of its
    month, and of further values where many articles have them; the rest are written down one by one.
    `bounds`: each facet's slots, none given first. `first_month`: the month of slot `first_month_slot`.
    """

    def __init__(self, columns: Columns) -> None:
        self.bounds: dict[Field, tuple[int, int]] = {}
        rows: list[NDArray[np.int32]] = []
        owners: list[NDArray[np.int32]] = []
        slots: list[NDArray[np.int32]] = []
        end = 1  # slot 0 is for a further value that an article doesn't have
        for field, column in columns.facets.items():
            start, end = end, end + 1 + column.value_count
            self.bounds[field] = start, end
            facet = _FacetRows(column, start)
            rows.extend(facet.rows)
            owners.append(facet.owners)
            slots.append(facet.slots)
        months = columns.months
        dated = months >= 0
        self.first_month = int(months[dated].min()) if dated.any() else 0
        self.first_month_slot = end + 1
        rows.append(np.where(dated, months - np.int32(self.first_month - self.first_month_slot), np.int32(end)))
        self._rows = np.stack(rows, axis=1).astype(np.int32)
        self._slot_count = int(self._rows[:, -1].max(initial=end)) + 1
        order = np.argsort(np.concatenate(owners), kind="stable")
        self._owners = np.concatenate(owners)[order]
        self._slots = np.concatenate(slots)[order]
        self._ends = np.cumsum(np.bincount(self._owners, minlength=columns.count))
        live = np.ones(columns.count, bool) if columns.live is None else columns.live
        self._live = ArticleSet(columns.count, mask=live)
        self._live_count = len(self._live)
        self._all = Counts(self, self._counted(self._live))

    def of(self, articles: ArticleSet) -> Counts:
        """The counts of some of the live articles; when these are most of all, the others are counted."""
        count = len(articles)
        if count == self._live_count:
            return self._all
        if 2 * count > self._live_count:
            return self._all - Counts(self, self._counted(self._live - articles))
        return Counts(self, self._counted(articles))

    def more(self, counts: Counts, articles: ArticleSet, further: ArticleSet) -> Counts:
        """The counts of `articles`, which are given, with those of further articles."""
        if 2 * (len(articles) + len(further)) > self._live_count:
            return self.of(ArticleSet.union(articles.among, [articles, further]))
        return counts + self.of(further)

    def _counted(self, articles: ArticleSet) -> NDArray[np.intp]:
        numbers = articles.numbers
        slots = self._rows.take(numbers, axis=0).ravel()
        if len(self._slots):
            slots = np.concatenate((slots, self._further(articles)))
        return np.bincount(slots, minlength=self._slot_count)

    def _further(self, articles: ArticleSet) -> NDArray[np.int32]:
        """The slots of the values that are not in the articles' rows."""
        numbers = articles.numbers
        if len(numbers) * _FEW > len(self._slots):
            return self._slots[articles.mask.take(self._owners)]
        ends = self._ends.take(numbers)
        counts = ends - np.where(numbers, self._ends.take(numbers - 1, mode="wrap"), 0)
        taken = np.cumsum(counts)
        places = np.repeat(ends - taken, counts) + np.arange(taken[-1] if len(taken) else 0)
        return self._slots.take(places)


class _FacetRows:
    """A facet's part of the rows, and what doesn't fit in."""

    def __init__(self, column: FacetColumn, start: int) -> None:
        ends = column.ends.astype(np.int64)
        begins = np.concatenate([np.zeros(min(len(ends), 1), np.int64), ends[:-1]])
        counts = ends - begins
        self.rows: list[NDArray[np.int32]] = []
        place = 0
        while place == 0 or np.count_nonzero(counts > place) * _OFTEN >= len(counts) > 0:
            row = np.full(len(counts), 0 if place else start, np.int32)
            having = np.flatnonzero(counts > place)
            row[having] = column.ordinals[begins[having] + place] + np.int32(start + 1)
            self.rows.append(row)
            place += 1
        owners = np.repeat(np.arange(len(ends), dtype=np.int32), counts)
        is_further = np.arange(len(owners)) - np.repeat(begins, counts) >= place
        self.owners = owners[is_further]
        self.slots = column.ordinals[is_further].astype(np.int32) + np.int32(start + 1)
