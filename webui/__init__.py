"""The reading room: an archive in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request
from jinja2 import StrictUndefined

from indexer.settings import Settings
from webui import reading_room, security, transfer
from webui.api import api
from webui.assets import Assets
from webui.presenters.masthead import masthead
from webui.search_state import SearchState
from webui.views.about import about
from webui.views.article import article
from webui.views.assets import serve_assets
from webui.views.errors import register_errors
from webui.views.help import help_to_search
from webui.views.home import home
from webui.views.search import search

__all__ = ["create_app"]


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows of the archive."""

    archive_title: str


def create_app(settings: Settings) -> Flask:
    """The reading room for the archive that the settings name; it need not exist yet."""
    app = Flask(__name__, static_folder=None)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # an attribute of Flask's own provider
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # the same
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    assets = Assets.load()
    app.jinja_env.globals["asset"] = assets.address
    site = Site(settings.title)

    @app.context_processor
    def name_site() -> dict[str, Any]:
        state, _ = SearchState.salvaged(request.args.items(multi=True))
        return {"site": site, "masthead": masthead(request.path, state)}

    app.extensions["carrel_title"] = settings.title
    reading_room.furnish(app, settings.index)
    security.guard(app)
    transfer.speed_up(app)
    register_errors(app)
    for blueprint in (home, search, article, about, help_to_search, api, serve_assets(assets)):
        app.register_blueprint(blueprint)
    return app
