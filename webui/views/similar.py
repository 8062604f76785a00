"""The page of articles that are like one."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from webui.asking import ask_similar
from webui.paths import SIMILAR
from webui.presenters.similar_page import similar_page
from webui.reading_room import current_archive
from webui.search_state import SearchState
from webui.site import site_address

__all__ = ["similar"]

similar = Blueprint("similar", __name__)


@similar.get(SIMILAR + "<path:article_id>")
def like_it(article_id: str) -> str:
    """Show the articles that have most of what is typical of one."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    article = archive.article(article_id)
    base = site_address()
    page = similar_page(article, ask_similar(archive, article_id, state), state, base)
    return render_template("similar.html", page=page)
