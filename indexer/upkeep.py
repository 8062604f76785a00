"""Upkeep: how an index is built and brought up to date."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from indexer.arguments import worker_count
from indexer.articles.article import Article
from indexer.articles.sources import discover
from indexer.build import Plan, build, fingerprint
from indexer.engine.base import Engine
from indexer.engine.whoosh import WhooshEngine
from indexer.errors import NoArchiveError, UsageError
from indexer.generations import Generations
from indexer.given import update_with
from indexer.reports import BuildReport, Progress, UpdateReport
from indexer.settings import DEFAULT_MAX_INPUT_BYTES
from indexer.update import update

__all__ = ["ENGINE", "StrPath", "Upkeep"]

ENGINE: Final[Engine] = WhooshEngine()

StrPath = str | os.PathLike[str]


class Upkeep:
    """The part of `Archive` that writes indexes: each method takes the folder of one, which need not be open."""

    @staticmethod
    def build(
        index: StrPath,
        sources: Iterable[StrPath],
        *,
        root: StrPath | None = None,
        max_input_bytes: int = DEFAULT_MAX_INPUT_BYTES,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> BuildReport:
        """Index the articles in `sources`, files and folders, beside the live index, and then replace it at once.

        `root` is the folder below which single files get their ids (the working folder, if not given); `workers`
        the number of processes that share the work, as many as there are cores if not given: the index is the same.
        An input that cannot be read is reported and the rest is built. Raises `UsageError`,
        `BusyError` or `BuildError`; the live index is then as it was.
        """
        paths = [Path(source) for source in sources]
        if not paths:
            raise UsageError("There is nothing to build from. Name a folder or a file of articles.")
        below = Path(root) if root is not None else Path.cwd()
        plan = Plan(paths, below, max_input_bytes, worker_count(workers), on_progress)
        return build(Generations(Path(index)), ENGINE, plan)

    @staticmethod
    def update(  # noqa: PLR0913  # every one of them is part of the public face
        index: StrPath,
        sources: Iterable[StrPath] | None = None,
        *,
        articles: Iterable[Article] | None = None,
        delete: Iterable[str] | None = None,
        root: StrPath | None = None,
        max_input_bytes: int | None = None,
        workers: int | None = None,
        on_progress: Callable[[Progress], None] = lambda _: None,
    ) -> UpdateReport:
        """Bring the live index up to date, without building it anew.

        From inputs: afterwards it holds what a build of `sources` would have made (those that it was built from, if
        not given), but files that are as old and as long as they were are not read again, and what was in
        an input stays where that cannot be read now. `root` and `max_input_bytes` are the build's, if not given.
        Without `sources`, the paths that are read are those that the index names: name them where strangers made it.
        With `articles` or `delete`, no input is looked at: an article replaces the one that has its id, or is
        listed as a copy where another has its content; `delete` are ids. Copies have no text of their own: they go
        with their article when it is replaced or deleted; give those that are to stay again. Given articles stay when
        inputs are updated; a build leaves them out. Their texts are cleaned as those of inputs are.
        When nothing has changed nothing is written.
        Raises `NoArchiveError`, `DamagedError` and what `build` raises; the live index is then as it was.
        """
        generations = Generations(Path(index))
        is_given = articles is not None or delete is not None
        if is_given and sources is not None:
            raise UsageError("An update is either from sources or with articles and delete. Make two updates of it.")
        with generations.updating(ENGINE.name) as live:
            if is_given:
                return update_with(generations, ENGINE, live, list(articles or ()), list(delete or ()))
            manifest = live.manifest
            plan = Plan(
                [Path(source) for source in (manifest.sources if sources is None else sources)],
                Path(manifest.root if root is None else root),
                manifest.max_input_bytes if max_input_bytes is None else max_input_bytes,
                worker_count(workers),
                on_progress,
            )
            return update(generations, ENGINE, live, plan)

    @staticmethod
    def needs_build(index: StrPath, sources: Iterable[StrPath], *, root: StrPath | None = None) -> bool:
        """Whether there is no index, or one that was built from these same sources before they changed.

        An index that was built from anything else is not to be replaced unasked: False.
        """
        try:
            manifest = Generations(Path(index)).live().manifest
        except NoArchiveError:
            return True
        paths = [Path(source) for source in sources]
        if manifest.sources != tuple(str(path.absolute()) for path in paths):
            return False
        return manifest.fingerprint != fingerprint(discover(paths, root=Path(root) if root is not None else Path.cwd()))
