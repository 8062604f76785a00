"""An engine of paper: segments are lists of articles, and searching them is reading them all. For tests."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import signal
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import numpy as np

from indexer.articles.serial import article_from_json, article_to_json
from indexer.block_writer import BlockFileWriter
from indexer.blocks import BlockFile
from indexer.engine.base import Counts, Flushed, Written


def write(path, value):
    with BlockFileWriter(path) as file:
        file.add("json", np.frombuffer(json.dumps(value).encode(), np.uint8))
        return file.finish()


def read(path, written):
    return json.loads(BlockFile(path, written)["json"].whole().tobytes())


def text_of(article):
    return article_to_json(article).decode()


@dataclass
class PaperCollector:
    folder: Path
    capacity: int

    def __post_init__(self):
        self.buffered = []

    @property
    def articles(self):
        return len(self.buffered)

    @property
    def is_full(self):
        return self.articles >= self.capacity

    def add(self, article):
        assert not self.is_full
        misbehave(article.title)
        self.buffered.append(article)

    def flush(self, name, ids, sequences):
        assert len(ids) == len(sequences) == self.articles
        assert sorted(sequences) == list(sequences)
        kept = [
            (sequence, text_of(replace(article, id=article_id)))
            for article, article_id, sequence in zip(self.buffered, ids, sequences, strict=True)
            if article_id is not None
        ]
        self.buffered = []
        if not kept:
            return None
        return Flushed(name, len(kept), 0, write(self.folder / f"segment-{name}.seg", kept))


def misbehave(title):
    """What a worker may do in the middle of its work."""
    if title == "Die":
        os.kill(os.getpid(), signal.SIGKILL)
    if title == "Fail":
        raise ZeroDivisionError("as the article asked")
    if title == "Full":
        raise OSError(28, "No space left on device")
    if title == "Sleep":
        time.sleep(60)


@dataclass(frozen=True)
class PaperMerge:
    names: tuple
    sums: tuple
    gone: tuple  # of ids


class PaperWriter:
    """All segments' articles in memory: [name, sum, {id: [sequence, text]}]."""

    def __init__(self, folder, base, first_indexed, now):
        self.folder = folder
        self.first_indexed = dict(first_indexed.first_indexed) if first_indexed else {}
        self.now = now.timestamp()
        self.segments, self.sequences, self.gone, self.copies, self.made = [], {}, {}, {}, []
        self.base_names = set()
        if base:
            state = base.state
            for name in state["segments"]:
                self._load(name, base.files[f"segment-{name}.seg"])
            self.base_names = set(state["segments"])
            columns = read(folder / state["columns"], base.files[state["columns"]])
            self.sequences, self.copies = columns["sequences"], columns["copies"]
            self.gone = {name: set(ids) for name, ids in columns["gone"].items()}

    def _load(self, name, written):
        articles = {article_from_json(text.encode()).id: text for _, text in read(self.path(name), written)}
        self.segments.append((name, written, articles))

    def path(self, name):
        return self.folder / f"segment-{name}.seg"

    def add(self, flushed):
        self.made.append(self.path(flushed.name))
        self._load(flushed.name, flushed.payload)

    def delete(self, article_ids):
        count = 0
        for article_id in article_ids:
            for name, _, articles in self.segments:
                gone = self.gone.setdefault(name, set())
                if name in self.base_names and article_id in articles and article_id not in gone:
                    gone.add(article_id)
                    self.copies.pop(article_id, None)
                    count += 1
        return count

    def set_sequences(self, sequences):
        live = {(name, one) for name in self.base_names for one in self.live(name)}
        assert {one for _, one in live} >= sequences.keys()
        self.sequences = self.sequences | {f"{name}/{one}": sequences[one] for name, one in live if one in sequences}

    def live(self, name):
        articles = next(articles for other, _, articles in self.segments if other == name)
        return articles.keys() - self.gone.get(name, set())

    def set_copies(self, copies):
        assert all(copies.values())
        self.copies = {one: list(inputs) for one, inputs in copies.items()}

    def merges(self):
        small = [one for one in self.segments if len(one[2]) < 8]
        return [
            PaperMerge(
                tuple(name for name, *_ in group),
                tuple(written for _, written, _ in group),
                tuple(tuple(self.gone.get(name, ())) for name, *_ in group),
            )
            for group in itertools.zip_longest(*[iter(small)] * 3)
            if None not in group
        ]

    def merged(self, merge, flushed):
        for name in merge.names:
            for one in self.live(name):
                if f"{name}/{one}" in self.sequences:
                    self.sequences[f"{flushed.name}/{one}"] = self.sequences.pop(f"{name}/{one}")
        self.segments = [one for one in self.segments if one[0] not in merge.names]
        self.add(flushed)

    def finish(self, number):
        live = {one for name, *_ in self.segments for one in self.live(name)}
        assert len(live) == sum(len(self.live(name)) for name, *_ in self.segments)
        assert self.copies.keys() <= live
        columns = {
            "sequences": self.sequences,
            "copies": self.copies,
            "gone": {name: sorted(ids) for name, ids in self.gone.items()},
            "first_indexed": {one: self.first_indexed.get(one, self.now) for one in sorted(live)},
        }
        path = self.folder / f"columns-{number}"
        self.made.append(path)
        files = {path.name: write(path, columns)}
        files |= {f"segment-{name}.seg": written for name, written, _ in self.segments}
        state = {"segments": [name for name, *_ in self.segments], "columns": path.name}
        return Written(Counts(len(live), 0), files, state)

    def cancel(self):
        for path in self.made:
            path.unlink(missing_ok=True)


class PaperSnapshot:
    def __init__(self, folder, manifest):
        columns = read(folder / manifest.state["columns"], manifest.files[manifest.state["columns"]])
        self.first_indexed = columns["first_indexed"]
        self._copies = {one: tuple(inputs) for one, inputs in columns["copies"].items()}
        found = []
        for segment in manifest.state["segments"]:
            for sequence, text in read(folder / f"segment-{segment}.seg", manifest.files[f"segment-{segment}.seg"]):
                article = article_from_json(text.encode())
                if article.id not in columns["gone"].get(segment, ()):
                    found.append((columns["sequences"].get(f"{segment}/{article.id}", sequence), article))
        found.sort(key=lambda pair: pair[0])
        self.sequences = {article.id: sequence for sequence, article in found}
        self._articles = {article.id: replace(article, copies=self._copies.get(article.id, ())) for _, article in found}

    @property
    def article_count(self):
        return len(self._articles)

    def article(self, article_id):
        return self._articles[article_id]

    def articles(self):
        return iter(self._articles.values())

    def has(self, article_id):
        return article_id in self._articles

    def ids_of_digests(self, digests):
        wanted = set(digests)
        return {article.digest: article.id for article in self.articles() if article.digest in wanted}

    def identities(self):
        return ((article.id, article.digest) for article in self.articles())

    def copies(self):
        return self._copies

    def close(self):
        pass


@dataclass(frozen=True)
class PaperEngine:
    capacity: int = 5
    name: ClassVar[str] = "paper-1"

    def prepare(self, folder, sample):
        (folder / "sample").write_text(str(len(sample)))

    def collector(self, folder):
        return PaperCollector(folder, self.capacity)

    def merge(self, folder, merge):
        kept = []
        for name, written, gone in zip(merge.names, merge.sums, merge.gone, strict=True):
            kept += [
                (sequence, text)
                for sequence, text in read(folder / f"segment-{name}.seg", written)
                if article_from_json(text.encode()).id not in gone
            ]
        name = f"merged-{hashlib.blake2b('-'.join(merge.names).encode(), digest_size=8).hexdigest()}"
        return Flushed(name, len(kept), 0, write(folder / f"segment-{name}.seg", kept))

    def writer(self, folder, base, first_indexed, now):
        return PaperWriter(folder, base, first_indexed, now)

    def open(self, folder, manifest):
        return PaperSnapshot(folder, manifest)
