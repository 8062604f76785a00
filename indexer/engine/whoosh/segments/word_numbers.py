"""Word numbers: folded texts as arrays of numbers, one for each word and each divider.

Words are found and looked up many at a time: by their first 16 bytes, in a table in which every slot
holds one word. A word that has no slot, as another took it or it is too long, is looked up by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.analysis import CLOSE, MAX_WORD, SENTENCE_END, Divider, form_of

__all__ = ["FIRST_FORM", "WordNumbers"]

_NO_WORD: Final = 0  # the number of what is left of an apostrophe by itself
FIRST_FORM: Final = max(Divider) + 1
_SPACE: Final = ord(" ")
_CLOSE: Final = ord(CLOSE)
_APOSTROPHE: Final = ord("'")
_SENTENCE_END: Final = ord(SENTENCE_END)
_HALF: Final = 8  # bytes of a word that are looked at as one integer
_KEY: Final = 2 * _HALF
_MARGIN: Final = b" " * (_KEY + 1)  # after the last word, as much as may be looked at from its beginning
_SLOT_BITS: Final = 18
_STRETCH: Final = 1 << 14  # words that are looked up at once
_LOW_BYTES: Final = np.array([(1 << 8 * count) - 1 for count in range(_HALF + 1)], np.uint64)
# By a word's length, what of its two integers is the word; the last is that of all longer words.
_FIRST_HALF: Final = _LOW_BYTES[np.minimum(np.arange(_KEY + 2), _HALF)]
_SECOND_HALF: Final = _LOW_BYTES[np.clip(np.arange(_KEY + 2) - _HALF, 0, _HALF)]
# Irregular: two of xxHash64's primes (Collet 2012).
_FIRST_FACTOR: Final = np.uint64(0x9E3779B185EBCA87)
_SECOND_FACTOR: Final = np.uint64(0xC2B2AE3D27D4EB4F)


class _FormNumbers(dict[bytes, int]):
    """The number of each word as it stands in a text; all that are one form share one."""

    def __init__(self) -> None:
        super().__init__({divider.word: int(divider) for divider in Divider if divider is not Divider.SENTENCE})
        self[b""] = _NO_WORD
        self.forms: list[bytes] = []
        self._cut: dict[bytes, int] = {}  # forms that were cut at an apostrophe: as words of a text they are others

    def __missing__(self, word: bytes) -> int:
        form = form_of(word)
        known = self._cut if form.endswith(b"'") else self
        number = known.get(form)
        if number is None:
            self.forms.append(form)
            number = known[form] = FIRST_FORM + len(self.forms) - 1
        if len(word) <= MAX_WORD:  # a longer one will hardly come again
            self[word] = number
        return number


class WordNumbers:
    """Numbers words as they come, from FIRST_FORM on; words of one form share a number."""

    def __init__(self) -> None:
        self._number = _FormNumbers()
        self._first_halves = np.zeros(1 << _SLOT_BITS, np.uint64)  # by slot; 0: it is free
        self._second_halves = np.zeros(1 << _SLOT_BITS, np.uint64)
        self._numbers = np.zeros(1 << _SLOT_BITS, np.uint32)

    @property
    def forms(self) -> list[bytes]:
        """The forms so far, in UTF-8: number FIRST_FORM and those that follow."""
        return self._number.forms

    def of(self, texts: Sequence[bytes]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The tokens of some texts of `analysis.fold_signs`, one after the other, and how many each has.

        uint32 [t]: a form's number; a `Divider` where the text has it; SENTENCE after a full stop,
        exclamation or question mark, closed or not by one quote or bracket, before a space or the text's
        end; 0 for an apostrophe by itself. int64 [texts].
        """
        data = np.frombuffer(bytearray(b" ").join([b"", *texts, _MARGIN]), np.uint8)
        sentence_ends = _take_sentence_ends(data)
        starts, ends = _bounds(data)
        first_bytes = np.cumsum([1, *map(len, texts)]) + np.arange(len(texts) + 1)
        counts = np.diff(np.searchsorted(starts, first_bytes) + np.searchsorted(sentence_ends, first_bytes))
        words = [np.zeros(0, np.uint32)]
        for first in range(0, len(starts), _STRETCH):  # so that what is new in one is known in the next
            begin, last = int(starts[first]), min(first + _STRETCH, len(starts))
            part = data[begin : int(ends[last - 1]) + _KEY]
            words.append(self._look_up(part, starts[first:last] - begin, ends[first:last] - begin))
        return np.insert(np.concatenate(words), np.searchsorted(starts, sentence_ends), Divider.SENTENCE), counts

    def _look_up(
        self, data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.uint32]:
        lengths = np.minimum(ends - starts, _KEY + 1)
        windows = np.ndarray((len(data) - _HALF + 1,), "<u8", data, strides=(1,))  # eight bytes from each on
        first = windows.take(starts, mode="clip")  # which is quicker than to raise: none is out of bounds
        first &= _FIRST_HALF[lengths]
        second = windows.take(starts + _HALF, mode="clip")
        second &= _SECOND_HALF[lengths]
        slots = _slots(first, second)
        tokens = self._numbers[slots]
        is_found = self._first_halves[slots] == first
        is_found &= self._second_halves[slots] == second
        is_found &= lengths <= _KEY
        missed = np.flatnonzero(~is_found)
        if len(missed):
            written = data.tobytes()
            places = zip(starts[missed].tolist(), ends[missed].tolist(), strict=True)
            words = [written[start:end] for start, end in places]
            tokens[missed] = np.fromiter(map(self._number.__getitem__, words), np.uint32, len(words))
            fitting = missed[lengths[missed] <= _KEY]
            self._settle(slots[fitting], first[fitting], second[fitting], tokens[fitting])
        return tokens

    def _settle(
        self,
        slots: NDArray[np.int64],
        first: NDArray[np.uint64],
        second: NDArray[np.uint64],
        tokens: NDArray[np.uint32],
    ) -> None:
        """Give words the slots that are free. Of several words for one the last has it, in all arrays alike."""
        is_free = self._first_halves[slots] == 0
        slots = slots[is_free]
        self._first_halves[slots] = first[is_free]
        self._second_halves[slots] = second[is_free]
        self._numbers[slots] = tokens[is_free]


def _slots(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The slot of each word: the upper bits of a hash by multiplication (Knuth 3, 6.4)."""
    hashes = second * _SECOND_FACTOR
    hashes += first
    hashes *= _FIRST_FACTOR
    hashes >>= np.uint64(64 - _SLOT_BITS)
    return hashes.view(np.int64)


def _take_sentence_ends(data: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Make spaces of the signs that may end sentences, and of an apostrophe that closes one; where one ends."""
    signs = np.flatnonzero(data == _SENTENCE_END)
    after = data[signs + 1]
    is_closed = (after == _CLOSE) | (after == _APOSTROPHE)
    is_end = (after == _SPACE) | (is_closed & (data[signs + 2] == _SPACE))
    ends: NDArray[np.int64] = signs[is_end]
    data[signs] = _SPACE
    data[ends + 1] = _SPACE
    return ends


def _bounds(data: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where words and dividers start and end; the data begins and ends with a space."""
    is_word = (data > _CLOSE) | (data <= max(Divider))
    changes = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    return changes[::2], changes[1::2]
