"""The page of all values of a facet."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webui.asking import ask_facet
from webui.facet_state import FACET_PATH, FacetState
from webui.paths import FACETS
from webui.presenters.facet_values import facet_values
from webui.reading_room import current_archive

__all__ = ["facets"]

facets = Blueprint("facets", __name__)


@facets.get(FACETS + FACET_PATH)
def values(name: str) -> ResponseReturnValue:
    """Show the values of a facet; what its form sends becomes the address that says the same, here or at /search."""
    given = tuple(request.args.items(multi=True))
    state = FacetState.of(name, given)
    if state.applied:
        return redirect(state.search.address)
    if given != state.pairs():
        return redirect(state.address)
    return render_template("facets.html", page=facet_values(ask_facet(current_archive(), state), state))
