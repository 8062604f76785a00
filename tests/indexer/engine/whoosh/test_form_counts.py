"""The forms of each term, with counts of the articles found that have them: as counting one by one has it."""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_index import made_snapshot
from oracle import fulfils
from test_search import TREES, asked, brute_filter, made_article

from indexer.analysis import forms, stem
from indexer.articles.article import Article, Paragraph
from indexer.engine.base import Page
from indexer.errors import QueryError
from indexer.fields import AUTHOR, BODY, DEFAULT_FIELDS, NOTE, TITLE
from indexer.patterns import means
from indexer.query.query import Query
from indexer.query.tree import Fuzzy, InField, Not, Prefix, Wildcard, Word, parts_of
from indexer.term_forms import FormCount
from tests.examples import examples

DELETED = {0, 7, 51, 52, 119}
FILTERS = [({}, {}), ({"region": ["Asia", None]}, {}), ({"theme": ["Peace"]}, {"author": ["Oil Desk"]})]


@pytest.fixture(scope="module")
def articles():
    rng = random.Random(5)
    return [made_article(number, rng) for number in range(120)]


@pytest.fixture(scope="module")
def snapshot(articles, tmp_path_factory):
    made = made_snapshot(tmp_path_factory.mktemp("index"), articles, [50, 3], DELETED)
    yield made
    made.close()


def formed(tree, field=None):
    """The words and patterns that have forms to show, in order, each with the field it is looked for in."""
    match tree:
        case Word(text, exact):
            return [] if exact or len(forms(text)) > 1 else [(tree, field)]
        case Prefix() | Wildcard() | Fuzzy():
            return [(tree, field)]
        case InField(own, part):
            return formed(part, own)
        case Not():
            return []
    return [one for part in parts_of(tree) for one in formed(part, field)]


def is_meant(leaf):
    if isinstance(leaf, Word):
        return lambda form: stem(form) == stem(forms(leaf.text)[0]) and form not in leaf.without
    return means(leaf)


def counted(leaf, field, found):
    counts = Counter()
    for article in found:
        fields = DEFAULT_FIELDS if field is None else (field,)
        counts.update(
            {form for one in fields for text in article.texts(one) for form in forms(text) if is_meant(leaf)(form)}
        )
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


@given(tree=TREES, filters=st.sampled_from(FILTERS), limit=st.integers(1, 4), many=st.sampled_from([0, 2, 500]))
@examples(25)
def test_forms_are_counted_among_the_articles_found(tree, filters, limit, many, snapshot, articles):
    """Few or many of them, of which only the likeliest are counted exactly."""
    query = asked(tree, filters=filters[0], exclude=filters[1])
    found = [
        article
        for number, article in enumerate(articles)
        if number not in DELETED and fulfils(tree, article) and brute_filter(article, *filters)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engine.whoosh.counting.form_counts._MANY", many)
        terms = snapshot.search(query, Page(limit=0, facets=(), form_limit=limit)).terms
    assert [(term.leaf, term.field) for term in terms] == list(dict.fromkeys(formed(tree)))
    for term in terms:
        expected = counted(term.leaf, term.field, found)
        assert [(one.form, one.count) for one in term.forms] == expected[:limit]
        assert term.distinct == len(expected)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    texts = ["oil oils", "oiled oil", "oils", "Oil’s gas", "peace"]
    articles = [
        Article(
            id=f"a{at}",
            title="oils" if at == 4 else "t",
            paragraphs=(Paragraph(text),),
            authors=("Oily Desk",) if at == 3 else (),
            note=(Paragraph("oiling"),) if at == 0 else (),
        )
        for at, text in enumerate(texts)
    ]
    made = made_snapshot(tmp_path_factory.mktemp("small"), articles, [1, 1, 2], {2})
    yield made
    made.close()


def listed(snapshot, text, limit=10, **asked):
    query = Query.of(text, **asked)
    terms = snapshot.search(query, Page(limit=0, facets=(), form_limit=limit)).terms
    return [(str(term.leaf), term.field, " ".join(f"{one.form} {one.count}" for one in term.forms)) for term in terms]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("oil", [("oil", None, "oil 2 oils 2 oil's 1 oiled 1")]),
        ("oil -oiled", [("oil", None, "")]),
        ("oil[-oils]", [("oil[-oils]", None, "oil 2 oil's 1 oiled 1")]),
        ("OILED gas", [("OILED", None, "oil's 1"), ("gas", None, "gas 1")]),
        ("oi* OR p?ace", [("oi*", None, "oil 2 oils 2 oil's 1 oiled 1 oily 1"), ("p?ace", None, "peace 1")]),
        ("oils~", [("oils~1", None, "oil 2 oils 2 oil's 1 oily 1")]),
        ("body:oil OR author:oil*", [("oil", BODY, "oil 2 oil's 1 oiled 1 oils 1"), ("oil*", AUTHOR, "oily 1")]),
        ("note:oil", [("oil", NOTE, "oiling 1")]),
        ("title:(oil OR gas)", [("oil", TITLE, "oils 1"), ("gas", TITLE, "")]),
        ("(oil gas)~2", [("oil", None, "oil's 1"), ("gas", None, "gas 1")]),
        ("oil OR oil", [("oil", None, "oil 2 oils 2 oil's 1 oiled 1")]),
        ("oil title:oil", [("oil", None, "oils 1"), ("oil", TITLE, "oils 1")]),
        ('"oil oils" OR =oil OR e-mail', []),
        ("absent", [("absent", None, "")]),
        ("", []),
    ],
)
def test_each_word_and_pattern_is_listed_with_its_forms(query, expected, small):
    assert listed(small, query) == expected


def test_words_as_written_have_none_and_patterns_have(small):
    assert listed(small, "oil oi*", exact=True) == [("oi*", None, "oil 2 oiled 1 oils 1")]


def test_a_list_is_cut_and_says_how_many_there_are(small):
    (term,) = small.search(Query("oil"), Page(form_limit=1)).terms
    assert (term.forms, term.distinct) == ((FormCount("oil", 2),), 4)
    assert small.search(Query("oil"), Page()).terms == ()


def test_a_pattern_of_too_many_words_is_refused(small, monkeypatch):
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.expand.MOST_FORMS", 2)
    with pytest.raises(QueryError, match="Type more letters"):
        listed(small, "oi*")


def test_many_articles_of_many_forms_are_counted(tmp_path, monkeypatch):
    """More than 255 articles, and forms whose numbers and articles differ in all of their bits."""
    rng = random.Random(2)
    vocabulary = [f"w{number}" for number in range(300)]
    texts = [" ".join(rng.choices(vocabulary, k=20)) for _ in range(600)]
    titles = [" ".join(rng.choices(vocabulary, k=2)) for _ in range(600)]
    articles = [
        Article(id=f"a{at}", title=title, paragraphs=(Paragraph(text),))
        for at, (title, text) in enumerate(zip(titles, texts, strict=True))
    ]
    snapshot = made_snapshot(tmp_path, articles, [250, 100])
    expected = Counter(
        form for title, text in zip(titles, texts, strict=True) for form in {*title.split(), *text.split()}
    )
    ranked = sorted(expected.items(), key=lambda one: (-one[1], one[0]))
    for many, limit in ((0, 12), (0, 1_000), (10_000, 12), (10_000, 1_000)):
        monkeypatch.setattr("indexer.engine.whoosh.counting.form_counts._MANY", many)
        (term,) = snapshot.search(Query("w*"), Page(limit=0, form_limit=limit)).terms
        assert [(one.form, one.count) for one in term.forms] == ranked[:limit]
        assert term.distinct == len(expected)
