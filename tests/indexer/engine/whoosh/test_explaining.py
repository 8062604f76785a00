"""How a score comes about: its parts are the score of the search, down to the fields of each word."""

import random

import pytest
from hypothesis import given
from made_index import forget, made_snapshot
from test_search import TREES, asked, made_article

from indexer.articles.article import Article, Paragraph
from indexer.engine.base import Page
from indexer.engine.whoosh.evaluation.closeness import SHARE
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.terms import K1, OTHER_FORM
from indexer.errors import QueryError, UnknownArticleError, UsageError
from indexer.fields import DEFAULT_FIELDS, field_named
from indexer.query.query import Query
from indexer.results import Sort
from tests.examples import examples

DELETED = {2, 60}


@pytest.fixture(scope="module")
def articles():
    rng = random.Random(5)
    return [made_article(number, rng) for number in range(120)]


@pytest.fixture(scope="module")
def snapshot(articles, tmp_path_factory):
    made = made_snapshot(tmp_path_factory.mktemp("index"), articles, [50, 3], DELETED)
    yield made
    made.close()


def leaves(explanation):
    """The words of an explanation, and what words near one another add."""
    if any(figure.name in ("rarity (idf)", "words apart") for figure in explanation.figures):
        yield explanation
    else:
        for part in explanation.parts:
            yield from leaves(part)


def figures(explanation):
    return {figure.name: figure.value for figure in explanation.figures}


def check_sums(explanation):
    """Parts add up, down to the words; fields add up to t, of which the word's score is made."""
    if "rarity (idf)" in figures(explanation):
        check_word(explanation)
    elif explanation.parts:
        assert explanation.score == pytest.approx(sum(part.score for part in explanation.parts), rel=1e-5)
        for part in explanation.parts:
            check_sums(part)


def check_word(word):
    own = figures(word)
    weighed = 0.0
    for part in word.parts:
        found = figures(part)
        field = field_named(part.said)
        norm = 1 - field.length_norm
        norm += field.length_norm * found["words in the field"] / found["words in it on average"]
        less = found.get("of them in another form", 0) * (1 - found.get("weight of another form", 1))
        occurrences = found["occurrences"] - less
        assert part.score == pytest.approx(found["weight of the field"] * occurrences / norm, rel=1e-5)
        weighed += part.score
    weight = own.get("weight as a function word", 1)
    assert word.score == pytest.approx(weight * own["rarity (idf)"] * (K1 + 1) * weighed / (K1 + weighed), rel=1e-5)


@given(tree=TREES)
@examples(25)
def test_the_parts_of_an_explanation_are_the_score_of_the_search(tree, snapshot, articles):
    query = asked(tree)
    hits = {hit.id: hit.score for hit in snapshot.search(query, Page(limit=1_000, facets=())).hits}
    for article_id in [*list(hits)[:3], *list(hits)[-2:]]:
        explanation = snapshot.explain(query, article_id)
        assert explanation.score == pytest.approx(hits[article_id], rel=1e-5)
        check_sums(explanation)
    for article in [one for one in articles if one.id not in hits][:3]:
        with pytest.raises((UsageError, UnknownArticleError)):
            snapshot.explain(query, article.id)


@given(tree=TREES)
@examples(12)
def test_outside_of_the_window_closeness_adds_nothing(tree, snapshot):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("indexer.engine.whoosh.ranking.CLOSENESS_WINDOW", 2)
        forget(snapshot)
        query = asked(tree)
        hits = snapshot.search(query, Page(limit=1_000, facets=())).hits
        for place, hit in [*enumerate(hits)][:4]:
            explanation = snapshot.explain(query, hit.id)
            assert explanation.score == pytest.approx(hit.score, rel=1e-5)
            if place >= 2:
                assert not any("words apart" in figures(leaf) for leaf in leaves(explanation))
    forget(snapshot)


def made(folder, *texts, **fields):
    articles = [
        Article(id=f"a{at}", title="t", paragraphs=(Paragraph(text),), **fields) for at, text in enumerate(texts)
    ]
    return made_snapshot(folder, articles)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    texts = ["oil of the gas, oils", "the oil", "gas x x x x x x oil", "war oils gases", "peace"]
    with_names = made(tmp_path_factory.mktemp("small"), *texts, authors=("Oil Desk",))
    yield with_names
    with_names.close()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("oil", ["oil"]),
        ("oil gas", ["oil", "gas", "oil and gas near one another"]),
        ('"the gas" oil', ["the phrase the gas", "oil", "gas and oil near one another"]),
        ("the OR gas OR absent", ["the", "gas"]),
        ("+oil gas", ["oil", "gas", "oil and gas near one another"]),
        ("title:oil OR author:oil OR gas", ["oil in Author", "gas"]),
        ("oi* gas", ["a word beginning with oi", "gas", "oi* and gas near one another"]),
        (
            "oil[-oils] gas~",
            ["a form of oil (but for oils)", "a word within one letter of gas", "oil and gas~1 near one another"],
        ),
        ('"oil gas"~3', ["oil and gas with at most 3 other words among them", "oil and gas near one another"]),
        ("author:(oil desk)", ["oil in Author", "desk in Author"]),
        ("oil -war", ["oil"]),
        ("NOT war", []),
        ("", []),
    ],
)
def test_it_says_what_adds_to_the_score(query, said, small):
    match = "any" if "+" in query else "all"
    assert [part.said for part in small.explain(Query(query, match), "a0").parts] == said


def test_a_phrase_and_words_near_one_another_are_made_of_their_words(small):
    for query, words in (('"of the gas"', ["of", "the", "gas"]), ('"oil gas"~3', ["oil", "gas"])):
        part = small.explain(Query(query), "a0").parts[0]
        assert [word.said for word in part.parts] == words
        assert all(
            field.said in {field.label for field in DEFAULT_FIELDS} for word in part.parts for field in word.parts
        )


def test_the_figures_are_those_of_the_article_and_the_archive(small):
    (oil,) = small.explain(Query("oil"), "a0").parts
    assert [(one.said, figures(one)["occurrences"]) for one in oil.parts] == [("Text", 2), ("Author", 1)]
    assert figures(oil.parts[0]) == {
        "occurrences": 2,
        "of them in another form": 1,
        "weight of another form": OTHER_FORM,
        "words in the field": 5,
        "words in it on average": pytest.approx((5 + 2 + 8 + 3 + 1) / 5),
        "weight of the field": 1.0,
    }
    assert (figures(oil)["articles with it"], figures(oil)["articles"]) == (5, 5)
    (pattern,) = small.explain(Query("oil* -war"), "a0").parts
    assert figures(pattern.parts[0])["occurrences"] == 2


def test_a_function_word_shows_its_weight_and_others_none(small):
    of, oil = small.explain(Query("the oil"), "a1").parts
    assert figures(of)["weight as a function word"] == 0.2
    assert "weight as a function word" not in figures(oil)
    assert of.said == "the"


def test_words_near_one_another_show_how_far_they_are_apart(small):
    (*_, near) = small.explain(Query("oil gas"), "a0").parts
    assert figures(near) == {"words apart": 1.0}  # "gas, oils" is closer than "oil of the gas"
    (oil, gas) = small.explain(Query("oil gas"), "a0").parts[:2]
    least = min(figures(oil)["rarity (idf)"], figures(gas)["rarity (idf)"])
    assert near.score == pytest.approx(SHARE * least * (K1 + 1) / (K1 + 1), rel=1e-5)
    assert len(small.explain(Query("oil gas"), "a2").parts) == 2


@pytest.mark.parametrize(
    ("query", "article_id"),
    [
        (Query("war"), "a0"),
        (Query.of("oil", filters={"author": ["Nobody"]}), "a0"),
        (Query.of("oil", exclude={"author": ["Oil Desk"]}), "a0"),
        (Query.of("oil", dates=("2001", None)), "a0"),
        (Query("oil -gas"), "a0"),
    ],
)
def test_an_article_that_the_search_does_not_find_is_a_mistake(query, article_id, small):
    with pytest.raises(UsageError, match=r"does not find the article “a0”. Explain one that it finds"):
        small.explain(query, article_id)


def test_an_id_that_no_article_has_and_a_faulty_query_are_mistakes(small, snapshot, articles):
    with pytest.raises(UnknownArticleError, match="nowhere"):
        small.explain(Query("oil"), "nowhere")
    with pytest.raises(UnknownArticleError):
        snapshot.explain(Query(""), articles[2].id)  # deleted
    with pytest.raises(QueryError):
        small.explain(Query("(oil"), "a0")


def test_filters_do_not_change_what_a_score_is_made_of(snapshot):
    query = Query.of("oil treaty", match="any", filters={"theme": ["Peace"]})
    for hit in snapshot.search(query, Page(Sort.RELEVANCE, limit=5)).hits:
        explanation = snapshot.explain(query, hit.id)
        assert explanation.score == pytest.approx(hit.score, rel=1e-5)
        assert explanation.parts == snapshot.explain(Query.of("oil treaty", match="any"), hit.id).parts


def test_however_deep_a_query_is_each_part_of_it_is_looked_for_once(small, monkeypatch):
    asked = []

    def counted(query, collection, **how):
        asked.append(query)
        return evaluate(query, collection, **how)

    monkeypatch.setattr("indexer.engine.whoosh.explaining.evaluate", counted)
    leaf_count = 20
    query = Query("(" * leaf_count + "oil" + " OR absent) oil" * leaf_count)
    assert small.explain(query, "a0").score > 0
    assert len(asked) == 1 + 1 + 2 * leaf_count
