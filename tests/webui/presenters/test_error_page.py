"""Every error says what is wrong and leads on."""

from __future__ import annotations

import pytest

from indexer.errors import DamagedError, NoArchiveError, QueryError, UnknownArticleError, UsageError
from indexer.fields import REGION
from webui.presenters.error_page import Mistake, error_page
from webui.search_state import SearchState

STATE = SearchState().with_text("maps AND soap")


@pytest.mark.parametrize(
    ("error", "status", "command"),
    [
        (QueryError("A mistake.", position=5), 400, ""),
        (UsageError("No."), 400, ""),
        (UnknownArticleError("None."), 404, ""),
        (NoArchiveError("Nothing yet."), 503, "carrel build"),
        (DamagedError("Bytes."), 503, "carrel build"),
    ],
)
def test_an_error_has_its_status_its_words_and_its_remedy(error, status, command):
    page = error_page(error, STATE)
    assert page.status == status
    assert page.messages == (str(error),)
    assert page.command == command
    assert page.box.text == "maps AND soap"
    assert page.ways_on or page.command


@pytest.mark.parametrize(
    ("position", "mistake"),
    [
        (5, Mistake("maps ", "AND", " soap")),
        (9, Mistake("maps AND ", "soap", "")),
        (13, Mistake("maps AND soap", " ", "")),
        (99, Mistake("maps AND soap", " ", "")),
    ],
)
def test_a_mistake_is_shown_at_its_place(position, mistake):
    assert error_page(QueryError("A mistake.", position=position), STATE).mistake == mistake


def test_without_a_query_there_is_no_place():
    assert error_page(QueryError("A mistake."), SearchState()).mistake is None


def test_a_query_that_costs_too_much_has_no_place_to_mend():
    page = error_page(QueryError("This search takes too long. Use fewer words."), STATE)
    assert (page.status, page.title, page.mistake) == (400, "This search asks for too much", None)


def test_each_suggestion_is_a_search_that_keeps_the_filters():
    state = SearchState().with_text("maps AND (soap OR").with_value(REGION, "Europe")
    error = QueryError("A mistake.", position=9, suggestions=("maps AND (soap)", "maps AND soap", '"maps & soap"'))
    page = error_page(error, state.with_page(3))
    assert [(way.text, way.address) for way in page.ways_on] == [
        ("Search for maps AND (soap)", "/search?q=maps+AND+%28soap%29&region=Europe"),
        ("Search for maps AND soap", "/search?q=maps+AND+soap&region=Europe"),
        ('Search for "maps & soap"', "/search?q=%22maps+%26+soap%22&region=Europe"),
        ("All articles of the archive", "/search"),
    ]


def test_without_a_suggestion_there_is_a_way_on_all_the_same():
    page = error_page(QueryError("A mistake.", position=0), STATE)
    assert [way.text for way in page.ways_on] == ["All articles of the archive"]
