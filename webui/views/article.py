"""The page of an article."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webui.asking import count_hits
from webui.presenters.article_page import article_page
from webui.reading_room import current_archive
from webui.search_state import SearchState

__all__ = ["article"]

article = Blueprint("article", __name__)


@article.get("/articles/<path:article_id>")
def read(article_id: str) -> str:
    """Show an article, with the matches of the search that led to it."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    shown = archive.article(article_id)
    found = None if state.is_blank else count_hits(archive, state)
    return render_template("article.html", page=article_page(shown, archive.matches(state.query, shown), state, found))
