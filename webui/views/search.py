"""The page of results."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from webui.asking import ask
from webui.parameters import has_blanks
from webui.presenters.page_head import results_head
from webui.presenters.results_page import results_page
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.site import site_address

__all__ = ["search"]

search = Blueprint("search", __name__)


@search.get("/search")
def results() -> ResponseReturnValue:
    """Show what an address asks for; a form's empty inputs are taken out of it first, so that it can be cited."""
    state = SearchState.of(request.args.items(multi=True))
    if has_blanks(request.args.items(multi=True)):
        return redirect(state.address)
    base = site_address()
    page = results_page(ask(current_archive(), state), state, base)
    return render_template("search.html", page=page, head=results_head(page, state, base))
