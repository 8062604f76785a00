"""Small indexes in any number of segments, with articles deleted, made of the engine's own parts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from made_generation import made_manifest

from indexer.engine.whoosh.columns.article_columns import Rows, write_columns
from indexer.engine.whoosh.segments.collector import WhooshCollector
from indexer.engine.whoosh.segments.segment import segment_file
from indexer.engine.whoosh.snapshot import WhooshSnapshot
from indexer.string_table import StringTable


def made_snapshot(folder, articles, sizes=(), deleted=()):
    """Index `articles` in segments of these sizes, the last of what is left over; `deleted` are numbers.

    The copies of an article are those that it names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    collector = WhooshCollector(folder)
    files, names, rows = {}, [], []
    start = 0
    for size in (*sizes, len(articles)):
        here = articles[start : start + size]
        for article in here:
            collector.add(article)
        name = f"{len(names)}"
        flushed = collector.flush(name, [one.id for one in here], range(start, start + len(here))) if here else None
        if flushed:
            names.append(name)
            files[segment_file(name)] = flushed.payload.written
            rows.append(flushed.payload.rows)
        start += len(here)
    live = np.ones(len(articles), bool)
    live[list(deleted)] = False
    copies = [(number, copy.encode()) for number, article in enumerate(articles) for copy in article.copies]
    columns = replace(
        Rows.concatenate(rows),
        copies=StringTable.of([copy for _, copy in copies]),
        copy_owners=np.array([number for number, _ in copies], np.int32),
    )
    files["articles-1.col"] = write_columns(folder / "articles-1.col", columns, live, [len(one) for one in rows])
    state = {"segments": [{"name": name} for name in names], "columns": "articles-1.col"}
    return WhooshSnapshot(folder, replace(made_manifest(), files=files, state=state))


def forget(snapshot):
    """Let a snapshot forget what its searches found, where a test changes how they find it."""
    for kept in (snapshot._outcome, snapshot._search, snapshot._term_forms, snapshot._breakdown):
        kept.cache_clear()
