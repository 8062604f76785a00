"""Exports: articles as files."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from webui.downloads import download, file_name
from webui.export_state import ExportState
from webui.exporting import at_a_place, chosen_articles
from webui.paths import ARTICLES, EXPORT
from webui.presenters.export_page import export_page, export_words
from webui.reading_room import current_archive
from webui.site import site_address

__all__ = ["export"]

_LONGEST_FORM: Final = 2_000_000  # bytes: ten thousand ids

export = Blueprint("export", __name__)


@export.route(EXPORT, methods=["GET", "POST"])
def articles() -> ResponseReturnValue:
    """Send articles as a file, or show in which formats they can be had; forms may name more than addresses."""
    request.max_content_length = request.max_form_memory_size = _LONGEST_FORM
    state = ExportState.of((*request.args.items(multi=True), *request.form.items(multi=True)))
    chosen = chosen_articles(current_archive(), state)
    if state.format is None:
        return render_template("export.html", page=export_page(chosen, state))
    base = site_address() + ARTICLES
    file = state.format.write(chosen.articles, chosen.provenance, lambda article_id: base + quote(article_id))
    name = file_name(export_words(state), chosen.provenance.version, state.format.extension)
    return download(at_a_place(file), name, state.format.mimetype)
