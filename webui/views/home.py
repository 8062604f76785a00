"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.asking import ask
from webui.presenters.home_page import home_page
from webui.reading_room import current_archive
from webui.search_state import SearchState

__all__ = ["home"]

home = Blueprint("home", __name__)


@home.get("/")
def front() -> str:
    """Show what the archive holds."""
    return render_template("home.html", page=home_page(ask(current_archive(), SearchState()).results))
