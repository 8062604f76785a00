"""Sampling: some articles from all over the inputs, to learn from before they are read."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from indexer.articles.article import Article
from indexer.articles.ids import Reading
from indexer.articles.reader import Task, parse_task, tasks
from indexer.articles.sources import Format, Input, format_of, is_packed

__all__ = ["sample"]

_FILES: Final = 16  # of records that a sample is taken from
_ARTICLES: Final = 1_000
_ONE_IN: Final = 10  # files that are one article, as reading them may be slow
_LARGE: Final = 8_000_000  # bytes of a file of records that is entered at several places
_PLACES: Final = 20
_LONGEST_LINE: Final = 1_048_576  # bytes


def sample(inputs: Sequence[Input], *, max_bytes: int) -> Iterator[Article]:
    """About a thousand articles, a tenth where each is a file of its own; `max_bytes` is as in `reader.tasks`."""
    records = [one for one in inputs if format_of(one.name) in (Format.JSON_LINES, Format.CSV)]
    alone = [one for one in inputs if format_of(one.name) not in (Format.JSON_LINES, Format.CSV)]
    files = records[:: max(1, len(records) // _FILES)][:_FILES]
    for source in files:
        yield from _of_records(source, _ARTICLES // len(files), max_bytes)
    step = max(_ONE_IN, len(alone) // _ARTICLES)
    yield from _articles(tasks(alone[step // 2 :: step], max_bytes=max_bytes), max_bytes)


def _of_records(source: Input, count: int, max_bytes: int) -> Iterable[Article]:
    """Some articles of a file of records: from all over it where it can be entered anywhere, else its first ones."""
    if format_of(source.name) is Format.JSON_LINES and not is_packed(source.name) and source.size >= _LARGE:
        found = list(_articles(_pieces(source, count, max_bytes), max_bytes))
        if found:
            return found
    return itertools.islice(_articles(tasks([source], max_bytes=max_bytes), max_bytes), count)


def _pieces(source: Input, count: int, max_bytes: int) -> Iterator[Task]:
    """Lines from all over a file, whatever their numbers are: the articles are to learn from, and for nothing else."""
    longest = min(_LONGEST_LINE, max_bytes)
    try:
        with source.path.open("rb") as file:
            for place in range(_PLACES):
                next_place = source.size * (place + 1) // _PLACES
                file.seek(source.size * place // _PLACES)
                file.readline(longest + 1)  # which began before
                lines: list[bytes] = []
                while len(lines) < count // _PLACES and file.tell() < next_place:
                    line = file.readline(longest + 1)
                    lines += [line] if len(line) <= longest else []
                yield Task(0, 0, (source,), 0, 0, first_record=1, records=tuple(lines))
    except OSError:  # those who read it will tell
        return


def _articles(given: Iterable[Task], max_bytes: int) -> Iterator[Article]:
    for task in given:
        for outcome in parse_task(task, max_bytes=max_bytes):
            if isinstance(outcome.item, Reading):
                yield outcome.item.article
