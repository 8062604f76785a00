"""A sample of what a search finds, as a page and in JSON."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue

from indexer.export.records import sample_record
from webui.parameters import has_blanks
from webui.paths import API_SAMPLE, SAMPLE
from webui.presenters.sample_page import sample_page
from webui.reading_room import current_archive
from webui.sample_state import SampleState
from webui.site import site_address

__all__ = ["sample"]

sample = Blueprint("sample", __name__)


@sample.get(SAMPLE)
def articles() -> ResponseReturnValue:
    """Show the articles; an address without a seed is given one first, so that it can be cited."""
    state = SampleState.of(request.args.items(multi=True))
    if not request.args.get("seed") or has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    drawn = current_archive().sample(state.search.query, size=state.size, seed=state.seed)
    return render_template("sample.html", page=sample_page(drawn, state, site_address()))


@sample.get(API_SAMPLE)
def records() -> Response:
    """Answer what the same parameters show as a page at /sample."""
    state = SampleState.of(request.args.items(multi=True))
    archive = current_archive()
    drawn = archive.sample(state.search.query, size=state.size, seed=state.seed)
    return jsonify(sample_record(drawn) | {"size": state.size, "version": archive.version, "page": state.address})
