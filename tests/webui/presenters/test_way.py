"""The way through a search: where an article stands, back to the page that it stands on, and on to those beside it."""

import pytest

from indexer.articles.article import Article
from indexer.neighbours import Neighbour, Neighbours
from indexer.results import Sort
from webui.presenters.way import way_of
from webui.search_state import MAX_DEPTH, SearchState

ARTICLE = Article(id="a", title="A Title", paragraphs=())
BLANK = SearchState()
SEARCH = BLANK.with_text("oil")


def test_an_article_among_others_has_its_place_and_those_beside_it():
    neighbours = Neighbours(1_284, 1_190, 12, Neighbour("p", "Before"), Neighbour("n", "After"))
    way = way_of(ARTICLE, neighbours, SEARCH.with_copies(grouped=False).with_page(7))
    assert (way.place, way.order) == ("Result 12 of 1,190", "best first")
    assert (way.previous.text, way.previous.address) == ("Before", "/articles/p?q=oil&copies=all")
    assert (way.next.text, way.next.address) == ("After", "/articles/n?q=oil&copies=all")
    assert (way.back.text, way.back.address) == ("1,284 articles", "/search?q=oil&copies=all&page=2#hit-a")


def test_at_the_ends_one_side_leads_nowhere():
    way = way_of(ARTICLE, Neighbours(1, 1, 1), SEARCH)
    assert (way.previous, way.next) == (None, None)


@pytest.mark.parametrize(
    ("sort", "said"),
    [(Sort.NEWEST, "newest first"), (Sort.OLDEST, "oldest first"), (Sort.INDEXED, "latest added first")],
)
def test_the_order_is_told(sort, said):
    assert way_of(ARTICLE, Neighbours(5, 5, 2), SEARCH.with_sort(sort)).order == said


def test_without_a_search_the_whole_archive_is_walked_through():
    way = way_of(ARTICLE, Neighbours(37, 37, 3), BLANK)
    assert (way.back.text, way.back.address) == ("All articles", "/search#hit-a")
    assert (way.place, way.order) == ("Article 3 of 37", "newest first")


def test_a_near_copy_says_in_whose_row_it_is():
    way = way_of(ARTICLE, Neighbours(20, 15, 12, is_copy=True), SEARCH)
    assert way.place == "A near copy of result 12 of 15"
    assert way.back.address == "/search?q=oil&page=2"


def test_an_article_that_a_search_does_not_find_says_so():
    way = way_of(ARTICLE, Neighbours(20, 20), SEARCH)
    assert (way.place, way.order) == ("This search does not find this article", "")
    assert way.back.address == "/search?q=oil"


def test_back_leads_no_deeper_than_pages_go():
    way = way_of(ARTICLE, Neighbours(50_000, 50_000, 40_000), SEARCH)
    assert way.back.address == f"/search?q=oil&page={MAX_DEPTH // 10}"
