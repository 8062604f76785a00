"""The API told: a page for people, and a document for programs."""

from __future__ import annotations

from importlib.metadata import version

from flask import Blueprint, Response, jsonify, render_template

from webui.openapi.document import document
from webui.paths import API, API_DOCUMENT
from webui.presenters.api_page import api_page
from webui.site import archive_title, site_address

__all__ = ["about_the_api"]

about_the_api = Blueprint("about_the_api", __name__)


@about_the_api.get(API)
def page() -> str:
    """Show what can be asked."""
    return render_template("api.html", page=api_page())


@about_the_api.get(API_DOCUMENT)
def description() -> Response:
    """Answer the OpenAPI document of this archive's API."""
    title = archive_title()
    return jsonify(document(title, version("carrel"), site_address()))
