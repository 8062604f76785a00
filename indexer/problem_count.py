"""ProblemCount: the problems of a build, by kind."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ProblemCount"]


@dataclass(frozen=True, slots=True)
class ProblemCount:
    """How many inputs or articles had a kind of fault in the last build, and the first few of them."""

    kind: str
    count: int
    examples: tuple[str, ...]  # "folder/name.txt: detail"
