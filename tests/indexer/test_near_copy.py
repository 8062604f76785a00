"""How much of two texts is the same is counted by their words, whatever their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.near_copy import shared_words

TEXTS = st.lists(st.text("ab ", max_size=8), max_size=4)


@pytest.mark.parametrize(
    ("one", "other", "shared", "longer"),
    [
        (["a b c d"], ["a b c d"], 1.0, 0),
        (["a b", "c d"], ["d c b a"], 1.0, 0),
        (["a b c d"], ["a b c x"], 0.75, 0),
        (["a b c"], ["a b c d e"], 0.75, 2),
        (["a a a"], ["a"], 0.5, -2),
        (["a"], ["b"], 0.0, 0),
        ([], ["", " "], 1.0, 0),
        ([], ["a"], 0.0, 1),
    ],
)
def test_shared_words_are_a_share_of_both_texts(one, other, shared, longer):
    assert shared_words(one, other) == (shared, longer)


@given(TEXTS, TEXTS)
def test_both_sides_see_the_same_share(one, other):
    shared, longer = shared_words(one, other)
    assert shared_words(other, one) == (shared, -longer)
    assert 0 <= shared <= 1
    assert shared_words(one, one) == (1.0, 0)
