"""A facet's values page by page are what counting them article by article gives."""

import contextlib
import random
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_index import made_snapshot

from indexer.articles.article import Article
from indexer.engine.whoosh.counting.folded_names import folded_name
from indexer.facet_page import FacetOrder, FacetPart
from indexer.fields import AUTHOR, REGION
from indexer.query.query import Query
from indexer.results import FacetValue
from tests.examples import examples

NAMES = [
    "Ann O\u2019Brien",
    "\u00c9mile Durand",
    "Emil Dura",
    "Middle East & North Africa",
    "US\u2013NATO War Agenda",
    "\u201cQuoted\u201d Desk",
    "Zo\u00eb",
    "\u6771\u4eac\u65b0\u805e",
    "\u041b\u0435\u0432",
    "???",
    *(f"Desk {number}" for number in range(40)),
]
DELETED = {5, 50, 111}


def made_articles():
    rng = random.Random(11)
    return [
        Article(
            id=f"a{number:03}",
            title="oil" if number % 3 else "peace",
            paragraphs=(),
            authors=tuple(rng.sample(NAMES, rng.choice([0, 1, 1, 2, 4]))),
            regions=("Asia",) if number % 4 else (),
        )
        for number in range(160)
    ]


ARTICLES = made_articles()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    made = made_snapshot(tmp_path_factory.mktemp("index"), ARTICLES, [70, 3], DELETED)
    with contextlib.closing(made) as snapshot:
        yield snapshot


def authors_found(text="oil", region=None):
    return [
        set(one.authors)
        for number, one in enumerate(ARTICLES)
        if number not in DELETED and one.title == text and (region is None or region in one.regions)
    ]


def bare(text):
    """A name without accents, case and signs, by itself: not the way of the code."""
    letters = unicodedata.normalize("NFD", text.replace("&", " and ")).casefold()
    letters = "".join(one for one in letters if unicodedata.category(one)[0] != "M")
    return " ".join("".join(one if one.isalnum() or one == "\u2019" else " " for one in letters).split())


@examples(60)
@given(
    included=st.lists(st.sampled_from([*NAMES, "Nobody", None]), max_size=3, unique=True),
    excluded=st.lists(st.sampled_from([*NAMES, "No one", None]), max_size=2, unique=True),
    order=st.sampled_from(FacetOrder),
    containing=st.sampled_from(["", "desk", "Desk 1", "EMIL", "dura", "\u00e9", "zzz", "3"]),
    stretch=st.tuples(st.integers(0, 60), st.integers(0, 30)),
)
def test_any_page_is_that_of_a_plain_count(snapshot, included, excluded, order, containing, stretch):
    offset, limit = stretch
    excluded = [one for one in excluded if one not in included]
    query = Query.of("oil", filters={AUTHOR.name: included, REGION.name: ["Asia"]}, exclude={AUTHOR.name: excluded})
    page = snapshot.facet(query, FacetPart(AUTHOR, containing, order, offset, limit))
    found = authors_found(region="Asia")  # the facet's own filter is left out
    counts = Counter(name for authors in found for name in authors)
    matching = [name for name in counts if bare(containing) in bare(name)]
    listed = [name for name in matching if name not in (*included, *excluded)]
    if order is FacetOrder.COUNT:
        listed.sort(key=lambda name: (-counts[name], name.casefold()))
    else:
        listed.sort(key=folded_name)
    missing = found.count(set())
    chosen = [
        *(FacetValue(name, counts[name], selected=True) for name in included if name is not None),
        *(FacetValue(name, counts[name], excluded=True) for name in excluded if name is not None),
    ]
    rest = [FacetValue(name, counts[name]) for name in listed[offset : offset + limit]]
    none = []
    if None in [*included, *excluded]:
        none = [FacetValue(None, missing, None in included, None in excluded)]
    elif missing and not offset and not containing:
        none = [FacetValue(None, missing)]
    assert list(page.values) == [*chosen, *rest, *none]
    assert (page.distinct, page.matching, page.listed) == (len(counts), len(matching), len(listed))


@examples(30)
@given(order=st.sampled_from(FacetOrder), size=st.integers(1, 20), containing=st.sampled_from(["", "d", "desk"]))
def test_pages_repeat_no_value_and_drop_none(snapshot, order, size, containing):
    query = Query.of("oil", filters={AUTHOR.name: ["Desk 3"]})
    whole = snapshot.facet(query, FacetPart(AUTHOR, containing, order, 0, 1_000))
    read = []
    for offset in range(0, whole.listed, size):
        page = snapshot.facet(query, FacetPart(AUTHOR, containing, order, offset, size))
        assert page.values[0].selected  # on every page
        read += [one.value for one in page.values[1:] if one.value is not None]
    assert read == [one.value for one in whole.values[1:] if one.value is not None]
    assert len(set(read)) == len(read) == whole.listed


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("o'brien", "Ann O\u2019Brien"),
        ("O\u2018BRI", "Ann O\u2019Brien"),
        ("emile", "\u00c9mile Durand"),
        ("\u00e9MIL", "Emil Dura"),
        ("east and north", "Middle East & North Africa"),
        ("East  &  n", "Middle East & North Africa"),
        ("us-nato", "US\u2013NATO War Agenda"),
        ("us \u2014 nato", "US\u2013NATO War Agenda"),
        ("quoted d", "\u201cQuoted\u201d Desk"),
        ('"quoted', "\u201cQuoted\u201d Desk"),
        ("zoe", "Zo\u00eb"),
        ("\u65b0\u805e", "\u6771\u4eac\u65b0\u805e"),
        ("\u041b\u0415\u0412", "\u041b\u0435\u0432"),
    ],
)
def test_names_are_found_as_people_type_them(snapshot, typed, name):
    page = snapshot.facet(Query(), FacetPart(AUTHOR, typed))
    assert name in [one.value for one in page.values]
    assert page.matching == page.listed < 4


@pytest.mark.parametrize("typed", ["durandal", "desk 1desk", "brien ann", "k\nd", "desk desk"])
def test_no_name_is_found_across_two(snapshot, typed):
    assert snapshot.facet(Query(), FacetPart(AUTHOR, typed)).values == ()


@pytest.mark.parametrize("typed", ["?", "\u2014", " ", "'", "\ud800", "\u00ab\u00bb"])
def test_signs_alone_are_in_all_names(snapshot, typed):
    page = snapshot.facet(Query(), FacetPart(AUTHOR, typed))
    live = [one for number, one in enumerate(ARTICLES) if number not in DELETED]
    assert page.matching == page.distinct == len({name for one in live for name in one.authors})


def test_names_are_in_the_order_of_their_letters_without_accents_and_signs(snapshot):
    page = snapshot.facet(Query(), FacetPart(AUTHOR, order=FacetOrder.NAME))
    names = [one.value for one in page.values if one.value is not None]
    assert names[:3] == ["???", "Ann O\u2019Brien", "Desk 0"]
    assert names.index("Emil Dura") + 1 == names.index("\u00c9mile Durand") < names.index("\u201cQuoted\u201d Desk")


def test_a_facet_without_values_says_none_given(tmp_path):
    with contextlib.closing(made_snapshot(tmp_path, [Article(id="a", title="oil", paragraphs=())])) as one:
        page = one.facet(Query(), FacetPart(AUTHOR))
        assert (page.values, page.distinct, page.listed) == ((FacetValue(None, 1),), 0, 0)
        assert one.facet(Query(), FacetPart(AUTHOR, "a")).values == ()
