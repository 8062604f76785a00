"""Static files and fonts."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from webui.assets import Asset, Assets, font

__all__ = ["serve_assets"]

_FOR_EVER = 31_536_000  # seconds: a year, the longest that caches honour


def serve_assets(assets: Assets) -> Blueprint:
    """The blueprint that sends them."""
    blueprint = Blueprint("assets", __name__)

    @blueprint.get("/static/<digest>/<name>")
    def static(digest: str, name: str) -> Response:
        return _send(assets.find(digest, name))

    @blueprint.get("/fonts/<name>")
    def fonts(name: str) -> Response:
        return _send(font(name))

    return blueprint


def _send(asset: Asset | None) -> Response:
    if asset is None:
        abort(404)
    compressed = request.accept_encodings["gzip"] > 0
    response = Response(asset.compressed if compressed else asset.content, mimetype=asset.mimetype)
    if compressed:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = response.cache_control.immutable = True
    response.cache_control.max_age = _FOR_EVER
    response.set_etag(asset.digest, weak=True)
    response.make_conditional(request)
    return response
