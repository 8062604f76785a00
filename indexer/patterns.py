"""Patterns: which forms a prefix, a wildcard or a fuzzy word stands for, one form at a time.

The engine finds the same forms by work on arrays of all its words; its tests hold the two together.
"""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Callable

from indexer.analysis import fold, forms
from indexer.query.tree import Fuzzy, Prefix, Wildcard

__all__ = ["Pattern", "folded", "means"]

Pattern = Prefix | Wildcard | Fuzzy


def folded(pattern: Pattern) -> str:
    """A pattern's text as forms are folded; a wildcard keeps its * and ?."""
    if not isinstance(pattern, Wildcard):
        (form,) = forms(pattern.text)
        return form
    pieces = re.split(r"([*?])", pattern.text)
    return "".join(piece if piece in ("*", "?") else "".join(fold(piece).split()) for piece in pieces).strip("'")


def means(pattern: Pattern) -> Callable[[str], bool]:
    """Say of a form whether the pattern stands for it."""
    wanted = folded(pattern)
    match pattern:
        case Prefix():
            return lambda form: form.startswith(wanted) and form not in pattern.without
        case Wildcard():
            fits = re.compile(fnmatch.translate(wanted)).match  # what a * has once passed is not tried again
            return lambda form: fits(form) is not None and form not in pattern.without
        case Fuzzy(_, distance):
            return lambda form: _is_within(form, wanted, distance) and form not in pattern.without


def _is_within(one: str, other: str, most: int) -> bool:
    """Whether one word becomes the other by at most so many edits (Levenshtein 1966), a letter each."""
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for line, character in enumerate(one, 1):
        above, row = row, [line]
        for column, wanted in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (character != wanted)))
        if min(row) > most:
            return False
    return row[-1] <= most
