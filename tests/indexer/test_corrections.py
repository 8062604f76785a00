"""What may be meant by a query that finds little."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, Query, QueryError, Replacement, UsageError
from indexer.fields import AUTHOR

SENTENCES = [
    "The government of the province spoke at the white house of sanctions on oil.",
    "The government received the minister at the airport, and the philosopher.",
    "Their harbour was a harbor of peace. The cat sat on the mat.",
]
COPIES = 15


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corrections")
    records = [
        {"id": f"a{place}-{copy}", "title": f"Number {copy}", "body": sentence, "authors": ["Jonathan Stempel"]}
        for place, sentence in enumerate(SENTENCES)
        for copy in range(COPIES)
    ]
    records += [
        {"id": "slip", "title": "A slip", "body": "The goverment of a slip.", "themes": ["Slips"]},
        {
            "id": "other",
            "title": "Another",
            "body": "The provence of wine, and House white wine.",
            "authors": ["Ann Bell"],
        },
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"])
    with Archive.open(folder / "index") as opened:
        yield opened


def first(archive, text, **arguments):
    """The text of the first correction; "" for none."""
    return next((one.query.text for one in archive.corrections(text, **arguments)), "")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("govermnent", "government"),
        ("goverment", "government"),  # though an article has that
        ("Goverment", "Government"),
        ("recieved", "received"),
        ("filosopher", "philosopher"),
        ("hte", "the"),
        ("whitehouse", '"white house"'),
        ("air port", "airport"),
        ("govenment santcions", "government sanctions"),
        ("oil provnce", "oil province"),
        ("oil AND (provnce OR peace)", "oil AND (province OR peace)"),
        ('"goverment of the province"', '"government of the province"'),
        ("=goverment", "=government"),
        ("author:stemple", "author:stempel"),
        ('author:"jonathon stempel"', 'author:"jonathan stempel"'),
        ("body:goverment -slip", "body:government -slip"),
    ],
)
def test_a_word_is_corrected_in_its_place(archive, text, meant):
    assert first(archive, text) == meant


def test_it_says_what_was_replaced_and_how_much_is_found(archive):
    (correction, *_) = archive.corrections("Govermnent whitehouse")
    assert correction.query == Query('Government "white house"')
    assert correction.words == (Replacement("govermnent", "government"), Replacement("whitehouse", "white house"))
    assert correction.total == archive.search(correction.query).total == COPIES


@pytest.mark.parametrize(
    "text",
    [
        "government",  # all is well
        "the",
        "",
        "oil -goverment",  # what is shut out stays
        "gov*",
        "2019",
        "x",
        "zzzzqqqq",  # nothing is near
        "author:goverment",  # no author has such a name
        "peice provnce",  # each is near a word, but no article has both
    ],
)
def test_there_may_be_nothing_to_correct(archive, text):
    assert archive.corrections(text) == ()


def test_two_words_that_never_stand_beside_one_another_are_not_made_of_one(archive):
    assert first(archive, "catpeace") == ""


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    folder = tmp_path_factory.mktemp("names")
    bodies = [
        *["Recent books are some of the best: Wales, York, as Arab women know."] * 300,
        *["Dominique Strauss-Kahn spoke."] * 20,
        *["Strausskahn and Recep met Bj\u00f6rk."] * 2,
        *["Norway boards flies."] * 12,
        "They recant.",
    ]
    lines = [json.dumps({"id": f"{place}", "title": f"{place}", "body": body}) for place, body in enumerate(bodies)]
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"])
    with Archive.open(folder / "index") as opened:
        yield opened


@pytest.mark.parametrize(
    "text", ["Recep", "Bj\u00f6rk", "recep boards", "women flies", "Norway Arab", "the boards some women"]
)
def test_words_that_are_meant_as_they_are_stay(names, text):
    assert names.corrections(text) == ()


def test_two_words_that_stand_side_by_side_in_many_articles_are_not_joined(names):
    assert [one.query.text for one in names.corrections("Dominque Strauss-Kahn")] == ["Dominique Strauss-Kahn"]


def test_what_is_far_less_likely_than_the_first_is_left_out(names):
    assert [one.query.text for one in names.corrections("recnt")] == ["recent"]


def test_all_else_of_a_query_is_kept_and_its_filters_count(archive):
    arguments = {"exclude": {"theme": ["Slips"]}, "dates": (None, None), "match": "any", "exact": True}
    (correction, *_) = archive.corrections("goverment", filters={"author": ["Jonathan Stempel"]}, **arguments)
    assert correction.query == Query.of("government", filters={"author": ["Jonathan Stempel"]}, **arguments)
    assert correction.total == 2 * COPIES
    assert archive.corrections("goverment", filters={AUTHOR.name: ["Ann Bell"]}) == ()


def test_a_query_brings_its_own_arguments(archive):
    query = Query.of("goverment", match="any")
    assert archive.corrections(query)[0].query == Query.of("government", match="any")
    with pytest.raises(UsageError, match=r"Query\.of"):
        archive.corrections(query, exact=True)


def test_no_more_than_the_limit(archive):
    assert archive.corrections("provnce", limit=0) == ()
    (one,) = archive.corrections("provnce", limit=1)
    assert archive.corrections("provnce", limit=3)[0] == one
    assert [correction.query.text for correction in archive.corrections("provnce")] == ["province", "provence"]
    with pytest.raises(UsageError, match="limit"):
        archive.corrections("provnce", limit=-1)


def test_a_mistake_in_the_query_is_told(archive):
    with pytest.raises(QueryError):
        archive.corrections("(goverment")


WORDS = st.sampled_from(
    [
        "goverment",
        "provnce",
        "the",
        "white",
        "hose",
        "sanctoins",
        "Oil",
        "o\u2019il",
        "air",
        "port",
        "x",
        "2019",
        "e-mail",
        "\u6771\u4eac",
    ]
)
SIGNS = st.sampled_from([" ", " OR ", " -", " AND ", ' "', '" ', "=", "title:", " (", ") ", " +", "*"])


@given(
    text=st.text() | st.lists(WORDS | SIGNS, max_size=8).map(" ".join),
    match=st.sampled_from(["all", "any"]),
    exact=st.booleans(),
)
def test_a_correction_finds_more_than_the_query_and_as_much_as_it_says(archive, text, match, exact):
    query = Query.of(text, match=match, exact=exact)
    try:
        present = archive.search(query, limit=0).total
    except QueryError:
        return
    corrections = archive.corrections(query)
    assert len({correction.query for correction in corrections}) == len(corrections)
    for correction in corrections:
        assert present < correction.total == archive.search(correction.query, limit=0).total
        assert correction.words
        assert (correction.query.match, correction.query.exact) == (match, exact)
