"""Many terms counted at once, as a page, as a file and in JSON."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer import Archive
from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import CSV_TYPE
from indexer.export.term_counts import term_table_csv, term_table_record
from indexer.term_table import TermTable
from webui.downloads import download, file_name
from webui.parameters import has_blanks
from webui.paths import API_TERMS, TERMS, TERMS_CSV
from webui.presenters.terms_page import terms_page
from webui.reading_room import current_archive
from webui.terms_state import TermsState

__all__ = ["terms"]

terms = Blueprint("terms", __name__)


@terms.get(TERMS)
def table() -> ResponseReturnValue:
    """Show the counts in a table; a form's empty inputs are taken out of the address first, so that it can be cited."""
    state = TermsState.of(request.args.items(multi=True))
    if has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    return render_template("terms.html", page=terms_page(_counted(current_archive(), state), state))


@terms.get(TERMS_CSV)
def spreadsheet() -> Response:
    """Send the counts as a CSV file."""
    state = TermsState.of(request.args.items(multi=True))
    archive = current_archive()
    provenance = Provenance(state.search.query, archive.version, dt.datetime.now(dt.UTC))
    pieces = term_table_csv(_counted(archive, state), provenance)
    return download(pieces, file_name("counts of terms", archive.version, "csv"), CSV_TYPE)


@terms.get(API_TERMS)
def records() -> Response:
    """Answer what the same parameters show as a page at /terms."""
    state = TermsState.of(request.args.items(multi=True))
    archive = current_archive()
    record = term_table_record(_counted(archive, state))
    return jsonify(record | {"version": archive.version, "page": state.address})


def _counted(archive: Archive, state: TermsState) -> TermTable:
    counted = archive.term_table(state.terms, state.search.query, by=state.by)
    return counted if state.order == "given" else counted.by_count()
