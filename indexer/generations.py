"""Generations: complete indexes side by side, one of them live.

    index_data/
      CURRENT                     "g-20191230T181500-3f2a9c/manifest-2 4b5f…": the live one, and its manifest's digest
      lock                        held by the one writer
      g-20191230T181500-3f2a9c/   what a build made, with what updates have added since:
        manifest-1.json             a generation: it names those files of its folder that are part of it
        manifest-2.json             the generation that an update made of it

No named file ever changes. CURRENT is replaced in one step, after everything that it
names has reached the disk; a build or an update that dies before that has changed nothing, and
the next writer clears what it left: all files that neither the live generation names nor the one before it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import filelock

from indexer.blocks import check_file
from indexer.errors import BuildError, BusyError, DamagedError, NoArchiveError
from indexer.manifest import Manifest, digest_of

__all__ = ["Generation", "Generations"]

_CURRENT: Final = "CURRENT"
_LOCK: Final = "lock"
_NAMED: Final = re.compile(r"(g-[0-9T]+-[0-9a-f]+)/(manifest-[0-9]+) ([0-9a-f]{32})")


@dataclasses.dataclass(frozen=True, slots=True)
class Generation:
    """A complete index: the text of CURRENT that names it, its folder and its manifest."""

    named: str
    folder: Path
    manifest: Manifest

    def must_be_of(self, engine: str) -> None:
        """Raise `DamagedError` when the engine of this name cannot read it."""
        if self.manifest.engine != engine:
            raise DamagedError(
                f"The index in {self.folder.parent} was made by another engine ({self.manifest.engine}). "
                "Build it anew: carrel build"
            )

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with its files, in words: every byte is read."""
        for name, written in sorted(self.manifest.files.items()):
            yield from check_file(self.folder / name, written)


class Generations:
    """The generations in one `index_data` folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def named(self) -> str | None:
        """The text of CURRENT, None where there is no such file: it changes when the live generation does."""
        try:
            return (self.root / _CURRENT).read_bytes().decode(errors="replace")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DamagedError(f"{self.root / _CURRENT} cannot be read ({error}). Build anew: carrel build") from error

    def live(self) -> Generation:
        """The live generation, its files there and of the right size.

        Raises `NoArchiveError` where nothing was built, `DamagedError` where it is not what was written.
        """
        while True:
            named = self.named()
            if named is None:
                raise NoArchiveError(f"There is no index in {self.root} yet. Build one: carrel build FOLDER")
            try:
                return self._generation(named)
            except DamagedError:
                if self.named() == named:  # else a writer has replaced it and cleared it away meanwhile
                    raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock; it is let go when the process dies.

        Raises `BusyError`, and `BuildError` where nothing can be written.
        """
        lock = filelock.FileLock(self.root / _LOCK, timeout=0)
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except filelock.Timeout:
            raise BusyError(f"Another process is building in {self.root}. Wait until it is done.") from None
        except OSError as error:
            raise BuildError(f"{self.root} cannot be written ({error}). Name another folder for the index.") from error
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def updating(self, engine: str) -> Iterator[Generation]:
        """Hold the writer's lock and give the live generation, in whose folder the next one may be written.

        What is written and not published is cleared away. Raises `BusyError`, `NoArchiveError`, `DamagedError` and,
        when the disk gives out, `BuildError`.
        """
        self.live()  # no lock, and so no folder, where nothing is to be updated
        with self.writing():
            live = self.live()
            live.must_be_of(engine)
            self.clear()
            try:
                yield live
            except OSError as error:
                self.clear()
                raise BuildError(f"The update failed ({error}). The live index is as it was.") from error
            except BaseException:
                self.clear()
                raise

    def begin(self, now: dt.datetime) -> Path:
        """An empty folder for a new generation. Only under `writing`."""
        folder = self.root / f"g-{now:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        folder.mkdir()
        return folder

    def publish(self, folder: Path, manifest: Manifest) -> Generation:
        """Make the generation of this manifest the live one; `manifest.previous` is filled in here.

        Its files are in the folder; they are on the disk before anything names them.
        """
        before = self.named() or ""
        manifest = dataclasses.replace(manifest, previous=before if _NAMED.fullmatch(before) else "")
        manifest_path = folder / f"{manifest.name}.json"
        data = manifest.to_json()
        manifest_path.write_bytes(data)
        for name in (*manifest.files, manifest_path.name):
            _sync(folder / name)
        _sync(folder)
        _sync(self.root)
        named = f"{folder.name}/{manifest.name} {digest_of(data)}"
        fresh = self.root / f"{_CURRENT}.new"
        fresh.write_bytes(named.encode())
        _sync(fresh)
        fresh.replace(self.root / _CURRENT)
        # It is live now, whatever happens: what follows may wait for the next writer.
        with contextlib.suppress(OSError):
            _sync(self.root)
            self.clear()
        return Generation(named, folder, manifest)

    def discard(self, folder: Path) -> None:
        """Delete the folder of a generation that was begun, unless it is the live one by now."""
        if (self.named() or "").partition("/")[0] != folder.name:
            shutil.rmtree(folder, ignore_errors=True)

    def _generation(self, named: str) -> Generation:
        parts = _NAMED.fullmatch(named)
        if parts is None:
            raise DamagedError(f"{self.root / _CURRENT} names no generation. Build anew: carrel build")
        folder = self.root / parts[1]
        try:
            manifest = Manifest.from_json((folder / f"{parts[2]}.json").read_bytes(), parts[3])
            for name, written in manifest.files.items():
                if (folder / name).stat().st_size != written.size:
                    raise DamagedError(f"{folder / name} is not as long as it was written. Build anew: carrel build")
        except OSError as error:
            raise DamagedError(f"The index in {folder} is not complete ({error}). Build anew: carrel build") from error
        return Generation(named, folder, manifest)

    def clear(self) -> None:
        """Delete what neither the live generation names nor the one before it. Only under `writing`.

        What the system does not let go of, as it is still open somewhere, waits for the next writer.
        """
        kept: dict[str, set[str]] = {}  # names of files by that of their folder
        named = self.named()
        with contextlib.suppress(DamagedError):
            live = self._generation(named or "")
            for one in filter(None, (named, live.manifest.previous)):
                with contextlib.suppress(DamagedError):  # the one before may be gone
                    generation = live if one == named else self._generation(one)
                    names = kept.setdefault(generation.folder.name, set())
                    names.update(generation.manifest.files, [f"{generation.manifest.name}.json"])
        if not kept and (named is not None or any(self.root.glob("g-*/manifest-*.json"))):
            return  # CURRENT is lost, or what it names is damaged: whatever is here may be all that is left
        for folder in self.root.glob("g-*"):
            if folder.name not in kept:
                shutil.rmtree(folder, ignore_errors=True)
                continue
            for path in folder.iterdir():
                if path.name not in kept[folder.name]:
                    with contextlib.suppress(OSError):
                        path.unlink()


def _sync(path: Path) -> None:
    """Wait until a file's content, or a folder's list of names, is on the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no such call for folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
