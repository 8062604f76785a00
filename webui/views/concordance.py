"""The concordance, as a page, as a file and in JSON."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.concordance import MAX_LINES
from indexer.export.concordance_lines import concordance_csv, concordance_record
from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import CSV_TYPE
from webui.concordance_asking import ask_for_lines
from webui.concordance_state import ConcordanceState
from webui.downloads import download, file_name
from webui.parameters import has_blanks
from webui.paths import API_CONCORDANCE, CONCORDANCE, CONCORDANCE_CSV
from webui.presenters.concordance_page import concordance_page
from webui.reading_room import current_archive
from webui.site import site_address

__all__ = ["concordance"]

concordance = Blueprint("concordance", __name__)


@concordance.get(CONCORDANCE)
def lines() -> ResponseReturnValue:
    """Show a page of lines; a form's empty inputs are taken out of the address first, so that it can be cited."""
    state = ConcordanceState.of(request.args.items(multi=True))
    if has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    found = ask_for_lines(current_archive(), state)
    return render_template("concordance.html", page=concordance_page(found, state))


@concordance.get(CONCORDANCE_CSV)
def spreadsheet() -> Response:
    """Send all lines as a CSV file."""
    state = ConcordanceState.of(request.args.items(multi=True))
    archive = current_archive()
    query, base = state.search.query, site_address()
    found = archive.concordance(query, order=state.order, limit=MAX_LINES)
    provenance = Provenance(query, archive.version, dt.datetime.now(dt.UTC))
    pieces = concordance_csv(found, provenance, lambda *line: base + state.line_address(*line))
    return download(pieces, file_name(f"concordance {query.text}", archive.version, "csv"), CSV_TYPE)


@concordance.get(API_CONCORDANCE)
def records() -> Response:
    """Answer what the same parameters show as a page at /concordance."""
    state = ConcordanceState.of(request.args.items(multi=True))
    archive = current_archive()
    found = ask_for_lines(archive, state)
    record = concordance_record(found, state.line_address)
    return jsonify(record | {"limit": state.per_page, "version": archive.version, "page": state.address})
