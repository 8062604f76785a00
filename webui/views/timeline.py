"""Queries over time, as a page, as files and in JSON."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.errors import QueriesError, UsageError
from indexer.export.provenance import Provenance
from indexer.export.spreadsheet import CSV_TYPE
from indexer.export.timeline_record import timeline_record
from indexer.export.timeline_table import timeline_csv
from indexer.query.query import Query
from webui.downloads import download, file_name
from webui.parameters import has_blanks
from webui.paths import API_TIMELINE, TIMELINE, TIMELINE_CSV, TIMELINE_SVG
from webui.presenters.masthead import masthead
from webui.presenters.timeline_page import TimelinePage, mistaken_timeline, timeline_page
from webui.reading_room import current_archive
from webui.site import archive_title
from webui.timeline_asking import ask_timeline
from webui.timeline_drawing import SVG_TYPE, timeline_drawing
from webui.timeline_state import TimelineState

__all__ = ["timeline"]

timeline = Blueprint("timeline", __name__)


@timeline.get(TIMELINE)
def over_time() -> ResponseReturnValue:
    """Show how many articles queries find over time; a mistake in one is told beside it."""
    state = TimelineState.of(request.args.items(multi=True))
    if has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    try:
        page = timeline_page(ask_timeline(current_archive(), state), state)
    except (QueriesError, UsageError) as error:
        return Response(_rendered(mistaken_timeline(error, state), state), 400)
    return _rendered(page, state)


@timeline.get(TIMELINE_CSV)
def spreadsheet() -> Response:
    """Send the table as a CSV file."""
    state = TimelineState.of(request.args.items(multi=True))
    found = ask_timeline(current_archive(), state)
    return download(timeline_csv(found, _provenance(state.all_articles)), _file_name(state, "csv"), CSV_TYPE)


@timeline.get(TIMELINE_SVG)
def drawing() -> Response:
    """Send the chart as an SVG file."""
    state = TimelineState.of(request.args.items(multi=True))
    found = ask_timeline(current_archive(), state)
    title = archive_title()
    drawn = timeline_drawing(found, state, _provenance(state.all_articles), title)
    return download([drawn], _file_name(state, "svg"), SVG_TYPE)


@timeline.get(API_TIMELINE)
def records() -> Response:
    """Answer what the same parameters show as a page at /timeline."""
    state = TimelineState.of(request.args.items(multi=True))
    archive = current_archive()
    record = timeline_record(ask_timeline(archive, state))
    return jsonify(record | {"version": archive.version, "page": state.address})


def _provenance(query: Query) -> Provenance:
    return Provenance(query, current_archive().version, dt.datetime.now(dt.UTC))


def _file_name(state: TimelineState, extension: str) -> str:
    return file_name(" ".join(("timeline", *state.queries)), current_archive().version, extension)


def _rendered(page: TimelinePage, state: TimelineState) -> str:
    return render_template("timeline.html", page=page, masthead=masthead(TIMELINE, state.search))
