"""What pages say of themselves to programs."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs

import pytest
from lxml import html

from indexer.settings import Settings
from webui import create_app

ARTICLES = ["/articles/idlib", "/articles/orontes", "/articles/soap", "/articles/plain", "/articles/nasty"]


@pytest.fixture
def head(page):
    """The head of a page, in order of its elements."""
    return lambda address, status=200: html.fromstring(page(address, status)).find("head")


def meta(head, name):
    return [one.get("content") for one in head.findall("meta") if name in (one.get("name"), one.get("property"))]


def links(head, relation):
    return [one.get("href") for one in head.findall("link") if one.get("rel") == relation]


def linked_data(head):
    [script] = head.xpath("script[@type='application/ld+json']")
    return json.loads(script.text)


def coins(page, address):
    return [
        parse_qs(one.get("title"), strict_parsing=True) for one in html.fromstring(page(address)).find_class("Z3988")
    ]


@pytest.mark.parametrize(
    ("address", "canonical", "robots"),
    [
        ("/", "/", []),
        ("/search", "/search", []),
        ("/search?page=1", "/search", []),
        ("/search?per_page=10&sort=relevance&q=idlib", "/search?q=idlib", ["noindex,follow"]),
        ("/search?page=2", "/search?page=2", ["noindex,follow"]),
        ("/search?region=Europe&unknown=1", "/search?region=Europe", ["noindex,follow"]),
        ("/articles/idlib?q=idlib&page=2", "/articles/idlib", []),
        ("/about", "/about", []),
    ],
)
def test_a_page_has_one_address_whatever_led_to_it(head, address, canonical, robots):
    shown = head(address)
    assert links(shown, "canonical") == [f"http://localhost{canonical}"]
    assert meta(shown, "robots") == robots


@pytest.mark.parametrize(("address", "status"), [("/nowhere", 404), ("/search?q=(a", 400), ("/articles/unknown", 404)])
def test_an_error_has_no_address_of_its_own(head, address, status):
    shown = head(address, status)
    assert links(shown, "canonical") == []
    assert meta(shown, "robots") == ["noindex,follow"]


def test_pages_say_what_they_show(head):
    results = head("/search?q=idlib&region=Europe")
    assert meta(results, "description") == ["1 article of 30: Articles with idlib, in Region Europe"]
    assert [f"{title} — Test archive" for title in meta(results, "og:title")] == [results.findtext("title")]
    assert meta(results, "og:type") == ["website"]
    assert meta(results, "og:url") == links(results, "canonical")
    assert (
        meta(head("/"), "description")
        == meta(head("/"), "og:description")
        == ["30 articles from 2001 to 2020, 1 of them undated."]
    )


def test_an_article_says_what_it_is(head):
    shown = head("/articles/idlib?q=winter")
    assert meta(shown, "og:type") == ["article"]
    assert meta(shown, "og:title") == ["The Battle for Idlib's Groves"]
    assert meta(shown, "og:description") == meta(shown, "description") == ["Idlib lies in the north."]
    assert meta(shown, "og:url") == ["http://localhost/articles/idlib"]
    assert meta(shown, "article:published_time") == ["2019-12-30"]
    assert meta(shown, "article:author") == ["Stephen Lendman"]
    assert meta(shown, "article:section") == ["War Agenda"]
    assert meta(shown, "article:tag") == ["Middle East & North Africa", "SYRIA"]


def test_an_article_has_the_tags_that_scholars_engines_read(head):
    shown = head("/articles/idlib")
    assert meta(shown, "citation_title") == ["The Battle for Idlib's Groves"]
    assert meta(shown, "citation_author") == ["Stephen Lendman"]
    assert meta(shown, "citation_publication_date") == ["2019/12/30"]
    assert meta(shown, "citation_journal_title") == ["Global Research"]
    assert meta(shown, "citation_abstract_html_url") == ["http://localhost/articles/idlib"]
    assert meta(shown, "citation_public_url") == ["https://example.org/idlib"]
    assert meta(head("/articles/orontes"), "citation_author") == ["Map Room", "History Desk"]
    assert meta(head("/articles/orontes"), "citation_publication_date") == ["2016/03"]
    assert meta(head("/articles/plain"), "citation_publication_date") == []
    assert meta(head("/articles/plain"), "citation_public_url") == ["http://localhost/articles/plain"]


def test_an_article_is_linked_data(head):
    assert linked_data(head("/articles/idlib?q=winter")) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "The Battle for Idlib's Groves",
        "description": "Idlib lies in the north.",
        "url": "http://localhost/articles/idlib",
        "mainEntityOfPage": "http://localhost/articles/idlib",
        "isBasedOn": "https://example.org/idlib",
        "datePublished": "2019-12-30",
        "author": [{"@type": "Person", "name": "Stephen Lendman"}],
        "publisher": {"@type": "Organization", "name": "Global Research"},
        "articleSection": ["War Agenda"],
        "contentLocation": [{"@type": "Place", "name": "Middle East & North Africa"}],
        "keywords": ["SYRIA"],
    }
    assert [one["@type"] for one in linked_data(head("/articles/orontes"))["author"]] == ["Organization"] * 2
    assert linked_data(head("/articles/soap"))["datePublished"] == "2012"
    assert "datePublished" not in linked_data(head("/articles/plain"))


@pytest.mark.parametrize("address", ARTICLES)
def test_what_programs_read_agrees(head, page, address):
    shown = head(address)
    data = linked_data(shown)
    [citation] = coins(page, address)
    assert [data["headline"]] == meta(shown, "citation_title") == citation["rft.atitle"]
    assert [one["name"] for one in data.get("author", [])] == meta(shown, "citation_author")
    assert citation.get("rft.date", []) == [one.replace("/", "-") for one in meta(shown, "citation_publication_date")]
    assert citation.get("rft.jtitle", []) == meta(shown, "citation_journal_title")


def test_every_result_is_a_citation(page):
    found = coins(page, "/search?q=idlib")
    by_title = {one["rft.atitle"][0]: one for one in found}
    assert by_title["The Battle for Idlib's Groves"] == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"],
        "rfr_id": ["info:sid/carrel"],
        "rft.genre": ["article"],
        "rft.atitle": ["The Battle for Idlib's Groves"],
        "rft.jtitle": ["Global Research"],
        "rft.date": ["2019-12-30"],
        "rft_id": ["https://example.org/idlib"],
        "rft.au": ["Lendman, Stephen"],
    }
    orontes = by_title["Surveyors on the Orontes"]
    assert (orontes["rft.aucorp"], orontes["rft.date"]) == (["Map Room", "History Desk"], ["2016-03"])
    assert orontes["rft_id"] == ["http://localhost/articles/orontes"]
    assert len(coins(page, "/search?q=bulletin&per_page=20")) == 20


@pytest.mark.parametrize("address", ["/articles/nasty?q=wicked", "/search?q=wicked", "/"])
def test_markup_in_an_article_is_text_to_programs_too(page, head, address):
    assert "<script>alert" not in page(address)
    assert any("<script>alert(1)</script>" in one["rft.atitle"][0] for one in coins(page, address))


def test_linked_data_cannot_end_its_own_script(page, head):
    shown = page("/articles/nasty")
    [script] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', shown, re.DOTALL)
    assert not set("<>&'") & set(script)
    assert "<script>alert(1)</script>" in json.loads(script)["headline"]
    assert linked_data(head("/articles/nasty")) == json.loads(script)


def test_a_long_beginning_is_cut_between_words(tmp_path, build_archive):
    articles = [{"id": "a", "title": "T", "body": "many words " * 100}, {"id": "b", "title": "b" * 900}]
    index = build_archive(tmp_path, articles)
    client = create_app(Settings(index=index)).test_client()
    [description] = meta(html.fromstring(client.get("/articles/a").text).find("head"), "description")
    assert len(description) <= 202
    assert description.endswith(("many …", "words …"))
    assert client.get("/articles/b").status_code == 200


@pytest.mark.parametrize(
    "address", ["/search?q=idlib&sort=newest", "/concordance?q=idlib", "/timeline?q=idlib", "/articles/idlib", "/about"]
)
def test_on_paper_a_page_says_what_it_was_printed_of(page, client, address):
    version = client.get("/api/stats").json["version"]
    [line] = html.fromstring(page(address)).find_class("printed")
    assert line.text == f"Test archive, corpus version {version}. http://localhost{address}"


def test_where_there_is_no_archive_nothing_is_printed_of_it(tmp_path):
    shown = create_app(Settings(index=tmp_path / "none")).test_client().get("/help").text
    assert "<h1>" in shown
    assert not html.fromstring(shown).find_class("printed")
