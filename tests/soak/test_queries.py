"""Whatever is typed is answered, or refused in words: never with an error of our own, never for ever."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import Archive
from indexer.errors import QueryError
from indexer.query.explain import in_words

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = ("oil", "the", "Idlib", "liberat", "U.S.", "e-mail", "O’Brien", "北京", "é", "1850", "http://a.b/c?d=e")
SIGNS = ("AND", "OR", "NOT", "-", "–", "+", "=", "(", ")", "*", "?", "~", "~2", "~5", "~s", "~p", "[-", "]", ",", "..")
QUOTES = ('"', "“", "”", "«", "»", '"of the"', "'")
NAMES = ("title:", "author:", "note:", "date:", "before:", "in-depth report:", "nowhere:", "2001..2003", "2019-12")
SPACES = (" ", " ", " ", "\t", "\u3000", "\u200b", "\ud800", "\x00")
PIECES = st.sampled_from((*WORDS, *WORDS, *SIGNS, *QUOTES, *NAMES, *SPACES))
TEXTS = st.one_of(
    st.lists(PIECES, max_size=16).map("".join), st.lists(PIECES, max_size=12).map(" ".join), st.text(max_size=80)
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    index = tmp_path_factory.mktemp("seeds") / "index"
    Archive.build(index, [SEEDS], root=SEEDS.parent)
    with Archive.open(index) as archive:
        yield archive


@pytest.mark.soak
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, match=st.sampled_from(["all", "any"]), exact=st.booleans())
def test_a_hundred_thousand_texts_are_answered_or_refused(text, match, exact, archive):
    try:
        results = archive.search(text, match=match, exact=exact, limit=3, facets=[], form_limit=3)
    except QueryError as error:
        assert str(error)  # noqa: PT017  # either way is right
        return
    assert results.total <= archive.article_count
    assert len(results.hits) == min(results.total, 3)
    assert in_words(results.query)
    for hit in results.hits:
        archive.matches(results.query, archive.article(hit.id))


@pytest.mark.soak
@settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS)
def test_whatever_is_being_typed_has_suggestions_or_none(text, archive):
    assert len(archive.suggest(text)) <= 8
