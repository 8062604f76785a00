"""Two searches combined find what the sets of their articles say."""

import itertools
import json

import pytest

from indexer import Archive, QueryError, UsageError
from indexer.query.combining import Combination, combined
from indexer.query.query import Query

WORDS = ("harbour", "canal", "map")
PLACES = ("Asia", "Europe", "North & South")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An article for every choice of words, region and year."""
    folder = tmp_path_factory.mktemp("combining")
    records = [
        {
            "id": f"{number}",
            "title": f"Letter {number}",
            "body": " ".join(words) or "nothing",
            "regions": [place],
            "themes": ["Trade"] if number % 2 else ["War"],
            "date": f"{2001 + number % 3}",
        }
        for number, (words, place) in enumerate(
            itertools.product(
                itertools.chain.from_iterable(itertools.combinations(WORDS, size) for size in range(4)), PLACES
            )
        )
    ]
    (folder / "letters.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "letters.jsonl"])
    with Archive.open(folder / "index") as opened:
        yield opened


QUERIES = [
    Query.of("harbour"),
    Query.of("harbour canal", match="any"),
    Query.of("map OR canal -harbour"),
    Query.of("=canal", exact=True),
    Query.of("map", dates=("2001", "2002")),
    Query.of(dates=("2002", None)),
    Query.of(filters={"region": ["Asia"]}),
    Query.of("canal", filters={"region": ["Asia", "North & South"], "theme": ["War"]}),
    Query.of("harbour", exclude={"region": ["Europe"]}),
    Query.of("map", filters={"region": ["Europe"]}, exclude={"theme": ["War"]}, dates=("2001", "2002")),
]


def found(archive, query):
    return {hit.id for hit in archive.search(query, limit=1000, facets=[]).hits}


@pytest.mark.parametrize("how", Combination)
@pytest.mark.parametrize("first", QUERIES)
def test_a_combination_finds_what_its_name_says(archive, first, how):
    for second in QUERIES:
        ours, theirs = found(archive, first), found(archive, second)
        expected = {
            Combination.BOTH: ours & theirs,
            Combination.EITHER: ours | theirs,
            Combination.WITHOUT: ours - theirs,
        }
        try:
            assert found(archive, combined(first, second, how)) == expected[how], second
        except UsageError:  # where the second is nothing but filters of the first
            assert how is Combination.WITHOUT
            assert not second.text
            assert not expected[how]


def test_filters_of_both_stay_filters():
    first = Query.of("map", filters={"region": ["Asia"]}, dates=("2001", None))
    second = Query.of("canal", filters={"region": ["Asia"], "theme": ["War"]}, dates=("2001", None))
    either = combined(first, second, Combination.EITHER)
    assert (either.filters, either.dates) == (first.filters, first.dates)
    both = combined(first, second, Combination.BOTH)
    assert (both.text, both.filters, both.dates) == ("map AND canal", second.filters, first.dates)


def test_a_combination_that_cannot_be_said_is_refused():
    plain, none_given = Query.of("map"), Query.of("canal", filters={"region": [None]})
    with pytest.raises(UsageError, match="no region given"):
        combined(plain, none_given, Combination.EITHER)
    assert combined(plain, none_given, Combination.BOTH).filters == none_given.filters
    with pytest.raises(UsageError, match="nothing is left without it"):
        combined(plain, Query(), Combination.WITHOUT)
    with pytest.raises(QueryError):
        combined(plain, Query.of("(map"), Combination.BOTH)
