"""The Atom feed of a search (RFC 4287)."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from lxml import etree

from indexer.settings import Settings
from webui import create_app

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
SEARCHES = [
    "/feed",
    "/feed?q=idlib",
    "/feed?q=wicked",
    "/feed?region=Asia&from=2002&to=2004&sort=oldest&page=3&more=theme",
    "/feed?q=" + quote('<script> OR "]]> &amp; x" OR \u202e\u05e9\u05dc'),
    "/feed?q=nothing+is+found+here",
    "/feed?q=nothing&theme=" + quote('"><script>\x00\x1f\ufffe'),
]


def feed(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.data)


def texts(element, path):
    return [one.text for one in element.findall("/".join(ATOM + part for part in path.split("/")))]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall(ATOM + "link")}


@pytest.mark.parametrize("address", SEARCHES)
def test_a_feed_has_all_that_a_feed_must_have(client, address):
    root = feed(client, address)
    assert root.tag == ATOM + "feed"
    for element in (root, *root.findall(ATOM + "entry")):
        [identity], [title], [updated] = texts(element, "id"), texts(element, "title"), texts(element, "updated")
        assert identity.startswith("http://localhost/")
        assert title.strip()
        assert MOMENT.fullmatch(updated)
        assert all(MOMENT.fullmatch(moment) for moment in texts(element, "published"))
        assert all(texts(element, "author/name"))
        assert links(element)["alternate"].startswith("http://localhost/")
    assert texts(root, "author/name") == ["Test archive"]
    identities = texts(root, "entry/id")
    assert len(set(identities)) == len(identities)


@pytest.mark.parametrize("address", SEARCHES)
def test_its_links_lead_to_itself_to_its_results_and_to_its_articles(client, address):
    root = feed(client, address)
    for element in (root, *root.findall(ATOM + "entry")[:5]):
        for link in links(element).values():
            assert client.get(link).status_code == 200, link
    again = feed(client, links(root)["self"])
    assert texts(again, "entry/id") == texts(root, "entry/id")
    assert texts(again, "id") == texts(root, "id") == [links(root)["self"]]


def test_a_feed_says_what_it_is_of(client):
    root = feed(client, "/feed?q=idlib&region=Europe")
    assert texts(root, "title") == ["Articles with idlib, in Region Europe — Test archive"]
    assert texts(root, "subtitle") == ["1 article, latest added first"]
    assert texts(feed(client, "/feed"), "title") == ["All articles — Test archive"]


def test_an_entry_says_what_is_known_of_its_article(client):
    [entry] = feed(client, "/feed?q=liberate").findall(ATOM + "entry")
    assert texts(entry, "id") == ["http://localhost/articles/idlib"]
    assert links(entry) == {"alternate": "http://localhost/articles/idlib?q=liberate"}
    assert texts(entry, "title") == ["The Battle for Idlib's Groves"]
    assert texts(entry, "author/name") == ["Stephen Lendman"]
    assert texts(entry, "published") == ["2019-12-30T00:00:00Z"]
    terms = [category.get("term") for category in entry.findall(ATOM + "category")]
    assert terms == ["Middle East & North Africa", "War Agenda", "SYRIA"]
    assert "liberation began" in texts(entry, "summary")[0]


@pytest.mark.parametrize("name", ["orontes", "soap", "plain"])
def test_a_day_that_is_not_known_is_not_made_up(client, name):
    entries = feed(client, "/feed").findall(ATOM + "entry")
    [entry] = [one for one in entries if texts(one, "id")[0].endswith(f"/{name}")]
    assert texts(entry, "published") == []


def test_markup_in_an_article_stays_text(client):
    [entry] = feed(client, "/feed?q=wicked").findall(ATOM + "entry")
    assert "<script>alert(1)</script>" in texts(entry, "title")[0]
    assert "<script>alert(1)</script>" in texts(entry, "summary")[0]


def test_what_was_added_last_comes_first(tmp_path, build_archive):
    articles = [{"id": f"a{number}", "title": f"T{number}", "body": "Words.", "date": "2001"} for number in range(60)]
    client = create_app(Settings(index=build_archive(tmp_path, articles), title="T")).test_client()
    entries = feed(client, "/feed?q=words").findall(ATOM + "entry")
    assert len(entries) == 50
    moments = [texts(entry, "updated")[0] for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert texts(feed(client, "/feed?q=words"), "updated") == moments[:1]


def test_a_feed_that_has_not_changed_is_not_sent_again(client):
    tag = client.get("/feed?q=idlib").headers["ETag"]
    again = client.get("/feed?q=idlib", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/feed?q=soap", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("address", ["/feed?q=(idlib", "/feed?from=yesterday"])
def test_a_mistake_is_told(client, address):
    assert client.get(address).status_code == 400


def test_results_lead_to_their_feed(page):
    shown = page("/search?q=idlib&region=Europe&sort=oldest")
    address = "/feed?q=idlib&amp;region=Europe"
    assert f'<a href="{address}" rel="nofollow">Feed</a>' in shown
    assert (
        f'<link rel="alternate" type="application/atom+xml" title="Latest added" href="http://localhost{address}">'
        in shown
    )
    assert 'href="http://localhost/feed">' in page("/")


def test_readers_may_see_the_latest_added_first(page):
    assert 'href="/search?q=idlib&amp;sort=indexed" rel="nofollow">latest added</a>' in page("/search?q=idlib")
    assert '<strong aria-current="true">latest added</strong>' in page("/search?q=idlib&sort=indexed")
