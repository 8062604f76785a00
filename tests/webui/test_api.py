"""The JSON interface says what the pages show."""

from __future__ import annotations

import pytest


def test_a_search_answers_what_its_page_shows(client):
    found = client.get("/api/search?q=idlib&region=Europe").json
    assert found["total"] == 1
    assert found["archive_count"] == 30
    assert (found["offset"], found["limit"]) == (0, 10)
    assert found["page"] == "/search?q=idlib&region=Europe"
    assert found["understood"].startswith("Articles with ")
    [hit] = found["hits"]
    assert hit["id"] == "orontes"
    assert hit["authors"] == ["Map Room", "History Desk"]
    assert hit["date"] == "2016-03"
    assert hit["source"] == "Carrel Samples"
    assert hit["url"] == ""
    assert hit["score"] > 0
    assert {"text": "Idlib", "marked": True} in hit["snippets"][0]
    region = found["facets"]["region"]
    assert region["label"] == "Region"
    assert region["distinct"] == 2
    assert region["values"][0] == {"value": "Europe", "count": 1, "selected": True, "excluded": False}
    assert found["histogram"]["undated"] == 0
    assert sum(bar["count"] for bar in found["histogram"]["bars"]) == 1
    assert found["histogram"]["bars"][0]["label"].startswith("2016")


@pytest.mark.parametrize(
    ("article", "date"), [("idlib", "2019-12-30"), ("orontes", "2016-03"), ("soap", "2012"), ("plain", None)]
)
def test_dates_are_given_at_their_precision(client, article, date):
    assert client.get(f"/api/articles/{article}").json["date"] == date


def test_an_article_has_all_its_fields_and_the_places_of_its_matches(client):
    article = client.get("/api/articles/idlib?q=liberate").json
    assert article["themes"] == ["War Agenda"]
    assert [paragraph["kind"] for paragraph in article["paragraphs"]] == ["text", "text"]
    for match in article["matches"]:
        assert match["field"] == "body"
        text = article["paragraphs"][match["part"]]["text"]
        assert text[match["start"] : match["end"]].startswith("liberat")
    assert len(article["matches"]) == 2
    assert client.get("/api/articles/idlib").json["matches"] == []


def test_pages_are_numbered_from_one_and_end(client):
    first = client.get("/api/search?q=bulletin&per_page=20").json
    second = client.get("/api/search?q=bulletin&per_page=20&page=2").json
    past = client.get("/api/search?q=bulletin&per_page=20&page=3").json
    ids = [hit["id"] for hit in first["hits"] + second["hits"]]
    assert len(ids) == len(set(ids)) == first["total"] == 25
    assert past["hits"] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=(idlib", 400),
        ("/api/search?sort=xyz", 400),
        ("/api/search?page=5000", 400),
        ("/api/articles/unknown", 404),
        ("/api/nowhere", 404),
    ],
)
def test_errors_are_problem_documents(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert response.json["status"] == status
    assert response.json["title"]
    assert response.json["detail"]


def test_a_mistake_in_a_query_has_its_place_and_a_mend(client):
    problem = client.get("/api/search?q=idlib+(soap").json
    assert problem["position"] == 6
    assert problem["suggestions"] == ["idlib (soap)", "idlib soap"]


def test_malformed_parameters_are_named(client):
    problem = client.get("/api/search?page=abc").json
    assert problem["parameters"][0]["name"] == "page"
    assert problem["parameters"][0]["value"] == "abc"


def test_only_reading_is_allowed(client):
    response = client.post("/api/search")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_health_tells_count_and_version(client):
    health = client.get("/healthz").json
    assert health["articles"] == 30
    assert health["version"]
