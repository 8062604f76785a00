"""The ETag of the API's answers: the corpus version, since within it the same question has the same answer."""

from __future__ import annotations

from importlib.metadata import version
from typing import Final

from flask import Flask, Response, request

from indexer.errors import CarrelError
from webui.paths import API, API_DOCUMENT, API_STATISTICS
from webui.reading_room import current_archive

__all__ = ["tell_version"]

# These tell of builds and of Carrel itself, which change within a corpus version.
_OF_MORE_THAN_ARTICLES: Final = (API_STATISTICS, API_DOCUMENT)
_CARREL: Final = version("carrel")


def tell_version(app: Flask) -> None:
    """Give the API's answers their ETag, and answer who has it already without searching.

    Register this after what sends pages, so that its ETag is there when these are compared.
    """

    @app.before_request
    def unchanged() -> Response | None:
        if not _is_of_articles() or not request.if_none_match:
            return None
        try:
            etag = _etag()
        except CarrelError:  # whoever needs the archive says so
            return None
        if not request.if_none_match.contains_weak(etag):
            return None
        response = Response(status=304)
        response.set_etag(etag, weak=True)
        return response

    @app.after_request
    def name(response: Response) -> Response:
        if response.status_code == 200 and _is_of_articles():
            response.set_etag(_etag(), weak=True)
        return response


def _is_of_articles() -> bool:
    return request.path.startswith(f"{API}/") and request.path not in _OF_MORE_THAN_ARTICLES


def _etag() -> str:
    return f"{current_archive().version}.{_CARREL}"
