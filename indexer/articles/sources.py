"""Which files are inputs: found below folders, named, and told apart."""

from __future__ import annotations

import enum
import errno
import itertools
import os
import re
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.errors import UsageError

__all__ = [
    "EXTENSIONS",
    "Discovery",
    "Format",
    "Input",
    "Problem",
    "discover",
    "format_of",
    "is_packed",
    "without_extension",
]


class Format(enum.Enum):
    """What a file is read as. The last two are files of records, one article each."""

    MARKDOWN = "Markdown"
    PLAIN = "plain text"
    HTML = "HTML"
    JSON_LINES = "JSON Lines"
    CSV = "CSV"


_RECORDS: Final[dict[str, Format]] = {
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
}
_PACKINGS: Final = (".gz", ".xz")  # as reader unpacks them
EXTENSIONS: Final[dict[str, Format]] = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".txt": Format.PLAIN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    **{extension + packing: kind for extension, kind in _RECORDS.items() for packing in ("", *_PACKINGS)},
}
# A folder's own notice, not an article: README, README.md, ReadMe-first.txt; not "readmission.md".
_README: Final = re.compile(r"README|(?i:readme)(?![a-z])")


@dataclass(frozen=True, slots=True)
class Input:
    """One file to read.

    `name` is its path below its root, with slashes, and no other input of the build has it;
    `size` is in bytes, `modified` in nanoseconds since 1970, both when it was found.
    """

    path: Path
    name: str
    size: int
    modified: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read and why.

    `where` is an input's name, with "#12" for record 12 of a file of records; `kind` the same
    words for the same fault, `detail` what is particular to this one, or "".
    """

    where: str
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found: inputs in the order in which they are read, names of files that are none, and faults."""

    inputs: tuple[Input, ...]
    skipped: tuple[str, ...]
    problems: tuple[Problem, ...]


def discover(sources: Sequence[Path], *, root: Path | None = None) -> Discovery:
    """Find the inputs in `sources`, files and folders, in their order; within a folder sorted by name.

    In folders, hidden files and folders, README files and unknown extensions are skipped. A
    single file's name is its path below `root`, the configured root folder, when it lies in
    it. A file that is reached twice is read once. Raises `UsageError` for a source that does
    not exist; all else that stands in the way is among the problems.
    """
    for source in sources:
        if not os.path.lexists(source):
            raise UsageError(f"There is no file or folder {_printable(str(source))}. Check the path.")
    search = _Search()
    for source in sources:
        if source.is_dir():
            search.folder(source)
        else:
            search.file(source, root)
    return Discovery(tuple(search.inputs), tuple(search.skipped), tuple(search.problems))


def format_of(name: str) -> Format | None:
    """The format that a file's name promises; None for an unknown extension."""
    return EXTENSIONS.get(_extension(name))


def is_packed(name: str) -> bool:
    """Whether a file's name says that it is compressed."""
    return name.lower().endswith(_PACKINGS)


def without_extension(name: str) -> str:
    """A name without its known extension: "a/b" for "a/b.jsonl.gz"."""
    return name[: len(name) - len(_extension(name))]


def _extension(name: str) -> str:
    lower = name.lower()
    return next((extension for extension in EXTENSIONS if lower.endswith(extension)), "")


def _printable(name: str) -> str:
    """The name, with what is not UTF-8 in it written as hexadecimal bytes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _is_utf8(name: str) -> bool:
    return name.isascii() or not any("\ud800" <= character <= "\udfff" for character in name)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the way down.

    `real` is its path free of links; `name` what its entries' names begin with: "" or "a/b/".
    """

    path: str
    real: str
    name: str = ""
    parent: _Folder | None = None

    def is_below(self, target: str) -> bool:
        """Whether the way from the root to here leads through `target`, a path free of links."""
        folder: _Folder | None = self
        while folder is not None:
            if f"{folder.real}{os.sep}".startswith(f"{target.rstrip(os.sep)}{os.sep}"):
                return True
            folder = folder.parent
        return False


class _Search:
    """A walk through all sources of a build."""

    def __init__(self) -> None:
        self.inputs: list[Input] = []
        self.skipped: list[str] = []
        self.problems: list[Problem] = []
        self._names: set[str] = set()
        self._seen: set[str] = set()  # files and folders, their paths free of links

    def file(self, source: Path, root: Path | None) -> None:
        """Add a file that was named by itself: nothing is skipped, and what cannot be read is a problem."""
        folder = Path(os.path.realpath(source.parent))
        name = source.name
        if root is not None and folder.is_relative_to(real_root := os.path.realpath(root)):
            name = (folder.relative_to(real_root) / name).as_posix()
        if not _is_utf8(name):
            self._problem(name, "name not UTF-8", "rename the file")
        elif format_of(name) is None:
            self._problem(name, "unknown format", f"its name ends in none of {', '.join(EXTENSIONS)}")
        else:
            self._add(source, os.path.realpath(source), name, folder.name)

    def folder(self, source: Path) -> None:
        """Add the files below a folder, depth first."""
        top = _Folder(str(source), os.path.realpath(source))
        root_name = _printable(Path(top.real).name) or "root"
        # A stack of our own: folders may lie deeper than Python's recursion goes.
        waiting = self._entries(top)
        while waiting:
            entry, folder = waiting.pop()
            below = self._visit(entry, folder, root_name)
            if below is not None:
                waiting.extend(self._entries(below))

    def _entries(self, folder: _Folder) -> list[tuple[os.DirEntry[str], _Folder]]:
        """What lies in a folder, last name first; nothing when it was walked before."""
        if folder.real in self._seen:
            return []
        self._seen.add(folder.real)
        try:
            with os.scandir(folder.path) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            self._problem(folder.name.rstrip("/") or folder.path, "unreadable folder", error.strerror or str(error))
            return []
        return [(entry, folder) for entry in ordered]

    def _visit(self, entry: os.DirEntry[str], folder: _Folder, root_name: str) -> _Folder | None:
        """Add an entry that is an input; return one that is a folder to walk."""
        name = folder.name + entry.name
        if not _is_utf8(name):
            self._problem(name, "name not UTF-8", "rename it")
            return None
        if entry.name.startswith("."):
            self.skipped.append(name)
            return None
        real = (
            os.path.realpath(entry.path) if entry.is_symlink() else f"{folder.real.rstrip(os.sep)}{os.sep}{entry.name}"
        )
        try:
            is_folder = entry.is_dir()
        except OSError as error:
            self._unreadable(name, error)
            return None
        if not is_folder:
            if format_of(name) is None or _README.match(entry.name):
                self.skipped.append(name)
            else:
                self._add(Path(entry.path), real, name, root_name)
        elif entry.is_symlink() and folder.is_below(real):
            self._problem(name, "symlink loop", f"the link leads back to {_printable(real)}")
        else:
            return _Folder(entry.path, real, f"{name}/", folder)
        return None

    def _add(self, path: Path, real: str, name: str, root_name: str) -> None:
        if real in self._seen:
            return
        self._seen.add(real)
        try:
            status = path.stat()
        except OSError as error:
            self._unreadable(name, error)
            return
        if not stat.S_ISREG(status.st_mode):
            self._problem(name, "not a file", "a pipe, socket or device has no lasting content")
            return
        prefixes = itertools.chain(("", f"{root_name}/"), (f"{root_name}-{number}/" for number in itertools.count(2)))
        own_name = next(candidate for prefix in prefixes if (candidate := prefix + name) not in self._names)
        self._names.add(own_name)
        self.inputs.append(Input(path, own_name, status.st_size, status.st_mtime_ns))

    def _unreadable(self, name: str, error: OSError) -> None:
        if error.errno == errno.ELOOP:
            self._problem(name, "symlink loop", "the link leads to itself")
        elif isinstance(error, FileNotFoundError):
            self._problem(name, "unreadable file", "the link leads nowhere")
        else:
            self._problem(name, "unreadable file", error.strerror or str(error))

    def _problem(self, name: str, kind: str, detail: str) -> None:
        self.problems.append(Problem(_printable(name), kind, detail))
