"""A text whose white space needs no collapsing is recognised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.articles.spacing import is_evenly_spaced

LONG = "a word " * 100  # another way leads to the same answer there


@pytest.mark.parametrize("length", [0, len(LONG)])
@given(text=st.text(st.characters() | st.sampled_from(" \t\n\x7f\x1fé")))
def test_a_text_is_evenly_spaced_when_it_prints_and_has_only_single_spaces(length, text):
    text = LONG[:length] + text
    assert is_evenly_spaced(text) == (text.isprintable() and "  " not in text)
