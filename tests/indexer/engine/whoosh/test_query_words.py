"""What a query wants, word by word, and what it may not cost."""

import pytest
from made_generation import made_generation
from whoosh import query as whoosh_query

from indexer.articles.article import Article, Paragraph
from indexer.engine.whoosh.evaluation.costs import too_many_words
from indexer.engine.whoosh.evaluation.evaluate import evaluate
from indexer.engine.whoosh.evaluation.own_queries import FormsOf, Without
from indexer.engine.whoosh.evaluation.query_words import QueryWords
from indexer.engine.whoosh.evaluation.translate import translate
from indexer.errors import QueryError
from indexer.fields import BODY, TITLE
from indexer.query.parser import parse


@pytest.fixture(scope="module")
def collection(tmp_path_factory):
    texts = ["oil oils of the mines", "oiled severe", "others mining", "gas"]
    articles = [Article(id=f"a{at}", title="t", paragraphs=(Paragraph(text),)) for at, text in enumerate(texts)]
    return made_generation(tmp_path_factory.mktemp("words"), [articles[:2], articles[2:]]).collection


def words_of(query, collection, **reading):
    return evaluate(translate(parse(query, **reading)), collection, scored=False).words


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("oils gas", ["oil", "gas"]),
        ("=oils", ["oils"]),
        ('"of the mines" oil', ["of", "the", "mine", "oil"]),
        ("e-mail", ["e", "mail"]),
        ("(oil OR gas*) o?l oil~ oil[-oils]", ["oil", "gas", "o?l", "oil", "oil"]),
        ("oil -gas NOT (war OR mine)", ["oil"]),
        ('"oil gas"~3 -"a b"~2 title:war', ["oil", "gas", "war"]),
        ("date:2001 -oil", []),
        ("", []),
    ],
)
def test_the_words_that_are_wanted_come_in_order_and_those_shut_out_not_at_all(query, texts, collection):
    assert [word.text for word in words_of(query, collection)] == texts


def test_a_word_has_its_forms_in_each_segment_and_its_term(collection):
    oil, pattern = words_of("oils ?il", collection)
    listed = [
        [segment.forms[form] for form in here] for segment, here in zip(collection.segments, oil.forms, strict=True)
    ]
    assert listed == [[b"oil", b"oiled", b"oils"], []]
    assert (oil.term.article_count, pattern.term.article_count) == (2, 1)
    assert oil.fields == pattern.fields == tuple(words_of("gas", collection)[0].fields)


@pytest.mark.parametrize(
    ("query", "scores_more"),
    [("oil", "oil"), ("oils", "oils"), ('"oils"', "oils"), ("oiled", None), ("title:oils", "oils")],
)
def test_the_form_that_was_typed_weighs_more_than_others_unless_no_article_has_it(query, scores_more, tmp_path):
    articles = [Article(id=one, title=one, paragraphs=(Paragraph(one),)) for one in ("oil", "oils")]
    found = evaluate(translate(parse(query)), made_generation(tmp_path, [articles]).collection, scored=True)
    oil, oils = found.scores(found.articles).tolist()
    assert scores_more == ("oil" if oil > oils else "oils" if oils > oil else None)


def test_a_range_of_words_is_known_by_what_it_says(collection):
    words = QueryWords(collection)
    made = words.word(whoosh_query.TermRange("body_form", "oil", "oils"), (BODY, TITLE))
    assert "oil" in made.text
    assert words.wanted == [made]
    assert made.term.article_count == 2


@pytest.mark.parametrize(
    ("query", "is_function_word"),
    [
        ("the", True),
        ("=of", True),
        ("others[-other]", True),
        ("gas[-gases]", False),
        ("oil", False),
        ("mining", False),
        ("the*", False),
        ("th?", False),
        ("=mines", False),
    ],
)
def test_function_words_weigh_little_and_patterns_are_none(query, is_function_word, collection):
    (word,) = words_of(query, collection)
    assert word.is_function_word == is_function_word
    assert word.term.weight == (0.2 if is_function_word else 1.0)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        (whoosh_query.Prefix("body_form", "a"), "a* stands for 1,234 words of this archive; "),
        (whoosh_query.Prefix("body_form", "a"), "Type more letters before the asterisk."),
        (whoosh_query.Wildcard("body_form", "?a*"), "?a* stands for 1,234 words"),
        (whoosh_query.Wildcard("body_form", "?a*"), "Type more of its letters."),
        (whoosh_query.FuzzyTerm("body_form", "oil", maxdist=2), "oil~2 stands for 1,234 words"),
        (whoosh_query.FuzzyTerm("body_form", "oil", maxdist=2), "Let fewer letters differ."),
        (whoosh_query.Prefix("body_form", "a"), "may stand for 20,000 together. Nothing was searched."),
        (Without(whoosh_query.Prefix("body_form", "a"), ["ab"]), "a* stands for"),
        (Without(FormsOf("body_form", "oil"), ["oils"]), "oil stands for 1,234 words"),
        (Without(FormsOf("body_form", "oil"), ["oils"]), "Take out a word with a * or a ~."),
        (whoosh_query.TermRange("body_form", "a", "b"), "Ask for less."),
    ],
)
def test_a_pattern_of_too_many_words_is_refused_with_its_remedy(query, says):
    assert says in str(too_many_words(query, 1_234, 20_000))


def test_a_pattern_with_forms_taken_out_is_held_to_a_number_of_words(collection, monkeypatch):
    monkeypatch.setattr("indexer.engine.whoosh.evaluation.expand.MOST_FORMS", 2)
    assert words_of("oil*[-oiled]", collection)
    with pytest.raises(QueryError, match=r"oil\* stands for 3 words .* Type more letters before the asterisk"):
        words_of("oil*[-gas]", collection)
    with pytest.raises(QueryError, match=r"oil stands for 2 words .* Take out a word with a \* or a ~"):
        words_of("g* oil[-oiled]", collection)
