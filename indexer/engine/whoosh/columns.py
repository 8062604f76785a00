"""Columns: what every article has one of, as arrays in the order of Whoosh's document numbers.

Two files: `columns.npz` with the arrays, `columns.json` with the texts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.articles.article import Article
from indexer.fields import FACETS, TEXT_FIELDS, Field
from indexer.spelling import spelling_key

__all__ = ["UNDATED", "Columns", "ColumnsWriter", "FacetColumn", "day_number"]

UNDATED: Final = np.iinfo(np.int32).min
_ARRAYS: Final = "columns.npz"
_TEXTS: Final = "columns.json"

Mask = NDArray[np.bool_]


def day_number(day: dt.date) -> int:
    """The day as it stands in the column of dates: its proleptic Gregorian ordinal."""
    return day.toordinal()


@dataclass(frozen=True, slots=True, eq=False)
class FacetColumn:
    """The values of a facet, by article.

    `values`: as most often written. `ordinals`, int32 [n]: places in `values`, and
    `owners`, int32 [n]: the articles that have them; ascending, each pair once.
    """

    values: tuple[str, ...]
    ordinals: NDArray[np.int32]
    owners: NDArray[np.int32]
    missing: Mask  # bool [articles]: none given
    by_key: Mapping[str, int]

    @classmethod
    def of(cls, values: Sequence[str], ordinals: NDArray[np.int32], counts: NDArray[np.int32]) -> FacetColumn:
        """Make a column; `counts`, int32 [articles], says how many ordinals each article has."""
        return cls(
            values=tuple(values),
            ordinals=ordinals,
            owners=np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            missing=counts == 0,
            by_key={spelling_key(value): ordinal for ordinal, value in enumerate(values)},
        )

    def ordinal(self, value: str) -> int | None:
        """The place of a value, however spelled; None when no article has it."""
        return self.by_key.get(spelling_key(value))

    def having(self, chosen: Iterable[str | None]) -> Mask:
        """bool [articles]: the articles that have one of the values; None stands for none given."""
        mask = np.zeros(len(self.missing), bool)
        ordinals = []
        for value in chosen:
            if value is None:
                mask |= self.missing
            elif (ordinal := self.ordinal(value)) is not None:
                ordinals.append(ordinal)
        mask[self.owners[np.isin(self.ordinals, ordinals)]] = True
        return mask

    def counts(self, mask: Mask) -> NDArray[np.intp]:
        """[values]: how many of the articles in `mask` have each value."""
        return np.bincount(self.ordinals[mask[self.owners]], minlength=len(self.values))

    def values_of(self, article: int) -> tuple[str, ...]:
        """The values of one article."""
        first, last = np.searchsorted(self.owners, (article, article + 1))
        return tuple(self.values[ordinal] for ordinal in self.ordinals[first:last])


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """All columns of an index of n articles.

    `days`: int32 [n], day numbers or UNDATED. `ranks`: int32 [n], each article's
    place when ids are sorted. `lengths`: int32 [text fields, n], words, in the field
    table's order. `copies`: inputs of exact copies, by id.
    """

    ids: tuple[str, ...]
    days: NDArray[np.int32]
    ranks: NDArray[np.int32]
    lengths: NDArray[np.int32]
    facets: Mapping[Field, FacetColumn]
    copies: Mapping[str, tuple[str, ...]]

    @classmethod
    def read(cls, folder: Path) -> Columns:
        """Read the columns that a ColumnsWriter wrote."""
        texts = json.loads((folder / _TEXTS).read_bytes())
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            return cls(
                ids=tuple(texts["ids"]),
                days=arrays["days"],
                ranks=arrays["ranks"],
                lengths=arrays["lengths"],
                facets={
                    field: FacetColumn.of(
                        texts["values"][field.name], arrays[f"{field.name}.ordinals"], arrays[f"{field.name}.counts"]
                    )
                    for field in FACETS
                },
                copies={article_id: tuple(inputs) for article_id, inputs in texts["copies"].items()},
            )


class ColumnsWriter:
    """Collects the columns of articles, in order."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._days: list[int] = []
        self._lengths: list[Sequence[int]] = []
        self._facets = {field: _FacetCollector() for field in FACETS}

    def add(self, article: Article, lengths: Sequence[int]) -> None:
        """Take an article; `lengths` are its words, by text field."""
        self._ids.append(article.id)
        self._days.append(day_number(article.date.day) if article.date else UNDATED)
        self._lengths.append(lengths)
        for field, collector in self._facets.items():
            collector.add(article.texts(field))

    def write(self, folder: Path, copies: Mapping[str, Sequence[str]]) -> int:
        """Write both files; return the number of words in all text fields."""
        order = np.array(sorted(range(len(self._ids)), key=self._ids.__getitem__), np.int64)
        ranks = np.empty(len(order), np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        lengths = np.array(self._lengths, np.int32).reshape(-1, len(TEXT_FIELDS)).T
        arrays: dict[str, Any] = {"days": np.array(self._days, np.int32), "ranks": ranks, "lengths": lengths}
        values = {}
        for field, collector in self._facets.items():
            values[field.name] = collector.values()
            arrays[f"{field.name}.ordinals"] = np.array(collector.ordinals, np.int32)
            arrays[f"{field.name}.counts"] = np.array(collector.counts, np.int32)
        np.savez(folder / _ARRAYS, **arrays)
        texts = {"ids": self._ids, "values": values, "copies": {one: list(inputs) for one, inputs in copies.items()}}
        (folder / _TEXTS).write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
        return int(lengths.sum())


class _FacetCollector:
    """One facet's values while articles come in: a number for each spelling key, and how often each spelling."""

    def __init__(self) -> None:
        self.ordinals: list[int] = []
        self.counts: list[int] = []
        self._numbers: dict[str, int] = {}
        self._spellings: list[Counter[str]] = []

    def add(self, values: Iterable[str]) -> None:
        numbers = []
        for value in values:
            number = self._numbers.setdefault(spelling_key(value), len(self._numbers))
            if number == len(self._spellings):
                self._spellings.append(Counter())
            self._spellings[number][value] += 1
            numbers.append(number)
        once = dict.fromkeys(numbers)  # in the article's own order
        self.ordinals.extend(once)
        self.counts.append(len(once))

    def values(self) -> list[str]:
        """By number, the spelling most often written; of several, the first in the alphabet."""
        return [min(spellings, key=lambda one: (-spellings[one], one)) for spellings in self._spellings]
