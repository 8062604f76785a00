"""The feed of a search."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, request

from indexer.export.atom import ATOM, atom
from indexer.results import Sort
from webui.paths import FEED
from webui.presenters.feed import feed_of
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.site import archive_title, site_address

__all__ = ["feed"]

_ENTRIES: Final = 50

feed = Blueprint("feed", __name__)


@feed.get(FEED)
def latest() -> Response:
    """Answer the articles that a search finds, those added last."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    results = archive.search(state.query, sort=Sort.INDEXED, limit=_ENTRIES, facets=[])
    title = archive_title()
    shown = feed_of(results, state, title, archive.built, site_address())
    return Response(atom(shown), mimetype=ATOM)
