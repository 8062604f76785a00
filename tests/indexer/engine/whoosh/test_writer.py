"""What a writer carries from one generation into the next is what a plain table of it says, few articles or many."""

import dataclasses
import datetime as dt
import random

import pytest
from made_generation import made_manifest

from indexer.articles.article import Article, Paragraph
from indexer.engine.base import Page
from indexer.engine.whoosh.columns.article_columns import Columns
from indexer.engine.whoosh.engine import WhooshEngine
from indexer.query.query import Query

ENGINE = WhooshEngine()
IDS = [f"é{number}" for number in range(90)]
SEGMENT = 25  # articles
LOOKED_UP = "indexer.engine.whoosh.writer._LOOKED_UP"


class Made:
    """Generations, each written from the one before it."""

    def __init__(self, home):
        self.home = home
        self.folder = self.manifest = self.snapshot = None
        self.number = 0

    @property
    def columns(self):
        return self.snapshot.columns

    def build(self, ids, *, now, copies=None):
        """All anew, in a folder of its own."""
        folder = self.home / f"folder-{self.number}"
        folder.mkdir()
        self._write(folder, None, ids, (), now, copies)

    def update(self, ids, *, deleted=(), now, copies=None):
        """In the folder of the last one; what is deleted and among `ids` too is replaced."""
        self._write(self.folder, self.manifest, ids, deleted, now, copies)

    def _write(self, folder, base, ids, deleted, now, copies):
        self.number += 1
        writer = ENGINE.writer(folder, base, self.snapshot, dt.datetime.fromtimestamp(now, dt.UTC))
        for first in range(0, len(ids), SEGMENT):
            writer.add(self._flushed(folder, f"s{self.number}-{first}", ids[first : first + SEGMENT]))
        assert writer.delete(deleted) == len(deleted)
        if copies is not None:
            writer.set_copies(copies)
        while due := writer.merges():
            for merge in due:
                writer.merged(merge, ENGINE.merge(folder, merge))
        written = writer.finish(self.number)
        self.folder = folder
        self.manifest = dataclasses.replace(
            made_manifest(), number=self.number, files=written.files, state=written.state
        )
        self.snapshot = ENGINE.open(folder, self.manifest)

    def _flushed(self, folder, name, ids):
        collector = ENGINE.collector(folder)
        for one in ids:
            collector.add(Article(id=one, title=f"In {self.number}", paragraphs=(Paragraph("Oil."),)))
        return collector.flush(name, ids, range(len(ids)))


def walked(made, seed):
    """Write generations of few changes each, some built anew and the others as updates; yield times, ids and copies.

    Some ids are new, some replaced, some gone, and may be back later; copies go with their article.
    """
    rng = random.Random(seed)
    live, copies = set(), {}
    for step in range(12):
        now = 1_500_000_000 + step
        gone = set(rng.sample(sorted(live), 6)) if live else set()
        new = set(rng.sample(sorted(set(IDS) - live), 6 if live else 60))
        replaced = set(rng.sample(sorted(live - gone), 5)) if live else set()
        live = live - gone | new
        copies = {one: inputs for one, inputs in copies.items() if one not in gone | replaced}
        copies |= {one: [f"{step}#{place}" for place in range(1 + step % 3)] for one in rng.sample(sorted(live), 5)}
        if step % 5 == 0:
            made.build(rng.sample(sorted(live), len(live)), now=now, copies=copies)
        else:
            made.update(sorted(new | replaced), deleted=sorted(gone | replaced), now=now, copies=copies)
        yield now, live, copies


@pytest.fixture
def made(tmp_path):
    return Made(tmp_path)


@pytest.fixture(params=[0, 8, 1_000])
def bound(request, monkeypatch):
    """Up to how many ids each is looked for by itself: none, few or all of the walk's."""
    monkeypatch.setattr(LOOKED_UP, request.param)
    return request.param


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("seed", range(2))
def test_the_time_of_first_indexing_is_that_since_when_an_article_is_always_there(made, seed):
    """Through updates, replacements and builds; who was gone in between is new."""
    times = {}
    for now, live, _ in walked(made, seed):
        times = {one: times.get(one, now) for one in live}
        found = {one: made.columns.number_of(one) for one in live}
        assert {one: int(made.columns.first_indexed[number]) for one, number in found.items()} == times
        assert made.columns.live_count == len(live)


@pytest.fixture
def looked_for(monkeypatch):
    """The ids that are looked for by themselves, from here on."""
    wanted = []
    number_of = Columns.number_of
    monkeypatch.setattr(Columns, "number_of", lambda self, one: wanted.append(one) or number_of(self, one))
    return wanted


@pytest.mark.parametrize(("bound", "calls"), [(59, 0), (60, 60), (61, 60)])
def test_beyond_a_bound_all_ids_are_looked_for_at_once(made, monkeypatch, looked_for, bound, calls):
    monkeypatch.setattr(LOOKED_UP, bound)
    made.build(IDS[:60], now=1)
    made.build(IDS[30:], now=2)
    assert len(looked_for) == calls
    assert made.columns.first_indexed.tolist() == [1] * 30 + [2] * 30


def test_an_update_looks_for_nothing_but_what_it_changes(made, looked_for):
    made.build(IDS[:60], now=1)
    made.update(IDS[59:61], deleted=IDS[58:60], now=2)
    assert sorted(looked_for) == sorted([*IDS[58:60], *IDS[59:61]])


@pytest.mark.usefixtures("bound")
@pytest.mark.parametrize("seed", range(2))
def test_copies_are_counted_with_their_article(made, seed):
    """And nowhere else, whatever its number is by now and wherever it was before."""
    for _, live, copies in walked(made, seed):
        columns = made.columns
        counts = [columns.copy_count(number) for number in range(columns.count)]
        numbers = {one: columns.number_of(one) for one in live}
        assert {one: counts[number] for one, number in numbers.items() if counts[number]} == {
            one: len(inputs) for one, inputs in copies.items()
        }
        assert sum(counts) == sum(map(len, copies.values())) == len(columns.copy_owners)
        assert {one: columns.copies_of(numbers[one]) for one in copies} == {
            one: tuple(inputs) for one, inputs in copies.items()
        }
        hits = made.snapshot.search(Query.of("oil"), Page(limit=100)).hits
        assert {hit.id: hit.copies for hit in hits} == {one: counts[number] for one, number in numbers.items()}


def test_copies_of_which_nothing_is_said_stay_with_their_article_and_go_with_it(made):
    told = {IDS[0]: ["x"], IDS[50]: ["y", "z"], IDS[59]: ["w"]}
    made.build(IDS[:60], now=1, copies=told)
    made.update(IDS[60:62], deleted=IDS[:1], now=2)
    assert made.snapshot.copies() == {IDS[50]: ("y", "z"), IDS[59]: ("w",)}
    made.update([], deleted=IDS[1:50], now=3)  # the segment is written anew: the numbers are others
    counts = {one: made.columns.copy_count(made.columns.number_of(one)) for one in IDS[50:62]}
    assert counts == dict.fromkeys(IDS[50:62], 0) | {IDS[50]: 2, IDS[59]: 1}
    assert made.columns.count == len(counts)
    assert len(made.columns.copy_owners) == 3
