"""The same searches and articles for programs, in JSON."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from indexer.export.facet_records import facet_record
from indexer.export.reading_records import near_copy_record, neighbours_record
from indexer.export.records import answer_record, article_record, explanation_record, suggestion_record
from indexer.export.similar_record import similar_record
from indexer.export.statistics_record import statistics_record
from indexer.matching import Match
from webui.asking import ask, ask_facet, ask_similar
from webui.facet_state import FACET_PATH, FacetState
from webui.paths import (
    API_ARTICLES,
    API_EXPLAIN,
    API_FACETS,
    API_SEARCH,
    API_SIMILAR,
    API_STATISTICS,
    API_SUGGEST,
    HEALTH,
)
from webui.presenters.similar_page import similar_address
from webui.reading import read_article
from webui.reading_room import current_archive
from webui.search_state import SearchState

__all__ = ["api"]

_FACET_VALUES: Final = 20  # of each facet; /api/facets gives all

api = Blueprint("api", __name__)


@api.get(API_SEARCH)
def search() -> Response:
    """Answer what the same parameters show as a page at /search."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    found = ask(archive, state, _FACET_VALUES)
    return jsonify(answer_record(found) | {"version": archive.version, "page": state.address})


@api.get(API_FACETS + FACET_PATH)
def facet(name: str) -> Response:
    """Answer what the same parameters show as a page at /facets."""
    state = FacetState.of(name, request.args.items(multi=True))
    archive = current_archive()
    found = facet_record(ask_facet(archive, state))
    return jsonify(found | {"version": archive.version, "page": state.address})


@api.get(API_ARTICLES + "<path:article_id>")
def article(article_id: str) -> Response:
    """Answer all fields of an article, where a query matches in it, and what is beside it."""
    state = SearchState.of(request.args.items(multi=True))
    reading = read_article(current_archive(), article_id, state, like_it=0)
    beside = {
        "matches": [_match(match) for match in reading.matches],
        "near_copies": [near_copy_record(copy) for copy in reading.near_copies],
        "neighbours": neighbours_record(reading.neighbours),
    }
    return jsonify(article_record(reading.article) | beside)


@api.get(API_SIMILAR + "<path:article_id>")
def similar(article_id: str) -> Response:
    """Answer what the same parameters show as a page at /similar."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    found = similar_record(archive.article(article_id), ask_similar(archive, article_id, state))
    return jsonify(found | {"version": archive.version, "page": similar_address(article_id, state)})


@api.get(API_EXPLAIN + "<path:article_id>")
def explain(article_id: str) -> Response:
    """Answer how the score of an article in a search came about."""
    state = SearchState.of(request.args.items(multi=True))
    return jsonify(explanation_record(current_archive().explain(state.query, article_id)))


@api.get(API_SUGGEST)
def suggest() -> Response:
    """Answer what may be meant by what has been typed so far."""
    typed = request.args.get("q", "")
    return jsonify({"typed": typed, "suggestions": list(map(suggestion_record, current_archive().suggest(typed)))})


@api.get(API_STATISTICS)
def stats() -> Response:
    """Answer what the archive holds, as the page at /about shows it."""
    return jsonify(statistics_record(current_archive().statistics()))


@api.get(HEALTH)
def health() -> Response:
    """Answer that there is an archive; the error handlers answer when there is none."""
    archive = current_archive()
    return jsonify({"status": "ok", "articles": archive.article_count, "version": archive.version})


def _match(match: Match) -> dict[str, Any]:
    return {"field": match.field.name, "part": match.part, "start": match.start, "end": match.end}
