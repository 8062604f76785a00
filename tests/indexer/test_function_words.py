"""Words that say little of what an article is about, and words that only look like them."""

import pytest

from indexer.analysis import stem
from indexer.function_words import is_function_word


@pytest.mark.parametrize("word", ["the", "of", "being", "don't", "they'll", "between", "herself", "those", "once"])
def test_function_words_are_known_as_written_and_by_their_stems(word):
    assert is_function_word(word, is_stem=False)
    assert is_function_word(stem(word), is_stem=True)


@pytest.mark.parametrize(
    "word",
    [
        "us", "may", "oil", "mine", "mines", "mining", "severe", "severity", "insider", "outsider", "exception",
        "exceptional", "several", "war", "who's-who", "",
    ],
)  # fmt: skip
def test_words_that_tell_something_are_none(word):
    assert not is_function_word(word, is_stem=False)
    assert not is_function_word(stem(word) if word else "", is_stem=True)
