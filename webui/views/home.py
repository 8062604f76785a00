"""The front page."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.asking import ask
from webui.presenters.home_page import home_page
from webui.presenters.page_head import home_head
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.site import archive_title, site_address

__all__ = ["home"]

home = Blueprint("home", __name__)


@home.get("/")
def front() -> str:
    """Show what the archive holds."""
    page = home_page(ask(current_archive(), SearchState()).results)
    title = archive_title()
    return render_template("home.html", page=page, head=home_head(page, title, site_address()))
