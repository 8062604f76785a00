"""Corrector: what may be meant by a query that finds little.

A noisy channel (Kernighan, Church & Gale 1990, "A Spelling Correction Program Based on a Noisy Channel Model"): a word
is the likelier to be meant, the more frequent it is in the archive and the less it takes to write what was written
instead. In logarithms,
    gain = ln(frequency) − EFFORT · effort, less what keeping the word as written would be worth
where the effort is that of `indexer.slips`. What gains too little is not tried: a query may find little because its
words, each as it is meant, stand together nowhere. What is tried is counted by a search, filters and all, and the
queries that are left are ordered by the articles they find in place of the frequency.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis import stem
from indexer.corrections import Correction, Replacement
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms
from indexer.errors import QueryError
from indexer.fields import DEFAULT_FIELDS, Field
from indexer.function_words import is_function_word
from indexer.query.query import Query
from indexer.query.rewording import Run, reworded, runs_of
from indexer.slips import effort

__all__ = ["Corrector"]

_EFFORT: Final = 7.0  # what an edit costs: one word in a thousand is written with any given slip
_SPACE: Final = 0.8  # the effort of a space left out or put in
_MOST_WORDS: Final = 40  # of a query that are looked at
_MOST_DOUBTED: Final = 3  # of them, the least frequent, for which others are tried
_RARE: Final = 1_000  # a word that 1/1000 of the articles or fewer have is rare,
_FEW: Final = 2  # and in a small archive one that an article or two have
# What another word must gain at least. Both by trial: see the lists of slips and of good words in the tests.
_LEAST_GAIN: Final = -3.5  # than a rare word
_LEAST_GAIN_OF_KNOWN: Final = 0.0  # than one that more articles have: most likely it is meant as it is
_FAR_MORE: Final = 10  # times as frequent as what was written a word must be
_DISTANCE: Final = 2  # edits, any letter for any, within which words are looked for
_EFFORT_A_LETTER: Final = 0.25  # at most: of a short word that is written quite differently nothing is left
_EFFORT_OF_ANY: Final = 1.1  # that the shortest word may take
_CANDIDATES: Final = 150  # near words that are weighed, the most frequent of each segment
_TRIED: Final = 3  # of them for each word
_SHORTEST_PART: Final = 2  # letters of a word that another is split into
_SEARCHES: Final = 8  # queries that are counted at most
_MOST_SECONDS: Final = 1.0  # after which no more are counted
_ENOUGH: Final = 3  # that find more: no more than these are counted, if no more are wanted
_UNKNOWN: Final = 1e-4  # in place of the frequency of a word that is not in the archive
_LEAST_EFFORT: Final = 0.5  # no word takes less
_FAR_BEHIND: Final = 5.0  # what scores so much less than the first is meant by hardly anyone


@dataclass(frozen=True, slots=True)
class _Doubted:
    """A word of a query; `frequency`: how many postings what it searches for has."""

    form: str
    fields: tuple[Field, ...]
    exact: bool
    frequency: int


@dataclass(frozen=True, slots=True)
class _Edit:
    replacement: Replacement
    effort: float
    gain: float


class Corrector:
    """Corrections from one generation; shared by threads. `count` says how many articles a query finds."""

    def __init__(self, frequent: FrequentForms, article_count: int, count: Callable[[Query], int]) -> None:
        self._forms = frequent
        self._article_count = article_count
        self._count = count

    def corrections(self, query: Query, limit: int) -> tuple[Correction, ...]:
        """See `indexer.engine.base.Snapshot`."""
        runs = list(runs_of(query.tree))
        edits = [edit for doubted in self._doubted(runs) for edit in self._edits(doubted)]
        edits += self._joins(runs)
        if not edits or limit <= 0:
            return ()
        end = time.monotonic() + _MOST_SECONDS
        present = self._count(query)
        found: dict[Query, tuple[float, Correction]] = {}
        for chosen in _likeliest(edits):
            if len(found) >= max(limit, _ENOUGH) or time.monotonic() > end:
                break
            corrected = reworded(query, [edit.replacement for edit in chosen])
            if corrected is None or corrected in found:
                continue
            total = self._total(corrected)
            if total > present:
                score = math.log(total) - _EFFORT * sum(edit.effort for edit in chosen)
                words = tuple(edit.replacement for edit in chosen)
                found[corrected] = score, Correction(corrected, words, total)
        ordered = sorted(found.values(), key=lambda one: (-one[0], one[1].query.text))
        return tuple(correction for score, correction in ordered[:limit] if score > ordered[0][0] - _FAR_BEHIND)

    def _total(self, query: Query) -> int:
        try:
            return self._count(query)
        except QueryError:  # as it costs too much
            return 0

    def _doubted(self, runs: Iterable[Run]) -> list[_Doubted]:
        """The rarest words; of those that hold a sentence together none."""
        seen = dict.fromkeys(
            (form, _fields(run), run.exact)
            for run in runs
            for form in run.forms
            if _is_word(form) and not is_function_word(form, is_stem=False)
        )
        words = [
            _Doubted(form, fields, exact, self._frequency(form, fields, exact=exact))
            for form, fields, exact in itertools.islice(seen, _MOST_WORDS)
        ]
        return sorted(words, key=lambda word: word.frequency)[:_MOST_DOUBTED]

    def _frequency(self, form: str, fields: Sequence[Field], *, exact: bool) -> int:
        """The postings of what a word searches for."""
        if exact:
            return self._forms.frequency(form, fields)
        return self._forms.stem_frequency(stem(form), fields)

    def _edits(self, word: _Doubted) -> list[_Edit]:
        """Other words for one, the likeliest first, and two words for it; those only that gain enough."""
        edits = self._near(word) + sorted(self._splits(word), key=lambda edit: -edit.gain)[:1]
        return [edit for edit in edits if edit.gain >= self._least_gain(word.frequency)]

    def _least_gain(self, frequency: int) -> float:
        is_rare = frequency <= max(_FEW, self._article_count / _RARE)
        return _LEAST_GAIN if is_rare else _LEAST_GAIN_OF_KNOWN

    def _near(self, word: _Doubted) -> list[_Edit]:
        """The likeliest of the words that are spelled much like one, each of another stem."""
        best: dict[str, _Edit] = {}  # by what they search for
        for known in self._forms.near(word.form, _DISTANCE, word.fields, _CANDIDATES):
            most = _gain(known.frequency, _LEAST_EFFORT, word.frequency)
            leading = sorted((edit.gain for edit in best.values()), reverse=True)[:_TRIED]
            if known.frequency < word.frequency * _FAR_MORE or (len(leading) == _TRIED and leading[-1] >= most):
                break  # those that follow are rarer
            needed = effort(known.form, word.form)
            searched = self._searched(known.form, exact=word.exact)
            if (
                not _is_word(known.form)
                or searched == self._searched(word.form, exact=word.exact)
                or needed > max(_EFFORT_OF_ANY, len(word.form) * _EFFORT_A_LETTER)
            ):
                continue
            edit = _edit(word, known.form, needed, known.frequency)
            if searched not in best or edit.gain > best[searched].gain:
                best[searched] = edit
        return sorted(best.values(), key=lambda edit: -edit.gain)[:_TRIED]

    @staticmethod
    def _searched(form: str, *, exact: bool) -> str:
        return form if exact else stem(form)

    def _splits(self, word: _Doubted) -> Iterator[_Edit]:
        """Two words for one, as frequent side by side as chance would have it."""
        form = word.form
        for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
            one, other = (self._frequency(part, word.fields, exact=word.exact) for part in (form[:cut], form[cut:]))
            expected = one * other / self._article_count if one and other else 0.0
            if expected > word.frequency * _FAR_MORE:
                yield _edit(word, f"{form[:cut]} {form[cut:]}", _SPACE, expected)

    def _joins(self, runs: Iterable[Run]) -> list[_Edit]:
        """One word for two that stand side by side, where it is far more frequent than they are so."""
        pairs = dict.fromkeys((pair, _fields(run)) for run in runs for pair in itertools.pairwise(run.forms))
        edits = []
        for (one, other), fields in itertools.islice(pairs, _MOST_WORDS):
            frequency = self._forms.frequency(one + other, fields)
            if not frequency:
                continue
            written = f"{one} {other}"
            present = self._total(Query(f'"{written}"'))
            gain = _gain(frequency, _SPACE, present)
            if frequency > present * _FAR_MORE and gain >= self._least_gain(present):
                edits.append(_Edit(Replacement(written, one + other), _SPACE, gain))
        return edits


def _fields(run: Run) -> tuple[Field, ...]:
    return DEFAULT_FIELDS if run.field is None else (run.field,)


def _is_word(form: str) -> bool:
    """Whether it is more than a letter and no number: what is near to these says nothing."""
    return len(form) > 1 and not any(character.isdigit() for character in form)


def _edit(word: _Doubted, meant: str, needed: float, frequency: float) -> _Edit:
    return _Edit(Replacement(word.form, meant), needed, _gain(frequency, needed, word.frequency))


def _gain(frequency: float, needed: float, present: int) -> float:
    return math.log(frequency) - _EFFORT * needed - math.log(present or _UNKNOWN)


def _likeliest(edits: Sequence[_Edit]) -> Iterator[tuple[_Edit, ...]]:
    """Edits that can be made together, no word being replaced twice; those first that gain most together."""
    together = [
        chosen
        for size in range(1, _MOST_DOUBTED + 1)
        for chosen in itertools.combinations(edits, size)
        if _are_apart(chosen)
    ]
    together.sort(key=lambda chosen: -sum(edit.gain for edit in chosen))
    return itertools.islice(together, _SEARCHES)


def _are_apart(edits: Iterable[_Edit]) -> bool:
    words = [word for edit in edits for word in edit.replacement.written.split()]
    return len(words) == len(set(words))
