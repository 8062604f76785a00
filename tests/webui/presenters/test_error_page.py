"""Every error says what is wrong and leads on."""

from __future__ import annotations

import pytest

from indexer.errors import DamagedError, NoArchiveError, QueryError, UnknownArticleError, UsageError
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
