"""Line context: what stands beside a match in its paragraph, as text cut to a width and as neighbouring words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis import forms

__all__ = ["NEIGHBOURS", "sorting_key", "text_after", "text_before", "words_after", "words_before"]

NEIGHBOURS: Final = 5  # words on each side that lines are sorted by
_FIRST_LOOK: Final = 64  # characters, most of the time enough for so many words


def text_before(text: str, start: int, width: int) -> str:
    """What ends at `start`, at most so many characters: whole words, but of one that is longer its end."""
    first = max(0, start - width)
    if first and width and not (text[first].isspace() or text[first - 1].isspace()):
        space = next((place for place in range(first, start) if text[place].isspace()), first)
        # Where the only space is that beside the match, the width holds the end of one word.
        first = space if text[space:start].strip() else first
    return text[first:start] if first == 0 else text[first:start].lstrip()


def text_after(text: str, end: int, width: int) -> str:
    """What begins at `end`, at most so many characters: whole words, but of one that is longer its beginning."""
    last = min(len(text), end + width)
    if last < len(text) and width and not (text[last].isspace() or text[last - 1].isspace()):
        space = next((place for place in range(last - 1, end - 1, -1) if text[place].isspace()), last)
        last = space if text[end:space].strip() else last
    return text[end:last] if last == len(text) else text[end:last].rstrip()


def sorting_key(word: str) -> tuple[bool, bool, str]:
    """What folded words are sorted by: the alphabet, then numbers, and "", where there is no word, last."""
    return not word, word[:1].isdigit(), word


def words_before(text: str, start: int) -> list[str]:
    """The folded words before a match, at most `NEIGHBOURS`, the nearest first; `start` is where a word begins."""

    def look(width: int) -> tuple[list[str], bool]:
        first = max(0, start - width)
        return forms(text[first:start])[::-1], first == 0

    return _nearest(look)


def words_after(text: str, end: int) -> list[str]:
    """The folded words after a match, at most `NEIGHBOURS`, the nearest first; `end` is where a word ends."""

    def look(width: int) -> tuple[list[str], bool]:
        last = end + width
        return forms(text[end:last]), last >= len(text)

    return _nearest(look)


def _nearest(look: Callable[[int], tuple[list[str], bool]]) -> list[str]:
    """The nearest words, from a look at as much text as it takes."""
    width = _FIRST_LOOK
    while True:
        words, is_all = look(width)
        if is_all or len(words) > NEIGHBOURS:  # the outermost may be half a word
            return words[:NEIGHBOURS]
        width *= 4
