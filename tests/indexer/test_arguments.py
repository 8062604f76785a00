"""What callers give is what is asked, or a mistake that names what may be given."""

import pytest

from indexer.arguments import MAX_LIMIT, asked_page, asked_query, limited, worker_count
from indexer.engine.base import Page
from indexer.errors import UsageError
from indexer.fields import FACETS, REGION, THEME
from indexer.query.query import Query
from indexer.results import Sort
from indexer.workers import cores


def test_a_text_and_its_arguments_are_a_query():
    asked = {"filters": {"region": ["Asia"]}, "dates": ("2001", None), "match": "any", "exact": True}
    assert asked_query("oil", **asked) == Query.of("oil", **asked)
    assert asked_query(Query("oil")) == Query("oil")
    assert asked_query(Query("oil"), match="all", exact=False, filters={}, exclude=None, dates=None) == Query("oil")


@pytest.mark.parametrize(
    "asked",
    [
        {"match": "any"},
        {"exact": True},
        {"filters": {"region": ["Asia"]}},
        {"exclude": {"region": ["Asia"]}},
        {"dates": ("2001", None)},
    ],
)
def test_a_query_has_all_of_that_in_it_already(asked):
    with pytest.raises(UsageError, match=r"give them to Query\.of"):
        asked_query(Query("oil"), **asked)


def test_a_page_is_made_of_plain_values():
    assert asked_page("newest", 3, 5, ["Regions", "theme"], 7, 9) == Page(Sort.NEWEST, 3, 5, (REGION, THEME), 7, 9)
    assert asked_page("relevance", 0, 10**9, None, 0, 0) == Page(Sort.RELEVANCE, 0, MAX_LIMIT, FACETS, 0, 0)
    assert asked_page(Sort.OLDEST, 0, 0, (), 0, 0).facets == ()


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (("best", 0, 1, None, 1, 1), "sort is 'best'; it takes relevance, newest, oldest, indexed."),
        (("newest", -1, 1, None, 1, 1), "offset, limit, facet_limit and form_limit are 0 or more."),
        (("newest", 0, -1, None, 1, 1), "are 0 or more."),
        (("newest", 0, 1, None, -1, 1), "are 0 or more."),
        (("newest", 0, 1, None, 1, -1), "are 0 or more."),
        (("newest", 0, 1, ["colour"], 1, 1), "There is no facet 'colour'; the facets are region, theme, "),
        (("newest", 0, 1, ["title"], 1, 1), "There is no facet 'title'"),
    ],
)
def test_a_page_that_makes_no_sense_is_a_mistake(page, says):
    with pytest.raises(UsageError) as error:
        asked_page(*page)
    assert says in str(error.value)


def test_a_limit_is_0_or_more_and_cut_at_the_most():
    assert [limited(0), limited(7), limited(10**9), limited(7, 5)] == [0, 7, MAX_LIMIT, 5]
    with pytest.raises(UsageError, match="limit is 0 or more"):
        limited(-1)


def test_as_many_workers_as_there_are_cores_if_not_given():
    assert (worker_count(None), worker_count(3)) == (cores(), 3)
    with pytest.raises(UsageError, match="workers is 0; it is 1 or more"):
        worker_count(0)
