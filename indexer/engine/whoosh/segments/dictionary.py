"""Dictionary: all forms of a segment, in the order of their stems."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import stems
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.string_table import StringTable

__all__ = ["Dictionary"]

_BETWEEN = "\0"  # a stem and its form in one sort key: it sorts before whatever stands in a word


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """The forms of a segment, ordered by (stem, form) in UTF-8 and numbered so.

    `stems`: sorted. `stem_forms`: uint32 [stems + 1], the first form of each stem, and their number.
    `alphabet`: uint32 [forms], the numbers of the forms in the order of the forms themselves.
    """

    forms: StringTable
    stems: StringTable
    stem_forms: NDArray[np.uint32]
    alphabet: NDArray[np.uint32]

    @classmethod
    def of(cls, forms: Sequence[bytes]) -> tuple[Self, NDArray[np.uint32]]:
        """The dictionary of these forms, each given once, and uint32 [forms]: the number of each in it."""
        texts = b"\n".join(forms).decode().split("\n") if forms else []
        stems_of_forms = stems(texts)
        keys = list(map(_BETWEEN.join, zip(stems_of_forms, texts, strict=True)))
        order = sorted(range(len(keys)), key=keys.__getitem__)
        numbers = np.empty(len(order), np.uint32)
        numbers[order] = np.arange(len(order), dtype=np.uint32)
        return cls._of_sorted([stems_of_forms[place] for place in order], [texts[place] for place in order]), numbers

    @classmethod
    def merged(cls, dictionaries: Sequence[Dictionary]) -> tuple[Self, list[NDArray[np.uint32]]]:
        """The union of some dictionaries, and for each the numbers of its forms in the union."""
        keys_of_each = [one.keys() for one in dictionaries]
        keys = sorted(set().union(*keys_of_each))
        number = dict(zip(keys, range(len(keys)), strict=True))
        places = [np.fromiter(map(number.__getitem__, own), np.uint32, len(own)) for own in keys_of_each]
        pairs = [key.split(_BETWEEN) for key in keys]
        return cls._of_sorted([stem for stem, _ in pairs], [form for _, form in pairs]), places

    @classmethod
    def _of_sorted(cls, stems_of_forms: list[str], forms: list[str]) -> Self:
        different = map(str.__ne__, stems_of_forms, ["", *stems_of_forms[:-1]])
        firsts = list(itertools.compress(range(len(forms)), different))
        return cls(
            _table(forms),
            _table([stems_of_forms[place] for place in firsts]),
            np.array([*firsts, len(forms)], np.uint32),
            np.array(sorted(range(len(forms)), key=forms.__getitem__), np.uint32),
        )

    def selected(self, kept: NDArray[np.bool_]) -> tuple[Dictionary, NDArray[np.uint32]]:
        """The dictionary of some of the forms, bool [forms], and their new numbers: uint32 [forms], for the kept."""
        numbers = (np.cumsum(kept) - 1).astype(np.uint32)
        before = np.append(0, np.cumsum(kept))[self.stem_forms]
        has_forms = np.diff(before) > 0
        return Dictionary(
            self.forms.take(np.flatnonzero(kept)),
            self.stems.take(np.flatnonzero(has_forms)),
            np.append(before[:-1][has_forms], before[-1]).astype(np.uint32),
            numbers[self.alphabet[kept[self.alphabet]]],
        ), numbers

    def stem_range(self, stem: bytes) -> tuple[int, int]:
        """The forms [first, last) with this stem; (0, 0) where there is none."""
        place = self.stems.bisect_left(stem)
        if place == len(self.stems) or self.stems[place] != stem:
            return 0, 0
        return int(self.stem_forms[place]), int(self.stem_forms[place + 1])

    def form_among(self, forms: tuple[int, int], form: bytes) -> tuple[int, int]:
        """The number of a form and the one after it; (0, 0) where it is not among the forms [first, last)."""
        for number in range(*forms):
            if self.forms[number] == form:
                return number, number + 1
        return 0, 0

    def write(self, file: BlockFileWriter) -> None:
        """Add it to a segment's file."""
        self.forms.write(file, "forms")
        self.stems.write(file, "stems")
        file.add("stem_forms", self.stem_forms)
        file.add("alphabet", self.alphabet)

    @classmethod
    def read(cls, file: BlockFile) -> Self:
        """Take it from a segment's file. Raises `DamagedError`."""
        return cls(
            StringTable.read(file, "forms"),
            StringTable.read(file, "stems"),
            file["stem_forms"].whole(),
            file["alphabet"].whole(),
        )

    def keys(self) -> list[str]:
        """Stem and form of each, in their order, as one sortable text."""
        stems_of_forms = np.repeat(np.arange(len(self.stems)), np.diff(self.stem_forms))
        texts = [text.decode() for text in self.stems.tolist()]
        forms = [text.decode() for text in self.forms.tolist()]
        return [f"{texts[place]}{_BETWEEN}{form}" for place, form in zip(stems_of_forms.tolist(), forms, strict=True)]


def _table(texts: list[str]) -> StringTable:
    return StringTable.of([text.encode() for text in texts])
