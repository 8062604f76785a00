"""A query in words, and a tree as text."""

import datetime as dt

import pytest

from indexer.errors import QueryError
from indexer.query.explain import in_words, to_text
from indexer.query.parser import parse
from indexer.query.query import Query
from indexer.results import Segment


def said(text="", **chosen):
    """The sentence, what is marked between asterisks."""
    segments = in_words(Query.of(text, **chosen))
    return "".join(f"*{segment.text}*" if segment.marked else segment.text for segment in segments)


def test_a_sentence_is_in_plain_and_marked_segments():
    assert in_words(Query.of("Idlib liberate", dates=("2012", "2019"))) == (
        Segment("Articles with "),
        Segment("Idlib", marked=True),
        Segment(" and a form of "),
        Segment("liberate", marked=True),
        Segment(", from 2012 to 2019"),
    )


@pytest.mark.parametrize(
    ("text", "match", "sentence"),
    [
        ("", "all", "All articles"),
        ("idlib", "all", "Articles with *idlib*"),
        ("liberation", "all", "Articles with a form of *liberation*"),
        ("=liberation", "all", "Articles with exactly *liberation*"),
        ('"Idlib province"', "all", "Articles with the phrase *Idlib province*"),
        ('="Idlib province"', "all", "Articles with exactly the phrase *Idlib province*"),
        ("liber*", "all", "Articles with a word beginning with *liber*"),
        ("oil, gas; war", "all", "Articles with *oil*, *gas* and *war*"),
        ("oil gas war", "any", "Articles with *oil*, *gas* or *war*"),
        ("oil gas OR war", "all", "Articles with (*oil* and *gas*) or *war*"),
        ("oil (gas OR war)", "all", "Articles with *oil* and (*gas* or *war*)"),
        ("oil -gas", "all", "Articles with *oil* and no *gas*"),
        ("-liberation", "all", "Articles with no form of *liberation*"),
        ('oil -"gas field"', "all", "Articles with *oil* and not the phrase *gas field*"),
        ("oil -=gases", "all", "Articles with *oil* and not exactly *gases*"),
        ('oil -="gas field"', "all", "Articles with *oil* and not exactly the phrase *gas field*"),
        ("oil -lib*", "all", "Articles with *oil* and no word beginning with *lib*"),
        ("oil -(gas OR war)", "all", "Articles with *oil* and not (*gas* or *war*)"),
        ("oil OR NOT (gas war)", "all", "Articles with *oil* or not (*gas* and *war*)"),
        ("+oil gas war", "any", "Articles with *oil* (better with *gas* or *war*)"),
        ("-(+oil gas)", "any", "Articles with not (*oil* (better with *gas*))"),
        ("author:lendman", "all", "Articles with *lendman* in Author"),
        ("title:(oil OR gas) war", "all", "Articles with (*oil* or *gas*) in Title and *war*"),
        ("oil -title:gas", "all", "Articles with *oil* and no *gas* in Title"),
    ],
)
def test_a_query_is_said(text, match, sentence):
    assert said(text, match=match) == sentence


@pytest.mark.parametrize(
    ("filters", "exclude", "sentence"),
    [
        ({"region": ["Middle East & North Africa"]}, {}, "All articles, in Region Middle East & North Africa"),
        ({}, {"theme": ["Environment"]}, "All articles, without Theme Environment"),
        (
            {"theme": ["A", "B"], "region": ["C"]},
            {"theme": ["D", "E"]},
            "All articles, in Region C, in Theme A or B, without Theme D or E",
        ),
        ({"author": ["Stephen Lendman"]}, {}, "All articles, by Stephen Lendman"),
        ({"region": [None]}, {}, "All articles, with no Region"),
        ({"region": ["A", None]}, {}, "All articles, in Region A or none"),
        ({}, {"region": ["A", None]}, "All articles, without Region A, with any Region"),
    ],
)
def test_filters_are_said(filters, exclude, sentence):
    assert said(filters=filters, exclude=exclude) == sentence


@pytest.mark.parametrize(
    ("first", "last", "clause"),
    [
        ("2012", "2019", ", from 2012 to 2019"),
        ("2012-01-01", "2019-12-31", ", from 2012 to 2019"),
        ("2012", "2012", ", in 2012"),
        ("2012-03", "2019", ", from March 2012 to December 2019"),
        ("2019-12", "2019-12", ", in December 2019"),
        ("2019-12-30", "2019-12-30", ", on 30 December 2019"),
        ("2012", "2019-12-30", ", from 1 January 2012 to 30 December 2019"),
        ("2019", None, ", from 2019 on"),
        ("2019-02", None, ", from February 2019 on"),
        (None, "2020-02-29", ", up to February 2020"),
        (None, "2019-02-27", ", up to 27 February 2019"),
        (None, dt.date.max, ", up to 9999"),
        (None, None, ""),
    ],
)
def test_dates_are_said_as_exactly_as_they_are_known(first, last, clause):
    assert said("oil", dates=(first, last)) == f"Articles with *oil*{clause}"


def test_an_exact_query_says_so():
    assert said('oil "gas field"', exact=True) == "Articles with exactly *oil* and exactly the phrase *gas field*"


def test_a_query_with_a_mistake_cannot_be_said():
    with pytest.raises(QueryError):
        in_words(Query.of("(oil"))


@pytest.mark.parametrize(
    ("text", "match", "written"),
    [
        ("", "all", ""),
        ("a b OR c", "all", "(a AND b) OR c"),
        ("a -b", "all", "a AND NOT b"),
        ("a -(b c)", "all", "a AND NOT (b AND c)"),
        ("headline:(a OR “b c”)", "all", 'title:(a OR "b c")'),
        ('«a "b"»', "all", '«a "b"»'),
        ('=a ="b c" d*', "all", '=a AND ="b c" AND d*'),
        ("title:=a by:(-b)", "all", "title:=a AND author:(NOT b)"),
        ("+a -b c d", "any", "+(a AND NOT b) (c OR d)"),
        ("+(-a) b", "any", "+(NOT a) b"),
    ],
)
def test_a_tree_is_written(text, match, written):
    tree = parse(text, match=match)
    assert to_text(tree) == written
    assert parse(written, match=match) == tree
