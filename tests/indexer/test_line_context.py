"""What stands beside a match: text cut at whole words, and neighbours as they are sorted by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import forms, tokenize
from indexer.line_context import NEIGHBOURS, sorting_key, text_after, text_before, words_after, words_before

TEXT = "The road to Aleppo, they say, is long."
START, END = TEXT.index("Aleppo"), TEXT.index("Aleppo") + len("Aleppo")
texts = st.text(alphabet="ab é'-.,\u0301 \n東x", max_size=80) | st.lists(
    st.sampled_from(["a", "bb" * 40, "x-y", "é"])
).map(" ".join)


@pytest.mark.parametrize(
    ("width", "before", "after"),
    [
        (100, "The road to ", ", they say, is long."),
        (12, "The road to ", ", they say,"),
        (11, "road to ", ", they say,"),
        (8, "road to ", ", they"),
        (7, "to ", ", they"),
        (6, "to ", ", they"),
        (3, "to ", ","),
        (2, "o ", ","),
        (1, "", ","),
        (0, "", ""),
    ],
)
def test_text_beside_a_match_is_cut_between_words(width, before, after):
    assert text_before(TEXT, START, width).strip() == before.strip()
    assert text_after(TEXT, END, width) == after


def test_a_word_longer_than_the_width_is_cut_so_that_something_is_shown():
    assert text_before("東京の町match", 4, 2) == "の町"
    assert text_after("match東京の町", 5, 2) == "東京"
    assert text_before("x" * 300 + " match", 301, 10) == "x" * 9 + " "


@st.composite
def matches(draw):
    text = draw(texts)
    words = tokenize(text)
    if not words:
        return text, 0, 0
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first, len(words) - 1))
    return text, words[first].start, words[last].end


@given(matches(), st.integers(0, 90))
def test_text_beside_a_match_is_verbatim_and_within_the_width(match, width):
    text, start, end = match
    left, right = text_before(text, start, width), text_after(text, end, width)
    assert text[start - len(left) : end + len(right)] == left + text[start:end] + right
    assert len(left) <= width
    assert len(right) <= width
    if width >= len(text):
        assert (left, right) == (text[:start], text[end:])


@given(matches())
def test_neighbours_are_the_words_of_the_whole_paragraph(match):
    text, start, end = match
    assert words_before(text, start) == forms(text[:start])[::-1][:NEIGHBOURS]
    assert words_after(text, end) == forms(text[end:])[:NEIGHBOURS]


def test_words_come_before_numbers_and_nothing_comes_last():
    assert sorted(["", "10", "zone", "2", "area"], key=sorting_key) == ["area", "zone", "10", "2", ""]
