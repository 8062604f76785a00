"""Generations: complete indexes side by side, one of them live.

    index_data/
      CURRENT                     "g-20191230T181500-3f2a9c/manifest-1": the live one
      lock                        held by the one writer
      g-20191230T181500-3f2a9c/   a generation: its engine's files and manifest-1.json

No named file ever changes. CURRENT is replaced in one step, after everything that it
names has reached the disk; a build that dies before that has changed nothing, and
the next writer clears what it left.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import filelock

from indexer.errors import BusyError, DamagedError, NoArchiveError
from indexer.manifest import FileSum, Manifest

__all__ = ["Generation", "Generations"]

_CURRENT: Final = "CURRENT"
_LOCK: Final = "lock"
_MANIFEST: Final = "manifest-1"
_NAMED: Final = re.compile(r"(g-[0-9T]+-[0-9a-f]+)/(manifest-[0-9]+)\n?\Z")


@dataclasses.dataclass(frozen=True, slots=True)
class Generation:
    """A complete index: the text of CURRENT that names it, its folder and its manifest."""

    named: str
    folder: Path
    manifest: Manifest

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with its files, in words: every byte is read."""
        for name, written in sorted(self.manifest.files.items()):
            path = self.folder / name
            try:
                found = _file_sum(path)
            except OSError as error:
                yield f"{path}: cannot be read ({error.strerror})"
                continue
            if found.size != written.size:
                yield f"{path}: {found.size:,} bytes, where {written.size:,} were written"
            elif found != written:
                yield f"{path}: its content is not what was written"


class Generations:
    """The generations in one `index_data` folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def named(self) -> str:
        """The text of CURRENT, "" where there is none: it changes when the live generation does."""
        try:
            return (self.root / _CURRENT).read_text("utf-8").strip()
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise DamagedError(f"{self.root / _CURRENT} cannot be read ({error}). Build anew: carrel build") from error

    def live(self) -> Generation:
        """The live generation, its files there and of the right size.

        Raises `NoArchiveError` where nothing was built, `DamagedError` where it is not what was written.
        """
        while True:
            named = self.named()
            if not named:
                raise NoArchiveError(f"There is no index in {self.root} yet. Build one: carrel build FOLDER")
            try:
                return self._generation(named)
            except DamagedError:
                if self.named() == named:  # else a writer has replaced it and cleared it away meanwhile
                    raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; it is let go when the process dies. Raises `BusyError`."""
        self.root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.root / _LOCK, timeout=0)
        try:
            lock.acquire()
        except filelock.Timeout:
            raise BusyError(f"Another process is building in {self.root}. Wait until it is done.") from None
        try:
            yield
        finally:
            lock.release()

    def begin(self, now: dt.datetime) -> Path:
        """An empty folder for a new generation; clears what dead builds left. Only under `writing`."""
        self._clear()
        folder = self.root / f"g-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        folder.mkdir()
        return folder

    def publish(self, folder: Path, manifest: Manifest) -> Generation:
        """Make a folder's index the live one. `manifest.files` and `.previous` are filled in here."""
        files = {path.name: _file_sum(path) for path in sorted(folder.iterdir())}
        before = _NAMED.match(self.named())
        manifest = dataclasses.replace(manifest, files=files, previous=before[1] if before else "")
        manifest_path = folder / f"{_MANIFEST}.json"
        manifest_path.write_bytes(manifest.to_json())
        for name in (*files, manifest_path.name):
            _sync(folder / name)
        _sync(folder)
        _sync(self.root)
        named = f"{folder.name}/{_MANIFEST}"
        fresh = self.root / f"{_CURRENT}.new"
        fresh.write_text(f"{named}\n", "utf-8")
        _sync(fresh)
        fresh.replace(self.root / _CURRENT)
        # It is live now, whatever happens: what follows may wait for the next writer.
        with contextlib.suppress(OSError):
            _sync(self.root)
            self._clear()
        return Generation(named, folder, manifest)

    def discard(self, folder: Path) -> None:
        """Delete the folder of a generation that was begun, unless it is the live one by now."""
        if self.named().partition("/")[0] != folder.name:
            shutil.rmtree(folder, ignore_errors=True)

    def _generation(self, named: str) -> Generation:
        parts = _NAMED.match(named)
        if parts is None:
            raise DamagedError(f"{self.root / _CURRENT} names no generation. Build anew: carrel build")
        folder = self.root / parts[1]
        try:
            manifest = Manifest.from_json((folder / f"{parts[2]}.json").read_bytes())
            for name, written in manifest.files.items():
                if (folder / name).stat().st_size != written.size:
                    raise DamagedError(f"{folder / name} is not as long as it was written. Build anew: carrel build")
        except OSError as error:
            raise DamagedError(f"The index in {folder} is not complete ({error}). Build anew: carrel build") from error
        return Generation(named, folder, manifest)

    def _clear(self) -> None:
        """Delete every generation but the live one and the one before it."""
        kept = set()
        with contextlib.suppress(NoArchiveError, DamagedError):
            live = self._generation(self.named())
            kept = {live.folder.name, live.manifest.previous}
        if not kept and self.named():
            return  # the live one is damaged: whatever is here may be all that is left
        for folder in self.root.glob("g-*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)  # what is still held open waits for the next writer


def _file_sum(path: Path) -> FileSum:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=32))
        return FileSum(file.tell(), digest.hexdigest())


def _sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such call for folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
