"""The archive as a search engine of the browser (OpenSearch 1.1)."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from lxml import etree

from indexer.query.parser import parse
from indexer.settings import Settings
from webui import create_app

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_every_page_names_the_description(client, page):
    for address, status in (("/", 200), ("/search?q=idlib", 200), ("/articles/idlib", 200), ("/nowhere", 404)):
        [link] = re.findall('<link rel="search" ([^>]*)>', page(address, status))
        assert link == 'type="application/opensearchdescription+xml" title="Test archive" href="/opensearch.xml"'
    assert client.get("/opensearch.xml").status_code == 200


def test_the_description_says_how_to_search(client):
    response = client.get("/opensearch.xml")
    assert response.content_type == "application/opensearchdescription+xml; charset=utf-8"
    root = etree.fromstring(response.data)
    assert root.tag == NAMESPACE + "OpenSearchDescription"
    assert root.findtext(NAMESPACE + "ShortName") == "Test archive"
    assert root.findtext(NAMESPACE + "Description") == "Search Test archive"
    assert root.findtext(NAMESPACE + "InputEncoding") == "UTF-8"
    assert client.get(root.findtext(NAMESPACE + "Image")).mimetype == "image/svg+xml"
    templates = {url.get("type"): url.get("template") for url in root.findall(NAMESPACE + "Url")}
    for mimetype in ("text/html", "application/atom+xml", "application/x-suggestions+json"):
        answer = client.get(templates[mimetype].replace("{searchTerms}", quote("idlib OR soap")))
        assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert templates["application/opensearchdescription+xml"] == "http://localhost/opensearch.xml"


def test_a_title_that_is_too_long_or_has_markup_is_cut_and_escaped(tmp_path, index):
    title = '<b>The & "archive" of everything that was ever written about canals and maps'
    client = create_app(Settings(index=index, title=title)).test_client()
    root = etree.fromstring(client.get("/opensearch.xml").data)
    assert 0 < len(root.findtext(NAMESPACE + "ShortName")) <= 16
    assert 0 < len(root.findtext(NAMESPACE + "LongName")) <= 48
    assert root.findtext(NAMESPACE + "Description") == f"Search {title}"


def test_suggestions_are_queries_with_what_is_said_of_them_and_their_results(client):
    response = client.get("/suggestions?q=canals+bull")
    assert response.mimetype == "application/x-suggestions+json"
    typed, queries, descriptions, addresses = response.json
    assert typed == "canals bull"
    assert (queries[0], descriptions[0], addresses[0]) == (
        "canals bulletin",
        "25 articles",
        "http://localhost/search?q=canals+bulletin",
    )
    place = descriptions.index("Publication")
    assert queries[place] == 'canals source:"Bulletin"'
    assert addresses[place] == "http://localhost/search?q=canals&source=Bulletin"
    assert len(queries) == len(descriptions) == len(addresses)


@pytest.mark.parametrize(
    "typed", ["aut", "regi", "the", 'map "', "ma", "(soap", "auth nas", "<script>", "", " ", "\x00", "a" * 3000]
)
def test_every_suggestion_can_be_searched_for(client, typed):
    response = client.get(f"/suggestions?q={quote(typed)}")
    answered, queries, _, addresses = response.json
    assert answered == typed
    for query, address in zip(queries, addresses, strict=True):
        parse(query)
        assert client.get(address).status_code == 200
