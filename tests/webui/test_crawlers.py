"""What crawlers are told."""

from __future__ import annotations

import datetime as dt
import fnmatch
import re

import pytest
from lxml import etree

from indexer import Archive

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def located(client, address, tag):
    """The addresses in a sitemap, with their days."""
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    root = etree.fromstring(response.data)
    assert root.tag == NAMESPACE + tag
    return {one.findtext(NAMESPACE + "loc"): one.findtext(NAMESPACE + "lastmod") for one in root}


def test_the_sitemaps_have_every_article_once(client, index):
    with Archive.open(index) as archive:
        ids = {article.id for article in archive.articles()}
    sitemaps = located(client, "/sitemap.xml", "sitemapindex")
    assert list(sitemaps) == ["http://localhost/sitemap-1.xml"]
    addresses = located(client, "/sitemap-1.xml", "urlset")
    assert {one.removeprefix("http://localhost/articles/") for one in addresses} == ids
    for day in (*addresses.values(), *sitemaps.values()):
        assert dt.date.fromisoformat(day) <= dt.datetime.now(dt.UTC).date()
    assert client.get(next(iter(addresses))).status_code == 200


def test_more_articles_than_one_sitemap_has_make_several(client, monkeypatch):
    whole = located(client, "/sitemap-1.xml", "urlset")
    monkeypatch.setattr("webui.views.crawlers._ARTICLES", 12)
    parts = [located(client, address, "urlset") for address in located(client, "/sitemap.xml", "sitemapindex")]
    assert [len(part) for part in parts] == [12, 12, 6]
    assert {one for part in parts for one in part} == set(whole)


@pytest.mark.parametrize("name", ["0", "2", "99999999999999", "-1", "x"])
def test_there_is_no_other_sitemap(client, name):
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_deleted_articles_are_in_no_sitemap(tmp_path, build_archive):
    index = build_archive(tmp_path, [{"id": name, "title": name, "body": f"{name} words"} for name in "cab"])
    with Archive.open(index) as archive:
        listed = archive.first_indexed(0, 10)
        assert [article_id for article_id, _ in listed] == ["a", "b", "c"]
        assert archive.first_indexed(1, 1) == listed[1:2]
        assert all(moment.tzinfo is dt.UTC for _, moment in listed)
    records = tmp_path / "articles.jsonl"
    records.write_text("\n".join(records.read_text().splitlines()[:2]), encoding="utf-8")
    Archive.update(index, sources=[records], root=tmp_path)
    with Archive.open(index) as archive:
        assert archive.first_indexed(0, 10) == (listed[0], listed[2])


def test_robots_are_kept_off_all_that_has_no_end(client):
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    closed = re.findall("^Disallow: (.*)$", response.text, re.MULTILINE)

    def is_closed(address):
        return any(fnmatch.fnmatchcase(address, path.replace("?", "[?]") + "*") for path in closed)

    for address in ("/search?q=a", "/articles/a?q=b", "/facets/x", "/api/search?q=a", "/export?q=a", "/feed?q=a"):
        assert is_closed(address)
    for address in (
        "/",
        "/search",
        "/articles/a",
        "/articles/a/b",
        "/about",
        "/help",
        "/sitemap.xml",
        "/static/0/carrel.css",
    ):
        assert not is_closed(address)


@pytest.mark.parametrize("host", ["localhost", "archive.example.org:8080"])
def test_robots_are_told_where_the_sitemap_is(client, host):
    [address] = re.findall("^Sitemap: (.*)$", client.get("/robots.txt", base_url=f"http://{host}/").text, re.MULTILINE)
    assert address == f"http://{host}/sitemap.xml"
    [sitemap] = located(client, address, "sitemapindex")
    assert sitemap == f"http://{host}/sitemap-1.xml"
