"""Near copies share the row of the best of them; what is beside an article is what stands beside it in the list."""

import contextlib
import itertools
import random
import sys
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_index import forget, made_snapshot
from test_ranking import ARTICLES, DELETED

from indexer.engine.base import Page
from indexer.engine.whoosh.counting.copy_groups import CopyGroups
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.errors import UnknownArticleError
from indexer.query.query import Query
from indexer.results import Sort

QUERIES = ["oil gas", "oil OR gas", '"oil gas"~3 OR war', "g?s", "-oil", "", "date:2001 oil", "zzz"]
ALL = {"limit": 1_000, "facets": ()}


def made_groups(count):
    """int32 [count]: the smallest number of the group that each is in; half are alone, some groups are large."""
    rng = random.Random(count)
    labels = [rng.choice([100 + number, 100 + number, rng.randrange(4), rng.randrange(15)]) for number in range(count)]
    return np.array([labels.index(label) for label in labels], np.int32)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "indexer.engine.whoosh.columns.near_copies.groups", lambda sketches, _: made_groups(len(sketches))
        )
        made = made_snapshot(tmp_path_factory.mktemp("index"), ARTICLES, [40, 7], DELETED)
    with contextlib.closing(made) as snapshot:
        yield snapshot


@pytest.fixture(params=[7, 1_000])
def window(request, monkeypatch, snapshot):
    forget(snapshot)
    monkeypatch.setattr("indexer.engine.whoosh.ranking.CLOSENESS_WINDOW", request.param)
    yield
    forget(snapshot)


def group_of(snapshot):
    columns = snapshot.columns
    return {columns.ids[number].decode(): int(columns.groups[number]) for number in range(columns.count)}


def listed(snapshot, text, sort):
    return [(hit.id, hit.score) for hit in snapshot.search(Query(text), Page(sort, **ALL)).hits]


def collapsed(whole, group):
    """The first of each group, and how many follow it: rows by plain Python."""
    counts = Counter(group[article_id] for article_id, _ in whole)
    rows = {}
    for article_id, score in whole:
        rows.setdefault(group[article_id], (article_id, score, counts[group[article_id]] - 1))
    return list(rows.values())


def rows_of(results):
    return [(hit.id, hit.score, hit.near_copies) for hit in results.hits]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("text", QUERIES)
class TestRows:
    def test_each_group_has_one_row_where_its_best_member_stands(self, text, sort, window, snapshot):
        whole = listed(snapshot, text, sort)
        results = snapshot.search(Query(text), Page(sort, **ALL, grouped=True))
        assert rows_of(results) == collapsed(whole, group_of(snapshot))
        assert (results.total, results.row_count) == (len(whole), len(results.hits))

    def test_pages_of_rows_joined_are_all_rows(self, text, sort, window, snapshot):
        whole = rows_of(snapshot.search(Query(text), Page(sort, **ALL, grouped=True)))
        for size in (1, 7, 50):
            pages = [
                snapshot.search(Query(text), Page(sort, offset, size, facets=(), grouped=True))
                for offset in range(0, len(whole) + size, size)
            ]
            assert [row for page in pages for row in rows_of(page)] == whole
            assert {page.row_count for page in pages} == {len(whole)}

    def test_without_grouping_each_article_has_its_row(self, text, sort, window, snapshot):
        results = snapshot.search(Query(text), Page(sort, **ALL))
        assert results.row_count == results.total == len(results.hits)
        assert not any(hit.near_copies for hit in results.hits)

    @pytest.mark.parametrize("grouped", [True, False], ids=["grouped", "all"])
    def test_what_is_beside_an_article_stands_beside_it_in_the_list(self, text, sort, grouped, window, snapshot):
        rows = snapshot.search(Query(text), Page(sort, **ALL, grouped=grouped)).hits
        around = list(enumerate(zip([None, *rows], rows, [*rows[1:], None], strict=False), 1))
        for place, (before, hit, after) in [*around[:3], *around[3::6], *around[-1:]]:
            beside = snapshot.neighbours(Query(text), hit.id, sort, grouped=grouped)
            assert (beside.place, beside.row_count, beside.is_copy) == (place, len(rows), False)
            for one, other in ((beside.previous, before), (beside.next, after)):
                assert (one and (one.id, one.title)) == (other and (other.id, other.title))

    def test_a_near_copy_without_a_row_is_where_its_group_is(self, text, sort, window, snapshot):
        group = group_of(snapshot)
        rows = snapshot.search(Query(text), Page(sort, **ALL, grouped=True)).hits
        places = {group[hit.id]: place for place, hit in enumerate(rows, 1)}
        shown = {hit.id for hit in rows}
        for article_id, _ in listed(snapshot, text, sort)[::4]:
            beside = snapshot.neighbours(Query(text), article_id, sort, grouped=True)
            assert (beside.place, beside.is_copy) == (places[group[article_id]], article_id not in shown)


def test_facets_and_totals_count_articles_whether_rows_are_shared_or_not(snapshot):
    apart, together = (snapshot.search(Query("oil"), Page(grouped=grouped)) for grouped in (False, True))
    assert (together.total, together.facets, together.histogram) == (apart.total, apart.facets, apart.histogram)
    assert together.row_count < apart.row_count


@pytest.mark.parametrize("grouped", [True, False])
def test_nothing_is_beside_an_article_that_a_search_does_not_find(grouped, snapshot):
    found = {article_id for article_id, _ in listed(snapshot, "war", Sort.NEWEST)}
    missed = next(one.id for number, one in enumerate(ARTICLES) if one.id not in found and number not in DELETED)
    beside = snapshot.neighbours(Query("war"), missed, Sort.NEWEST, grouped=grouped)
    assert (beside.total, beside.place, beside.previous, beside.next) == (len(found), None, None, None)
    with pytest.raises(UnknownArticleError):
        snapshot.neighbours(Query("war"), ARTICLES[min(DELETED)].id, Sort.NEWEST, grouped=grouped)


def test_a_page_of_no_rows_counts_them_all_the_same(snapshot):
    whole = snapshot.search(Query(), Page(**ALL, grouped=True))
    for page in (Page(limit=0, grouped=True), Page(offset=500, grouped=True)):
        results = snapshot.search(Query(), page)
        assert (results.hits, results.total, results.row_count) == ((), whole.total, len(whole.hits))


def test_the_near_copies_of_an_article_are_the_others_of_its_group_the_oldest_first(snapshot):
    columns = snapshot.columns
    live = [number for number in range(columns.count) if number not in DELETED]
    for number in live:
        expected = [other for other in live if columns.groups[other] == columns.groups[number] and other != number]
        expected.sort(key=columns.oldest.__getitem__)
        ids = [copy.id for copy in snapshot.near_copies(ARTICLES[number].id, sys.maxsize)]
        assert ids == [ARTICLES[other].id for other in expected]
        assert ids[:2] == [copy.id for copy in snapshot.near_copies(ARTICLES[number].id, 2)]


@given(
    st.lists(st.integers(0, 6), min_size=1, max_size=30).flatmap(
        lambda labels: st.tuples(
            st.just(labels),
            st.permutations(range(len(labels))),
            st.integers(0, len(labels)),
        )
    )
)
def test_in_any_order_rows_are_the_first_of_each_group(made):
    labels, order, count = made
    found = order[:count]
    groups = CopyGroups(np.array([labels.index(label) for label in labels], np.int32))
    shared = groups.among(ArticleSet(len(labels), numbers=np.array(sorted(found), np.intp)))
    firsts = {labels[number]: number for number in reversed(found)}
    kept = [number for number in found if firsts[labels[number]] == number]
    rows = np.array(found, np.intp)[shared.rows(np.array(found, np.intp))]
    assert rows.tolist() == kept
    assert shared.surplus == len(found) - len(kept)
    sizes = Counter(labels[number] for number in found)
    for number in found:
        assert shared.further(number) == sizes[labels[number]] - 1
        assert shared.shown_for(number, rows) == firsts[labels[number]]
    for one, other in itertools.product(range(len(labels)), repeat=2):
        assert (other in groups.others(one)) == (labels[one] == labels[other] and one != other)
