"""Slips: how easily one word is written for another, by hand and by ear.

An edit distance with weights. The edits are those of Damerau 1964 ("A Technique for Computer Detection and Correction
of Spelling Errors": a letter too many, one missing, a wrong one, two exchanged), which he found to make up four
fifths of all misspellings, and after Brill & Moore 2000 ("An Improved Error Model for Noisy Channel Spelling
Correction") those of one or two letters for others that sound alike. The cheapest way from word to word is found by
the table of Wagner & Fischer 1974 ("The String-to-String Correction Problem").
"""

from __future__ import annotations

import itertools
from typing import Final

__all__ = ["effort"]

# The weights: 1 is any slip, less is a likelier one.
_ANY: Final = 1.0  # one letter for another
_SINGLE: Final = 0.75  # a letter that is missing, or one too many
_NEIGHBOUR: Final = 0.7  # the key beside the right one
_VOWEL: Final = 0.7  # one vowel for another
_SOUND: Final = 0.6  # letters that can sound alike
_EXCHANGED: Final = 0.6  # two letters that stand beside one another
_DOUBLED: Final = 0.5  # a letter twice for once, or once for twice; an apostrophe
# More for a slip at the first letter, but one by ear: Yannakoudakis & Fawthrop 1983, "The Rules of Spelling Errors".
_FIRST: Final = 0.5

_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")  # each half a key to the right of the one above
_VOWELS: Final = "aeiouy"
# Spellings of one sound, in English and in names that come from elsewhere.
_ALIKE: Final = (
    "f ph, f gh, k c, k ck, c ck, k ch, c ch, k q, c q, k qu, s c, s z, s sc, j g, j dg, g gh, sh ch, sh sc, w wh, "
    "h wh, r wr, r rh, n kn, n gn, x ks, x cs, v w, v b, d t, t th, i ee, i ei, u oo, e ea, o ou, o oo, m mb, s ps"
)


def _letters() -> dict[tuple[str, str], float]:
    """What one letter for another weighs where it is less than `_ANY`."""
    weights = dict.fromkeys(itertools.permutations(_VOWELS, 2), _VOWEL)
    places = {key: (row, 2 * column + row) for row, keys in enumerate(_ROWS) for column, key in enumerate(keys)}
    for one, other in itertools.permutations(places, 2):
        down, across = (abs(a - b) for a, b in zip(places[one], places[other], strict=True))
        if (down, across) in {(0, 2), (1, 1)}:
            weights[one, other] = _NEIGHBOUR
    return weights


_LETTERS: Final = _letters()
_SOUNDS: Final = frozenset(pair for alike in _ALIKE.split(", ") for pair in itertools.permutations(alike.split(), 2))
_SIZES: Final = tuple(sorted({(len(one), len(other)) for one, other in _SOUNDS}))


def effort(meant: str, written: str) -> float:
    """The weighted edits between two folded words, from 0.0 for the same word; it is the same from either side.

    Only about where they differ is looked: takes microseconds for words that are near, more for those that are not.
    """
    if meant == written:
        return 0.0
    shortest = min(len(meant), len(written))
    same = next((at for at in range(shortest) if meant[at] != written[at]), shortest)
    same_end = next(
        (at for at in range(shortest - same) if meant[-1 - at] != written[-1 - at]),
        shortest - same,
    )
    # One letter of what is the same stays on either side, for those that are doubled and those that sound alike.
    first = max(same - 1, 0)
    cut = max(same_end - 1, 0)
    return _Table(meant[first : len(meant) - cut], written[first : len(written) - cut], is_begin=first == 0).effort()


class _Table:
    """The efforts between all beginnings of two words."""

    def __init__(self, one: str, other: str, *, is_begin: bool) -> None:
        self.one = one
        self.other = other
        self.first = _FIRST if is_begin else 0.0
        self.rows = [[0.0] * (len(other) + 1) for _ in range(len(one) + 1)]

    def effort(self) -> float:
        for i in range(len(self.one) + 1):
            for j in range(len(self.other) + 1):
                if i or j:
                    self.rows[i][j] = self._cheapest(i, j)
        return self.rows[-1][-1]

    def _cheapest(self, i: int, j: int) -> float:
        one, other, rows = self.one, self.other, self.rows
        best = float("inf")
        if i:
            best = min(best, rows[i - 1][j] + _single(one, i - 1) + self._first(i - 1, j))
        if j:
            best = min(best, rows[i][j - 1] + _single(other, j - 1) + self._first(i, j - 1))
        if not (i and j):
            return best
        if one[i - 1] == other[j - 1]:
            best = min(best, rows[i - 1][j - 1])
        else:
            weight = _LETTERS.get((one[i - 1], other[j - 1]), _ANY)
            best = min(best, rows[i - 1][j - 1] + weight + self._first(i - 1, j - 1))
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            best = min(best, rows[i - 2][j - 2] + _EXCHANGED + self._first(i - 2, j - 2))
        for m, n in _SIZES:
            if i >= m and j >= n and (one[i - m : i], other[j - n : j]) in _SOUNDS:
                best = min(best, rows[i - m][j - n] + _SOUND)
        return best

    def _first(self, i: int, j: int) -> float:
        """What an edit weighs more that begins here."""
        return 0.0 if i or j else self.first


def _single(word: str, place: int) -> float:
    """The weight of a letter that stands in one of the words only."""
    is_light = word[place] in ("'", word[place - 1 : place], word[place + 1 : place + 2])
    return _DOUBLED if is_light else _SINGLE
