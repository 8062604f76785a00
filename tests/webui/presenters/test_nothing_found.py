"""Where little or nothing was found: what may be meant, and what each part of the search finds."""

from __future__ import annotations

from indexer.corrections import Correction, Replacement
from indexer.query.query import Query
from indexer.query.relaxing import Relaxation
from webui.presenters.nothing_found import Meant, nothing_found, ways_meant
from webui.search_state import SearchState

FILTERED = Query.of("idlib zzz", filters={"region": ["Europe"]}, dates=("2001", "2002"))


def ways(state):
    return [way.text for way in nothing_found((), state).ways_on]


def test_what_may_be_meant_leads_there_with_its_count_and_the_filters():
    query = Query.of("survayors", filters={"region": ["Europe"]})
    meant = Query.of("surveyors", filters={"region": ["Europe"]})
    correction = Correction(meant, (Replacement("survayors", "surveyors"),), 1_234)
    assert ways_meant((correction,), SearchState(query, page=3)) == (
        Meant("surveyors", "1,234 articles", "/search?q=surveyors&region=Europe"),
    )
    assert ways_meant((), SearchState(query)) == ()


def test_a_part_leads_to_what_it_finds_alone_and_to_the_search_without_it():
    without = Query.of("idlib", filters={"region": ["Europe"]}, dates=("2001", "2002"))
    relaxation = Relaxation("zzz", Query("zzz"), 0, without, 3)
    [part] = nothing_found((relaxation,), SearchState(FILTERED, per_page=50)).parts
    assert part.said == "zzz"
    assert (part.alone.text, part.alone.address) == ("0 articles", "")
    assert part.without.text == "3 articles"
    assert part.without.address == "/search?q=idlib&region=Europe&from=2001&to=2002&per_page=50"


def test_a_part_alone_is_searched_for_without_anything_else():
    relaxation = Relaxation("idlib", Query("idlib"), 1, Query("zzz"), 0)
    [part] = nothing_found((relaxation,), SearchState(FILTERED, per_page=50)).parts
    assert (part.alone.text, part.alone.address) == ("1 article", "/search?q=idlib")
    assert (part.without.text, part.without.address) == ("0 articles", "")


def test_what_is_shut_out_is_no_search_by_itself():
    relaxation = Relaxation("no idlib", None, 0, Query("zzz"), 5)
    [part] = nothing_found((relaxation,), SearchState(FILTERED)).parts
    assert (part.alone.text, part.alone.address) == ("", "")
    assert part.without.text == "5 articles"


def test_other_ways_on_are_those_that_the_search_leaves_open():
    whole = "All articles of the archive"
    assert ways(SearchState().with_text("idlib")) == [whole]
    assert ways(SearchState().with_text("idlib zzz")) == ["With any of the words", whole]
    assert ways(SearchState(Query("idlib zzz", match="any", exact=True))) == ["With all forms of the words", whole]
    assert ways(SearchState(FILTERED)) == ["With any of the words", whole]
    assert ways(SearchState(Query.of("idlib", filters={"region": ["Europe"]}))) == [whole]
