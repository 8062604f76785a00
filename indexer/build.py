"""Building: inputs in, a new live generation out, and a report of what happened."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.articles.article import Article
from indexer.articles.ids import IdRegistry, Reading
from indexer.articles.reader import read
from indexer.articles.sources import Discovery, Input, Problem, discover
from indexer.engine.base import Counts, Engine, Writer
from indexer.errors import BuildError
from indexer.generations import Generations
from indexer.manifest import Manifest
from indexer.statistics import ProblemCount

__all__ = ["BuildReport", "Progress", "build", "fingerprint"]

_EXAMPLES: Final = 5  # problems of a kind that a manifest keeps


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: bytes are of input files as they lie on the disk."""

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
        return _by_kind(self.problems)


def build(
    generations: Generations,
    engine: Engine,
    sources: Sequence[Path],
    *,
    root: Path,
    max_input_bytes: int,
    on_progress: Callable[[Progress], None],
) -> BuildReport:
    """Index all articles of `sources` in a new generation and make it live.

    Paths of single files are taken relative to `root`. Raises `UsageError` for a source that is not there,
    `BusyError` when another build runs, `BuildError` when there is nothing to index or the
    disk gives out. Whatever is raised, the live index stays as it was.
    """
    started = time.monotonic()
    now = dt.datetime.now(dt.UTC)
    with generations.writing():
        found = discover(sources, root=root)
        collection = _Collection(found.problems)
        folder = generations.begin(now)
        try:
            counts = _write(engine.writer(folder), found, collection, max_input_bytes, on_progress)
            manifest = _manifest(engine, sources, now, found, collection, counts)
            generations.publish(folder, manifest)
        except OSError as error:
            generations.discard(folder)
            raise BuildError(f"The build failed ({error}). The live index is as it was.") from error
        except BaseException:
            generations.discard(folder)
            raise
    return BuildReport(
        manifest.version,
        counts.articles,
        counts.words,
        collection.copy_count,
        len(found.skipped),
        tuple(collection.problems),
        time.monotonic() - started,
    )


def _manifest(
    engine: Engine,
    sources: Sequence[Path],
    now: dt.datetime,
    found: Discovery,
    collection: _Collection,
    counts: Counts,
) -> Manifest:
    return Manifest(
        engine=engine.name,
        number=1,
        content="",
        root="",
        state={},
        version=f"{now:%Y%m%d}-{collection.content_digest}",
        built=now,
        sources=tuple(str(source.absolute()) for source in sources),
        fingerprint=fingerprint(found),
        article_count=counts.articles,
        word_count=counts.words,
        copy_count=collection.copy_count,
        skipped_count=len(found.skipped),
        problems=_by_kind(collection.problems),
        previous="",
        files={},
    )


def fingerprint(found: Discovery) -> str:
    """A digest of the names, sizes and times of the inputs: equal as long as nothing was touched."""
    digest = hashlib.blake2b(digest_size=16)
    for one in found.inputs:
        digest.update(f"{one.name}\0{one.size}\0{one.modified}\n".encode())
    return digest.hexdigest()


class _Collection:
    """What a build gathers beside the index: problems, ids, copies, and a digest of all content."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        self.copies: defaultdict[str, list[str]] = defaultdict(list)
        self.articles = 0
        self._content = hashlib.blake2b(digest_size=4)
        self._ids = IdRegistry()
        self._known: dict[str, str] = {}  # digest of an article → its id

    @property
    def copy_count(self) -> int:
        return sum(map(len, self.copies.values()))

    @property
    def content_digest(self) -> str:
        return self._content.hexdigest()

    def take(self, item: Reading | Problem) -> Article | None:
        """The article to index, if the item is one that is not here yet."""
        if isinstance(item, Problem):
            self.problems.append(item)
            return None
        digest = item.article.digest
        if digest in self._known:
            self.copies[self._known[digest]].append(item.article.input)
            return None
        article = self._ids.register(item)
        if isinstance(article, Problem):
            self.problems.append(article)
            return None
        self.problems.extend(_own_problems(article))
        self._known[digest] = article.id
        self._content.update(f"{article.id}\0{digest}\n".encode())
        self.articles += 1
        return article

    def must_hold_something(self, found: Discovery) -> None:
        """Raise `BuildError` where there was nothing to index."""
        if not self.articles:
            raise BuildError(_nothing(found, self.problems))


class _Teller:
    """Tells of the progress of a build."""

    def __init__(self, found: Discovery, collection: _Collection, on_progress: Callable[[Progress], None]) -> None:
        self._found = found
        self._collection = collection
        self._on_progress = on_progress
        self._bytes_total = sum(one.size for one in found.inputs)
        self._bytes_before = 0  # of the inputs that were read whole
        self._position = 0  # in the input that is being read
        self._files = 0

    def at(self, position: int) -> None:
        """Take note of how far the present input was read."""
        self._position = position

    def finished(self, source: Input) -> None:
        """Take note that an input was read whole, and tell."""
        self._bytes_before += source.size
        self._position = 0
        self._files += 1
        self()

    def __call__(self) -> None:
        self._on_progress(
            Progress(
                min(self._bytes_before + self._position, self._bytes_total),
                self._bytes_total,
                self._files,
                len(self._found.inputs),
                self._collection.articles,
                len(self._collection.problems),
            )
        )


def _own_problems(article: Article) -> Iterator[Problem]:
    for text in article.problems:
        kind, _, detail = text.partition(": ")
        yield Problem(article.input, kind, detail)


def _write(
    writer: Writer,
    found: Discovery,
    collection: _Collection,
    max_input_bytes: int,
    on_progress: Callable[[Progress], None],
) -> Counts:
    tell = _Teller(found, collection, on_progress)
    try:
        for source in found.inputs:
            for item in read(source, max_bytes=max_input_bytes, on_position=tell.at):
                article = collection.take(item)
                if article is not None:
                    writer.add(article)
                tell()
            tell.finished(source)
        collection.must_hold_something(found)
        return writer.finish(collection.copies)
    except BaseException:
        writer.cancel()
        raise


def _nothing(found: Discovery, problems: Sequence[Problem]) -> str:
    read_in_vain = f"{len(found.inputs):,} files read, {len(problems):,} problems, {len(found.skipped):,} skipped"
    first = f"; the first problem: {problems[0].where}: {problems[0].kind}" if problems else ""
    return f"There is nothing to index ({read_in_vain}{first}). The live index is as it was. Name a folder of articles."


def _by_kind(problems: Sequence[Problem]) -> tuple[ProblemCount, ...]:
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for one in problems:
        kinds[one.kind].append(f"{one.where}: {one.detail}" if one.detail else one.where)
    ordered = sorted(kinds.items(), key=lambda entry: (-len(entry[1]), entry[0]))
    return tuple(ProblemCount(kind, len(places), tuple(places[:_EXAMPLES])) for kind, places in ordered)
