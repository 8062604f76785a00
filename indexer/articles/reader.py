"""From inputs to their articles, in two steps. Whatever an input holds, reading it raises nothing.

`tasks` is for one process: it finds the records of files, in the order of the inputs, and parses
nothing. `parse_task` may run in any process, and in any order: a `Task` is all that it needs, and is
cheap to pickle. It gives an `Outcome` for each record, and for each file that is one article. In the
order of the tasks, these are what there is to read, whichever process did it. `read` does both steps.

An input was read whole when no outcome of it `is_fault_of_input`.
"""

from __future__ import annotations

import gzip
import itertools
import lzma
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase, BufferedReader
from typing import Final, Protocol

from indexer.articles import plain
from indexer.articles.draft import Draft
from indexer.articles.encodings import decode, text_stream
from indexer.articles.finish import finish
from indexer.articles.ids import Reading
from indexer.articles.records import find_json_lines, find_rows
from indexer.articles.sources import Format, Input, Problem, format_of, without_extension
from indexer.articles.tabular import RawRecord, parse_record
from indexer.errors import InputError

__all__ = ["Outcome", "Task", "parse_task", "read", "tasks"]

_LARGEST_TASK: Final = 64  # articles
_HEAVIEST_TASK: Final = 1_048_576  # bytes, unless one article has more


@dataclass(frozen=True, slots=True)
class Task:
    """What is read at a time: some files that are one article each, or some records of one file.

    `number` counts the tasks from 0. `inputs` are consecutive, the first of them number
    `first_input` of those given to `tasks`. `records` are a file's from number `first_record` on, counted
    from 1, be they articles or faults; files that are one article each have none, and `first_record` is 0.
    `fault` is what keeps the rest of a file of records from being read.
    `bytes_read` are those of input files, on the disk, that this task accounts for: over all tasks they sum to the
    sizes of the inputs. `finished` tells how many of the inputs end with this task.
    """

    number: int
    first_input: int
    inputs: tuple[Input, ...]
    bytes_read: int
    finished: int
    first_record: int = 0
    records: tuple[RawRecord | Problem, ...] = ()
    fault: Problem | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a record became, or a file that is one article, or the fault of a whole file.

    `input_number` is the input's place among those given to `tasks`.
    """

    input_number: int
    item: Reading | Problem
    is_fault_of_input: bool = False


class _Finder(Protocol):
    """One of the finders of `records`."""

    def __call__(self, stream: BufferedReader, /, *, max_bytes: int) -> Iterator[RawRecord | InputError]: ...


_FINDERS: Final[dict[Format | None, _Finder]] = {Format.JSON_LINES: find_json_lines, Format.CSV: find_rows}


def tasks(inputs: Sequence[Input], *, max_bytes: int) -> Iterator[Task]:
    """All that there is to read in these inputs, in their order.

    An article in a file of its own may have `max_bytes`; in a file of records each record
    may, and the file any size, for it is read as a stream. One bad record does not keep the
    others from being read.
    """
    numbers = itertools.count()
    files = _Files(numbers)
    for place, source in enumerate(inputs):
        finder = _FINDERS.get(format_of(source.name))
        if finder is None:
            yield from files.add(place, source)
        else:
            yield from files.task()
            yield from _record_tasks(numbers, place, source, finder, max_bytes)
    yield from files.task()


def parse_task(task: Task, *, max_bytes: int) -> tuple[Outcome, ...]:
    """What a task's articles are, in order, and what could not be read. `max_bytes` is as in `tasks`."""
    return tuple(_parse_records(task) if task.first_record else _parse_files(task, max_bytes))


def read(source: Input, *, max_bytes: int) -> Iterator[Reading | Problem]:
    """The articles of an input, in order, and what could not be read; `max_bytes` is as in `tasks`."""
    for task in tasks([source], max_bytes=max_bytes):
        for outcome in parse_task(task, max_bytes=max_bytes):
            yield outcome.item


class _Files:
    """Files that are one article each, gathered until they make a task."""

    def __init__(self, numbers: Iterator[int]) -> None:
        self._numbers = numbers
        self._first = 0
        self._inputs: list[Input] = []
        self._bytes = 0

    def add(self, place: int, source: Input) -> Iterator[Task]:
        """Take one more file, in a task of its own and of those that follow when it finds no room."""
        if len(self._inputs) == _LARGEST_TASK or self._bytes + source.size > _HEAVIEST_TASK:
            yield from self.task()
        if not self._inputs:
            self._first = place
        self._inputs.append(source)
        self._bytes += source.size

    def task(self) -> Iterator[Task]:
        """The task of the files so far, if there are any."""
        inputs, self._inputs = tuple(self._inputs), []
        size, self._bytes = self._bytes, 0
        if inputs:
            yield Task(next(self._numbers), self._first, inputs, bytes_read=size, finished=len(inputs))


def _record_tasks(numbers: Iterator[int], place: int, source: Input, find: _Finder, max_bytes: int) -> Iterator[Task]:
    """The tasks of a file of records; the last of them is never without a record or a fault."""
    records: list[RawRecord | Problem] = []
    first, weight, told = 1, 0, 0
    fault = None
    try:
        with source.path.open("rb") as file, _unpacked(file, source.path.suffix.lower()) as stream:
            for record in find(text_stream(stream), max_bytes=max_bytes):
                if len(records) == _LARGEST_TASK or weight >= _HEAVIEST_TASK:
                    position = min(file.tell(), source.size)  # the file may have grown since it was found
                    yield Task(next(numbers), place, (source,), position - told, 0, first, tuple(records))
                    first, weight, told = first + len(records), 0, position
                    records.clear()
                if isinstance(record, InputError):
                    records.append(_problem(f"{source.name}#{first + len(records)}", record))
                else:
                    records.append(record)
                    weight += len(record) if isinstance(record, bytes) else sum(map(len, record.cells))
        if not records:
            raise InputError("empty file", "it has no record")  # noqa: TRY301 (as any other fault of a file)
    except (InputError, OSError) as error:
        fault = _problem(source.name, error)
    yield Task(next(numbers), place, (source,), source.size - told, 1, first, tuple(records), fault)


def _problem(where: str, error: InputError | OSError) -> Problem:
    if isinstance(error, InputError):
        return Problem(where, error.kind, error.detail)
    return Problem(where, "unreadable file", error.strerror or str(error))


def _parse_records(task: Task) -> Iterator[Outcome]:
    name = task.inputs[0].name
    stem = without_extension(name)
    for number, record in enumerate(task.records, start=task.first_record):
        item: Reading | Problem
        if isinstance(record, Problem):
            item = record
        else:
            try:
                item = finish(parse_record(record), input=f"{name}#{number}", fallback_id=f"{stem}#{number}")
            except InputError as error:
                item = _problem(f"{name}#{number}", error)
        yield Outcome(task.first_input, item)
    if task.fault:
        yield Outcome(task.first_input, task.fault, is_fault_of_input=True)


def _parse_files(task: Task, max_bytes: int) -> Iterator[Outcome]:
    for number, source in enumerate(task.inputs, start=task.first_input):
        try:
            yield Outcome(number, _read_article(source, max_bytes))
        except (InputError, OSError) as error:
            yield Outcome(number, _problem(source.name, error), is_fault_of_input=True)


def _read_article(source: Input, max_bytes: int) -> Reading:
    kind = format_of(source.name)
    with source.path.open("rb") as file:
        # As much room is taken as is asked for, and a limit may be larger than any machine.
        data = file.read(min(max_bytes, os.fstat(file.fileno()).st_size) + 1)
    if len(data) > max_bytes:
        raise InputError("file too large", f"it has more than {max_bytes:,} bytes")
    draft = _parse(decode(data, declares=kind is Format.HTML), kind)
    return finish(draft, input=source.name, fallback_id=without_extension(source.name))


def _parse(text: str, kind: Format | None) -> Draft:
    # Both stand on libraries that take half a second to import: many an archive needs neither.
    from indexer.articles import html, markdown  # noqa: PLC0415

    if kind is Format.HTML:
        return html.parse(text)
    if kind is Format.MARKDOWN or markdown.looks_like_seed(text):
        return markdown.parse(text)
    return plain.parse(text)


@contextmanager
def _unpacked(file: BufferedReader, packing: str) -> Iterator[BufferedIOBase]:
    """The bytes of a file of records. Raises `InputError` of kind "broken gzip" or "broken xz"."""
    if not file.peek(1):
        raise InputError("empty file")
    if packing == ".gz":
        with gzip.GzipFile(fileobj=file) as stream, _breaking_as("broken gzip"):
            yield stream
    elif packing == ".xz":
        with lzma.LZMAFile(file) as stream, _breaking_as("broken xz"):
            yield stream
    else:
        yield file


@contextmanager
def _breaking_as(kind: str) -> Iterator[None]:
    try:
        yield
    except EOFError:
        raise InputError(kind, "the file ends too early") from None
    except (gzip.BadGzipFile, zlib.error, lzma.LZMAError) as error:
        raise InputError(kind, str(error)) from None
