"""Replay: the decisions of a build, made anew with what a ledger tells of inputs that nobody has touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from indexer.articles.reader import Task, tasks
from indexer.articles.sources import Discovery, Input, Problem
from indexer.build import Plan
from indexer.decisions import Claim, Decision, Decisions, Fate
from indexer.engine.base import Snapshot
from indexer.intake import Intake
from indexer.ledger import Entry, InputRecord, Ledger, LedgerWriter
from indexer.worker import Item, Read

__all__ = ["Before", "Place", "Replay"]

_GIVEN: Final = "an article that a program has given"


class Place(NamedTuple):
    """An article that is to be written: its id, its place in the order of all, and its digest."""

    id: str
    sequence: int
    digest: bytes


class Before:
    """What the index held before, as far as it came from inputs.

    `present`: bool [entries], those that are articles of the index now; `sequences`: int64 [entries], their places.
    `given`: articles that no entry tells of, digests by id.
    """

    def __init__(self, ledger: Ledger, snapshot: Snapshot) -> None:
        self.ledger = ledger
        self.by_name = {record.name: record for record in ledger.inputs}
        self.present = np.zeros(len(ledger), bool)
        self.sequences = np.zeros(len(ledger), np.int64)
        self.copies: set[str] = set()  # inputs of exact copies
        rest = {article_id: bytes.fromhex(digest) for article_id, digest in snapshot.identities()}
        sequence = 0
        for number, entry in enumerate(ledger.entries(0, len(ledger))):
            if isinstance(entry, Problem):
                continue
            if entry.decision.fate is Fate.COPY:
                self.copies.add(entry.claim.input)
            elif entry.decision.fate is Fate.ARTICLE:
                self.sequences[number] = sequence
                sequence += 1
                if rest.get(entry.decision.id) == entry.claim.digest:
                    del rest[entry.decision.id]
                    self.present[number] = True
        self.given = rest

    def articles(self, record: InputRecord) -> Iterator[tuple[int, Entry]]:
        """The entries of an input that are articles of the index, with their numbers."""
        for number, entry in enumerate(self.ledger.entries(record.first, record.last), start=record.first):
            if self.present[number] and not isinstance(entry, Problem):
                yield number, entry


class Replay(Intake):
    """The decisions of a build, from the ledger for untouched inputs, from what is read for the others.

    `kept`: bool [entries], the articles that stay. `moved`: new places of such, by id. `added`: ids of articles that
    are written as they are read; `missing`: those that are to be read yet, by number of the untouched input and
    by `Article.input`. Unless it `trusts` them, all inputs count as touched.
    """

    def __init__(self, found: Discovery, before: Before, ledger: LedgerWriter, plan: Plan, *, trusts: bool) -> None:
        decisions = Decisions(found.problems)
        for article_id, digest in before.given.items():
            decisions.hold(article_id, digest, _GIVEN)
        self._before = before
        self._found = found
        self._places = [
            place
            for place, source in enumerate(found.inputs)
            if not (trusts and (record := before.by_name.get(source.name)) and record.whole and record.is_of(source))
        ]
        self.touched = [found.inputs[place] for place in self._places]
        super().__init__(self.touched, decisions, ledger, plan.on_progress)
        self.kept = np.zeros(len(before.ledger), bool)
        self.moved: dict[str, int] = {}
        self.added: set[str] = set()
        self.missing: dict[int, dict[str, Place]] = {}
        self._known: dict[str, tuple[int, Entry]] = {}  # of the touched inputs that are being read
        self._whole = True
        self._replayed = 0  # of all inputs
        self._hidden_paths = [
            os.path.abspath(source / problem.where)  # noqa: PTH100  # links stay as written
            for problem in found.problems
            for source in (Path(), *plan.sources)
        ]

    def orders(self, max_bytes: int) -> Iterator[Read]:
        """The orders that have the touched inputs read."""
        loaded = -1
        for task in tasks(self.touched, max_bytes=max_bytes):
            for number in range(max(loaded + 1, task.first_input), task.first_input + len(task.inputs)):
                record = self._before.by_name.get(self.touched[number].name)
                if record:
                    self._known.update((entry.claim.input, (at, entry)) for at, entry in self._before.articles(record))
                loaded = number
            yield Read(
                task, {label: self._known[label][1].claim.digest for label in _labels(task) & self._known.keys()}
            )

    def finish(self) -> None:
        """Nothing more is to come."""
        super().finish()
        self._replay_up_to(len(self._found.inputs))
        names = {source.name for source in self._found.inputs}
        for record in self._before.ledger.inputs:
            if record.name not in names and self._is_out_of_sight(record):
                self._ledger.begin(Input(Path(record.path), record.name, record.size, record.modified))
                self._ledger.distrust()
                self._keep_the_rest(record)

    def _begin_input(self, number: int) -> None:
        self._replay_up_to(self._places[number])
        super()._begin_input(number)
        self._replayed = self._places[number] + 1
        self._whole = True

    def _end_input(self, number: int) -> None:
        record = self._before.by_name.get(self.touched[number].name)
        if record and not self._whole:
            self._keep_the_rest(record)
        if record:
            for at, entry in self._before.articles(record):
                if self._known.get(entry.claim.input, (-1, None))[0] == at:
                    del self._known[entry.claim.input]

    def _take_problem(self, problem: Problem, *, is_fault_of_input: bool) -> None:
        super()._take_problem(problem, is_fault_of_input=is_fault_of_input)
        self._whole = self._whole and not is_fault_of_input

    def _take(self, claim: Claim, item: Item) -> str | None:
        sequence = self._sequence
        article_id = super()._take(claim, item)
        if article_id is None:
            return None
        number, entry = self._known.get(claim.input, (-1, None))
        if entry and entry.claim.digest == claim.digest and entry.decision.id == article_id:
            self._keep(number, article_id, sequence)
            return None
        if item.is_collected:
            self.added.add(article_id)
            return article_id
        self._miss(self._places[item.input_number], claim, article_id, sequence)
        return None

    def _replay_up_to(self, place: int) -> None:
        """Decide about untouched inputs before the one at `place`, by their entries."""
        for at in range(self._replayed, place):
            source = self._found.inputs[at]
            record = self._before.by_name[source.name]
            self._ledger.begin(source)
            for number, entry in enumerate(self._before.ledger.entries(record.first, record.last), start=record.first):
                if isinstance(entry, Problem):
                    super()._take_problem(entry, is_fault_of_input=False)
                    continue
                sequence = self._sequence
                decision = self.decisions.take(entry.claim)
                self._ledger.add(entry.claim, decision)
                if decision.fate is not Fate.ARTICLE:
                    continue
                self._sequence += 1
                if self._before.present[number] and decision.id == entry.decision.id:
                    self._keep(number, decision.id, sequence)
                else:
                    self._miss(at, entry.claim, decision.id, sequence)
        self._replayed = max(self._replayed, place)

    def _keep(self, number: int, article_id: str, sequence: int) -> None:
        self.kept[number] = True
        if self._before.sequences[number] != sequence:
            self.moved[article_id] = sequence

    def _miss(self, place: int, claim: Claim, article_id: str, sequence: int) -> None:
        self.missing.setdefault(place, {})[claim.input] = Place(article_id, sequence, claim.digest)

    def _keep_the_rest(self, record: InputRecord) -> None:
        """Keep the articles of an input that was not read whole, but for those in whose place others have come."""
        for number, entry in self._before.articles(record):
            article_id = entry.decision.id
            if not self.kept[number] and self.decisions.take_if_free(entry.claim, article_id):
                self._ledger.add(entry.claim, Decision(Fate.ARTICLE, article_id))
                self._keep(number, article_id, self._sequence)
                self._sequence += 1

    def _is_out_of_sight(self, record: InputRecord) -> bool:
        """Whether an input is not found, and lies where something could not be looked at."""
        return any(
            f"{record.path}{os.sep}".startswith(f"{hidden.rstrip(os.sep)}{os.sep}") for hidden in self._hidden_paths
        )


def _labels(task: Task) -> set[str]:
    """The `Article.input` of every article that a task may have in it."""
    if not task.first_record:
        return {source.name for source in task.inputs}
    name = task.inputs[0].name
    return {f"{name}#{number}" for number in range(task.first_record, task.first_record + len(task.records))}
