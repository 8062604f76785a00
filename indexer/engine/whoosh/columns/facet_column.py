"""FacetColumn: the values of a facet and the articles that have them, both ways, in the file of columns.

A value is what its spellings share (`spelling_key`). Values are numbered in the order of
their casefolded names, so order by ordinal is order by name.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.engine.whoosh.columns.article_rows import FacetRows
from indexer.lockless import cached_property
from indexer.spelling import spelling_key
from indexer.string_table import StringTable

__all__ = ["FacetColumn", "narrow", "write_facet"]


class FacetColumn:
    """A facet's column in an open file; each array is checked and mapped when it is first asked for.

    All arrays are whole and read-only. Threads may share it; whoever asks at once maps the same twice.
    """

    def __init__(self, file: BlockFile, name: str) -> None:
        self._file = file
        self._name = name

    @cached_property
    def value_count(self) -> int:
        """v: how many values there are."""
        return len(self.totals)

    @cached_property
    def names(self) -> StringTable:
        """Each value as most often written among live articles (ties: first in the alphabet), in UTF-8."""
        return StringTable.read(self._file, f"{self._name}.names")

    @cached_property
    def ends(self) -> NDArray[np.uint32]:
        """uint32 [n]: where the values of each article end in `ordinals`."""
        return self._array("ends")

    @cached_property
    def ordinals(self) -> NDArray[np.int32]:
        """int32 [m]: the values of article after article, each value of an article once, in the article's own order."""
        return self._array("ordinals")

    @cached_property
    def value_ends(self) -> NDArray[np.uint32]:
        """uint32 [v]: where the articles of each value end in `owners`."""
        return self._array("value_ends")

    @cached_property
    def owners(self) -> NDArray[np.int32]:
        """int32 [m]: the articles of value after value, ascending."""
        return self._array("owners")

    @cached_property
    def totals(self) -> NDArray[np.int32]:
        """int32 [v]: the live articles of each value; 0 where only deleted ones have it."""
        return self._array("totals")

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """bool [n]: no value is given."""
        return self._array("missing")

    @cached_property
    def single(self) -> bool:
        """Whether no article has two values."""
        return len(self.ordinals) == len(self.missing) - int(np.count_nonzero(self.missing))

    def value(self, ordinal: int) -> str:
        """The name of a value."""
        return self.names[ordinal].decode()

    def ordinal(self, value: str) -> int | None:
        """The number of a value, however spelled; None where no article has it."""
        key = spelling_key(value).encode(errors="surrogatepass")
        place = self._keys.bisect_left(key)
        if place == len(self._keys) or self._keys[place] != key:
            return None
        return int(self._key_ordinals[place])

    def values_of(self, number: int) -> tuple[str, ...]:
        """The names of an article's values, in its own order."""
        first = self.ends.item(number - 1) if number else 0
        return tuple(map(self.value, self.ordinals[first : self.ends.item(number)].tolist()))

    def rows(self) -> FacetRows:
        """What the column was made from."""
        return FacetRows(
            StringTable.read(self._file, f"{self._name}.spellings"),
            self._array("spelled").astype(np.int32),
            self.ends,
        )

    @cached_property
    def _keys(self) -> StringTable:
        """The values' spelling keys, sorted bytewise."""
        return StringTable.read(self._file, f"{self._name}.keys")

    @cached_property
    def _key_ordinals(self) -> NDArray[np.int32]:
        """int32 [v]: the value of each of the sorted keys."""
        return self._array("key_ordinals")

    def _array(self, name: str) -> NDArray[Any]:
        return self._file[f"{self._name}.{name}"].whole()


def write_facet(file: BlockFileWriter, name: str, rows: FacetRows, live: NDArray[np.bool_]) -> None:
    """Number the values of a facet and write its column. `live`: bool [n], the articles that are not deleted."""
    count = len(rows.ends)
    counts = rows.counts()
    mentioners = np.repeat(np.arange(count, dtype=np.int64), counts)
    mentions = np.bincount(rows.ordinals[live[mentioners]], minlength=len(rows.spellings))
    names, keys, values = _numbered(rows.spellings.tolist(), mentions.tolist())
    spelled, ordinals = rows.ordinals, values[rows.ordinals]
    pairs = np.sort(ordinals.astype(np.int64) * count + mentioners)
    if (pairs[1:] == pairs[:-1]).any():  # an article has two spellings of one value: its first one stays
        kept = np.sort(np.unique(ordinals.astype(np.int64) * count + mentioners, return_index=True)[1])
        spelled, ordinals, mentioners = spelled[kept], ordinals[kept], mentioners[kept]
        counts = np.bincount(mentioners, minlength=count).astype(np.int64)
        pairs = np.sort(ordinals.astype(np.int64) * count + mentioners)
    value_sizes = np.bincount(ordinals, minlength=len(names))
    value_bases = np.repeat(np.arange(len(names), dtype=np.int64) * count, value_sizes)
    totals = value_sizes if live.all() else np.bincount(ordinals[live[mentioners]], minlength=len(names))
    sorted_keys = sorted(range(len(keys)), key=keys.__getitem__)
    StringTable.of(names).write(file, f"{name}.names")
    StringTable.of([keys[ordinal] for ordinal in sorted_keys]).write(file, f"{name}.keys")
    rows.spellings.write(file, f"{name}.spellings")
    for part, array in {
        "key_ordinals": np.array(sorted_keys, np.int32),
        "spelled": narrow(spelled),
        "ends": np.cumsum(counts).astype(np.uint32),
        "ordinals": ordinals,
        "value_ends": np.cumsum(value_sizes).astype(np.uint32),
        "owners": (pairs - value_bases).astype(np.int32),
        "totals": totals.astype(np.int32),
        "missing": counts == 0,
    }.items():
        file.add(f"{name}.{part}", array)


def narrow(array: NDArray[Any]) -> NDArray[Any]:
    """The same integers in the narrowest unsigned dtype that holds them; as they are where some are negative."""
    if array.min(initial=0) < 0:
        return array
    return array.astype(np.min_scalar_type(int(array.max(initial=0))))


def _numbered(spellings: list[bytes], mentions: list[int]) -> tuple[list[bytes], list[bytes], NDArray[np.int32]]:
    """Number the values that the spellings stand for: names and keys by value; int32 [spellings], each one's value."""
    texts = [spelling.decode() for spelling in spellings]
    keys = list(map(spelling_key, texts))
    best: dict[str, tuple[int, str]] = {}  # by key: mentions, negative, and spelling of the one most often written
    for key, candidate in zip(keys, zip(map(operator.neg, mentions), texts, strict=True), strict=True):
        if candidate < best.setdefault(key, candidate):
            best[key] = candidate
    by_name = [key for _, key in sorted([(text.casefold(), key) for key, (_, text) in best.items()])]
    ordinals = dict(zip(by_name, range(len(by_name)), strict=True))
    values = np.fromiter(map(ordinals.__getitem__, keys), np.int32, len(keys))
    return [best[key][1].encode() for key in by_name], [key.encode() for key in by_name], values
