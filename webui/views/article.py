"""The page of an article."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webui.presenters.article_metadata import article_head
from webui.presenters.article_page import article_page
from webui.reading import read_article
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.site import archive_title, site_address

__all__ = ["article"]

article = Blueprint("article", __name__)


@article.get("/articles/<path:article_id>")
def read(article_id: str) -> str:
    """Show an article, with the matches of the search that led to it."""
    state = SearchState.of(request.args.items(multi=True))
    reading = read_article(current_archive(), article_id, state)
    title = archive_title()
    head = article_head(reading.article, title, site_address())
    return render_template("article.html", page=article_page(reading, state), head=head)
