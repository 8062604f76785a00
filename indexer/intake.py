"""Intake: the parent's part of reading. It decides about what the workers claim, and keeps the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.articles.reader import Task
from indexer.articles.sources import Input, Problem
from indexer.decisions import Claim, Decisions, Fate
from indexer.ledger import LedgerWriter
from indexer.reports import Progress
from indexer.worker import Claimed, Item, Verdict

__all__ = ["Intake"]


class Intake:
    """Takes in `inputs`, in order: what is claimed of them is decided and entered in the ledger.

    Articles get their places in the order of all from 0 on.
    """

    def __init__(
        self,
        inputs: Sequence[Input],
        decisions: Decisions,
        ledger: LedgerWriter,
        on_progress: Callable[[Progress], None],
    ) -> None:
        self._inputs = inputs
        self.decisions = decisions
        self._ledger = ledger
        self._on_progress = on_progress
        self._sequence = 0  # of the next article
        self._begun = 0  # inputs
        self._bytes_before = 0  # of the inputs that have ended
        self._bytes_here = 0  # of the one that has not
        self._bytes_total = sum(one.size for one in inputs)

    def decide(self, task: Task, claimed: Claimed) -> Verdict:
        """Decide about what comes next in the order of the inputs."""
        ids: list[str | None] = []
        sequences: list[int] = []
        for item in claimed.items:
            if item.input_number >= self._begun:
                self._begin(item.input_number)
            sequence = self._sequence
            if isinstance(item.item, Problem):
                self._take_problem(item.item, is_fault_of_input=item.is_fault_of_input)
            else:
                article_id = self._take(item.item, item)
                if item.is_collected:
                    ids.append(article_id)
                    sequences.append(sequence)
        if claimed.is_last and task.first_record:
            self._bytes_here += task.bytes_read
        self._tell(self._begun - 1)
        return Verdict(ids, sequences)

    def finish(self) -> None:
        """Nothing more is to come."""
        if self._begun:
            self._end_input(self._begun - 1)
        self._tell(len(self._inputs))

    def _begin(self, number: int) -> None:
        if self._begun:
            self._end_input(self._begun - 1)
            self._bytes_before += self._inputs[self._begun - 1].size
            self._bytes_here = 0
            self._tell(self._begun)
        self._begun = number + 1
        self._begin_input(number)

    def _begin_input(self, number: int) -> None:
        self._ledger.begin(self._inputs[number])

    def _end_input(self, number: int) -> None:
        pass

    def _take_problem(self, problem: Problem, *, is_fault_of_input: bool) -> None:
        self.decisions.problems.append(problem)
        self._ledger.add_problem(problem)
        if is_fault_of_input:
            self._ledger.distrust()

    def _take(self, claim: Claim, _item: Item) -> str | None:
        """Decide about the next article: the id under which it is to be written, None if it is not."""
        decision = self.decisions.take(claim)
        self._ledger.add(claim, decision)
        if decision.fate is not Fate.ARTICLE:
            return None
        self._sequence += 1
        return decision.id

    def _tell(self, files: int) -> None:
        self._on_progress(
            Progress(
                min(self._bytes_before + self._bytes_here, self._bytes_total)
                if files < len(self._inputs)
                else self._bytes_total,
                self._bytes_total,
                files,
                len(self._inputs),
                self.decisions.articles,
                len(self.decisions.problems),
            )
        )
