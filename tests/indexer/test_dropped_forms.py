"""A form that is dropped is no longer matched, and comes back: over an archive, for the forms that it lists."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Archive, Query
from indexer.errors import QueryError
from indexer.query.dropping import with_each_form, without_each_form
from tests.examples import examples

TEXTS = [
    "oil oils oiled or the oilman",
    "Oil and gas. Gases, gassed",
    "oil’s price; O’Brien's café, cafés",
    "not s or p, the ands and 2 nots",
    "हिन्दी Москва Москвы, ½ oily naïve",
    "treaty treaties treated",
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dropped")
    records = [{"id": f"a{at}", "title": f"Title oils {at}", "body": text} for at, text in enumerate(TEXTS)]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, records)), "utf-8")
    Archive.build(folder / "index", [folder / "articles.jsonl"], root=folder, workers=1)
    with Archive.open(folder / "index") as archive:
        yield archive


WORDS = st.sampled_from(
    [
        "oil", "Oils", "GAS", "café", "o’brien", "ands", '"or"', "nots", "treaty", "Москва", "हिन्दी", "½", "oi*", "*s",
        "o?l", "oil~", "gas~2", "treat*", "=oil", "oil[-oils]", "t*[-the]", "e-mail", '"the oil"', "2", "absent",
        '"oil gas"~5', "(oi* price)~s",
    ]
)  # fmt: skip
QUERIES = st.recursive(
    WORDS,
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from([" ", "  ", " AND ", " OR ", " -", " +", " NOT "]), part).map("".join),
        part.map(lambda one: f"({one})"),
        st.tuples(st.sampled_from(["title:", "body:", "text:"]), WORDS).map("".join),
    ),
    max_leaves=5,
)


def total(archive, query):
    return archive.search(query, limit=0, facets=()).total


@given(text=QUERIES, match=st.sampled_from(["all", "any"]), exact=st.booleans())
@examples(30)
def test_what_is_dropped_is_no_longer_matched_and_comes_back(text, match, exact, archive):
    try:
        results = archive.search(Query(text, match, exact), limit=0, facets=(), form_limit=50)
    except QueryError:
        return  # a mistake, as two fields in one another are
    for term in results.terms:
        for form, less in zip(term.forms, without_each_form(results.query, term), strict=True):
            assert less is not None
            assert (less.match, less.exact) == (match, exact)
            lesser = archive.search(less, limit=0, facets=(), form_limit=50)
            (now,) = [
                one
                for one in lesser.terms
                if one.field == term.field and one.typed == term.typed and form.form in one.leaf.without
            ]
            assert form.form not in {one.form for one in now.forms}
            assert lesser.total <= results.total
            if any((one.leaf, one.field) == (now.leaf, now.field) for one in results.terms):
                continue  # "oil oil[-oils]": from here on both are one term
            again = [
                back for back, out in zip(with_each_form(less, now), now.leaf.without, strict=True) if out == form.form
            ]
            assert [back and back.tree for back in again] == [results.query.tree]
            assert total(archive, again[0]) == results.total


def test_without_its_form_an_article_is_found_no_more_and_no_longer_marked(archive):
    results = archive.search("treaty", form_limit=10)
    (term,) = results.terms
    query = results.query
    for _ in range(len(term.forms)):
        (term,) = archive.search(query, form_limit=10).terms
        query = without_each_form(query, term)[0]
        marked = {
            segment.text.casefold()
            for hit in archive.search(query).hits
            for snippet in hit.snippets
            for segment in snippet.segments
            if segment.marked
        }
        assert not marked & set(query.tree.without)
    assert total(archive, query) == 0
