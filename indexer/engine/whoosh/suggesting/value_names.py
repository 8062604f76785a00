"""ValueNames: the values of a facet, found by the beginning of any of their words."""

from __future__ import annotations

from typing import Final

import numpy as np

from indexer.analysis import forms
from indexer.engine.whoosh.columns.facet_column import FacetColumn
from indexer.engine.whoosh.evaluation.lexicon import Lexicon
from indexer.string_table import StringTable

__all__ = ["ValueNames"]

_WORDS: Final = 8  # of a name from one of its words on: else a long name would be kept as often as it has words


class ValueNames:
    """The names of a facet's values, folded, from each of their words on: immutable, shared by threads.

    Made from the column in about 4 µs a value; a name of three words takes some 50 bytes.
    """

    def __init__(self, column: FacetColumn) -> None:
        beginnings = [
            (" ".join(words[place : place + _WORDS]), ordinal, place == 0)
            for ordinal, name in enumerate(column.names)
            for words in [forms(name.decode())]
            for place in range(len(words))
        ]
        beginnings.sort()
        self._texts = Lexicon(StringTable.of([text.encode() for text, _, _ in beginnings]))
        self._ordinals = np.array([ordinal for _, ordinal, _ in beginnings], np.int32)
        self._are_whole = np.array([is_whole for _, _, is_whole in beginnings], bool)
        self._column = column

    def beginning_with(self, words: str, most: int) -> list[tuple[bool, int, str]]:
        """At most `most` values with these words next to one another, of the last its beginning.

        Of each: whether its name begins so, how many articles have it, one at least, and its name; those whose
        names begin so first, then by articles and name. `words` are folded, with one space between them.
        """
        places = self._texts.beginning_with(words) if words.count(" ") < _WORDS else np.empty(0, np.intp)
        ordinals = self._ordinals[places]
        totals = self._column.totals[ordinals]
        order = np.lexsort((ordinals, -totals, ~self._are_whole[places]))
        order = order[totals[order] > 0]
        chosen: dict[int, tuple[bool, int, str]] = {}
        for place in order.tolist():
            if len(chosen) == most:
                break
            ordinal = ordinals.item(place)
            # A name that has the words twice is found twice.
            if ordinal not in chosen:
                is_whole = bool(self._are_whole[places[place]])
                chosen[ordinal] = is_whole, totals.item(place), self._column.value(ordinal)
        return list(chosen.values())
