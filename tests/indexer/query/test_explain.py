"""A query in words, and a tree as text."""

import datetime as dt

import pytest

from indexer.errors import QueryError
from indexer.query.explain import in_words
from indexer.query.query import Query
from indexer.query.tree import parts_of
from indexer.results import Segment
from indexer.term_forms import FormCount, TermForms


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
        ('"Idlib" "sanctions" ="oil"', "all", "Articles with *Idlib*, a form of *sanctions* and exactly *oil*"),
        ('="Idlib province"', "all", "Articles with exactly the phrase *Idlib province*"),
        ("liber*", "all", "Articles with a word beginning with *liber*"),
        ("oil, gas; war", "all", "Articles with *oil*, *gas* and *war*"),
        ("{oil gas}", "all", "Articles with *oil* and *gas*"),
        ('"We can\'t accept that," oil', "all", "Articles with the phrase *We can't accept that* and *oil*"),
        ("oil gas war", "any", "Articles with *oil*, *gas* or *war*"),
        ("oil gas OR war", "all", "Articles with (*oil* and *gas*) or *war*"),
        ("oil (gas OR war)", "all", "Articles with *oil* and (*gas* or *war*)"),
        ("oil -gas", "all", "Articles with *oil* and no *gas*"),
        ('oil -"gas field"', "all", "Articles with *oil* and not the phrase *gas field*"),
        ("oil -=gases", "all", "Articles with *oil* and not exactly *gases*"),
        ('oil -="gas field"', "all", "Articles with *oil* and not exactly the phrase *gas field*"),
        ("oil -lib*", "all", "Articles with *oil* and no word beginning with *lib*"),
        ("oil -(gas OR war)", "all", "Articles with *oil* and not (*gas* or *war*)"),
        ("oil OR NOT (gas war)", "all", "Articles with *oil* or not (*gas* and *war* together)"),
        ("+oil gas war", "any", "Articles with *oil* (better with *gas* or *war*)"),
        ("-(+oil gas)", "any", "Articles without (*oil* (better with *gas*))"),
        ("war -(+oil gas)", "any", "Articles with *war* and not (*oil* (better with *gas*))"),
        ("author:lendman", "all", "Articles with *lendman* in Author"),
        ("title:(oil OR gas) war", "all", "Articles with (*oil* or *gas*) in Title and *war*"),
        # the field is said of one part alone
        ("war title:oil", "all", "Articles with *war* and (*oil* in Title)"),
        ("war OR title:(oil OR gas)", "all", "Articles with *war* or ((*oil* or *gas*) in Title)"),
        ("war title:oil gas", "all", "Articles with *war*, (*oil* in Title) and *gas*"),
        ("oil -title:gas", "all", "Articles with *oil* and (no *gas* in Title)"),
        ("-title:gas", "all", "Articles without *gas* in Title"),
        ("title:(-gas) war", "all", "Articles with no *gas* in Title and *war*"),
        ("-title:(oil gas)", "all", "Articles without (*oil* and *gas* together) in Title"),
        # what is shut out, alone
        ("-liberation", "all", "Articles without a form of *liberation*"),
        ('-"gas field"', "all", "Articles without the phrase *gas field*"),
        ("-=gases", "all", "Articles without exactly *gases*"),
        ("-(gas OR war)", "all", "Articles without *gas* or *war*"),
        ("-(gas war)", "all", "Articles without (*gas* and *war* together)"),
        ("-gas -war", "all", "Articles with no *gas* and no *war*"),
        ("oil -(gas war)", "all", "Articles with *oil* and not (*gas* and *war* together)"),
        # patterns
        ("wom?n", "all", "Articles with a word like *wom?n*"),
        ("oil -?ran", "all", "Articles with *oil* and no word like *?ran*"),
        ("oil~", "all", "Articles with a word within one letter of *oil*"),
        ("-iran~2", "all", "Articles without a word within 2 letters of *iran*"),
        ("liberate[-liberated]", "all", "Articles with a form of *liberate* (but for liberated)"),
        ("oil[-oils]", "all", "Articles with a form of *oil* (but for oils)"),
        (
            "war -lib*[-liberia,-libya,-libel]",
            "all",
            "Articles with *war* and no word beginning with *lib* (but for liberia, libya and libel)",
        ),
        # near one another
        ('"oil war"~5', "all", "Articles with *oil* and *war* with at most 5 other words among them"),
        ('"oil war"~1', "all", "Articles with *oil* and *war* with at most one other word among them"),
        ('"oil gas war"~0', "all", "Articles with *oil*, *gas* and *war* next to one another"),
        ('"oil war"~s', "all", "Articles with *oil* and *war* in the same sentence"),
        (
            '(oil "united nations" lib*)~p',
            "all",
            "Articles with *oil*, the phrase *united nations* and a word beginning with *lib* in the same paragraph",
        ),
        ('="oil war"~s', "all", "Articles with exactly *oil* and exactly *war* in the same sentence"),
        ('gas "oil war"~s', "all", "Articles with *gas* and (*oil* and *war* in the same sentence)"),
        ('gas -"oil war"~s', "all", "Articles with *gas* and not (*oil* and *war* in the same sentence)"),
        ('-"oil war"~s', "all", "Articles without (*oil* and *war* in the same sentence)"),
        ('title:"oil war"~3', "all", "Articles with (*oil* and *war* with at most 3 other words among them) in Title"),
        # dates
        ("date:2010", "all", "All articles, in 2010"),
        ("oil date:2001..2003", "all", "Articles with *oil*, from 2001 to 2003"),
        ("oil before:2010-02", "all", "Articles with *oil*, up to February 2010"),
        ("after:2005-06-02 oil gas", "all", "Articles with *oil* and *gas*, from 2 June 2005 on"),
        ("after:2001 before:2003", "all", "All articles, from 2001 on, up to 2003"),
        ("-oil date:2010", "all", "Articles without *oil*, in 2010"),
        ("oil -date:2010", "all", "Articles with *oil* and no date in 2010"),
        ("-date:2010", "all", "Articles with no date in 2010"),
        ("oil OR date:2010", "all", "Articles with *oil* or a date in 2010"),
        ("+date:2010 oil", "any", "Articles with a date in 2010 (better with *oil*)"),
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


def matched(query, **forms):
    """The sentence where words were found in these forms."""
    terms = [
        TermForms(leaf, None, tuple(FormCount(form, 1) for form in forms[leaf.text]), len(forms[leaf.text]))
        for leaf in parts_of(query.tree)
        if leaf.text in forms
    ]
    return "".join(segment.text for segment in in_words(query, terms))


def test_what_a_word_matched_decides_whether_its_forms_are_said():
    assert matched(Query.of("care unit"), care=["careful", "care"], unit=["unit"]) == (
        "Articles with a form of care and unit"
    )
    assert matched(Query.of("Idlib sanctions"), Idlib=["idlib"], sanctions=["sanctions"]) == (
        "Articles with Idlib and sanctions"
    )
    assert matched(Query.of("iran oil"), iran=["iran", "iran's"], oil=["oil", "oils"]) == (
        "Articles with iran and a form of oil"
    )
    assert matched(Query.of("care unit[-units]"), care=["careful"]) == (
        "Articles with a form of care and a form of unit (but for units)"
    )


@pytest.mark.parametrize(("text", "shown"), [("C++", "C"), ("20%", "20"), ("#oil", "oil"), ("(«U.S.»)", "U.S")])
def test_only_what_is_looked_for_is_said(text, shown):
    assert f"*{shown}*" in said(text)
