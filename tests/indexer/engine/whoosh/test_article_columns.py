"""Columns: what is written of a generation's articles is what plain Python makes of them."""

import bisect
import datetime as dt
import itertools
import pickle
import threading
from collections import Counter
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.blocks import check_file
from indexer.engine.whoosh.columns.article_columns import (
    UNDATED,
    UNDATED_MONTH,
    Columns,
    FacetRows,
    Rows,
    write_columns,
)
from indexer.engine.whoosh.columns.near_copies import SIGNATURE
from indexer.errors import DamagedError
from indexer.fields import AUTHOR, BODY, FACETS, REGION, SOURCE, TEXT_FIELDS, THEME, TITLE
from indexer.spelling import spelling_key
from indexer.string_table import StringTable
from tests.examples import examples


@dataclass
class Fact:
    """One article, as plainly as can be."""

    id: str
    day: dt.date | None = None
    values: dict = field(default_factory=dict)
    words: int = 0
    digest: bytes = bytes(16)
    copies: list = field(default_factory=list)
    live: bool = True


def facet_rows(lists):
    numbers = {}
    ordinals = [numbers.setdefault(value, len(numbers)) for values in lists for value in values]
    ends = np.cumsum([len(values) for values in lists], dtype=np.uint32)
    return FacetRows(StringTable.of([value.encode() for value in numbers]), np.array(ordinals, np.int32), ends)


def rows_of(facts):
    count = len(facts)
    lengths = np.zeros((len(TEXT_FIELDS), count), np.uint32)
    lengths[TEXT_FIELDS.index(BODY)] = [fact.words for fact in facts]
    signatures = np.full((count, SIGNATURE), 0xFFFF_FFFF, np.uint32)
    return Rows(
        ids=StringTable.of([fact.id.encode() for fact in facts]),
        sequences=np.arange(count, dtype=np.int64)[::-1] * 3,
        first_indexed=np.arange(count, dtype=np.int64) + 1_700_000_000,
        days=np.array([fact.day.toordinal() if fact.day else UNDATED for fact in facts], np.int32),
        lengths=lengths,
        digests=np.frombuffer(b"".join(fact.digest for fact in facts), np.uint8).reshape(-1, 16),
        signatures=signatures,
        facets={one: facet_rows([fact.values.get(one, ()) for fact in facts]) for one in FACETS},
        copies=StringTable.of([copy.encode() for fact in facts for copy in fact.copies]),
        copy_owners=np.repeat(np.arange(count, dtype=np.int32), [len(fact.copies) for fact in facts]),
    )


def written(path, facts, segments=None):
    live = np.array([fact.live for fact in facts], bool)
    return Columns(path, write_columns(path, rows_of(facts), live, [len(facts)] if segments is None else segments))


def plain(rows):
    """Rows as lists, with copies by id and facets as spelled."""
    ids = [one.decode() for one in rows.ids]
    facets = {}
    for one, facet in rows.facets.items():
        ends = [0, *facet.ends.tolist()]
        spelled = [facet.spellings[ordinal].decode() for ordinal in facet.ordinals]
        facets[one.name] = [tuple(spelled[first:last]) for first, last in itertools.pairwise(ends)]
    copies = sorted((ids[owner], copy.decode()) for owner, copy in zip(rows.copy_owners, rows.copies, strict=True))
    arrays = [rows.sequences, rows.first_indexed, rows.days, rows.lengths.T, rows.digests, rows.signatures]
    return ids, facets, copies, [array.tolist() for array in arrays]


DAYS = st.one_of(st.none(), st.sampled_from([dt.date(2001, 2, 28), dt.date(2001, 3, 1), dt.date.min, dt.date.max]))
SPELLINGS = st.lists(
    st.sampled_from(["Oil", "OIL", "oil", "Gas", "gas & oil", "Gas and Oil", "Perú", "Peru", "Ägypten", "US–NATO"]),
    max_size=4,
    unique_by=spelling_key,
)
FACTS = st.lists(
    st.builds(
        Fact,
        id=st.text("ab/é", max_size=4),
        day=DAYS,
        values=st.fixed_dictionaries({THEME: SPELLINGS, AUTHOR: SPELLINGS}),
        words=st.integers(0, 70_000),
        digest=st.sampled_from([bytes(16), b"\1" * 16, b"\1" * 15 + b"\2", b"\xff" * 16]),
        copies=st.lists(st.text("xy#", max_size=3), max_size=2),
        live=st.booleans(),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("columns")


def fresh(folder):
    return folder / f"articles-{len(list(folder.iterdir()))}.col"


@examples(25)
@given(FACTS)
def test_orders_are_those_of_sorting(folder, facts):
    columns = written(fresh(folder), facts)
    by_id = sorted(range(len(facts)), key=lambda number: (facts[number].id.encode(), number))
    assert columns.by_rank.tolist() == by_id
    assert [by_id[rank] for rank in columns.ranks] == list(range(len(facts)))

    def day(number):
        return facts[number].day.toordinal() if facts[number].day else 10_000_000

    oldest = sorted(by_id, key=day)
    newest = sorted(by_id, key=lambda number: -day(number) if facts[number].day else 0)
    assert [oldest[place] for place in columns.oldest] == list(range(len(facts)))
    assert [newest[place] for place in columns.newest] == list(range(len(facts)))
    assert columns.months.tolist() == [
        fact.day.year * 12 + fact.day.month - 1 if fact.day else UNDATED_MONTH for fact in facts
    ]


@examples(25)
@given(FACTS)
def test_lookups_find_what_a_search_of_all_live_articles_finds(folder, facts):
    columns = written(fresh(folder), facts)
    for wanted in {fact.id for fact in facts} | {"", "b", "zz", "\ud800"}:
        numbers = [number for number, fact in enumerate(facts) if fact.live and fact.id == wanted]
        assert columns.number_of(wanted) == (numbers[0] if numbers else None)
    for digest in {fact.digest for fact in facts} | {b"\2" * 16}:
        numbers = [number for number, fact in enumerate(facts) if fact.live and fact.digest == digest]
        assert columns.number_of_digest(digest) == (numbers[0] if numbers and any(digest) else None)
    assert [columns.copies_of(number) for number in range(len(facts))] == [tuple(fact.copies) for fact in facts]
    assert columns.count == len(facts)
    assert columns.live_count == sum(fact.live for fact in facts)
    assert (columns.live is None) == all(fact.live for fact in facts)


@examples(15)
@given(FACTS, st.randoms(use_true_random=False))
def test_copies_are_counted_by_article_in_whatever_order_they_are_told(folder, facts, random):
    order = random.sample(range(len(facts)), len(facts))
    path = fresh(folder)
    rows = rows_of(facts).take(np.array(order, np.int64))
    columns = Columns(path, write_columns(path, rows, np.ones(len(facts), bool), [len(facts)]))
    assert [columns.copy_count(number) for number in range(len(facts))] == [len(facts[one].copies) for one in order]
    assert [columns.copies_of(number) for number in range(len(facts))] == [tuple(facts[one].copies) for one in order]
    assert len(columns.copy_owners) == sum(len(fact.copies) for fact in facts)


@examples(25)
@given(FACTS)
def test_facets_are_those_of_counting(folder, facts):
    columns = written(fresh(folder), facts)
    for one in (THEME, AUTHOR, REGION):
        column = columns.facets[one]
        mentions = Counter()
        for fact in facts:
            mentions.update({value: int(fact.live) for value in fact.values.get(one, ())})
        names = {}
        for spelling, count in sorted(mentions.items(), key=lambda item: (-item[1], item[0])):
            names.setdefault(spelling_key(spelling), (spelling, count))
        ordered = sorted(names, key=lambda key: names[key][0].casefold())
        assert [column.value(ordinal) for ordinal in range(column.value_count)] == [names[key][0] for key in ordered]
        keys = [[spelling_key(value) for value in fact.values.get(one, ())] for fact in facts]
        totals = Counter(key for fact, own in zip(facts, keys, strict=True) if fact.live for key in own)
        assert column.totals.tolist() == [totals[key] for key in ordered]
        assert column.missing.tolist() == [not own for own in keys]
        assert column.single == all(len(own) < 2 for own in keys)
        for number, own in enumerate(keys):
            assert column.values_of(number) == tuple(names[key][0] for key in own)
        starts = [0, *column.value_ends.tolist()]
        for ordinal, key in enumerate(ordered):
            having = [number for number, own in enumerate(keys) if key in own]
            assert column.owners[starts[ordinal] : starts[ordinal + 1]].tolist() == having
        for spelling in mentions:
            assert column.ordinal(f" {spelling.upper()}") == ordered.index(spelling_key(spelling.upper()))
        assert column.ordinal("Unheard of") is column.ordinal("\ud800") is None


@examples(25)
@given(FACTS)
def test_rows_come_back_as_they_were_written(folder, facts):
    rows = rows_of(facts)
    columns = written(fresh(folder), facts)
    assert plain(columns.rows()) == plain(rows)
    assert plain(pickle.loads(pickle.dumps(columns.rows()))) == plain(rows)
    assert columns.lengths(BODY).tolist() == [fact.words for fact in facts]
    mean = sum(fact.words for fact in facts) / max(len(facts), 1)
    assert columns.average_length(BODY) == pytest.approx(mean)
    assert columns.average_length(TITLE) == 0


@given(FACTS.filter(bool), st.data())
def test_rows_are_taken_and_put_together_article_by_article(facts, data):
    for number, fact in enumerate(facts):
        fact.id = str(number)
    numbers = data.draw(st.lists(st.integers(0, len(facts) - 1), unique=True))
    rows = rows_of(facts)
    taken = rows.take(np.array(numbers, np.int64))
    ids, facets, copies, arrays = plain(rows)
    chosen = {ids[number] for number in numbers}
    assert plain(taken) == (
        [ids[number] for number in numbers],
        {name: [values[number] for number in numbers] for name, values in facets.items()},
        [pair for pair in copies if pair[0] in chosen],
        [[array[number] for number in numbers] for array in arrays],
    )
    for facet in taken.facets.values():
        assert len(facet.spellings) == len(set(facet.ordinals.tolist()))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(facts)), max_size=3)))
    parts = [np.arange(first, last) for first, last in zip([0, *cuts], [*cuts, len(facts)], strict=True)]
    assert plain(Rows.concatenate([rows.take(part) for part in parts])) == plain(rows)
    assert plain(Rows.concatenate([])) == plain(Rows.none()) == plain(rows_of([]))


def test_two_spellings_of_a_value_in_one_article_are_one_value(tmp_path):
    facts = [Fact("a", values={THEME: ["Oil", "Gas", "OIL"]}), Fact("b", values={THEME: ["oil", "OIL", "Oil"]})]
    columns = written(tmp_path / "file", facts)
    column = columns.facets[THEME]
    assert column.values_of(0) == ("OIL", "Gas")
    assert column.values_of(1) == ("OIL",)
    assert column.totals.tolist() == [1, 2]
    assert plain(columns.rows())[1]["theme"] == [("Oil", "Gas"), ("oil",)]


def test_the_number_of_rows_is_that_of_the_segments(tmp_path):
    assert written(tmp_path / "file", [Fact("a"), Fact("b"), Fact("c")], [2, 1]).segments == (2, 1)
    with pytest.raises(ValueError, match="3 rows"):
        written(tmp_path / "other", [Fact("a"), Fact("b"), Fact("c")], [2, 2])
    assert not (tmp_path / "other").exists()


def test_numbers_of_any_size_come_back(tmp_path):
    rows = rows_of([Fact("a"), Fact("b")])
    rows.sequences[:] = [-1, 1 << 60]
    rows.first_indexed[:] = [0, 1 << 40]
    path = tmp_path / "file"
    found = Columns(path, write_columns(path, rows, np.ones(2, bool), [2])).rows()
    assert found.sequences.tolist() == [-1, 1 << 60]
    assert found.first_indexed.tolist() == [0, 1 << 40]


def test_near_copies_are_grouped_among_the_live(tmp_path):
    rows = rows_of([Fact(str(number), words=400) for number in range(4)])
    rows.signatures[:] = np.arange(SIGNATURE)
    path = tmp_path / "file"
    columns = Columns(path, write_columns(path, rows, np.array([False, True, True, True]), [4]))
    assert columns.groups.tolist() == [0, 1, 1, 1]


def test_a_facet_of_200_000_values_and_an_article_of_500(tmp_path):
    count = 50_000
    facts = [Fact(str(n), values={AUTHOR: [f"Author {4 * n + k}" for k in range(4)]}) for n in range(count)]
    facts[7].values[THEME] = [f"Theme {n}" for n in range(500)]
    columns = written(tmp_path / "file", facts)
    authors, themes = columns.facets[AUTHOR], columns.facets[THEME]
    assert authors.value_count == 200_000
    names = authors.names.tolist()
    assert names == sorted(names)
    assert authors.ordinal("author 1234") == bisect.bisect_left(names, b"Author 1234")
    assert authors.values_of(count - 1) == tuple(f"Author {199_996 + k}" for k in range(4))
    assert themes.values_of(7) == tuple(f"Theme {n}" for n in range(500))
    assert not themes.single
    assert columns.facets[SOURCE].missing.all()


def test_damage_is_told_when_the_column_is_asked_for(tmp_path):
    path = tmp_path / "file"
    facts = [Fact(f"id-{number}", words=number) for number in range(20_000)]
    live = np.ones(len(facts), bool)
    file_sum = write_columns(path, rows_of(facts), live, [len(facts)])
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert len(list(check_file(path, file_sum))) == 1
    columns = Columns(path, file_sum)
    assert columns.count == len(facts)
    with pytest.raises(DamagedError):
        columns.rows()


def test_threads_that_ask_first_get_the_same(tmp_path):
    columns = written(tmp_path / "file", [Fact(f"id-{number}") for number in range(2_000)])
    found = []
    threads = [threading.Thread(target=lambda: found.append(columns.number_of("id-1234"))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1234] * 16


def test_a_closed_file_leaves_what_is_out(tmp_path):
    columns = written(tmp_path / "file", [Fact("a")])
    days = columns.days
    columns.close()
    assert days.tolist() == [UNDATED]
    with pytest.raises(ValueError, match="closed"):
        columns.facets[THEME].totals.sum()
