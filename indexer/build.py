"""Building: inputs in, a new live generation out, and a report of what happened."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.articles.reader import tasks
from indexer.articles.sampling import sample
from indexer.articles.sources import Discovery, Input, discover
from indexer.decisions import Decisions
from indexer.engine.base import Engine, Snapshot, Writer
from indexer.errors import BuildError, DamagedError, NoArchiveError
from indexer.generations import Generations
from indexer.intake import Intake
from indexer.ledger import LedgerWriter
from indexer.manifest import Manifest
from indexer.reports import BuildReport, Progress, count_by_kind
from indexer.worker import Job, Read
from indexer.workers import Crew

__all__ = [
    "LEDGER",
    "Plan",
    "build",
    "fingerprint",
    "ledger_name",
    "merge_what_is_due",
    "must_hold_something",
    "workers_for",
]

LEDGER: Final = "ledger-"  # begins the names of ledgers
_SMALL: Final = 4_000_000  # bytes of inputs that are read here before another process has started


@dataclass(frozen=True, slots=True)
class Plan:
    """What is built or brought up to date, and how.

    Paths of single files are taken relative to `root`; `max_bytes` is the largest that an article in a file of its own
    may be, or a record; `workers` processes share the work where there is enough of it.
    """

    sources: Sequence[Path]
    root: Path
    max_bytes: int
    workers: int
    on_progress: Callable[[Progress], None]


def build(generations: Generations, engine: Engine, plan: Plan) -> BuildReport:
    """Index all articles of the sources in a new generation and make it live.

    Raises `UsageError` for a source that is not there, `BusyError` when another build runs, `BuildError` when there
    is nothing to index, the disk gives out or a worker dies. Whatever is raised, the live index stays as it was.
    """
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC)
    with generations.writing():
        found = discover(plan.sources, root=plan.root)
        decisions = Decisions(found.problems)
        generations.clear()
        folder = generations.begin(now)
        try:
            with _snapshot_before(generations, engine) as before:
                writer = engine.writer(folder, None, before, now)
                manifest = _write(engine, writer, folder, plan, found, decisions, now)
            generations.publish(folder, manifest)
        except OSError as error:
            generations.discard(folder)
            raise BuildError(f"The build failed ({error}). The live index is as it was.") from error
        except BaseException:
            generations.discard(folder)
            raise
    return BuildReport(
        manifest.version,
        manifest.article_count,
        manifest.word_count,
        manifest.copy_count,
        manifest.skipped_count,
        tuple(decisions.problems),
        time.monotonic() - started,
    )


def fingerprint(found: Discovery) -> str:
    """A digest of the names, sizes and times of the inputs: equal as long as nothing was touched."""
    digest = hashlib.blake2b(digest_size=16)
    for one in found.inputs:
        digest.update(f"{one.name}\0{one.size}\0{one.modified}\n".encode())
    return digest.hexdigest()


def ledger_name(number: int) -> str:
    """The name of the ledger that is written with the manifest of this number."""
    return f"{LEDGER}{number}"


def workers_for(inputs: Sequence[Input], wanted: int) -> int:
    """How many workers these inputs are worth."""
    return wanted if sum(one.size for one in inputs) >= _SMALL else 1


def merge_what_is_due(crew: Crew, writer: Writer) -> None:
    """Merge segments until no merge is due."""
    while due := writer.merges():
        for merge, flushed in crew.merge(due):
            writer.merged(merge, flushed)


def must_hold_something(found: Discovery, decisions: Decisions) -> None:
    """Raise `BuildError` where there is nothing to index."""
    if decisions.articles:
        return
    problems = decisions.problems
    in_vain = f"{len(found.inputs):,} files read, {len(problems):,} problems, {len(found.skipped):,} skipped"
    first = f"; the first problem: {problems[0].where}: {problems[0].kind}" if problems else ""
    raise BuildError(
        f"There is nothing to index ({in_vain}{first}). The live index is as it was. Name a folder of articles."
    )


@contextlib.contextmanager
def _snapshot_before(generations: Generations, engine: Engine) -> Iterator[Snapshot | None]:
    """The live generation, which knows when its articles were first indexed; None where none can be trusted."""
    try:
        live = generations.live()
        is_sound = live.manifest.engine == engine.name and not any(live.faults())
        snapshot = engine.open(live.folder, live.manifest) if is_sound else None
    except (NoArchiveError, DamagedError):
        snapshot = None
    try:
        yield snapshot
    finally:
        if snapshot:
            snapshot.close()


def _write(  # noqa: PLR0913, PLR0917  # the parts of one build
    engine: Engine,
    writer: Writer,
    folder: Path,
    plan: Plan,
    found: Discovery,
    decisions: Decisions,
    now: dt.datetime,
) -> Manifest:
    ledger = LedgerWriter()
    intake = Intake(found.inputs, decisions, ledger, plan.on_progress)
    job = Job(engine, folder, plan.max_bytes)
    try:
        with Crew(job, workers_for(found.inputs, plan.workers), writer.add) as crew:
            engine.prepare(folder, list(sample(found.inputs, max_bytes=plan.max_bytes)))  # while other processes start
            crew.read(map(Read, tasks(found.inputs, max_bytes=plan.max_bytes)), intake.decide)
            intake.finish()
            must_hold_something(found, decisions)
            crew.flush()
            merge_what_is_due(crew, writer)
        writer.set_copies(decisions.copies)
        written = writer.finish(1)
        ledger_sum = ledger.write(folder / ledger_name(1))
    except BaseException:
        writer.cancel()
        raise
    return Manifest(
        engine=engine.name,
        number=1,
        version=f"{now:%Y%m%d}-{decisions.content.short}",
        content=decisions.content.hex(),
        built=now,
        sources=tuple(str(source.absolute()) for source in plan.sources),
        root=str(plan.root.absolute()),
        max_input_bytes=plan.max_bytes,
        fingerprint=fingerprint(found),
        article_count=written.counts.articles,
        word_count=written.counts.words,
        copy_count=decisions.copy_count,
        skipped_count=len(found.skipped),
        problems=count_by_kind(decisions.problems),
        previous="",
        files={**written.files, ledger_name(1): ledger_sum},
        state=written.state,
    )
