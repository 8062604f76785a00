"""Columns: everything the engine knows of each article of a generation, in one block file, articles-N.col.

Facts as in `Rows`, and what is worked out from them for the generation: orders, groups of
near copies, and the facets' numbering of values.
"""

from __future__ import annotations

import bisect
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from indexer.block_format import FileSum
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.engine.whoosh.columns import near_copies
from indexer.engine.whoosh.columns.article_rows import DIGEST_BYTES, UNDATED, FacetRows, Rows
from indexer.engine.whoosh.columns.facet_column import FacetColumn, narrow, write_facet
from indexer.fields import BODY, FACETS, TEXT_FIELDS, Field
from indexer.lockless import cached_property
from indexer.string_table import StringTable

__all__ = ["UNDATED", "UNDATED_MONTH", "Columns", "FacetColumn", "FacetRows", "Rows", "write_columns"]

UNDATED_MONTH: Final = -1
_LAST_DAY: Final = 1 << 22  # greater than every ordinal
_EPOCH: Final = 719_163  # the ordinal of 1 January 1970
_EPOCH_MONTH: Final = 1970 * 12


class Columns:
    """The columns of a generation of n articles, deleted ones included, by article number.

    Each array is checked and mapped when it is first asked for: `DamagedError`. All are whole and
    read-only. Threads may share it; whoever asks at once maps the same twice. Opening reads next to nothing.
    """

    def __init__(self, path: Path, written: FileSum) -> None:
        self._file = BlockFile(path, written)
        self.facets: Mapping[Field, FacetColumn] = {
            field: FacetColumn(self._file, f"facet.{field.name}") for field in FACETS
        }

    @cached_property
    def segments(self) -> tuple[int, ...]:
        """How many articles each segment has, in order."""
        return tuple(self._array("segments").tolist())

    @cached_property
    def count(self) -> int:
        """n."""
        return sum(self.segments)

    @cached_property
    def live_count(self) -> int:
        """How many articles are not deleted."""
        return self.count if self.live is None else int(np.count_nonzero(self.live))

    @cached_property
    def live(self) -> NDArray[np.bool_] | None:
        """bool [n]: not deleted; None when none is."""
        return self._array("live") if "live" in self._file else None

    @cached_property
    def ids(self) -> StringTable:
        """The articles' ids, in UTF-8."""
        return StringTable.read(self._file, "ids")

    @cached_property
    def ranks(self) -> NDArray[np.int32]:
        """int32 [n]: each article's place when all ids are sorted bytewise; of equal ids, by number."""
        return self._array("ranks")

    @cached_property
    def by_rank(self) -> NDArray[np.int32]:
        """int32 [n]: the article at each place when all ids are sorted."""
        return self._array("by_rank")

    @cached_property
    def newest(self) -> NDArray[np.int32]:
        """int32 [n]: each article's place when the newest come first, the undated last, those of a day by id."""
        return self._array("newest")

    @cached_property
    def oldest(self) -> NDArray[np.int32]:
        """int32 [n]: each article's place when the oldest come first, the undated last, those of a day by id."""
        return self._array("oldest")

    @cached_property
    def days(self) -> NDArray[np.int32]:
        """int32 [n]: proleptic Gregorian ordinals, or UNDATED."""
        return self._array("days")

    @cached_property
    def months(self) -> NDArray[np.int32]:
        """int32 [n]: year * 12 + month - 1, or UNDATED_MONTH."""
        return self._array("months")

    @cached_property
    def groups(self) -> NDArray[np.int32]:
        """int32 [n]: the smallest number in each article's group of near copies; its own when alone or deleted."""
        return self._array("groups")

    @cached_property
    def sequences(self) -> NDArray[Any]:
        """Integers [n], as narrow as they can be: places in the order of the inputs."""
        return self._array("sequences")

    @cached_property
    def first_indexed(self) -> NDArray[Any]:
        """Integers [n], as narrow as they can be: when each was first indexed, in seconds since 1970."""
        return self._array("first_indexed")

    @cached_property
    def latest(self) -> NDArray[np.int32]:
        """int32 [n]: each article's place when those first indexed last come first, of one second the newest."""
        return _places(np.lexsort((self.newest, -self.first_indexed.astype(np.int64))))

    @cached_property
    def digests(self) -> NDArray[np.uint8]:
        """uint8 [n, 16]: digests of the articles' content; zeros for none."""
        return self._array("digests")

    @cached_property
    def copy_owners(self) -> NDArray[np.int32]:
        """int32 [c]: of which article each exact copy is one, ascending."""
        return self._array("copy_owners")

    def lengths(self, field: Field) -> NDArray[Any]:
        """Unsigned integers [n], as narrow as they can be: the words of a text field."""
        return self._array(f"lengths.{field.name}")

    def average_length(self, field: Field) -> float:
        """Words of a text field in an article, deleted ones counting; 0.0 when there is no article."""
        return self._average_lengths.item(TEXT_FIELDS.index(field))

    def number_of(self, article_id: str) -> int | None:
        """The live article with this id."""
        return self._find(article_id.encode(errors="surrogatepass"), self.by_rank, self.ids.__getitem__)

    def number_of_digest(self, digest: bytes) -> int | None:
        """The live article whose content has this digest of 16 bytes, that with the smallest number; None for zeros."""
        if not any(digest):
            return None
        return self._find(digest, self._array("by_digest"), lambda number: self.digests[number].tobytes())

    def copies_of(self, number: int) -> tuple[str, ...]:
        """The inputs of the exact copies of an article."""
        first, last = self._copy_range(number)
        return tuple(self._copies[place].decode() for place in range(first, last))

    def copy_count(self, number: int) -> int:
        """How many exact copies of an article there are."""
        first, last = self._copy_range(number)
        return last - first

    def _copy_range(self, number: int) -> tuple[int, int]:
        first, last = self.copy_owners.searchsorted(np.array((number, number + 1), np.int32)).tolist()
        return first, last

    def rows(self) -> Rows:
        """All facts that the columns were made from, those of deleted articles too, for an update."""
        return Rows(
            ids=self.ids,
            sequences=self.sequences.astype(np.int64),
            first_indexed=self.first_indexed.astype(np.int64),
            days=self.days,
            lengths=np.stack([self.lengths(field).astype(np.uint32) for field in TEXT_FIELDS]),
            digests=self.digests,
            signatures=self._array("signatures"),
            facets={field: column.rows() for field, column in self.facets.items()},
            copies=self._copies,
            copy_owners=self.copy_owners,
        )

    def close(self) -> None:
        """Let go of the file; arrays that are out stay."""
        self._file.close()

    @cached_property
    def _average_lengths(self) -> NDArray[np.float64]:
        return self._array("average_lengths")

    @cached_property
    def _copies(self) -> StringTable:
        return StringTable.read(self._file, "copies")

    def _array(self, name: str) -> NDArray[Any]:
        return self._file[name].whole()

    def _find(self, wanted: bytes, order: NDArray[np.int32], key: Callable[[int], bytes]) -> int | None:
        """The first live article with this key, in an order by keys."""
        for place in range(bisect.bisect_left(order, wanted, key=key), len(order)):
            number = order.item(place)
            if key(number) != wanted:
                break
            if self.live is None or self.live[number]:
                return number
        return None


def write_columns(path: Path, rows: Rows, live: NDArray[np.bool_], segments: Sequence[int]) -> FileSum:
    """Write the columns of a generation: `live`, bool [n], are not deleted; `segments` have so many articles each."""
    if sum(segments) != len(rows):
        raise ValueError(f"{len(rows)} rows for segments of {sum(segments)} articles")
    by_copied = np.argsort(rows.copy_owners, kind="stable")
    # Groups are the work of arrays, the most of the rest is Python's: each leaves the other a processor.
    with BlockFileWriter(path) as file, ThreadPoolExecutor(1) as aside:
        groups = aside.submit(_live_groups, rows, live)
        rows.ids.write(file, "ids")
        rows.copies.take(by_copied).write(file, "copies")
        arrays: dict[str, NDArray[Any]] = {
            "segments": np.array(segments, np.int64),
            "average_lengths": rows.lengths.sum(axis=1, dtype=np.float64) / max(len(rows), 1),
            "sequences": narrow(rows.sequences),
            "first_indexed": narrow(rows.first_indexed),
            "days": rows.days,
            "months": _months(rows.days),
            "digests": rows.digests,
            "by_digest": _digest_order(rows.digests),
            "signatures": rows.signatures,
            "copy_owners": rows.copy_owners[by_copied],
            **_orders(rows),
            **{
                f"lengths.{field.name}": narrow(lengths)
                for field, lengths in zip(TEXT_FIELDS, rows.lengths, strict=True)
            },
        }
        if not live.all():
            arrays["live"] = live
        for name, array in arrays.items():
            file.add(name, array)
        for field in FACETS:
            write_facet(file, f"facet.{field.name}", rows.facets[field], live)
        file.add("groups", groups.result())
        return file.finish()


def _orders(rows: Rows) -> dict[str, NDArray[np.int32]]:
    """The orders of articles by id and by date."""
    ids = rows.ids.tolist()
    by_rank = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int32)
    days = rows.days[by_rank].astype(np.int64)
    undated = days == UNDATED
    return {
        "by_rank": by_rank,
        "ranks": _places(by_rank),
        "newest": _places(by_rank[_order(np.where(undated, _LAST_DAY, _LAST_DAY - 1 - days))]),
        "oldest": _places(by_rank[_order(np.where(undated, _LAST_DAY, days))]),
    }


def _order(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """int64 [n]: what a stable `argsort` gives for numbers from 0 to 2 ** 31 - 1, in a fifth of its time."""
    keys = (days << 32) | np.arange(len(days))
    keys.sort()
    return keys & 0xFFFF_FFFF


def _places(order: NDArray[np.integer[Any]]) -> NDArray[np.int32]:
    """The inverse of a permutation."""
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    return places


def _months(days: NDArray[np.int32]) -> NDArray[np.int32]:
    dated = days != UNDATED
    since_epoch = np.where(dated, days, _EPOCH).astype(np.int64) - _EPOCH
    months = since_epoch.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) + _EPOCH_MONTH
    return np.where(dated, months, UNDATED_MONTH).astype(np.int32)


def _digest_order(digests: NDArray[np.uint8]) -> NDArray[np.int32]:
    """int32 [n]: the articles in the order of their digests; of equal ones, by number."""
    halves = np.ascontiguousarray(digests).view(">u8").reshape(-1, DIGEST_BYTES // 8).astype(np.uint64)
    order = np.argsort(halves[:, 0])
    sorted_first = halves[order, 0]
    if (sorted_first[1:] == sorted_first[:-1]).any():
        order = np.lexsort((halves[:, 1], halves[:, 0]))
    return order.astype(np.int32)


def _live_groups(rows: Rows, live: NDArray[np.bool_]) -> NDArray[np.int32]:
    lengths = rows.lengths[TEXT_FIELDS.index(BODY)]
    if live.all():
        return near_copies.groups(rows.signatures, lengths)
    numbers = np.flatnonzero(live)
    groups = np.arange(len(live), dtype=np.int32)
    groups[numbers] = numbers[near_copies.groups(rows.signatures[numbers], lengths[numbers])]
    return groups
