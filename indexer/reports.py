"""Reports: what a build or an update tells while it runs, and when it has ended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer.articles.sources import Problem
from indexer.problem_count import ProblemCount

__all__ = ["BuildReport", "Progress", "UpdateReport", "count_by_kind"]

_EXAMPLES: Final = 5  # problems of a kind that are kept


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build or an update is: bytes and files are those of the inputs to read, as they lie on the disk."""

    bytes_read: int
    bytes_total: int
    files_read: int
    files_total: int
    articles: int
    problems: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    `articles` are those that can be searched; `copies` exact copies of them that were found;
    `skipped` files that are no articles by their names. `problems` are in the order of the inputs.
    """

    version: str
    articles: int
    words: int
    copies: int
    skipped: int
    problems: tuple[Problem, ...]
    seconds: float

    @property
    def problem_counts(self) -> tuple[ProblemCount, ...]:
        """The problems by kind, most frequent first."""
        return count_by_kind(self.problems)


@dataclass(frozen=True, slots=True)
class UpdateReport:
    """What an update did.

    `articles` are those that can be searched now; `added`, `replaced` (by another content under the same id) and
    `deleted` those that made the difference. `unknown` are ids that were to be deleted and are no article's.
    `files_read` counts inputs, `files_untouched` those that did not have to be read. `problems` are those of all
    inputs, in their order, also of untouched ones. `is_changed`: a new generation is live; else nothing was written.
    """

    version: str
    articles: int
    words: int
    copies: int
    added: int = 0
    replaced: int = 0
    deleted: int = 0
    unknown: int = 0
    files_read: int = 0
    files_untouched: int = 0
    problems: tuple[Problem, ...] = ()
    is_changed: bool = False
    seconds: float = 0.0

    @property
    def problem_counts(self) -> tuple[ProblemCount, ...]:
        """The problems by kind, most frequent first."""
        return count_by_kind(self.problems)


def count_by_kind(problems: Sequence[Problem]) -> tuple[ProblemCount, ...]:
    """How many problems there are of each kind, most frequent first, and the first few of them."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for one in problems:
        kinds[one.kind].append(f"{one.where}: {one.detail}" if one.detail else one.where)
    ordered = sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(ProblemCount(kind, len(places), tuple(places[:_EXAMPLES])) for kind, places in ordered)
