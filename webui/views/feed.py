"""The feed of a search, as Atom (RFC 4287)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, current_app, request
from lxml import etree

from indexer.results import Sort
from webui.paths import FEED
from webui.presenters.feed import Feed, FeedEntry, feed_of
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.xml_document import appended, rooted, xml_response

__all__ = ["ATOM", "feed"]

ATOM: Final = "application/atom+xml"
_ATOM_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
_ENTRIES: Final = 50

feed = Blueprint("feed", __name__)


@feed.get(FEED)
def latest() -> Response:
    """Answer the articles that a search finds, those added last."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    results = archive.search(state.query, sort=Sort.INDEXED, limit=_ENTRIES, facets=[])
    title: str = current_app.extensions["carrel_title"]
    shown = feed_of(results, state, title, archive.built, request.url_root.rstrip("/"))
    return xml_response(_document(shown), ATOM)


def _document(shown: Feed) -> etree._Element:
    root = rooted(_ATOM_NAMESPACE, "feed")
    appended(root, "id", shown.address)
    appended(root, "title", shown.title)
    appended(root, "subtitle", shown.subtitle)
    appended(root, "updated", shown.updated)
    appended(appended(root, "author"), "name", shown.author)
    appended(root, "link", rel="self", type=ATOM, href=shown.address)
    appended(root, "link", rel="alternate", type="text/html", href=shown.page)
    appended(root, "generator", "Carrel")
    for entry in shown.entries:
        _append_entry(root, entry)
    return root


def _append_entry(root: etree._Element, entry: FeedEntry) -> None:
    element = appended(root, "entry")
    appended(element, "id", entry.identity)
    appended(element, "title", entry.title)
    for name in entry.authors:
        appended(appended(element, "author"), "name", name)
    if entry.published:
        appended(element, "published", entry.published)
    appended(element, "updated", entry.updated)
    appended(element, "link", rel="alternate", type="text/html", href=entry.address)
    for category in entry.categories:
        appended(element, "category", term=category)
    appended(element, "summary", entry.summary)
