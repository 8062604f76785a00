"""What a query finds without each of its parts, and each part alone: as the searches themselves say."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, Query
from indexer.errors import QueryError
from indexer.query.relaxing import relaxations
from indexer.query.tokens import MAX_CHARACTERS
from indexer.query.tree import And, Not
from tests.examples import examples

RECORDS = [
    {"id": "a", "title": "Oil", "body": "Oil and gas.", "regions": ["Asia"], "themes": ["War"], "date": "2001"},
    {"id": "b", "title": "Gas", "body": "Gas and oils of the war.", "regions": ["Asia"], "date": "2005-05-01"},
    {"id": "c", "title": "War", "body": "War, not oil.", "regions": ["Europe"], "themes": ["Law"]},
    {"id": "d", "title": "Peace", "body": "Peace.", "authors": ["Map Room"], "date": "2009"},
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("relaxing")
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder, workers=1)
    with Archive.open(folder / "index") as archive:
        yield archive


def total(archive, query):
    return archive.search(query, limit=0, facets=()).total


def told(archive, text, **asked):
    return [
        (one.said, one.alone_total if one.alone else None, one.without_total)
        for one in archive.relaxations(text, **asked)
    ]


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("oil peace", {}, [("oil", 3, 1), ("a form of peace", 1, 3)]),
        ("oil -gas", {}, [("oil", 3, 2), ("no gas", None, 3)]),
        ("(oil OR gas) absent", {}, [("oil or gas", 3, 0), ("absent", 0, 3)]),
        ('title:peace "oil and gas"', {}, [("a form of peace in Title", 1, 1), ("the phrase oil and gas", 1, 1)]),
        ("oil date:2009", {}, [("oil", 3, 1), ("a date in 2009", 1, 3)]),
        ("peace", {"filters": {"region": ["Asia"]}}, [("a form of peace", 1, 2), ("Region: Asia", 2, 1)]),
        (
            "",
            {"filters": {"region": ["Europe", None]}, "exclude": {"theme": ["Law", None]}},
            [
                ("Region: Europe", 1, 0),
                ("Region: none given", 1, 0),
                ("not Theme: Law", None, 1),
                ("not Theme: none given", None, 1),
            ],
        ),
        ("oil", {"dates": ("2008", None)}, [("oil", 3, 1), ("from 2008 on", 1, 3)]),
        ("oil war peace", {"match": "any"}, []),
        ("oil gas -peace", {"match": "any"}, [("oil or gas", 3, 3), ("no form of peace", None, 3)]),
        ("+oil gas -peace", {"match": "any"}, []),
        ("oil", {}, []),
        ("oil OR absent", {}, []),
        ("", {}, []),
        ("", {"dates": ("2001", None)}, []),
    ],
)
def test_each_part_is_told_with_what_it_finds(text, asked, expected, archive):
    assert told(archive, text, **asked) == expected


def test_what_finds_nothing_is_left_out_together_where_no_part_alone_is_enough(archive):
    assert told(archive, "oil absent nowhere") == [
        ("oil", 3, 0),
        ("absent", 0, 0),
        ("a form of nowhere", 0, 0),
        ("absent and a form of nowhere", None, 3),
    ]
    assert told(archive, "oil absent nowhere", filters={"region": ["Asia"]})[-1] == (
        "absent and a form of nowhere",
        None,
        2,
    )
    assert len(archive.relaxations("absent nowhere")) == 2  # nothing would be left
    assert len(archive.relaxations("oil peace absent nowhere")) == 4  # nor is it enough
    assert told(archive, "oil absent", filters={"region": ["Nowhere"]})[-1] == ("absent and Region: Nowhere", None, 3)
    assert told(archive, "", filters={"region": ["Nowhere"]}, dates=("1901", "1902"))[2:] == []  # nothing would be left


def test_all_filters_are_left_out_together_where_no_one_alone_is_enough(archive):
    asked = {"filters": {"region": ["Europe"], "theme": ["War"]}}
    assert told(archive, "peace", **asked)[-1] == ("all filters", None, 1)
    assert told(archive, "absent", **asked)[-1][0] != "all filters"


def test_many_parts_are_told_up_to_a_number_and_none_is_left_out_unsaid(archive):
    assert len(archive.relaxations(" ".join(f"w{number}" for number in range(30)))) == 20
    *_, last = archive.relaxations(Query("absent nowhere " + "oil " * 17 + "gas war -peace -x -y"))
    assert last.said == "absent and a form of nowhere"
    assert {str(part) for part in last.without.tree.parts} >= {"gas", "war", "-peace", "-x", "-y"}
    assert last.without_total == total(archive, last.without) == 2


def test_a_part_that_would_be_too_long_to_be_written_is_not_told(archive):
    """Names of fields are written in full: by:x is author:x."""
    words = " ".join(f"by:{'x' * 5}{number}" for number in range(160))
    assert len(words) < MAX_CHARACTERS
    assert archive.relaxations(words) == ()
    assert [one.said for one in archive.relaxations(words, filters={"region": ["Asia"]}, dates=("2001", None))] == [
        "Region: Asia",
        "from 2001 on",
    ]


def test_a_mistake_in_the_text_is_told_as_a_search_tells_it(archive):
    with pytest.raises(QueryError, match="never closed"):
        archive.relaxations("(oil")


PIECES = st.sampled_from(
    [
        "oil", "gas", "peace", "absent", "=oil", '"oil and gas"', "-war", "NOT gas", "+oil", "OR", "AND", "(", ")",
        "title:oil", "by:room", "date:2001", "before:2006", "oi*", "w?r", "oils~", '"oil gas"~3', "(oil gas)~s",
        "oil[-oils]",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=6).map(" ".join), st.text(max_size=20))
ASKED = st.fixed_dictionaries(
    {
        "match": st.sampled_from(["all", "any"]),
        "exact": st.booleans(),
        "filters": st.sampled_from([{}, {"region": ["Asia"]}, {"theme": ["Law", None], "author": ["Nobody"]}]),
        "exclude": st.sampled_from([{}, {"region": ["Europe"]}]),
        "dates": st.sampled_from([None, ("2001", "2005"), (None, "2000")]),
    }
)


@given(text=TEXTS, asked=ASKED)
@examples(40)
def test_totals_are_those_of_the_searches_whatever_the_text(text, asked, archive):
    query = Query.of(text, **asked)
    try:
        tree = query.tree
    except QueryError:
        with pytest.raises(QueryError):
            archive.relaxations(query)
        return
    found = archive.relaxations(query)
    assert found == archive.relaxations(text, **asked)
    for one in found:
        assert one.said
        assert one.without != query
        assert one.without_total == total(archive, one.without) >= total(archive, query)
        assert one.alone_total == (total(archive, one.alone) if one.alone else 0)
    parts = tree.parts if isinstance(tree, And) else (tree,)
    for one, part in zip(found, parts, strict=False):
        if text.strip() and isinstance(tree, And):
            assert (one.alone is None) == isinstance(part, Not)
            assert one.alone is None or one.alone.tree == part
            assert (one.without.filters, one.without.dates) == (query.filters, query.dates)


def test_the_same_part_twice_is_counted_as_it_stands():
    asked = []

    def count(query):
        asked.append(query)
        return 0

    found = relaxations(Query("oil oil"), count)
    assert [one.without.text for one in found] == ["oil", "oil"]
    assert all(one.tree is not None for one in asked)


def test_a_part_that_costs_too_much_to_be_counted_is_left_out():
    def count(query):
        if query.text == "gas":
            raise QueryError("This search takes too long.")
        return 3

    assert [one.said for one in relaxations(Query.of("oil gas war"), count)] == ["oil", "war"]


def test_after_a_while_no_more_parts_are_looked_at(monkeypatch):
    monkeypatch.setattr("indexer.query.relaxing._MOST_SECONDS", -1.0)
    assert relaxations(Query.of("oil gas"), lambda _: 0) == ()
