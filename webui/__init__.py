"""The reading room: an archive in the browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from flask import Flask, request
from jinja2 import StrictUndefined

from indexer.settings import Settings
from webui import corpus_etag, exporting, page_cache, readers_form, reading_room, security, timing, transfer
from webui.api import api
from webui.assets import Assets
from webui.presenters.masthead import masthead
from webui.presenters.page_head import plain_head
from webui.search_state import SearchState
from webui.site import name_archive, site_address
from webui.views.about import about
from webui.views.about_the_api import about_the_api
from webui.views.article import article
from webui.views.assets import serve_assets
from webui.views.concordance import concordance
from webui.views.crawlers import crawlers
from webui.views.errors import register_errors
from webui.views.export import export
from webui.views.facets import facets
from webui.views.feed import feed
from webui.views.help import help_to_search
from webui.views.home import home
from webui.views.keywords import keywords
from webui.views.open_search import open_search
from webui.views.reading_list import reading_list
from webui.views.sample import sample
from webui.views.search import search
from webui.views.similar import similar
from webui.views.terms import terms
from webui.views.timeline import timeline

__all__ = ["create_app"]

_BLUEPRINTS: Final = (
    home,
    search,
    article,
    facets,
    similar,
    concordance,
    timeline,
    keywords,
    sample,
    terms,
    export,
    reading_list,
    feed,
    about,
    help_to_search,
    about_the_api,
    api,
    crawlers,
)


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
    app.jinja_env.globals["corpus_version"] = reading_room.corpus_version
    site = Site(settings.title)

    @app.context_processor
    def name_site() -> dict[str, Any]:
        state, _ = SearchState.salvaged(request.args.items(multi=True))
        head = plain_head(request.path, site_address(), has_parameters=bool(request.args))
        return {"site": site, "masthead": masthead(request.path, state), "head": head}

    name_archive(app, settings.title)
    reading_room.furnish(app, settings.index)
    timing.tell_time(app)  # first, as what acts on a response does so in the opposite order
    readers_form.form_of_pages(app)  # before pages are looked up that were made for others
    page_cache.remember_pages(app)
    security.guard(app)
    transfer.speed_up(app)
    corpus_etag.tell_version(app)
    exporting.limit_exports(app, settings.threads)
    register_errors(app)
    for blueprint in (*_BLUEPRINTS, open_search(assets), serve_assets(assets)):
        app.register_blueprint(blueprint)
    return app
