"""A term table counts what searches find."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, Query, TermTable
from indexer.engine.whoosh.counting import term_counting
from indexer.errors import QueryError, UsageError
from indexer.fields import REGION
from indexer.query.date_range import DateRange
from indexer.query.narrowing import narrowed
from indexer.term_table import MAX_PERIODS, MAX_TERMS, PeriodUnit
from tests.examples import examples

REGIONS = ["Asia", "Europe", "Africa"]
WORDS = ["oil", "gas", "coal", "wood", "wind"]


def record(place):
    return {
        "id": f"a{place}",
        "title": f"About {WORDS[place % 5]}",
        "body": f"The {WORDS[place % 5]} and the {WORDS[place * 7 % 4]}, number {place}.",
        "date": None if place % 11 == 0 else f"{1990 + place % 30}-0{1 + place % 9}-03",
        "regions": [region for bit, region in enumerate(REGIONS) if place >> bit & 1],
        "authors": [f"Author {place % 14}"],
    }


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms")
    path = folder / "articles.jsonl"
    path.write_text("\n".join(json.dumps(record(place)) for place in range(90)), encoding="utf-8")
    Archive.build(folder / "index", [path])
    with Archive.open(folder / "index") as archive:
        yield archive


def total(archive, query):
    return archive.search(query, limit=0, facets=[]).total


searches = st.builds(
    Query.of,
    st.sampled_from(["", "wood", "oil OR wind", "-gas"]),
    filters=st.sampled_from([None, {"region": ["Asia"]}, {"region": ["Asia", None]}, {"author": ["Author 3"]}]),
    exclude=st.sampled_from([None, {"region": ["Europe"]}]),
    dates=st.sampled_from([None, ("2001", "2005-06"), "none"]),
    match=st.sampled_from(["all", "any"]),
)
terms = st.lists(st.sampled_from([*WORDS, "oil gas", "co*", "title:wind", "-wood", "zzzz"]), unique=True, max_size=6)


def values_of(place):
    return record(place)["regions"] or [None]


@examples(20)
@given(searches, terms, st.sampled_from([None, "region", "author", "year", "decade"]))
def test_every_count_is_what_a_search_finds(archive, query, asked, by):
    table = archive.term_table(asked, query, by=by)
    assert (table.total, table.archive_count) == (total(archive, query), 90)
    assert [row.term.text for row in table.rows] == asked
    for row in table.rows:
        assert row.count.archive_total == total(archive, row.term)
        within = narrowed(query, row.term.text)
        hits = archive.search(within, limit=100, facets=[]).hits
        assert row.count.total == len(hits)
        inside = [0] * len(table.columns)
        others = 0
        for hit in hits:
            shared = [column_has(column, hit, by) for column in table.columns]
            inside = [count + has for count, has in zip(inside, shared, strict=True)]
            others += not any(shared)
        assert row.count.counts == tuple(inside)
        assert row.count.others == others
    if asked:
        any_of = " OR ".join(f"({term})" for term in asked)
        assert table.together.total == total(archive, narrowed(query, any_of))
        assert table.together.archive_total == total(archive, Query(any_of, query.match))
    else:
        assert (table.together.archive_total, table.together.total) == (0, 0)


def column_has(column, hit, by):
    if isinstance(column, DateRange):
        return hit.date is not None and column.first <= hit.date.day <= column.last
    values = hit.regions if by == "region" else hit.authors
    return not values if column is None else column in values


def test_columns_are_the_most_frequent_values_and_then_none_given(archive):
    table = archive.term_table(["oil", "gas"], by="region")
    assert table.by == REGION
    assert set(table.columns[:3]) == set(REGIONS)
    assert table.columns[3] is None
    assert list(table.together.counts[:3]) == sorted(table.together.counts[:3], reverse=True)
    assert len(archive.term_table(["oil", "gas"], by="author").columns) == 10


def test_chosen_values_alone_are_columns_where_a_facet_is_filtered(archive):
    chosen = {"region": ["Europe", None]}
    table = archive.term_table(["oil"], by="region", filters=chosen)
    assert table.columns == ("Europe", None)
    assert table.rows[0].count.others == 0


def test_years_have_no_gaps_and_many_are_those_with_most_articles(archive, tmp_path):
    table = archive.term_table(["number"], by="year")
    assert [column.first.year for column in table.columns] == list(range(1990, 2020))
    assert archive.term_table(["number"], by="decade").columns == tuple(
        DateRange.of(str(year), str(year + 9)) for year in (1990, 2000, 2010)
    )
    assert archive.term_table(["zzzz"], by="year").columns == ()
    path = tmp_path / "old.jsonl"
    many = [{"title": f"T{year}", "body": f"Oil {year}.", "date": f"{year}-05-01"} for year in range(1000, 1900, 10)]
    path.write_text("\n".join(map(json.dumps, [*many, {"title": "Two", "body": "Oil", "date": "1500-06-01"}])), "utf-8")
    Archive.build(tmp_path / "index", [path])
    with Archive.open(tmp_path / "index") as old:
        table = old.term_table(["oil"], by="year")
        assert len(table.columns) == MAX_PERIODS
        assert DateRange.of("1500", "1500") in table.columns
        assert list(table.columns) == sorted(table.columns, key=lambda column: column.first)
        assert sum(table.together.counts) + table.together.others == 91


def test_a_mistake_in_a_term_is_told_in_its_row_and_the_others_are_counted(archive):
    table = archive.term_table(["oil", "(gas", "wood"])
    assert isinstance(table, TermTable)
    assert [row.count is None for row in table.rows] == [False, True, False]
    assert isinstance(table.rows[1].mistake, QueryError)
    assert "(gas)" in table.rows[1].mistake.suggestions
    assert table.together == archive.term_table(["oil", "wood"]).together


def test_terms_that_are_not_begun_in_time_have_no_count(archive, monkeypatch):
    monkeypatch.setattr(term_counting, "MOST_SECONDS", -1.0)
    [row] = archive.term_table(["oil"]).rows
    assert row.count is None
    assert "too long" in str(row.mistake)


def test_sorted_by_count_the_most_frequent_come_first_and_mistakes_last(archive):
    table = archive.term_table(["zzzz", "(gas", "wind", "number"]).by_count()
    assert [row.term.text for row in table.rows] == ["number", "wind", "zzzz", "(gas"]


def test_periods_and_facets_can_divide(archive):
    assert archive.term_table([], by="decade").by is PeriodUnit.DECADE
    assert archive.term_table([], by="region").by == REGION
    assert archive.term_table([]).by is None


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda archive: archive.term_table(["oil"], "(gas"), QueryError),
        (lambda archive: archive.term_table(["oil"], by="colour"), UsageError),
        (lambda archive: archive.term_table(["oil"], by="title"), UsageError),
        (lambda archive: archive.term_table("oil"), UsageError),
        (lambda archive: archive.term_table(["oil"] * (MAX_TERMS + 1)), UsageError),
    ],
)
def test_what_cannot_be_counted_is_refused(archive, ask, error):
    with pytest.raises(error):
        ask(archive)
