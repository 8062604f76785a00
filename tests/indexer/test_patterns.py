"""A pattern stands for forms, one at a time; `test_forms_meant` holds this to the engine's work on arrays."""

import fnmatch
import functools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import MAX_WORD
from indexer.patterns import folded, means
from indexer.query.parser import parse
from indexer.query.tree import Fuzzy, Prefix, Wildcard


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (Prefix("CAFÉ"), "cafe"),
        (Prefix("O’Bri"), "o'bri"),
        (Prefix("東"), "東"),
        (Prefix("w" * 300), "w" * MAX_WORD),
        (Wildcard("Caf?É*"), "caf?e*"),
        (Wildcard("O’B*n"), "o'b*n"),
        (Wildcard("*’s"), "*'s"),
        (Wildcard("'t*s’"), "t*s"),
        (Wildcard("?京"), "?京"),
        (Fuzzy("Naïve", 1), "naive"),
    ],
)
def test_a_pattern_is_folded_as_words_are(pattern, expected):
    assert folded(pattern) == expected


@pytest.mark.parametrize(
    ("query", "is_meant", "is_not"),
    [
        ("liberat*", ["liberat", "liberation"], ["libera", "deliberate"]),
        ("lib*[-liberal]", ["liberty"], ["liberal"]),
        ("wom?n", ["woman", "women"], ["womn", "womaen", "womans"]),
        ("*o?l[-oil]", ["fool", "soil"], ["oil", "oils"]),
        ("o’b*n", ["o'bn", "o'brien"], ["obrien"]),
        ("trea~", ["tea", "treat", "tread", "area"], ["eat", "ta"]),
        ("treaty~2[-trees]", ["treaty", "treats", "tray"], ["trees", "tr"]),
    ],
)
def test_a_pattern_stands_for_the_words_that_it_fits(query, is_meant, is_not):
    fits = means(parse(query))
    assert all(map(fits, is_meant))
    assert not any(map(fits, is_not))


@functools.cache
def distance(one, other):
    """Levenshtein's, as it is defined."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        distance(one[1:], other) + 1, distance(one, other[1:]) + 1, distance(one[1:], other[1:]) + (one[0] != other[0])
    )


@given(one=st.text("abc", min_size=1, max_size=6), other=st.text("abc", max_size=6), most=st.integers(1, 2))
@settings(deadline=None)
def test_a_fuzzy_word_counts_edits(one, other, most):
    assert means(Fuzzy(one, most))(other) == (distance(one, other) <= most)


@given(pattern=st.text("ab*?", min_size=1, max_size=8), form=st.text("ab", max_size=8))
def test_a_wildcard_is_a_glob(pattern, form):
    assert means(Wildcard(pattern))(form) == fnmatch.fnmatchcase(form, pattern)


@pytest.mark.parametrize("pattern", ["*a" * 60 + "*b", "a*" * 60 + "b", "*?a" * 30 + "*b"])
def test_a_wildcard_of_many_stars_takes_no_long_time(pattern):
    # Backtracking would take longer than there are years.
    assert not means(Wildcard(pattern))("a" * MAX_WORD)
