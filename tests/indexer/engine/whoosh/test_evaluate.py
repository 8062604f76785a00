"""What a Whoosh query tree finds and scores; `test_oracle` holds the sets to Whoosh's own matchers."""

import dataclasses
import datetime as dt

import numpy as np
import pytest
from made_generation import made_articles, made_generation
from whoosh import query as whoosh_query
from whoosh.query import And, AndMaybe, ConstantScoreQuery, Every, Not, Or, Phrase, Prefix, Term, TermRange

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.engine.whoosh.evaluation import terms
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.own_queries import AnyField
from indexer.fields import AUTHOR, BODY, TITLE

OIL, PEACE, WAR = Term("body", "oil"), Term("body", "peac"), Term("title", "war")
OIL_ANYWHERE = AnyField((TITLE, BODY, AUTHOR), [Term("title", "oil"), Term("body", "oil"), Term("author", "oil")])


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    articles = made_articles(3, 90)
    return made_generation(tmp_path_factory.mktemp("whole"), [articles[:50], articles[50:53], articles[53:]]).collection


def numbers(query, collection):
    return evaluate(query, collection, scored=False).articles.numbers.tolist()


def scored(query, collection):
    """The scores of all articles, 0 where they are not found."""
    found = evaluate(query, collection, scored=True)
    scores = np.zeros(collection.count, np.float32)
    here = found.scores(found.articles)
    if here is not None:
        assert here.dtype == np.float32
        scores[found.articles.numbers] = here
    return scores


QUERIES = [
    OIL,
    OIL_ANYWHERE,
    Or([OIL, PEACE, WAR]),
    And([OIL, PEACE, Not(WAR)]),
    AndMaybe(OIL, And([PEACE, WAR])),
    Or([And([OIL, WAR]), Phrase("body", ["of", "the"])]),
    AnyField((TITLE, BODY), [Prefix("title_form", "w"), Prefix("body_form", "w")]),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_scores_do_not_depend_on_the_segments(query, collection, tmp_path):
    """To the last bit: only the order of the fields and terms decides how numbers are added."""
    articles = made_articles(3, 90)
    assert (scored(query, collection) == scored(query, made_generation(tmp_path, [articles]).collection)).all()


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_rare_and_common_words_are_worked_out_alike(query, collection, monkeypatch):
    """By posting or by article, all or some of them."""
    expected = scored(query, collection)
    for sparse, few in ((0, 8), (10**6, 8), (0, 0), (0, 10**6), (10**6, 0)):
        monkeypatch.setattr(terms, "_SPARSE", 0 if sparse else 10**6)
        monkeypatch.setattr(terms, "_FEW", few)
        assert scored(query, collection) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_scores_of_a_few_are_those_that_all_have(query, collection):
    found = evaluate(query, collection, scored=False)
    few = dataclasses.replace(found).articles.numbers[::5]
    subset = type(found.articles)(collection.count, numbers=few)
    assert found.scores(subset) == pytest.approx(scored(query, collection)[few], rel=1e-5)


def test_a_part_adds_to_the_score_only_where_it_is_fulfilled(collection):
    both = scored(And([OIL, PEACE]), collection)
    assert scored(Or([And([OIL, PEACE]), WAR]), collection) == pytest.approx(both + scored(WAR, collection))
    optional = scored(AndMaybe(WAR, And([OIL, PEACE])), collection)
    assert optional == pytest.approx(np.where(scored(WAR, collection), scored(WAR, collection) + both, 0))


def test_boosts_multiply(collection):
    assert scored(Term("body", "oil", boost=2.5), collection) == pytest.approx(2.5 * scored(OIL, collection))
    assert scored(And([OIL, PEACE], boost=3.0), collection) == pytest.approx(3 * scored(And([OIL, PEACE]), collection))
    phrase = Phrase("body", ["of", "the"])
    assert scored(Phrase("body", ["of", "the"], boost=2.0), collection) == pytest.approx(2 * scored(phrase, collection))


def test_what_filters_scores_nothing(collection):
    with_filter = And([OIL, Not(WAR), TermRange("date", "2000", None)])
    found = numbers(with_filter, collection)
    assert scored(with_filter, collection)[found] == pytest.approx(scored(OIL, collection)[found])
    assert (
        evaluate(Not(OIL), collection, scored=True).scores(evaluate(Every(), collection, scored=False).articles) is None
    )


def test_a_constant_score_is_every_finding_s(collection):
    scores = scored(ConstantScoreQuery(OIL, 4.5), collection)
    assert set(scores[numbers(OIL, collection)].tolist()) == {4.5}
    assert np.count_nonzero(scores) == len(numbers(OIL, collection))


@pytest.fixture(scope="module")
def dated(tmp_path_factory):
    days = [
        dt.date(2019, 12, 30),
        None,
        dt.date(987, 1, 2),
        dt.date(2019, 1, 1),
        dt.date(9999, 12, 31),
        dt.date(1, 1, 1),
    ]
    articles = [
        Article(
            id=f"a{number}",
            title="t",
            paragraphs=(Paragraph("x"),) if number % 2 else (),
            date=ArticleDate(day, Precision.DAY, str(day), "test") if day else None,
        )
        for number, day in enumerate(days)
    ]
    return made_generation(tmp_path_factory.mktemp("dated"), [articles[:2], articles[2:]]).collection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (TermRange("date", "20190101", "20191230"), [0, 3]),
        (TermRange("date", "20190101", "20191230", startexcl=True), [0]),
        (TermRange("date", "20190101", "20191230", endexcl=True), [3]),
        (TermRange("date", "2019", "2020"), [0, 3]),
        (TermRange("date", None, "2019"), [2, 5]),
        (TermRange("date", "20191231", None), [4]),
        (TermRange("date", None, None), [0, 2, 3, 4, 5]),
        (TermRange("date", "a", None), []),
        (Term("date", "09870102"), [2]),
        (Term("date", "0987010"), []),
        (Prefix("date", "2019"), [0, 3]),
        (Prefix("date", "9999123"), [4]),
        (Every("date"), [0, 2, 3, 4, 5]),
        (Every("body"), [1, 3, 5]),
        (Every(), [0, 1, 2, 3, 4, 5]),
        (whoosh_query.NullQuery, []),
        (And([Every(), Not(Every("body"))]), [0, 2, 4]),
        (And([Not(Every("body")), Not(Every("date"))]), []),
        (Or([]), []),
    ],
    ids=str,
)
def test_days_and_every_article(query, expected, dated):
    assert numbers(query, dated) == expected


@pytest.mark.parametrize(
    "query",
    [
        whoosh_query.NumericRange("date", 1, 2),
        whoosh_query.Variations("body", "oil"),
        whoosh_query.Regex("body", "o.*"),
        whoosh_query.FuzzyTerm("date", "20191230"),
        And([OIL, whoosh_query.Require(OIL, PEACE)]),
    ],
    ids=lambda query: type(query).__name__,
)
def test_a_node_that_is_not_known_is_a_programming_error(query, collection):
    with pytest.raises(TypeError, match="does not know"):
        evaluate(query, collection, scored=False)


def test_a_field_that_is_not_known_is_a_programming_error(collection):
    with pytest.raises(KeyError, match="colour"):
        evaluate(Term("colour", "red"), collection, scored=False)
