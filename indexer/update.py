"""Updating from inputs: what a build of the same inputs would make, with the least reading.

What untouched inputs hold is known from the ledger, and is decided anew together with what is read from the
others, all in the order of the inputs (`indexer.replay`). An article that is decided upon as before stays as it is;
one that is decided upon and is not in the index, in an input that nobody has touched, makes that input be
read after all.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from indexer.articles.reader import Task, tasks
from indexer.articles.sources import Discovery, Problem, discover
from indexer.block_format import FileSum
from indexer.build import LEDGER, Plan, fingerprint, ledger_name, merge_what_is_due, must_hold_something, workers_for
from indexer.decisions import Claim
from indexer.engine.base import Engine, Snapshot, Writer
from indexer.errors import BuildError
from indexer.generations import Generation, Generations
from indexer.ledger import Ledger, LedgerWriter
from indexer.manifest import Manifest
from indexer.replay import Before, Replay
from indexer.reports import UpdateReport, count_by_kind
from indexer.worker import Claimed, Job, Read, Verdict
from indexer.workers import Crew

__all__ = ["update"]


def update(generations: Generations, engine: Engine, live: Generation, plan: Plan) -> UpdateReport:
    """Make the live generation equal to the inputs of the plan, under `Generations.writing`.

    What is gone from an input that was read whole is deleted, what is in an input that cannot be read stays.
    Raises as `build` does; the live index then is as it was.
    """
    started = time.monotonic()
    found = discover(plan.sources, root=plan.root)
    with contextlib.closing(_ledger_of(live)) as ledger:
        if _is_as_it_was(live.manifest, plan, found, ledger):
            return UpdateReport(
                version=live.manifest.version,
                articles=live.manifest.article_count,
                words=live.manifest.word_count,
                copies=live.manifest.copy_count,
                files_untouched=len(found.inputs),
                seconds=time.monotonic() - started,
            )
        with contextlib.closing(engine.open(live.folder, live.manifest)) as snapshot:
            changes = _Update(engine, live, plan, found, snapshot, ledger)
            manifest = changes.write()
    if manifest is not None:
        generations.publish(live.folder, manifest)
    return changes.report(manifest, time.monotonic() - started)


def _ledger_of(generation: Generation) -> Ledger:
    """The ledger of a generation, which an earlier one of its folder may have written."""
    (name,) = (name for name in generation.manifest.files if name.startswith(LEDGER))
    return Ledger(generation.folder / name, generation.manifest.files[name])


def _is_as_it_was(manifest: Manifest, plan: Plan, found: Discovery, ledger: Ledger) -> bool:
    """Whether it can be seen without looking at any article that nothing has changed.

    No input has, none had problems, and no program has given or deleted articles since the ledger was written.
    """
    return (
        not found.problems
        and not manifest.problems
        and ledger_name(manifest.number) in manifest.files
        and all(record.whole for record in ledger.inputs)
        and _facts(manifest, plan, found) == manifest
    )


def _facts(manifest: Manifest, plan: Plan, found: Discovery) -> Manifest:
    """A manifest with what is known of the inputs before they are read."""
    return replace(
        manifest,
        sources=tuple(str(source.absolute()) for source in plan.sources),
        root=str(plan.root.absolute()),
        max_input_bytes=plan.max_bytes,
        fingerprint=fingerprint(found),
        skipped_count=len(found.skipped),
    )


class _Update:
    """One update of one generation."""

    def __init__(
        self, engine: Engine, live: Generation, plan: Plan, found: Discovery, snapshot: Snapshot, ledger: Ledger
    ) -> None:
        self._engine = engine
        self._folder = live.folder
        self._base = live.manifest
        self._plan = plan
        self._found = found
        self._snapshot = snapshot
        self._now = dt.datetime.now(dt.UTC)
        self._before = Before(ledger, snapshot)
        self._ledger = LedgerWriter()
        self._replay = Replay(
            found, self._before, self._ledger, plan, trusts=plan.max_bytes == live.manifest.max_input_bytes
        )
        self._deleted: set[str] = set()

    def write(self) -> Manifest | None:
        """Read, decide and write; None when nothing has changed, and then nothing is written."""
        writer = self._engine.writer(self._folder, self._base, self._snapshot, self._now)
        try:
            is_changed = self._read(writer)
            decisions = self._replay.decisions
            manifest = replace(
                _facts(self._base, self._plan, self._found),
                copy_count=decisions.copy_count,
                problems=count_by_kind(decisions.problems),
            )
            if not is_changed:
                writer.cancel()
                return None if manifest == self._base else self._numbered(manifest, self._base.files)
            written = writer.finish(self._base.number + 1)
            counts = written.counts
            manifest = replace(manifest, article_count=counts.articles, word_count=counts.words, state=written.state)
            return self._numbered(manifest, written.files)
        except BaseException:
            writer.cancel()
            raise

    def report(self, manifest: Manifest | None, seconds: float) -> UpdateReport:
        """What was done; `manifest` is what `write` gave."""
        now = manifest or self._base
        replaced = len(self._deleted & self._replay.added)
        return UpdateReport(
            version=now.version,
            articles=now.article_count,
            words=now.word_count,
            copies=now.copy_count,
            added=len(self._replay.added) - replaced,
            replaced=replaced,
            deleted=len(self._deleted) - replaced,
            files_read=len(self._replay.touched) + len(self._replay.missing),
            files_untouched=len(self._found.inputs) - len(self._replay.touched) - len(self._replay.missing),
            problems=tuple(self._replay.decisions.problems),
            is_changed=manifest is not None,
            seconds=seconds,
        )

    def _read(self, writer: Writer) -> bool:
        """Read what is touched and what is missing, and tell the writer; return whether any article has changed."""
        replay = self._replay
        job = Job(self._engine, self._folder, self._plan.max_bytes)
        with Crew(job, workers_for(replay.touched, self._plan.workers), writer.add) as crew:
            crew.read(replay.orders(self._plan.max_bytes), replay.decide)
            replay.finish()
            must_hold_something(self._found, replay.decisions)
            if replay.missing:
                crew.flush()  # a segment's articles come in their order
                self._read_missing(crew)
            crew.flush()
            self._deleted = set(self._gone())
            self._carry_given_copies()
            copies = {article_id: tuple(inputs) for article_id, inputs in replay.decisions.copies.items()}
            has_other_copies = copies != {one: tuple(inputs) for one, inputs in self._snapshot.copies().items()}
            if not (replay.added or self._deleted or replay.moved or has_other_copies):
                return False
            writer.delete(self._deleted)
            writer.set_sequences(replay.moved)
            writer.set_copies(copies)
            merge_what_is_due(crew, writer)
        return True

    def _read_missing(self, crew: Crew) -> None:
        """Read articles that the index lacks from inputs that nobody has touched."""
        missing = self._replay.missing
        inputs = [self._found.inputs[place] for place in sorted(missing)]
        wanted = {label: place for places in missing.values() for label, place in places.items()}
        digests = {label: place.digest for label, place in wanted.items()}

        def decide(_task: Task, claimed: Claimed) -> Verdict:
            places = [
                wanted.pop(one.item.input) for one in claimed.items if one.is_collected and isinstance(one.item, Claim)
            ]
            self._replay.added.update(place.id for place in places)
            return Verdict([place.id for place in places], [place.sequence for place in places])

        crew.read((Read(task, wanted=digests) for task in tasks(inputs, max_bytes=self._plan.max_bytes)), decide)
        for label in wanted:
            raise BuildError(
                f"{label} cannot be read again as it was, though its file is as old. The live index is as it was. "
                "Build it anew: carrel build"
            )

    def _gone(self) -> Iterator[str]:
        """The ids of articles from inputs that are decided upon no more."""
        for number in np.flatnonzero(self._before.present & ~self._replay.kept).tolist():
            for entry in self._before.ledger.entries(number, number + 1):
                if not isinstance(entry, Problem):
                    yield entry.decision.id

    def _carry_given_copies(self) -> None:
        """Keep the copies that a program has given of articles that stay."""
        for article_id, inputs in self._snapshot.copies().items():
            given = [one for one in inputs if one not in self._before.copies]
            if given and article_id not in self._deleted:
                self._replay.decisions.copies[article_id] += given

    def _numbered(self, manifest: Manifest, files: Mapping[str, FileSum]) -> Manifest:
        """The manifest of what was written, with a ledger of its own."""
        number = self._base.number + 1
        kept = {name: written for name, written in files.items() if not name.startswith(LEDGER)}
        ledger = self._ledger.write(self._folder / ledger_name(number))
        content = self._replay.decisions.content
        version = f"{self._now:%Y%m%d}-{content.short}"
        return replace(
            manifest,
            number=number,
            built=self._now,
            content=content.hex(),
            version=self._base.version if content.hex() == self._base.content else version,
            files={**kept, ledger_name(number): ledger},
        )
