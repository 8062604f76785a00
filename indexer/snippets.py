"""Snippets: the passages of an article that show best why it was found.

Only texts that have matches are looked at, and of those only the stretches that are shown.
"""

from __future__ import annotations

import functools
import itertools
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.fields import BODY, NOTE, TITLE
from indexer.matching import Match, Texts
from indexer.results import Segment, Snippet

__all__ = ["marked_title", "snippets"]

_MOST: Final = 3  # passages of a hit
_LENGTH: Final = 240  # characters of a passage, about
_BEFORE: Final = 80  # characters of it before the first match, at most
_REACH: Final = _LENGTH - _BEFORE  # characters that any passage has from its first match on
_APART: Final = _LENGTH + _LENGTH // 8  # characters from the first match of a passage to where it ends at the latest
_LONGEST: Final = 2 * _LENGTH  # characters of a passage whose first match is as long; what is longer is cut
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’)\]]?\s")
_SENTENCE_END_LENGTH: Final = 3
_NO_GAP: Final = 1 << 31  # more than between any two


def marked_title(article: Texts, matches: Iterable[Match]) -> Snippet:
    """The whole title with its matches marked."""
    (title,) = article.texts(TITLE)
    # Those of the title come first, as the field table has it.
    return _cut(title, 0, len(title), itertools.takewhile(lambda match: match.field is TITLE, matches))


def snippets(article: Texts, matches: Sequence[Match]) -> tuple[Snippet, ...]:
    """At most three passages, in the order of the text; at least one. `matches` as `find_matches` gives them.

    Those with the most different words of the query come first into choice, of equal ones those in which two of
    them are closest to one another. Where only other fields matched, it is the beginning of the text; where there is no
    text, the title.
    """
    for field in (BODY, NOTE):
        here = [match for match in matches if match.field is field]
        if here:
            return tuple(_passages(article.texts(field), here, _best(_groups(here))))
    paragraphs = article.texts(BODY)
    if not paragraphs:
        return (marked_title(article, matches),)
    lead = paragraphs[0]
    return (_cut(lead, 0, _end_of_passage(lead, 0, 0), ()),)


@dataclass(slots=True)
class _Group:
    """Matches [first, last) of a list, which one passage can show; `wanted` as in `Match`, for all of them.

    `part` and `start` are those of the first match, `end` is that of the last. `gap`: characters between the two
    matches of different words that are closest to one another.
    """

    part: int
    start: int
    end: int
    first: int
    last: int
    wanted: int
    newest: int  # of the last match
    gap: int

    def is_apart_from(self, other: _Group) -> bool:
        """Whether the passage of the one does not show the other as well."""
        return self.part != other.part or abs(self.start - other.start) > _APART

    def add(self, match: Match) -> None:
        """Take in the match that comes next."""
        if match.wanted & ~self.newest:
            self.gap = min(self.gap, match.start - self.end, _gap_within(match))
        self.last += 1
        self.end = match.end
        self.newest = match.wanted
        self.wanted |= match.wanted

    def worth(self) -> tuple[int, int, int]:
        """How many different words of the query it has, then how close two of them are, then how many matches."""
        return self.wanted.bit_count(), -self.gap, self.last - self.first


def _groups(matches: Iterable[Match]) -> list[_Group]:
    """Matches as they stand near one another; at least one match a group."""
    groups: list[_Group] = []
    part, reach = -1, 0
    for number, match in enumerate(matches):
        if match.part == part and match.end <= reach:
            groups[-1].add(match)
        else:
            ends = match.start, match.end, number, number + 1
            groups.append(_Group(match.part, *ends, match.wanted, match.wanted, _gap_within(match)))
            part, reach = match.part, match.start + _REACH
    return groups


def _gap_within(match: Match) -> int:
    """None between words that one match holds, as that of a phrase does."""
    return 0 if match.wanted.bit_count() > 1 else _NO_GAP


def _best(groups: list[_Group]) -> list[_Group]:
    """Choose groups that each show as much of the query as is left to show; in the order of the text."""
    if len(groups) <= _MOST:
        return groups
    left = sorted(groups, key=_Group.worth, reverse=True)
    everything = functools.reduce(operator.or_, (group.wanted for group in groups))
    chosen: list[_Group] = []
    shown = 0
    while left and len(chosen) < _MOST:
        # The worthiest of those that show most that is not shown yet.
        best = left[0] if shown == everything else max(left, key=lambda one: (one.wanted & ~shown).bit_count())
        chosen.append(best)
        shown |= best.wanted
        left = [group for group in left if group.is_apart_from(best)]
    return sorted(chosen, key=lambda group: group.first)


def _passages(texts: Sequence[str], matches: Sequence[Match], groups: Iterable[_Group]) -> Iterator[Snippet]:
    """Yield the passages that show groups of matches; none twice: each starts where the one before has ended."""
    part, end, following = -1, 0, 0
    for group in groups:
        first = max(group.first, following)
        if first >= group.last:
            continue  # the passage before shows them all
        match = matches[first]
        if match.part != part:
            part, end = match.part, 0
        text = texts[part]
        start = _start_of_passage(text, match.start, min(end, match.start))
        end = _end_of_passage(text, start, min(matches[group.last - 1].end, start + _LONGEST))
        following = group.last
        while following < len(matches) and matches[following].part == part and matches[following].end <= end:
            following += 1
        yield _cut(text, start, end, matches[first:following])


def _start_of_passage(text: str, first_match: int, earliest: int) -> int:
    """The start of the match's sentence if it is near, else a word's start before the match; not before `earliest`."""
    if first_match - _BEFORE <= earliest:
        return earliest + 1 if text[earliest] == " " else earliest
    earliest = first_match - _BEFORE
    sentence_end = _SENTENCE_END.search(text, max(earliest - _SENTENCE_END_LENGTH + 1, 0), first_match)
    if sentence_end and sentence_end.end() >= earliest:
        return sentence_end.end()
    space = text.find(" ", earliest, first_match)
    return space + 1 if space >= 0 else earliest


def _end_of_passage(text: str, start: int, least: int) -> int:
    """Where a passage from `start` that reaches to `least` ends: at the text's end, a sentence's or a word's."""
    limit = start + _LENGTH
    if len(text) <= start + _APART:
        return len(text)
    least = max(start + _LENGTH // 2, least)
    end = 0
    for sentence_end in _SENTENCE_END.finditer(text, least - _SENTENCE_END_LENGTH + 1, limit):
        end = sentence_end.end() - 1
    if end < least:
        end = text.rfind(" ", least, limit)
    return end if end >= least else max(limit, least)


def _cut(text: str, start: int, end: int, matches: Iterable[Match]) -> Snippet:
    segments = []
    cursor = start
    for match in matches:
        if match.start > cursor:
            segments.append(Segment(text[cursor : match.start]))
        segments.append(Segment(text[match.start : min(match.end, end)], marked=True))
        cursor = match.end
    if cursor < end:
        segments.append(Segment(text[cursor:end]))
    return Snippet(tuple(segments), opened=start == 0, closed=end >= len(text))
