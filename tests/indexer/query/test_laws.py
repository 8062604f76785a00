"""Laws of the query language, on any text."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.analysis import forms
from indexer.errors import QueryError
from indexer.query.explain import in_words
from indexer.query.parser import parse
from indexer.query.query import Query
from indexer.query.tokens import MAX_LEVELS
from indexer.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    InField,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Wildcard,
    Word,
    parts_of,
    written,
)

# Pieces of queries: what means something, beside what does not, in every order.
FOREIGN = (
    "NEAR", "NEAR/5", "w/5", "WITHIN", "5", "ADJ", "||", "&&", "|", "a|b", "!", "^2", "[a TO b]", "{1 TO ", "2001..3",
    " > ", "date", "author", "=", "LIKE", "%oil", "oil%", "/oil.*/", ".*", "lib#", "wom$n", "title(", "to", "{!",
    "ANDNOT", "2001..2003",
)  # fmt: skip
WORDS = ("oil", "Don't", "U.S.", "C++", "e-mail", "12:30", "http://a.b/c?d=e", "北京", "ไทย", "é", "e\u0301", "\u0301")
SIGNS = ("AND", "OR", "NOT", "AND,", "-", "+", "=", "−", "–", "--", "(", ")", "（", "）", "()", "*", "?", "~", "~5")
QUOTES = ('"', "“", "”", "„", "«", "»", "＂", '"a b"', "«c “d” e»", "''")
PATTERNS = (
    "wom?n",
    "?ran",
    "*card",
    "l*b*",
    "oil~",
    "oil~2",
    "~s",
    "~p",
    '"~3',
    ")~7",
    "oil[-oils]",
    "lib*[-liberia,-l]",
    "[-",
)
DATES = (
    "date:2001..2003",
    "date:2019-12",
    "before:2010",
    "after:2005-06-01",
    "date:..2003",
    "date:2001…",
    "date:>2",
    "..",
)
SENTENCES = ("THE WAR AND PEACE", "OF NOT", "IN THE EU OR UN")
NAMES = (
    "title:",
    "in-depth report:",
    "TITLE：",
    "author:=",
    "bio:-",
    "date:",
    "foo:",
    "autor:x",
    "before:2010",
    ":",
    "：",
)
OTHERS = ("x*", "x?y", "x~2", "and", "&", "—", ",", " ", " ", " ", "\n", "\u3000", "\u200b", "\ud800")
PIECES = st.sampled_from([*WORDS, *SIGNS, *QUOTES, *PATTERNS, *DATES, *SENTENCES, *NAMES, *FOREIGN, *OTHERS])
SOUP = st.lists(PIECES, max_size=14).map("".join)
TEXTS = st.one_of(SOUP, SOUP, st.lists(PIECES, max_size=10).map(" ".join), st.text(max_size=60))
READINGS = {"match": st.sampled_from(["all", "any"]), "exact": st.booleans()}


def nodes_of(tree):
    yield tree
    for part in parts_of(tree):
        yield from nodes_of(part)


def height_of(tree):
    return max((1 + height_of(part) for part in parts_of(tree)), default=0)


def check_shape(tree, *, exact):
    """Every tree that is parsed is one that the engines are promised."""
    assert height_of(tree) <= MAX_LEVELS
    for node in nodes_of(tree):
        match node:
            case Everything():
                assert tree == node, "everything is the empty query alone"
            case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
                check_leaf(node, exact=exact)
            case Dated(dates):
                assert dates
            case And(parts) | Or(parts) | Near(parts):
                assert len(parts) >= 2
                assert not any(isinstance(part, type(node)) for part in parts)
            case Not(part):
                assert not isinstance(part, Not)
            case InField(field, part):
                assert field.is_text
                assert not any(isinstance(inner, InField | Dated) for inner in nodes_of(part))


def check_leaf(leaf, *, exact):
    match leaf:
        case Word(text) | Phrase(text):
            assert forms(text)
            assert leaf.exact or not exact
        case Prefix(text) | Fuzzy(text):
            assert len(forms(text)) == 1
        case Wildcard(text):
            assert len(forms(text.replace("*", "x").replace("?", "x"))) == 1
    if isinstance(leaf, Word) and leaf.without:
        assert len(forms(leaf.text)) == 1
        assert not leaf.exact


def check_tree(tree, match, exact):
    """A tree keeps its shape, and the text of it is read as the same tree."""
    check_shape(tree, exact=exact)
    assert parse(str(tree), match="any") == tree
    if match == "all":
        assert parse(str(tree)) == tree
    assert parse(written(tree, match, exact=exact), match=match, exact=exact) == tree


def check(text, match, exact):
    """A text is a tree that can be written and said, or a mistake with its place and a mend that works."""
    try:
        tree = parse(text, match=match, exact=exact)
    except QueryError as error:
        mistake = error
    else:
        check_tree(tree, match, exact)
        segments = in_words(Query.of(text, match=match, exact=exact))
        assert all(segment.text for segment in segments)
        assert not any(one.marked == two.marked for one, two in itertools.pairwise(segments))
        return
    assert 0 <= mistake.position <= len(text)
    assert str(mistake)
    assert f"at character {mistake.position + 1}" in str(mistake)
    for suggestion in mistake.suggestions:
        assert parse(suggestion, match=match, exact=exact) != Everything()


@settings(max_examples=500, deadline=None)
@given(text=TEXTS, **READINGS)
def test_a_text_is_a_query_or_a_mistake_with_a_place_and_a_mend(text, match, exact):
    check(text, match, exact)


@pytest.mark.soak
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.one_of(TEXTS, st.text()), **READINGS)
def test_a_hundred_thousand_texts_are_queries_or_mistakes(text, match, exact):
    check(text, match, exact)


@settings(max_examples=80, deadline=None)
@given(opening=st.lists(st.sampled_from(["(", "-(", "NOT (", "+(", "=(", "(a OR ", "(b ", "title:("]), max_size=130))
def test_nesting_of_any_depth_is_read_or_refused(opening):
    for match in ("all", "any"):
        check("".join(opening) + "x" + ")" * sum("(" in piece for piece in opening), match, exact=False)
