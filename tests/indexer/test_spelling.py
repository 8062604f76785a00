"""When two spellings are one facet value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.spelling import spelling_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US NATO War Agenda", "us nato war agenda"),
        ("US–NATO", "US-NATO"),
        ("US \N{EM DASH} NATO", "US-NATO"),
        ("Middle East & North Africa", "Middle East and North Africa"),
        ("R&D", "R & D"),
        ("People’s “War”", 'People\'s "War"'),
        (" Law \t and\u00a0Justice ", "Law and Justice"),
        ("ＡＳＩＡ", "Asia"),
        ("STRASSE", "Straße"),
    ],
)
def test_case_dashes_ampersands_quotes_and_space_do_not_matter(one, other):
    assert spelling_key(one) == spelling_key(other)


@pytest.mark.parametrize(("one", "other"), [("Perú", "Peru"), ("US NATO", "USNATO"), ("Law", "Laws"), ("A, B", "A B")])
def test_all_else_matters(one, other):
    assert spelling_key(one) != spelling_key(other)


@given(st.one_of(st.text(), st.text("aB1., -&'")))
def test_space_around_a_value_never_matters(value):
    assert spelling_key(f"  {value}\n") == spelling_key(value)


def test_a_value_of_much_white_space_is_folded_at_once():
    # Quadratic work would take minutes here.
    assert spelling_key("A" + " " * 200_000 + "B") == "a b"
