"""The archive as a search engine of the browser (OpenSearch 1.1, and its Suggestions extension)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, jsonify, request
from lxml import etree

from indexer.export.atom import ATOM
from indexer.export.xml_document import appended, rooted, written
from webui.assets import Assets
from webui.paths import FEED, OPEN_SEARCH, SEARCH, SUGGESTIONS
from webui.presenters.completions import completions
from webui.reading_room import current_archive
from webui.site import archive_title, site_address

__all__ = ["open_search"]

_NAMESPACE: Final = "http://a9.com/-/spec/opensearch/1.1/"
_DESCRIPTION: Final = "application/opensearchdescription+xml"
_SUGGESTIONS: Final = "application/x-suggestions+json"
_LONGEST_SHORT_NAME: Final = 16  # characters, as the specification has it
_LONGEST_LONG_NAME: Final = 48


def open_search(assets: Assets) -> Blueprint:
    """The blueprint that answers browsers."""
    blueprint = Blueprint("open_search", __name__)

    @blueprint.get(OPEN_SEARCH)
    def description() -> Response:
        """Answer how the archive is searched."""
        title = archive_title()
        base = site_address()
        root = _document(title, base, base + assets.address("icon.svg"))
        return Response(written(root), mimetype=_DESCRIPTION)

    @blueprint.get(SUGGESTIONS)
    def suggestions() -> Response:
        """Answer what may be meant by what has been typed into the browser's search box so far."""
        typed = request.args.get("q", "")
        offered = completions(current_archive().suggest(typed), site_address())
        columns = zip(*((one.query, one.description, one.address) for one in offered), strict=True)
        response = jsonify([typed, *(columns if offered else ((), (), ()))])
        response.mimetype = _SUGGESTIONS
        return response

    return blueprint


def _document(title: str, base: str, icon: str) -> etree._Element:
    root = rooted(_NAMESPACE, "OpenSearchDescription")
    appended(root, "ShortName", title[:_LONGEST_SHORT_NAME].strip())
    appended(root, "LongName", title[:_LONGEST_LONG_NAME].strip())
    appended(root, "Description", f"Search {title}")
    for mimetype, path in (("text/html", SEARCH), (ATOM, FEED), (_SUGGESTIONS, SUGGESTIONS)):
        appended(root, "Url", type=mimetype, template=f"{base}{path}?q={{searchTerms}}")
    appended(root, "Url", type=_DESCRIPTION, rel="self", template=base + OPEN_SEARCH)
    appended(root, "Image", icon, type="image/svg+xml")
    appended(root, "InputEncoding", "UTF-8")
    return root
