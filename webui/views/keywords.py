"""The words that keep company with a search, as a page, as a file and in JSON."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.export.keyword_table import keywords_csv
from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import CSV_TYPE
from webui.downloads import download, file_name
from webui.keywords_state import KeywordsState
from webui.parameters import has_blanks
from webui.paths import API_KEYWORDS, KEYWORDS, KEYWORDS_CSV
from webui.presenters.companions import linked_record
from webui.presenters.keywords_page import keywords_page
from webui.reading_room import current_archive

__all__ = ["keywords"]

keywords = Blueprint("keywords", __name__)


@keywords.get(KEYWORDS)
def table() -> ResponseReturnValue:
    """Show the words in a table; a form's empty inputs are taken out of the address first, so that it can be cited."""
    state = KeywordsState.of(request.args.items(multi=True))
    if has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    found = current_archive().keywords(state.search.query, limit=state.words)
    return render_template("keywords.html", page=keywords_page(found, state))


@keywords.get(KEYWORDS_CSV)
def spreadsheet() -> Response:
    """Send the words as a CSV file."""
    state = KeywordsState.of(request.args.items(multi=True))
    archive = current_archive()
    query = state.search.query
    found = archive.keywords(query, limit=state.words)
    pieces = keywords_csv(found, Provenance(query, archive.version, dt.datetime.now(dt.UTC)))
    return download(pieces, file_name(f"words beside {query.text}", archive.version, "csv"), CSV_TYPE)


@keywords.get(API_KEYWORDS)
def records() -> Response:
    """Answer what the same parameters show as a page at /keywords."""
    state = KeywordsState.of(request.args.items(multi=True))
    archive = current_archive()
    found = archive.keywords(state.search.query, limit=state.words)
    return jsonify(linked_record(found, state.search) | {"version": archive.version, "page": state.address})
