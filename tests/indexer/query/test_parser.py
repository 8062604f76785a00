"""What a query means, and what is said of a mistake."""

import pytest

from indexer.errors import QueryError
from indexer.fields import AUTHOR, BODY, NOTE, REPORT, SOURCE, TITLE
from indexer.query.parser import parse
from indexer.query.tokens import MAX_CHARACTERS, MAX_LEVELS, MAX_WORDS
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Word

A, B, C, D = (Word(letter) for letter in "abcd")


def both(*parts):
    return And(parts)


def either(*parts):
    return Or(parts)


MEANINGS = [
    # nothing to search for is everything
    ("", Everything()),
    (" \n\u3000", Everything()),
    # words, phrases, prefixes, exact forms
    ("oil", Word("oil")),
    ("a b c", both(A, B, C)),
    ("a and b or not c", both(A, Word("and"), B, Word("or"), Word("not"), C)),
    ('a "land of the  gangster"', both(A, Phrase("land of the gangster"))),
    ('"Idlib"', Phrase("Idlib")),
    ("liber*", Prefix("liber")),
    ("liber**, a", both(Prefix("liber"), A)),
    ("=liberation", Word("liberation", exact=True)),
    ('="Idlib province"', Phrase("Idlib province", exact=True)),
    ("=(a OR b*) c", both(either(Word("a", exact=True), Prefix("b")), C)),
    ("=-(a b)", both(Word("a", exact=True), Word("b", exact=True))),
    # every quotation mark
    ("“a b” „c d“ ‟a d”", both(Phrase("a b"), Phrase("c d"), Phrase("a d"))),
    ('«a b» »c d« "a d”', both(Phrase("a b"), Phrase("c d"), Phrase("a d"))),
    ('«a "b" c»', Phrase('a "b" c')),
    ('a"b c"d', both(A, Phrase("b c"), D)),
    ('"M*A*S*H"', Phrase("M*A*S*H")),
    # operators and what binds how tightly
    ("a AND b", both(A, B)),
    ("a OR b", either(A, B)),
    ("a b OR c", either(both(A, B), C)),
    ("a OR b c", either(A, both(B, C))),
    ("a (b OR c)", both(A, either(B, C))),
    ("a AND b OR c AND d", either(both(A, B), both(C, D))),
    ("NOT a b", both(Not(A), B)),
    ("NOT (a b)", Not(both(A, B))),
    ("a NOT b", both(A, Not(B))),
    ("a AND NOT b OR c", either(both(A, Not(B)), C)),
    ("NOT NOT a", A),
    ("a (b (c d))", both(A, B, C, D)),
    ("(a OR b) OR (c OR d)", either(A, B, C, D)),
    ("((a))", A),
    ("a AND(b)OR c", either(both(A, B), C)),
    # plus and minus
    ("a -b", both(A, Not(B))),
    ("a −b", both(A, Not(B))),
    ("-a", Not(A)),
    ("-a -b", both(Not(A), Not(B))),
    ("+a +b", both(A, B)),
    ('a -"b c" -(c d) -title:b', both(A, Not(Phrase("b c")), Not(both(C, D)), Not(InField(TITLE, B)))),
    ("(-a)", Not(A)),
    ("-=a", Not(Word("a", exact=True))),
    ("-(-a)", A),
    # signs that are no operators
    ("e-mail 15-20", both(Word("e-mail"), Word("15-20"))),
    ("a – b", both(A, B)),
    ("a –b —c", both(A, B, C)),
    ("a - b + c = d", both(A, B, C, D)),
    ("--a", A),
    ("oil & gas —", both(Word("oil"), Word("gas"))),
    ("a, b; c! d…", both(A, B, C, D)),
    ("WHY NOT?", both(Word("WHY"), Phrase("NOT"))),
    ("Syria: a", both(Word("Syria"), A)),
    # words with signs in them
    (
        "Don't O’Brien U.S. C++ AT&T 3.5 a=b",
        both(*map(Word, ("Don't", "O’Brien", "U.S.", "C++", "AT&T", "3.5", "a=b"))),
    ),
    ("12:30 John 3:16", both(Word("12:30"), Word("John"), Word("3:16"))),
    ("http://a.b/c?d=e", Word("http://a.b/c?d=e")),
    ("北京 café", both(Word("北京"), Word("café"))),
    ("a\u200bb \ufeffc", both(A, B, C)),
    # fields by name, label and alias, whatever the case
    ("title:oil", InField(TITLE, Word("oil"))),
    ("Headline:oil TEXT:gas", both(InField(TITLE, Word("oil")), InField(BODY, Word("gas")))),
    ("by:lendman", InField(AUTHOR, Word("lendman"))),
    ('publication:"Global Research"', InField(SOURCE, Phrase("Global Research"))),
    ("report:(a OR b) c", both(InField(REPORT, either(A, B)), C)),
    ("note:=a bio:b*", both(InField(NOTE, Word("a", exact=True)), InField(NOTE, Prefix("b")))),
    ("=title:a", InField(TITLE, Word("a", exact=True))),
    ("title:(-a)", InField(TITLE, Not(A))),
    ("title:http://a.b", InField(TITLE, Word("http://a.b"))),
    ("e-mail:a", Word("e-mail:a")),
    # full-width signs
    ("（a　OR　b） title：c ＂c d＂", both(either(A, B), InField(TITLE, C), Phrase("c d"))),
    ("－a ＋b ＝c d＊", both(Not(A), B, Word("c", exact=True), Prefix("d"))),
]


@pytest.mark.parametrize(("text", "tree"), MEANINGS)
def test_a_query_means(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("a b c", either(A, B, C)),
        ("a b OR c", either(A, B, C)),
        ("a b AND c", either(A, both(B, C))),
        ("a b -c", both(either(A, B), Not(C))),
        ("a NOT b", both(A, Not(B))),
        ("-a -b", both(Not(A), Not(B))),
        ("+a b c", Maybe(A, either(B, C))),
        ("b +a", Maybe(A, B)),
        ("+a", A),
        ("+a +b", both(A, B)),
        ("+a -b c", Maybe(both(A, Not(B)), C)),
        ("+a AND b c", Maybe(both(A, B), C)),
        ("+(a b) c", Maybe(either(A, B), C)),
        ("(+a b) AND c", both(Maybe(A, B), C)),
        ("+a b OR c", either(Maybe(A, B), C)),
        ("=(+a b)", Maybe(Word("a", exact=True), Word("b", exact=True))),
        ("title:(a b)", InField(TITLE, either(A, B))),
    ],
)
def test_where_one_word_is_enough_a_query_means(text, tree):
    assert parse(text, match="any") == tree


def test_an_exact_query_is_of_exact_words_and_phrases():
    assert parse('a "b c" title:d e*', exact=True) == both(
        Word("a", exact=True), Phrase("b c", exact=True), InField(TITLE, Word("d", exact=True)), Prefix("e")
    )


MISTAKES = [
    # text, position, what the message says, the mended query
    ('"oil', 0, "A quotation mark is never closed (at character 1).", '"oil"'),
    ("oil “gas field", 4, "A quotation mark is never closed (at character 5).", "oil “gas field”"),
    ("„oil", 0, "never closed", "„oil“"),
    ("«oil", 0, "never closed", "«oil»"),
    ('a 12"', 4, "never closed", "a 12"),
    ('"', 0, "never closed", ""),
    ('a ""', 2, "no word between the quotation marks (at character 3)", "a"),
    ('a "—" b', 2, "no word between the quotation marks", "a b"),
    ('""', 0, "no word between the quotation marks", ""),
    ("(oil OR", 0, "A parenthesis is never closed (at character 1).", "(oil)"),
    ("a (b (c", 2, "never closed (at character 3)", "a (b (c))"),
    ("（a", 0, "never closed", "（a)"),
    ('("a', 1, "A quotation mark is never closed (at character 2)", '("a")'),
    ("a) b", 1, "A parenthesis closes that was never opened (at character 2). Leave it out.", "a b"),
    ("a () b", 2, "nothing between the parentheses (at character 3)", "a b"),
    ("(&) a", 0, "nothing between the parentheses", "a"),
    ("a AND", 2, "AND has no word after it (at character 3). Leave it out, or write it in small letters", "a"),
    ("OR a", 0, "OR has no word before it (at character 1)", "a"),
    ("a AND OR b", 2, "AND has no word after it", "a OR b"),
    ("a OR AND OR b", 2, "OR has no word after it", "a OR b"),
    ("a NOT", 2, "NOT has no word after it", "a"),
    ("NOT", 0, "NOT has no word after it", ""),
    ("(a OR) b", 3, "OR has no word after it (at character 4)", "(a) b"),
    ("(AND a)", 1, "AND has no word before it", "(a)"),
    ("-AND a", 0, "- has no word after it (at character 1). Leave it out.", "a"),
    ("autor:lendman", 0, "There is no field autor (at character 1). Did you mean author:?", "author:lendman"),
    ("a  titel:(b)", 3, "Did you mean title:?", "a  title:(b)"),
    ("colour:red a", 0, "The fields are title, body, author", '"colour:red" a'),
    ('colour:"red flag"', 0, "use quotation marks", 'colour "red flag"'),
    ("mailto:a@b.c", 0, "There is no field mailto", '"mailto:a@b.c"'),
    ("title:", 0, "title: has no value (at character 1)", ""),
    ("a title:", 2, "title: has no value", "a"),
    ("Title: oil", 0, "Put a word or a phrase directly after the colon", "Title:oil"),
    ("(title:)", 1, "title: has no value", ""),
    ("title:& a", 0, "title: has no value", "& a"),
    ("title:AND a", 0, "title: has no word after it", "a"),
    ("title:-a", 6, "A minus stands after a field's colon (at character 7). Put it before the field", "-title:a"),
    ('b title:-"a"', 8, "A minus", 'b -title:"a"'),
    ("title:author:a", 6, "author: stands within another field (at character 7)", "title:a"),
    ("title:(a (author:b))", 10, "author: stands within another field", "title:(a (b))"),
    ("date:2019 oil", 0, "Use the date filter", "oil"),
    ("oil after:2010", 4, "Use the date filter", "oil"),
    ("*", 0, "* stands alone (at character 1)", ""),
    ("a * b", 2, "* stands alone (at character 3)", "a b"),
    ("wild*card", 4, "* within a word is not supported yet (at character 5)", "wild*"),
    ("*card", 0, "* at the beginning of a word is not supported yet", "card"),
    ("**bold**", 0, "* at the beginning", "bold"),
    ("e-mai*", 0, "* needs one word before it, and e-mai is 2 words: e, mai", "e mai*"),
    ('"wild* card"', 5, "* does not stand for other letters between quotation marks", '"wild card"'),
    ("wom?n", 3, "? for one letter is not supported yet (at character 4)", "wom*"),
    ("liberat~2 a", 7, "~ for similar words or nearness is not supported yet", "liberat a"),
    ('"a b"~5', 5, "~ for similar words or nearness", '"a b"'),
    ("&", 0, "no letter or digit to search for (at character 1). Type at least one word.", ""),
    ("  … —", 2, "no letter or digit", ""),
]


@pytest.mark.parametrize(("text", "position", "says", "suggestion"), MISTAKES)
@pytest.mark.parametrize("match", ["all", "any"])
def test_a_mistake_is_named_with_its_place_and_mended(text, position, says, suggestion, match):
    with pytest.raises(QueryError) as error:
        parse(text, match=match)
    assert says in str(error.value)
    assert (error.value.position, error.value.suggestion) == (position, suggestion)


def test_a_query_has_its_limits():
    assert parse("a " * MAX_WORDS) == And((A,) * MAX_WORDS)
    assert parse("(" * MAX_LEVELS + "a" + ")" * MAX_LEVELS) == A
    assert parse(" " * MAX_CHARACTERS) == Everything()


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("a" * (MAX_CHARACTERS + 1), MAX_CHARACTERS, "The query has 2,001 characters; at most 2,000"),
        ("a " * (MAX_WORDS + 1), 2 * MAX_WORDS, "more than 200 words (at character 401). Shorten it."),
        ("北" * (MAX_WORDS + 1), 0, "more than 200 words"),
        ('"' + "a " * (MAX_WORDS + 1) + '"', 0, "more than 200 words"),
        ("(" * (MAX_LEVELS + 1) + "a" + ")" * (MAX_LEVELS + 1), MAX_LEVELS, "More than 100 parentheses"),
        ("(a OR -" * 60 + "b" + ")" * 60, 0, "nested more than 100 levels deep (at character 1)"),
        ("(" * MAX_CHARACTERS, MAX_LEVELS, "More than 100 parentheses"),
    ],
)
def test_a_query_beyond_its_limits_is_refused(text, position, says):
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)
    assert error.value.position == position


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("piece", ["a OR ", "NOT ", "-(", '"" ', "a:b ", "* ", ") ", "AND ", "=", "=,", "a AND -("])
def test_the_longest_faulty_query_is_refused_at_once(piece, match):
    # Quadratic work would take minutes here.
    text = piece * (MAX_CHARACTERS // len(piece))
    with pytest.raises(QueryError):
        parse(text, match=match)
