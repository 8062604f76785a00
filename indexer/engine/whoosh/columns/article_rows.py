"""Rows: what the engine knows of each article, while segments are made, merged and put together."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.engine.whoosh.columns.near_copies import SIGNATURE
from indexer.fields import FACETS, TEXT_FIELDS, Field
from indexer.string_table import StringTable

__all__ = ["DIGEST_BYTES", "UNDATED", "FacetRows", "Rows"]

UNDATED: Final = int(np.iinfo(np.int32).min)
DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True, eq=False)
class FacetRows:
    """The values that n articles have of one facet, as written, each article's in its own order.

    `spellings`: each distinct spelling once, in UTF-8. `ordinals`: int32 [m], places in `spellings`,
    article after article; `ends`: uint32 [n], where each article's end among them.
    """

    spellings: StringTable
    ordinals: NDArray[np.int32]
    ends: NDArray[np.uint32]

    def counts(self) -> NDArray[np.int64]:
        """int64 [n]: how many values each article has."""
        ends = self.ends.astype(np.int64)
        ends[1:] -= self.ends[:-1]
        return ends

    def take(self, numbers: NDArray[Any]) -> FacetRows:
        """The values of the articles `numbers`, and only the spellings that these have."""
        counts = self.counts()[numbers]
        taken = np.cumsum(counts)
        ordinals = self.ordinals[np.repeat(self.ends[numbers] - taken, counts) + np.arange(counts.sum())]
        used = np.zeros(len(self.spellings), bool)
        used[ordinals] = True
        if used.all():
            return FacetRows(self.spellings, ordinals, taken.astype(np.uint32))
        renumbered = (np.cumsum(used) - 1).astype(np.int32)
        return FacetRows(self.spellings.take(np.flatnonzero(used)), renumbered[ordinals], taken.astype(np.uint32))

    @staticmethod
    def concatenate(parts: Sequence[FacetRows]) -> FacetRows:
        """The values of all parts' articles, one part after the other."""
        numbers: dict[bytes, int] = {}
        ordinals = [np.zeros(0, np.int32)]
        ends = [np.zeros(0, np.uint32)]
        mentions = 0
        for part in parts:
            spellings = part.spellings.tolist()
            new = [spelling for spelling in spellings if spelling not in numbers]
            numbers.update(zip(new, itertools.count(len(numbers)), strict=False))
            unified = np.fromiter(map(numbers.__getitem__, spellings), np.int32, len(spellings))
            ordinals.append(unified[part.ordinals])
            ends.append(part.ends + np.uint32(mentions))
            mentions += len(part.ordinals)
        return FacetRows(StringTable.of(list(numbers)), np.concatenate(ordinals), np.concatenate(ends))


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Facts of n articles, in the order of their numbers. Can be pickled.

    `ids`: in UTF-8. `sequences`: int64 [n], places in the order of the inputs. `first_indexed`: int64 [n],
    seconds since 1970. `days`: int32 [n], proleptic Gregorian ordinals or UNDATED. `lengths`: uint32
    [text fields, n], words, in the field table's order. `digests`: uint8 [n, 16], zeros for none.
    `signatures`: uint32 [n, SIGNATURE], see `near_copies`. `copies`: inputs of exact copies, and
    `copy_owners`, int32 [c], the numbers of the articles that they are copies of.
    """

    ids: StringTable
    sequences: NDArray[np.int64]
    first_indexed: NDArray[np.int64]
    days: NDArray[np.int32]
    lengths: NDArray[np.uint32]
    digests: NDArray[np.uint8]
    signatures: NDArray[np.uint32]
    facets: Mapping[Field, FacetRows]
    copies: StringTable
    copy_owners: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def none(cls) -> Rows:
        """The rows of no articles."""
        nothing = StringTable.of(())
        return cls(
            ids=nothing,
            sequences=np.zeros(0, np.int64),
            first_indexed=np.zeros(0, np.int64),
            days=np.zeros(0, np.int32),
            lengths=np.zeros((len(TEXT_FIELDS), 0), np.uint32),
            digests=np.zeros((0, DIGEST_BYTES), np.uint8),
            signatures=np.zeros((0, SIGNATURE), np.uint32),
            facets={field: FacetRows(nothing, np.zeros(0, np.int32), np.zeros(0, np.uint32)) for field in FACETS},
            copies=nothing,
            copy_owners=np.zeros(0, np.int32),
        )

    def take(self, numbers: NDArray[Any]) -> Rows:
        """The rows of the articles `numbers`, each at most once, in that order; their copies stay with them."""
        renumbered = np.full(len(self), -1, np.int32)
        renumbered[numbers] = np.arange(len(numbers), dtype=np.int32)
        owners = renumbered[self.copy_owners]
        return Rows(
            ids=self.ids.take(numbers),
            sequences=self.sequences[numbers],
            first_indexed=self.first_indexed[numbers],
            days=self.days[numbers],
            lengths=self.lengths[:, numbers],
            digests=self.digests[numbers],
            signatures=self.signatures[numbers],
            facets={field: facet.take(numbers) for field, facet in self.facets.items()},
            copies=self.copies.take(np.flatnonzero(owners >= 0)),
            copy_owners=owners[owners >= 0],
        )

    @staticmethod
    def concatenate(parts: Sequence[Rows]) -> Rows:
        """The rows of all parts, one part after the other; equal spellings of the parts become one."""
        parts = [Rows.none(), *parts]
        bases = np.cumsum([0, *map(len, parts)])
        return Rows(
            ids=StringTable.concatenate([part.ids for part in parts]),
            sequences=np.concatenate([part.sequences for part in parts]),
            first_indexed=np.concatenate([part.first_indexed for part in parts]),
            days=np.concatenate([part.days for part in parts]),
            lengths=np.concatenate([part.lengths for part in parts], axis=1),
            digests=np.concatenate([part.digests for part in parts]),
            signatures=np.concatenate([part.signatures for part in parts]),
            facets={field: FacetRows.concatenate([part.facets[field] for part in parts]) for field in FACETS},
            copies=StringTable.concatenate([part.copies for part in parts]),
            copy_owners=np.concatenate(
                [part.copy_owners + np.int32(base) for part, base in zip(parts, bases.tolist(), strict=False)]
            ),
        )
