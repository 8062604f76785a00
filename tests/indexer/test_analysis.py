"""What a word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import MAX_WORD, forms, stem, stems, tokenize

WORDS = [
    ("Wałęsa, Møller-Mærsk, Łódź", ["walesa", "moller", "maersk", "lodz"]),
    ("Đặng œuvre Þór Diyarbakır", ["dang", "oeuvre", "thor", "diyarbakir"]),
    ("Land of the Gangster", ["land", "of", "the", "gangster"]),
    ("O’Brien O'Brien O`BRIEN", ["o'brien"] * 3),
    ("café CAFÉ cafe\u0301 cafe", ["cafe"] * 4),
    ("e-mail W-2 al-Nusra", ["e", "mail", "w", "2", "al", "nusra"]),
    ("'quoted' ''", ["quoted"]),
    ("rock'n'roll dogs'", ["rock'n'roll", "dogs"]),
    ("U.S. 3.5 AT&T", ["u", "s", "3", "5", "at", "t"]),
    ("Straße ﬁn ① ½ Ａ", ["strasse", "fin", "1", "1", "2", "a"]),
    ("snake_case", ["snake", "case"]),
    ("北京 東京タワー", ["北", "京", "東", "京", "タ", "ワ", "ー"]),
    ("Москва Ἀθῆναι שָׁלוֹם", ["москва", "αθηναι", "שלום"]),
    ("हिन्दी", ["हिन्दी"]),
    ("— … *** \u200b", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_are_folded_and_none_is_dropped(text, expected):
    assert forms(text) == expected


@given(st.text())
def test_tokens_are_the_forms_with_their_places(text):
    tokens = tokenize(text)
    assert [token.form for token in tokens] == forms(text)
    cursor = 0
    for token in tokens:
        assert cursor <= token.start < token.end <= len(text)
        # A character such as ½ holds several words; otherwise each begins after the last has ended.
        cursor = token.start
        assert token.form in " ".join(forms(text[token.start : token.end])) or len(token.form) == MAX_WORD


@given(st.text(), st.text())
def test_a_text_can_be_cut_at_a_space_without_changing_its_words(left, right):
    assert forms(f"{left} {right}") == forms(left) + forms(right)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert forms(" ".join(forms(text))) == forms(text)


def test_an_accent_that_is_a_character_of_its_own_belongs_to_its_word():
    (token,) = tokenize("cafe\u0301 "[:6])
    assert (token.start, token.end) == (0, 5)


@pytest.mark.parametrize(
    ("form", "expected"),
    [("running", "run"), ("planning", "plan"), ("stopped", "stop"), ("liberation", "liber"), ("syria's", "syria")],
)
def test_stems_are_snowballs(form, expected):
    assert stem(form) == expected


@given(st.text())
def test_every_form_has_a_stem(text):
    assert all(stems(forms(text)))


def test_stems_are_the_same_when_the_memory_of_them_is_full(monkeypatch):
    expected = {form: stem(form) for form in ("running", "runs", "stopped", "liberation")}
    monkeypatch.setattr("indexer.analysis._KNOWN_STEMS", 2)
    assert {form: stem(form) for form in [*expected, "anew", "again", *expected]}.items() >= expected.items()


def test_a_word_longer_than_the_limit_is_known_by_its_beginning():
    assert forms("a" * 5_000) == ["a" * MAX_WORD]
