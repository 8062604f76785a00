"""The engine finds, ranks and counts as the articles themselves say, worked out the slow way."""

import contextlib
import datetime as dt
import random
import threading
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_index import made_snapshot
from oracle import fulfils, ranked_score

from indexer import spelling
from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.engine.base import Page
from indexer.errors import QueryError, UnknownArticleError
from indexer.fields import AUTHOR, BODY, FACETS, NOTE, TEXT_FIELDS
from indexer.matching import compile_matcher, find_matches
from indexer.query.date_range import DateRange
from indexer.query.query import Query
from indexer.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    InField,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Tree,
    Unit,
    Wildcard,
    Word,
)
from indexer.results import Sort
from tests.examples import examples

VOCABULARY = ["oil", "oils", "oiled", "peace", "of", "the", "treaty", "treaties", "w", "2", "café", "mail", "e", "x"]
REGIONS = ["Asia", "ASIA", "Middle East & North Africa", "Middle East and North Africa", "Europe", "North–South"]
THEMES = ["Oil and Energy", "Peace", "Law", "War"]


def made_article(number, rng):
    def words(most):
        return " ".join(rng.choices(VOCABULARY, k=rng.randrange(most)))

    def sentences(most):
        return " ".join(one + rng.choice(".!?") * (len(one) > 1 and rng.random() < 0.2) for one in words(most).split())

    regions = {spelling.spelling_key(one): one for one in rng.choices(REGIONS, k=rng.randrange(3))}
    themes = tuple(dict.fromkeys(rng.choices(THEMES, k=rng.randrange(4))))
    day = dt.date(rng.randrange(1999, 2009), rng.randrange(1, 13), rng.randrange(1, 28))
    return Article(
        id=f"a{rng.randrange(10**6)}-{number}",
        title=words(6) or "untitled",
        paragraphs=tuple(Paragraph(text) for _ in range(rng.randrange(4)) if (text := sentences(14))),
        authors=tuple(dict.fromkeys(rng.choices(["Oil Desk", "Peace Room", "The Café"], k=rng.randrange(3)))),
        source=rng.choice(["", "The Mail", "Peace"]),
        date=ArticleDate(day, Precision.DAY, str(day), "test") if rng.random() < 0.8 else None,
        regions=tuple(regions.values()),
        themes=themes,
        note=(Paragraph("note only"),) if number % 7 == 0 else (),
        copies=("copy.md",) if number == 0 else (),
    )


@pytest.fixture(scope="module")
def articles():
    rng = random.Random(5)
    return [made_article(number, rng) for number in range(120)]


@pytest.fixture(scope="module")
def snapshot(articles, tmp_path_factory):
    with contextlib.closing(made_snapshot(tmp_path_factory.mktemp("index"), articles, [50, 3])) as snapshot:
        yield snapshot


EVERYTHING = Everything()


@dataclass(frozen=True)
class Asked(Query):
    """A Query whose tree is given instead of parsed."""

    given: Tree = EVERYTHING

    @property
    def tree(self):
        return self.given


def asked(tree, **options):
    plain = Query.of(**options)
    return Asked(filters=plain.filters, dates=plain.dates, given=tree)


WITHOUT = st.lists(st.sampled_from(["oils", "oil", "treaty", "of", "absent"]), max_size=2, unique=True).map(tuple)
LEAVES = st.one_of(
    st.builds(Word, st.sampled_from([*VOCABULARY, "absent", "e-mail"]), st.booleans()),
    st.builds(Word, st.sampled_from(["oil", "treaty", "absent"]), without=WITHOUT),
    st.builds(Phrase, st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join), st.booleans()),
    st.builds(Prefix, st.sampled_from(["o", "oil", "t", "tr", "zz"]), WITHOUT),
    st.builds(Wildcard, st.sampled_from(["o?l", "?", "t*s", "*l", "*e*", "oil?", "z*z"]), WITHOUT),
    st.builds(Fuzzy, st.sampled_from(["oil", "tea", "absent", "treat"]), st.integers(1, 2), WITHOUT),
)
REACHES = st.one_of(st.integers(0, 6), st.sampled_from(Unit))
NEARS = st.builds(Near, st.lists(LEAVES, min_size=2, max_size=3, unique=True).map(tuple), REACHES)
DATES = st.sampled_from([("2001", "2003"), (None, "2004-06"), ("2005-02-03", None)])
FIELDS_WITH_SENTENCES = [field for field in TEXT_FIELDS if field != NOTE]
TREES = st.recursive(
    st.one_of(
        LEAVES,
        NEARS,
        st.builds(Dated, DATES.map(lambda ends: DateRange.of(*ends))),
        st.builds(InField, st.sampled_from(TEXT_FIELDS), LEAVES),
        st.builds(InField, st.sampled_from(FIELDS_WITH_SENTENCES), NEARS),
        st.just(Everything()),
    ),
    lambda trees: st.one_of(
        st.builds(And, st.lists(trees, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(trees, min_size=2, max_size=3).map(tuple)),
        st.builds(Not, trees),
        st.builds(Maybe, trees, trees),
    ),
    max_leaves=6,
)


@given(tree=TREES)
@examples(40)
def test_a_tree_finds_the_articles_that_fulfil_it(tree, snapshot, articles):
    expected = {article.id for article in articles if fulfils(tree, article)}
    results = snapshot.search(asked(tree), Page(limit=1000))
    assert results.total == len(expected)
    assert {hit.id for hit in results.hits} == expected


@given(tree=st.one_of(NEARS, NEARS.map(lambda near: InField(BODY, near))))
@examples(15)
def test_what_is_near_is_found_and_marked(tree, snapshot, articles):
    """By brute force: all ways to choose places are tried. What is found has each part marked, what is not has none."""
    expected = {article.id for article in articles if fulfils(tree, article)}
    assert {hit.id for hit in snapshot.search(asked(tree), Page(limit=1000)).hits} == expected
    for article in articles:
        matches = compile_matcher(tree, snapshot).matches(article)
        assert bool(matches) == (article.id in expected)
        assert [match[:4] for match in matches] == [match[:4] for match in find_matches(tree, article)]


@given(tree=st.one_of(LEAVES, NEARS, TREES.filter(lambda tree: not isinstance(tree, Not))))
@examples(15)
def test_scores_are_bm25f_and_closeness(tree, snapshot, articles):
    results = snapshot.search(asked(tree), Page(limit=1000))
    by_id = {article.id: article for article in articles}
    for hit in results.hits:
        assert hit.score == pytest.approx(ranked_score(tree, by_id[hit.id], articles), rel=1e-5)
    keys = [(-hit.score, hit.id) for hit in results.hits]
    assert keys == sorted(keys) or not any(hit.score for hit in results.hits)  # then the newest come first


def brute_filter(article, filters, exclude, dates=(None, None)):
    def keys(field, article):
        return {spelling.spelling_key(value) for value in article.texts(field)} or {None}

    def wanted(values):
        return {value if value is None else spelling.spelling_key(value) for value in values}

    by_name = {field.name: field for field in FACETS}
    included = all(keys(by_name[name], article) & wanted(values) for name, values in filters.items())
    excluded = any(keys(by_name[name], article) & wanted(values) for name, values in exclude.items())
    if dates != (None, None):
        day = article.date.day if article.date else None
        if day is None or (dates[0] and day < dates[0]) or (dates[1] and day > dates[1]):
            return False
    return included and not excluded


FILTERS = [
    ({}, {}),
    ({"region": ["asia"]}, {}),
    ({"region": ["Asia", "Europe"], "theme": ["Law"]}, {}),
    ({"region": [None]}, {"theme": ["Peace"]}),
    ({"theme": [None, "War"]}, {"author": ["Oil Desk", None]}),
    ({"source": ["the mail"]}, {"region": [None]}),
    ({"region": ["Nowhere"]}, {}),
]
DATES = [(None, None), (dt.date(2002, 1, 1), None), (dt.date(2003, 5, 1), dt.date(2005, 12, 31))]


@pytest.mark.parametrize("dates", DATES)
@pytest.mark.parametrize(("filters", "exclude"), FILTERS)
def test_facets_leave_out_their_own_filter_and_the_histogram_its_dates(filters, exclude, dates, snapshot, articles):
    tree = Word("oil")
    results = snapshot.search(
        asked(tree, filters=filters, exclude=exclude, dates=dates), Page(limit=1000, facet_limit=1000)
    )
    found = [article for article in articles if fulfils(tree, article)]
    assert results.total == sum(brute_filter(article, filters, exclude, dates) for article in found)
    for field in FACETS:
        others = {name: values for name, values in filters.items() if name != field.name}
        others_out = {name: values for name, values in exclude.items() if name != field.name}
        inside = [article for article in found if brute_filter(article, others, others_out, dates)]
        facet = results.facets[field.name]
        for value in facet.values:
            key = None if value.value is None else spelling.spelling_key(value.value)
            having = [
                one for one in inside if key in ({spelling.spelling_key(text) for text in one.texts(field)} or {None})
            ]
            assert value.count == len(having), value
        distinct = {spelling.spelling_key(text) for one in inside for text in one.texts(field)}
        assert facet.distinct == len(distinct)
        assert {spelling.spelling_key(value.value) for value in facet.values if value.value and value.count} == distinct
    undated = [one for one in found if brute_filter(one, filters, exclude)]
    assert results.histogram.undated == sum(1 for one in undated if not one.date)
    assert sum(results.histogram.counts.values()) == sum(1 for one in undated if one.date)
    for label, count in results.histogram.counts.items():
        assert count == sum(1 for one in undated if one.date and one.date.day.isoformat().startswith(label))


def test_chosen_values_stay_even_at_zero_and_in_whatever_spelling(snapshot):
    query = Query.of("oil", filters={"region": ["asia", "Atlantis"]}, exclude={"region": ["EUROPE"]})
    values = snapshot.search(query, Page(facet_limit=0)).facets["region"].values
    assert [(one.value, one.selected, one.excluded) for one in values[:3]] == [
        (values[0].value, True, False),
        ("Atlantis", True, False),
        ("Europe", False, True),
    ]
    assert spelling.spelling_key(values[0].value) == "asia"
    assert values[1].count == 0


def test_a_value_is_shown_as_most_often_written(articles, snapshot):
    spellings = [text for article in articles for text in article.regions if spelling.spelling_key(text) == "asia"]
    expected = max(sorted(set(spellings)), key=spellings.count)
    facet = snapshot.search(Query(), Page()).facets["region"]
    assert expected in [value.value for value in facet.values]
    assert not {"Asia", "ASIA"} <= {value.value for value in facet.values}
    assert all(
        value == expected
        for article in snapshot.articles()
        for value in article.regions
        if spelling.spelling_key(value) == "asia"
    )


@pytest.mark.parametrize("sort", list(Sort))
def test_pages_neither_repeat_nor_drop(sort, snapshot):
    whole = [hit.id for hit in snapshot.search(Query.of("oil OR peace"), Page(sort, limit=1000)).hits]
    paged = []
    for offset in range(0, len(whole) + 10, 7):
        paged += [hit.id for hit in snapshot.search(Query.of("oil OR peace"), Page(sort, offset, 7)).hits]
    assert paged == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(("sort", "sign"), [(Sort.NEWEST, -1), (Sort.OLDEST, 1)])
def test_by_date_undated_come_last_and_ties_go_by_id(sort, sign, snapshot):
    hits = snapshot.search(Query(), Page(sort, limit=1000)).hits
    keys = [(hit.date is None, sign * hit.date.day.toordinal() if hit.date else 0, hit.id) for hit in hits]
    assert keys == sorted(keys)


def test_a_page_past_the_end_is_empty_and_the_total_stays(snapshot, articles):
    results = snapshot.search(Query(), Page(offset=100_000))
    assert results.hits == ()
    assert results.total == len(articles)


def test_a_note_is_found_only_by_its_field(snapshot):
    assert snapshot.search(Query.of("only"), Page()).total == 0
    found = snapshot.search(Query.of("note:only"), Page())
    assert found.total > 0
    assert found.hits[0].snippets[0].segments[1].text == "only"


def test_copies_are_listed_with_their_article(snapshot, articles):
    assert snapshot.article(articles[0].id).copies == ("copy.md",)


def test_an_unknown_article_is_named(snapshot):
    with pytest.raises(UnknownArticleError, match="no-such"):
        snapshot.article("no-such")


def test_a_stored_article_comes_back_as_it_was(snapshot, articles):
    for article, stored in zip(articles, snapshot.articles(), strict=True):
        assert (stored.id, stored.title, stored.paragraphs, stored.date) == (
            article.id,
            article.title,
            article.paragraphs,
            article.date,
        )


def test_many_threads_get_the_answers_that_one_gets(snapshot):
    queries = [Query.of(text) for text in ("oil", '"the treaty"', "oil -peace", "o*", "author:desk")]
    expected = [snapshot.search(query, Page()) for query in queries]
    answers = {}

    def ask(thread):
        answers[thread] = [snapshot.search(query, Page()) for query in queries * 3]

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(answer == expected * 3 for answer in answers.values())
    assert len(answers) == 8


def test_a_prefix_of_too_many_words_is_refused_with_a_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.expand.MOST_FORMS", 5)
    texts = ["a1 a2 a3 a4", "a3 a4 a5", "b1", "a6"]
    articles = [Article(id=text[:2], title=text, paragraphs=()) for text in texts]
    assert made_snapshot(tmp_path / "few", articles[:3], [1, 1]).search(Query.of("a*"), Page()).total == 2
    with pytest.raises(QueryError, match="Type more letters"):
        made_snapshot(tmp_path / "many", articles, [1, 1, 1]).search(Query.of("a*"), Page())


def test_a_query_that_takes_too_long_is_refused_with_a_remedy(snapshot, monkeypatch):
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.deadline.MOST_SECONDS", -1.0)
    with pytest.raises(QueryError, match="fewer words"):
        snapshot.search(Query.of("oil trade never asked before"), Page())
    assert snapshot.search(Query(), Page()).total > 0


@given(text=st.text(alphabet=st.one_of(st.sampled_from('ab oil*"-()=:+東京é٣'), st.characters())))
@examples(100)
def test_any_text_is_answered_or_refused(text, snapshot):
    try:
        results = snapshot.search(Query.of(text), Page())
    except QueryError:
        return
    assert all(hit.snippets for hit in results.hits)


def test_no_phrase_joins_two_values(tmp_path):
    snapshot = made_snapshot(
        tmp_path, [Article(id="one", title="t", paragraphs=(), authors=("Map Room", "History Desk"))]
    )
    assert snapshot.search(Query.of('author:"history desk"'), Page()).total == 1
    assert snapshot.search(Query.of('author:"room history"'), Page()).total == 0
    assert AUTHOR.facet
