"""The page about the archive."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.presenters.about_page import about_page
from webui.reading_room import current_archive
from webui.site import archive_title

__all__ = ["about"]

about = Blueprint("about", __name__)


@about.get("/about")
def archive() -> str:
    """Show the archive in numbers."""
    title = archive_title()
    return render_template("about.html", page=about_page(current_archive().statistics(), title))
