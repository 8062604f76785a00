"""The help page."""

from __future__ import annotations

from flask import Blueprint, render_template

from webui.presenters.help_page import help_page

__all__ = ["help_to_search"]

help_to_search = Blueprint("help", __name__)


@help_to_search.get("/help")
def how_to_search() -> str:
    """Show how to search."""
    return render_template("help.html", page=help_page())
