"""Near copies say how they differ, articles like one what they have in common with it."""

import datetime as dt

import pytest

from indexer.articles.article import ArticleDate, Precision
from indexer.near_copy import NearCopy
from indexer.results import Hit, Segment, Snippet
from webui.presenters.related import like_it, near_copy_view
from webui.search_state import SearchState

SEARCH = SearchState().with_text("oil")
DAY = ArticleDate(dt.date(2007, 10, 26), Precision.DAY, "", "test")


@pytest.mark.parametrize(
    ("shared", "longer", "said"),
    [
        (1.0, 0, "the same words"),
        (0.9999, 0, "99% the same words"),
        (0.95, -6, "95% the same words, 6 words shorter"),
        (0.971, 1, "97% the same words, 1 word longer"),
    ],
)
def test_a_near_copy_says_how_it_differs(shared, longer, said):
    view = near_copy_view(NearCopy("b", "Title", DAY, "The Mail", shared, longer), SEARCH)
    assert (view.title, view.address) == ("Title", "/articles/b?q=oil")
    assert (view.published, view.says) == ("The Mail · 26 October 2007", said)


def test_an_article_like_one_names_words_that_both_have():
    def marked(*texts):
        return Snippet(tuple(Segment(text, marked=place % 2 == 1) for place, text in enumerate(texts)))

    hit = Hit(
        id="b",
        title="A Map",
        title_marked=marked("A ", "Map"),
        authors=(),
        date=None,
        source="",
        url="",
        regions=(),
        themes=(),
        reports=(),
        score=1.0,
        snippets=(marked("", "Road", " and ", "map"), marked("", "one", " ", "two", " ", "three")),
        indexed=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )
    view = like_it(hit, SEARCH)
    assert (view.title, view.address) == ("A Map", "/articles/b?q=oil")
    assert (view.published, view.says) == ("undated", "map, road, one, two")
