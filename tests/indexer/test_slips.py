"""How easily one word is written for another."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.slips import effort

WORDS = st.text(alphabet="abcehkpqstuz'é東", max_size=8)


@pytest.mark.parametrize(
    ("meant", "likelier", "other"),
    [
        ("house", "huose", "hoese"),  # exchanged letters are an easier slip than a wrong one
        ("bank", "bamk", "bapk"),  # a neighbouring key
        ("separate", "seperate", "sepkrate"),  # a vowel
        ("committee", "comittee", "commttee"),  # a letter once for twice
        ("bank", "bannk", "banpk"),  # a letter twice for once
        ("phone", "fone", "one"),  # by ear, at the first letter too
        ("knife", "nife", "kife"),
        ("jack", "jak", "jat"),
        ("o'brien", "obrien", "o'brin"),  # an apostrophe
        ("tank", "tqnk", "qank"),  # the first letter is seldom wrong
        ("receive", "recieve", "retive"),
    ],
)
def test_a_likelier_slip_takes_less_effort(meant, likelier, other):
    assert 0 < effort(meant, likelier) < effort(meant, other)


@given(one=WORDS, other=WORDS)
def test_it_is_the_same_from_either_side(one, other):
    assert effort(one, other) == pytest.approx(effort(other, one))


@given(one=WORDS, other=WORDS)
def test_none_is_needed_for_the_same_word_alone(one, other):
    assert (effort(one, other) == 0) == (one == other)


@given(one=WORDS, other=WORDS)
def test_it_is_no_more_than_that_of_its_edits_letter_by_letter(one, other):
    edits = levenshtein(one, other)
    assert effort(one, other) <= edits + 0.5 + 1e-9
    assert effort(one, other) >= 0.25 * edits - 1e-9


def levenshtein(one, other):
    """Edits of any letters, by the definition."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j in range(1, len(other) + 1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (letter != other[j - 1])))
    return row[-1]


def test_no_word_of_other_letters_is_as_near_as_any_slip():
    slips = [effort("government", word) for word in ("goverment", "govermnent", "governmnet", "govenment")]
    assert max(slips) < min(effort("government", word) for word in ("movement", "governor", "governance"))


def test_slips_add_up():
    for one, other in itertools.combinations([("house", "huose"), ("bank", "bnk"), ("mill", "mil")], 2):
        apart = effort(*one) + effort(*other)
        assert effort(f"{one[0]}xyxyx{other[0]}", f"{one[1]}xyxyx{other[1]}") == pytest.approx(apart)
