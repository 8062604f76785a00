"""What crawlers are told: where they may go, and which articles there are (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, abort

from indexer.export.xml_document import appended, rooted, written
from webui import paths
from webui.reading_room import current_archive
from webui.site import site_address

__all__ = ["crawlers"]

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ARTICLES: Final = 10_000  # of one sitemap, which may have 50,000; so one is made in a tenth of a second
# Links between searches are without end, and nothing is found by them that the sitemap does not have.
_CLOSED: Final = (
    f"{paths.SEARCH}?",
    f"{paths.ARTICLES}*?",
    paths.SIMILAR,
    paths.FACETS,
    paths.CONCORDANCE,
    paths.TIMELINE,
    paths.KEYWORDS,
    paths.SAMPLE,
    paths.TERMS,
    paths.COMBINE,
    paths.EXPORT,
    paths.FEED,
    paths.SUGGESTIONS,
    f"{paths.API}/",
)

crawlers = Blueprint("crawlers", __name__)


@crawlers.get(paths.ROBOTS)
def robots() -> Response:
    """Answer where robots may not go, and where the sitemap is (RFC 9309)."""
    closed = (f"Disallow: {path}" for path in _CLOSED)
    lines = ["User-agent: *", *closed, "", f"Sitemap: {site_address()}{paths.SITEMAP}", ""]
    return Response("\n".join(lines), mimetype="text/plain")


@crawlers.get(paths.SITEMAP)
def sitemaps() -> Response:
    """Answer which sitemaps there are."""
    archive = current_archive()
    root = rooted(_NAMESPACE, "sitemapindex")
    for number in range(1, -(-archive.article_count // _ARTICLES) + 1):
        sitemap = appended(root, "sitemap")
        appended(sitemap, "loc", f"{site_address()}/sitemap-{number}.xml")
        appended(sitemap, "lastmod", archive.built.date().isoformat())
    return Response(written(root), mimetype="application/xml")


@crawlers.get("/sitemap-<int:number>.xml")
def articles(number: int) -> Response:
    """Answer the addresses of some articles, with the days on which they came into the archive."""
    listed = current_archive().first_indexed((number - 1) * _ARTICLES, _ARTICLES) if number else ()
    if not listed:
        abort(404)
    start = site_address() + paths.ARTICLES
    root = rooted(_NAMESPACE, "urlset")
    for article_id, indexed in listed:
        url = appended(root, "url")
        appended(url, "loc", start + quote(article_id))
        appended(url, "lastmod", indexed.date().isoformat())
    return Response(written(root), mimetype="application/xml")
