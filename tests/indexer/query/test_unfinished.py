"""What is being typed, seen from its last word."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.analysis import MAX_WORD, forms
from indexer.fields import AUTHOR, BODY, TITLE
from indexer.query.unfinished import Unfinished, parsable


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "oil ",
        "oil AND",
        "OR",
        "lib*",
        "oil -",
        '"oil sanctions"',
        "(oil)",
        "author:",
        "date:20",
        "year:2",
        "?",
    ],
)
def test_there_may_be_no_word_that_is_being_typed(text):
    assert Unfinished.of(text) is None


def test_what_is_longer_than_any_query_or_any_word_is_left_alone():
    assert Unfinished.of("a " * 1_000 + "b") is None
    assert Unfinished.of("a" * MAX_WORD) is None


@pytest.mark.parametrize(
    ("text", "letters", "before"),
    [
        ("Lib", "lib", ()),
        ("oil Lib", "lib", ("oil",)),
        ("oil AND lib", "lib", ()),
        ("(oil lib", "lib", ("oil",)),
        ("oil -lib", "lib", ()),
        ("-oil lib", "lib", ()),
        ("war NOT oil gas lib", "lib", ("gas",)),
        ("oil-gas lib", "lib", ("oil", "gas")),
        ("oil* lib", "lib", ()),
        ('"land of the gang', "gang", ("land", "of", "the")),
        ('"oil" "land AND gang', "gang", ("land", "and")),
        ("\u201cland\u201d gang", "gang", ()),
        ("Middle East & North Af", "af", ("middle", "east", "north")),
        ("U.S. sanct", "sanct", ("u", "s")),
        ("Ann O\u2019", "o'", ("ann",)),
        ("Caf\u00e9", "cafe", ()),
        ("Cafe\u0301", "cafe", ()),
        ("lower or no", "no", ("lower", "or")),
    ],
)
def test_the_last_word_and_those_that_belong_with_it(text, letters, before):
    typed = Unfinished.of(text)
    assert (typed.letters, typed.before) == (letters, before)


@pytest.mark.parametrize(
    ("text", "field", "word_field"),
    [
        ("oil lib", None, None),
        ("author:le", AUTHOR, AUTHOR),
        ("By:le", AUTHOR, AUTHOR),
        ("oil author\uff1ale", AUTHOR, AUTHOR),
        ("author:stephen le", AUTHOR, None),
        ('author:"stephen le', AUTHOR, AUTHOR),
        ("-title:le", TITLE, TITLE),
        ("text:=le", None, None),
        ("text:le", BODY, BODY),
        ("Reminder: le", None, None),
        ("nofield:le", None, None),
    ],
)
def test_a_field_that_is_named_is_that_of_the_word(text, field, word_field):
    typed = Unfinished.of(text)
    assert (typed.field, typed.word_field) == (field, word_field)


@pytest.mark.parametrize(
    ("text", "rests"),
    [
        ("le", [""]),
        ("oil stephen le", ["oil stephen", "oil", ""]),
        ("oil AND le", ["oil"]),
        ("oil +le", ["oil"]),
        ("oil AND author:le", ["oil"]),
        ('oil author:"stephen le', [None, "oil"]),
        ('"stephen le', [None, ""]),
        ("author:stephen le", [None, ""]),
        ('"oil gas" le', ['"oil gas"']),
        ("-oil le", ["-oil"]),
        ("oil OR le", [None]),
        ("gas OR oil le", [None, None]),
        ("NOT le", [None]),
        ("oil -author:le", [None]),
        ("(oil le", [None, None]),
        ("(oil) le", ["(oil)"]),
        ("e-le", [None, ""]),
    ],
)
def test_what_is_left_of_a_query_when_its_last_words_become_a_filter(text, rests):
    typed = Unfinished.of(text)
    assert [typed.rest(words) for words in range(len(typed.before) + 1)] == rests


@pytest.mark.parametrize(
    ("text", "is_exact"),
    [
        ("=oil", True),
        ("oil =lib", True),
        ('="oil lib', True),
        ("\uff1doil", True),
        ("title:=oil", True),
        ("=oil lib", False),
        ('"=oil lib', False),
        ("oil= lib", False),
        ("oil", False),
    ],
)
def test_a_word_is_exact_behind_an_equals_sign(text, is_exact):
    assert Unfinished.of(text).is_exact == is_exact


@pytest.mark.parametrize(
    ("text", "form", "completed"),
    [
        ("Idl", "idlib", "Idlib"),
        ("IDL", "idlib", "IDLIB"),
        ("I", "idlib", "Idlib"),
        ("AN", "and", "ANd"),  # which is no operator
    ],
)
def test_a_word_typed_in_capitals_is_completed_in_capitals(text, form, completed):
    assert Unfinished.of(text).completed(form) == completed


def test_what_is_open_is_closed():
    typed = Unfinished.of('(oil OR "land of li')
    assert typed.all_completed(["libya", "lie"]) == ['(oil OR "land of libya")', '(oil OR "land of lie")']
    assert typed.all_completed([]) == []
    assert parsable("oil") == "oil"
    assert parsable("(oil") == "(oil)"
    assert parsable("year:x oil") is None  # no mend of which has all the words
    assert Unfinished.of("year:x OR oi").all_completed(["oil", "oils"]) == [None, None]
    assert Unfinished.of('"*0"l').all_completed(["lib"]) == ['"0"lib']


@given(text=st.text())
def test_any_text_is_read(text):
    typed = Unfinished.of(text)
    if typed is not None:
        assert [typed.rest(words) for words in range(len(typed.before) + 1)]


@given(before=st.text(max_size=20), typed=st.text(min_size=1, max_size=5), ending=st.text("abcdeiou'", max_size=5))
def test_a_word_is_completed_and_all_else_stays(before, typed, ending):
    unfinished = Unfinished.of(before + typed)
    if unfinished is not None:
        form = f"{unfinished.letters}{ending}x"
        assume(forms(form) == [form])  # letters of scripts without spaces begin no longer word
        completed = unfinished.completed(form)
        assert forms(completed)[-1] == form
        assert completed.startswith(unicodedata.normalize("NFC", before + typed)[:-1])
