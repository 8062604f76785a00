"""What a query means, and what is said of a mistake."""

import pytest

from indexer.analysis import forms
from indexer.errors import QueryError
from indexer.fields import AUTHOR, BODY, NOTE, REPORT, SOURCE, TITLE
from indexer.query.date_range import DateRange
from indexer.query.parser import parse
from indexer.query.tokens import MAX_CHARACTERS, MAX_LEVELS, MAX_WORDS
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
    Unit,
    Wildcard,
    Word,
    written,
)

A, B, C, D = (Word(letter) for letter in "abcd")


def both(*parts):
    return And(parts)


def either(*parts):
    return Or(parts)


def near(reach, *parts):
    return Near(parts, reach)


def dated(first, last):
    return Dated(DateRange.of(first, last))


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
    ("liber*. [liber*] 'liber*'", both(Prefix("liber"), Prefix("liber"), Prefix("liber"))),
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
    ("a –b —c", both(A, Not(B), C)),
    ("a －b 15–20", both(A, Not(B), Word("15–20"))),
    ("a - b + c = d", both(A, B, C, D)),
    ("--a", A),
    ("oil & gas —", both(Word("oil"), Word("gas"))),
    ("a, b; c! d…", both(A, B, C, D)),
    ("WHY NOT?", both(Word("WHY"), Phrase("NOT"))),
    ("Syria: a", both(Word("Syria"), A)),
    ("Before: a", both(Word("Before"), A)),
    ("this year: a", both(Word("this"), Word("year"), A)),
    ("%a 5% a", both(Word("%a"), Word("5%"), A)),
    ("What? Why??", both(Word("What"), Word("Why"))),
    ("a [sic] [b]. [t]he [-] nation[s]", both(A, Word("sic"), B, Word("[t]he"), Word("nation[s]"))),
    ("'a b' ‘c’ rock 'n' roll", both(A, B, C, *map(Word, ("rock", "n", "roll")))),
    # words with signs in them
    (
        "Don't O’Brien U.S. C++ AT&T 3.5 a=b",
        both(*map(Word, ("Don't", "O’Brien", "U.S.", "C++", "AT&T", "3.5", "a=b"))),
    ),
    ("12:30 John 3:16", both(Word("12:30"), Word("John"), Word("3:16"))),
    ("http://a.b/c?d=e", Word("http://a.b/c?d=e")),
    ("北京 café", both(Word("北京"), Word("café"))),
    ("a\u200bb \ufeffc", both(A, B, C)),
    # what looks like a sign of other systems and is ordinary text
    ("rock & roll, Yahoo! news", both(*map(Word, ("rock", "roll", "Yahoo", "news")))),
    ("near and/or within", both(*map(Word, ("near", "and/or", "within")))),
    ("war in the NEAR EAST", both(*map(Word, ("war", "in", "the")), Phrase("NEAR"), Word("EAST"))),
    ("oil near sanctions", both(*map(Word, ("oil", "near", "sanctions")))),
    ("a | b", both(A, B)),
    ("m^2 10^6 E=mc^2 50%", both(*map(Word, ("m^2", "10^6", "E=mc^2", "50%")))),
    ("US$ C# 24/7 10~20 ~5", both(*map(Word, ("US$", "C#", "24/7", "10~20", "5")))),
    ("http://a.b/c||d?e&&f=g#h", Word("http://a.b/c||d?e&&f=g#h")),
    ("author(s) 1939-1945", both(Word("author"), Word("s"), Word("1939-1945"))),
    ("by =a", both(Word("by"), Word("a", exact=True))),
    ("a \u0000b\ud800 \u202ac\u202c", both(A, B, C)),
    # words with letters left open
    ("wom?n", Wildcard("wom?n")),
    ("*card", Wildcard("*card")),
    ("l*b*", Wildcard("l*b*")),
    ("?*oil e\u0301*a", both(Wildcard("?*oil"), Wildcard("e*a"))),
    ("?ran ??a", both(Wildcard("?ran"), Wildcard("??a"))),
    ("wom?n? f**k", both(Wildcard("wom?n"), Wildcard("f*k"))),
    ("-wom?n =l*b", both(Not(Wildcard("wom?n")), Wildcard("l*b"))),
    ("M*A*S*H", Wildcard("M*A*S*H")),
    ("wom？n ＊card", both(Wildcard("wom?n"), Wildcard("*card"))),
    # words spelled much alike
    ("oil~", Fuzzy("oil", 1)),
    ("oil~1, sanctoins~2.", both(Fuzzy("oil", 1), Fuzzy("sanctoins", 2))),
    ("oil～ iran～２ iran〜2", both(Fuzzy("oil", 1), Fuzzy("iran", 2), Fuzzy("iran", 2))),
    ("-title:oil~", Not(InField(TITLE, Fuzzy("oil", 1)))),
    ("=oil~", Fuzzy("oil", 1)),
    # forms left out
    ("liberate[-liberated,-liberating]", Word("liberate", without=("liberated", "liberating"))),
    ("liberate[-Liberated,liberating].", Word("liberate", without=("liberated", "liberating"))),
    ("liberate［－liberated，－liberating］", Word("liberate", without=("liberated", "liberating"))),
    ("liber*[-liberia] wom?n[-woman]", both(Prefix("liber", ("liberia",)), Wildcard("wom?n", ("woman",)))),
    ("oil~[-soil] oil~2[-soil]", both(Fuzzy("oil", 1, ("soil",)), Fuzzy("oil", 2, ("soil",)))),
    ("OR[-ors] lib[-Libs]", both(Word("or", without=("ors",)), Word("lib", without=("libs",)))),
    ("-liberate[-liberated]", Not(Word("liberate", without=("liberated",)))),
    ("=liberate[-liberated]", Word("liberate", exact=True)),
    # words near one another
    ('"oil sanctions"~5', near(5, Word("oil"), Word("sanctions"))),
    ('"oil sanctions"~0', near(0, Word("oil"), Word("sanctions"))),
    ("“oil sanctions”～５", near(5, Word("oil"), Word("sanctions"))),
    ('"oil, sanctions!"~5.', near(5, Word("oil"), Word("sanctions"))),
    ('"a b"~s "a b"~p', both(near(Unit.SENTENCE, A, B), near(Unit.PARAGRAPH, A, B))),
    ('"a b"~S ＂a b＂～ｐ', both(near(Unit.SENTENCE, A, B), near(Unit.PARAGRAPH, A, B))),
    ('(oil "united nations")~5', near(5, Word("oil"), Phrase("united nations"))),
    ("（oil ＂united nations＂）～５", near(5, Word("oil"), Phrase("united nations"))),
    ('«oil "united nations"»~s', near(Unit.SENTENCE, Word("oil"), Phrase("united nations"))),
    ('"oil «united nations»"~s', near(Unit.SENTENCE, Word("oil"), Phrase("united nations"))),
    ('«oil "" gas»~s', near(Unit.SENTENCE, Word("oil"), Word("gas"))),
    ('"oil* wom?n iran~"~5', near(5, Prefix("oil"), Wildcard("wom?n"), Fuzzy("iran", 1))),
    ('"12:30 http://a.b title:a"~5', near(5, Word("12:30"), Word("http://a.b"), Phrase("title:a"))),
    ('"oil AND gas"~5', near(5, Word("oil"), Phrase("AND"), Word("gas"))),
    ('="a b"~p', near(Unit.PARAGRAPH, Word("a", exact=True), Word("b", exact=True))),
    ('"=a b"~5 (=a b)~5', both(*2 * (near(5, Word("a", exact=True), B),))),
    ('title:"a b"~3', InField(TITLE, near(3, A, B))),
    ("title:(a b)~3", InField(TITLE, near(3, A, B))),
    ('note:"a b"~3', InField(NOTE, near(3, A, B))),
    ('-"a b"~3', Not(near(3, A, B))),
    ('"a a b"~3', near(3, A, B)),
    ('"a a"~3', A),
    ("=(a =a b)~3", near(3, Word("a", exact=True), Word("b", exact=True))),
    ("=(a =a)~3", Word("a", exact=True)),
    # dates
    ("date:2010", dated("2010", "2010")),
    ("date:2019-12", dated("2019-12", "2019-12")),
    ("date:2019-12-30", dated("2019-12-30", "2019-12-30")),
    ("date:2001..2003", dated("2001", "2003")),
    ("date:2001…2003", dated("2001", "2003")),
    ("date:2001...2003,", dated("2001", "2003")),
    ("date:2001..", dated("2001", None)),
    ("date:..2003", dated(None, "2003")),
    ("before:2010", dated(None, "2010")),
    ("after:2005-06-01", dated("2005-06-01", None)),
    ("BEFORE:2010 Year:2001 published:2002..", both(dated(None, "2010"), dated("2001", "2001"), dated("2002", None))),
    ("date：２００１．．２００３", dated("2001", "2003")),
    ("-date:2010", Not(dated("2010", "2010"))),
    ("a date:2010. b", both(A, dated("2010", "2010"), B)),
    # what binds how tightly, once more
    ("-ab~ b", both(Not(Fuzzy("ab", 1)), B)),
    ('a OR "b c"~5 d', either(A, both(near(5, B, C), D))),
    ("NOT date:2010 a", both(Not(dated("2010", "2010")), A)),
    ("a OR before:2010 b", either(A, both(dated(None, "2010"), B))),
    ("=title:a[-b]", InField(TITLE, Word("a", exact=True))),
    ("title:ab~ b", both(InField(TITLE, Fuzzy("ab", 1)), B)),
    ("(a b)~5 c", both(near(5, A, B), C)),
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
    ("in-depth report:a In-Depth  Report：b", both(InField(REPORT, A), InField(REPORT, B))),
    ("author’s note:a author's note:b", both(InField(NOTE, A), InField(NOTE, B))),
    ("in-depth report", both(Word("in-depth"), Word("report"))),
    # full-width signs
    ("（a　OR　b） title：c ＂c d＂", both(either(A, B), InField(TITLE, C), Phrase("c d"))),
    ("－a ＋b ＝c d＊", both(Not(A), B, Word("c", exact=True), Prefix("d"))),
    ("a ＯＲ ｔｉｔｌｅ：b", either(A, InField(TITLE, B))),
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
        ("a date:2010", both(A, dated("2010", "2010"))),
        ("a +date:2010", Maybe(dated("2010", "2010"), A)),
        ('a "b c"~5', either(A, near(5, B, C))),
        # running text in capitals has words for operators; names and operators are no such text
        ("THE WAR OR PEACE", either(Word("THE"), Word("WAR"), Phrase("OR"), Word("PEACE"))),
        ("IN THE EU AND UN", either(*map(Word, ("IN", "THE", "EU")), Phrase("AND"), Word("UN"))),
        ("THE WAR NOT", either(Word("THE"), Word("WAR"), Phrase("NOT"))),
        ("NATO OR UN", either(Word("NATO"), Word("UN"))),
        ("EU UN AND NATO", either(Word("EU"), both(Word("UN"), Word("NATO")))),
        ("the WAR NOT PEACE", both(either(Word("the"), Word("WAR")), Not(Word("PEACE")))),
        ('THE "WAR" AND PEACE', either(Word("THE"), both(Phrase("WAR"), Word("PEACE")))),
    ],
)
def test_where_one_word_is_enough_a_query_means(text, tree):
    assert parse(text, match="any") == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("THE WAR OR PEACE", either(both(Word("THE"), Word("WAR")), Word("PEACE"))),
        ("IN THE EU AND UN", both(*map(Word, ("IN", "THE", "EU", "UN")))),
    ],
)
def test_where_all_words_are_wanted_operators_in_capitals_are_operators_everywhere(text, tree):
    assert parse(text) == tree


def test_an_exact_query_is_of_exact_words_and_phrases():
    assert parse('a "b c" title:d e*', exact=True) == both(
        Word("a", exact=True), Phrase("b c", exact=True), InField(TITLE, Word("d", exact=True)), Prefix("e")
    )


@pytest.mark.parametrize(
    ("text", "match", "text_written"),
    [
        ("", "all", ""),
        ("a b OR c", "all", "(a AND b) OR c"),
        ("a -b", "all", "a AND -b"),
        ("a -(b c)", "all", "a AND -(b AND c)"),
        ("headline:(a OR “b c”)", "all", 'title:(a OR "b c")'),
        ('«a "b"»', "all", '«a "b"»'),
        ('=a ="b c" d*', "all", '=a AND ="b c" AND d*'),
        ("title:=a by:(-b)", "all", "title:=a AND author:(-b)"),
        ("+a -b c d", "any", "+(a AND -b) (c OR d)"),
        ("+(-a) b", "any", "+(-a) b"),
        ("-(-a b)", "all", "-(-a AND b)"),
        (
            "wom？n oil～ iran~2[-iraq] liber*[-liberia]",
            "all",
            "wom?n AND oil~1 AND iran~2[-iraq] AND liber*[-liberia]",
        ),
        ("“a b”～５", "all", '"a b"~5'),
        ('(a "b c")~s ="a b"~p (=a b)~0', "all", '(a "b c")~s AND ="a b"~p AND (=a b)~0'),
        ("before:2010 year:2019-12 date:2001…2003", "all", "date:..2010 AND date:2019-12 AND date:2001..2003"),
        ("after:2005-06-02 OR -date:2010-01-05", "all", "date:2005-06-02.. OR -date:2010-01-05"),
        ("bio:(a b)~3", "all", 'note:"a b"~3'),
    ],
)
def test_a_tree_is_written_as_a_query_that_means_it(text, match, text_written):
    tree = parse(text, match=match)
    assert str(tree) == text_written
    assert parse(text_written, match=match) == tree


@pytest.mark.parametrize(
    ("text", "match", "exact", "text_written"),
    [
        ("a AND b", "all", False, "a b"),
        ("a AND (b OR c)", "all", False, "a (b OR c)"),
        ("a OR b", "any", False, "a b"),
        ("a AND b", "any", False, "a AND b"),
        ("a -b", "any", False, "a AND -b"),
        ('a "b c"', "all", True, 'a "b c"'),
    ],
)
def test_a_tree_is_written_as_short_as_its_reader_takes_it(text, match, exact, text_written):
    tree = parse(text, match=match, exact=exact)
    assert written(tree, match, exact=exact) == text_written
    assert parse(text_written, match=match, exact=exact) == tree


def test_a_query_has_its_limits():
    assert parse("a " * MAX_WORDS) == And((A,) * MAX_WORDS)
    assert parse("(" * MAX_LEVELS + "a" + ")" * MAX_LEVELS) == A
    assert parse(" " * MAX_CHARACTERS) == Everything()


@pytest.mark.parametrize(
    ("text", "position", "says"),
    [
        ("a" * (MAX_CHARACTERS + 1), MAX_CHARACTERS, "The query has 2,001 characters; at most 2,000"),
        ("a " * (MAX_WORDS + 1), 2 * MAX_WORDS, "more than 200 words, at character 401. Shorten it."),
        ("北" * (MAX_WORDS + 1), 0, "more than 200 words"),
        ('"' + "a " * (MAX_WORDS + 1) + '"', 0, "more than 200 words"),
        ("(" * (MAX_LEVELS + 1) + "a" + ")" * (MAX_LEVELS + 1), MAX_LEVELS, "More than 100 parentheses"),
        ("(a OR -" * 60 + "b" + ")" * 60, 0, "nested more than 100 levels deep, at character 1"),
        ("(" * MAX_CHARACTERS, MAX_LEVELS, "More than 100 parentheses"),
    ],
)
def test_a_query_beyond_its_limits_is_refused(text, position, says):
    with pytest.raises(QueryError) as error:
        parse(text)
    assert says in str(error.value)
    assert error.value.position == position


FAULTY = (
    "a OR ", "NOT ", "-(", '"" ', "a:b ", "* ", ") ", "AND ", "=", "=,", "a AND -(", "()", "a NEAR ", "NEAR/5 a ",
    "a [-b", "!a ", "a^2 ", "~a ", "a|", '"a"~5 ', '"a ', "before: ", "title= ", "a LIKE %", "/a. ", "[a TO ",
    "title(", "oil~9 ", "(a)~5 ", "bio:", "WITHIN 5 ", "author\u2019s note: ",
)  # fmt: skip
SOUND = (
    "oil ", "oil", "'", "[", "a* ", "*a ", "a?b ", "oil~ ", '"a b"~5 ', "(a b)~s ", "title:a ", "in-depth report:a ",
    "date:2001 ", "before:2001 ", "-a ", "=a ", "+a ", "a[-b] ", "a OR b ", "\u3000", "\u200b", "(a) ", "a.", "%", "|",
    "in-depth ", "a/", "a~b", "北",
)  # fmt: skip


def longest(piece):
    """A query of one piece again and again, up to one of the limits."""
    words = max(1, len(forms(piece)))
    return piece * min(MAX_CHARACTERS // len(piece) - 1, MAX_WORDS // words - 1)


# Quadratic work would take minutes in these two.


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("piece", FAULTY)
def test_the_longest_faulty_query_is_refused_at_once(piece, match):
    with pytest.raises(QueryError):
        parse(piece * (MAX_CHARACTERS // len(piece)), match=match)


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize("piece", SOUND)
def test_the_longest_query_is_read_at_once(piece, match):
    text = longest(piece) + "x"
    assert parse(text, match=match) != Everything()
