"""The JSON interface says what the pages show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.webui.conftest import NASTY


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


# ---------------------------------------------------------------------- what was meant


def test_a_search_answers_the_forms_of_its_terms(client):
    found = client.get("/api/search?q=title:liberat*+OR+liberate[-liberated]").json
    assert found["terms"] == [
        {"term": "liberat*", "field": "title", "forms": [], "distinct": 0},
        {
            "term": "liberate[-liberated]",
            "field": None,
            "forms": [{"form": "liberation", "count": 1}],
            "distinct": 1,
        },
    ]
    assert (found["corrections"], found["relaxations"]) == ([], [])


def test_few_hits_come_with_corrections_that_find_more(client):
    found = client.get("/api/search?q=survayors&source=Carrel+Samples").json
    assert found["total"] == 0
    assert found["corrections"] == [
        {"query": "surveyors", "total": 1, "words": [{"written": "survayors", "meant": "surveyors"}]}
    ]
    assert client.get("/api/search?q=surveyors&source=Carrel+Samples").json["total"] == 1


def test_no_hits_come_with_what_each_part_finds(client):
    found = client.get("/api/search?q=idlib+-wicked+submarine&not_region=Asia").json
    assert found["relaxations"] == [
        {"part": "idlib", "alone_total": 2, "without": "-wicked submarine", "without_total": 0},
        {"part": "no form of wicked", "alone_total": None, "without": "idlib submarine", "without_total": 0},
        {"part": "a form of submarine", "alone_total": 0, "without": "idlib -wicked", "without_total": 2},
        {"part": "not Region: Asia", "alone_total": None, "without": "idlib -wicked submarine", "without_total": 0},
    ]


# ---------------------------------------------------------------------- how a score came about


def test_an_explanation_adds_up_to_the_score_of_the_search(client):
    explained = client.get("/api/explain/idlib?q=idlib+liberate&region=Middle+East+%26+North+Africa").json
    hits = client.get("/api/search?q=idlib+liberate&region=Middle+East+%26+North+Africa").json["hits"]
    assert [hit["id"] for hit in hits] == ["idlib"]
    assert explained["score"] == pytest.approx(hits[0]["score"])
    assert set(explained) == {"part", "score", "figures", "parts"}
    assert sum(part["score"] for part in explained["parts"]) == pytest.approx(explained["score"])
    [idlib, *_] = explained["parts"]
    assert idlib["part"] == "idlib"
    assert all(isinstance(value, (int, float)) for value in idlib["figures"].values())
    assert {part["part"] for part in idlib["parts"]} <= {"Title", "Text"}


def test_an_article_that_any_search_finds_is_explained_without_words(client):
    assert client.get("/api/explain/idlib").json["score"] == 0


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/api/explain/unknown?q=idlib", 404, "unknown"),
        ("/api/explain/soap?q=idlib", 400, "does not find"),
        ("/api/explain/idlib?q=idlib&region=Europe", 400, "does not find"),
        ("/api/explain/idlib?q=(idlib", 400, "parenthesis"),
        ("/api/explain/idlib?q=idlib&from=garbage", 400, "garbage"),
    ],
)
def test_what_cannot_be_explained_is_a_problem_document(client, address, status, says):
    response = client.get(address)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert says in response.json["detail"]


# ---------------------------------------------------------------------- suggestions


def test_suggestions_are_words_values_and_titles_with_what_they_mean(client):
    answered = client.get("/api/suggest?q=canals+bull").json
    assert answered["typed"] == "canals bull"
    word = next(one for one in answered["suggestions"] if one["kind"] == "word")
    assert word == {
        "kind": "word",
        "text": "bulletin",
        "count": 25,
        "query": "canals bulletin",
        "field": None,
        "label": None,
        "article": None,
    }
    value = next(one for one in answered["suggestions"] if one["kind"] == "value")
    assert (value["text"], value["field"], value["count"], value["query"]) == ("Bulletin", "source", 25, "canals")
    assert value["label"] == "Publication"
    title = next(one for one in client.get("/api/suggest?q=olive+oil").json["suggestions"] if one["kind"] == "title")
    assert (title["text"], title["article"]) == ("Olive Oil and Soap", "soap")
    assert client.get("/api/articles/" + title["article"]).status_code == 200


def test_what_is_suggested_finds_as_many_articles_as_it_says(client):
    for typed in ("idl", "bull", "soa", "liber"):
        for one in client.get(f"/api/suggest?q={typed}").json["suggestions"]:
            if one["kind"] == "word":
                assert client.get("/api/search", query_string={"q": one["query"]}).json["total"] == one["count"]


@pytest.mark.parametrize("address", ["/api/suggest", "/api/suggest?q=", "/api/suggest?q=%20%20", "/api/suggest?p=x"])
def test_where_nothing_was_typed_nothing_is_suggested(client, address):
    assert client.get(address).json["suggestions"] == []


@given(st.text(max_size=40) | st.text(alphabet='ab(")~*?:[]-+= \u201c', max_size=20).map("title:".__add__))
def test_whatever_is_typed_suggestions_are_an_answer(app, typed):
    response = app.test_client().get("/api/suggest", query_string={"q": typed.encode("utf-8", "surrogatepass")})
    assert response.status_code == 200
    assert len(response.json["suggestions"]) <= 8


@pytest.mark.parametrize("octets", [b"%ff%fe", b"%00", b"%ed%a0%80", b"a" * 5_000])
def test_octets_that_are_no_text_suggest_nothing_and_break_nothing(client, octets):
    response = client.get(f"/api/suggest?q={octets.decode('ascii')}")
    assert response.status_code == 200
    assert response.json["suggestions"] == []


def test_markup_in_what_is_suggested_is_plain_text_in_json(client):
    response = client.get("/api/suggest?q=nasty")
    assert response.mimetype == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    texts = [one["text"] for one in response.json["suggestions"]]
    assert any(NASTY in text for text in texts)
    assert any(one["text"] == f"Theme {NASTY}" for one in client.get("/api/suggest?q=theme").json["suggestions"])


# ---------------------------------------------------------------------- the values of a facet


def test_all_values_of_a_facet_are_answered_page_by_page(client):
    first = client.get("/api/facets/author?q=bulletin&author=Author+7&not_author=Nobody").json
    assert (first["field"], first["label"], first["query"]) == ("author", "Author", "bulletin")
    assert (first["distinct"], first["matching"], first["listed"]) == (25, 25, 24)
    assert first["values"][:2] == [
        {"value": "Author 7", "count": 1, "selected": True, "excluded": False},
        {"value": "Nobody", "count": 0, "selected": False, "excluded": True},
    ]
    assert len(first["values"]) == 26
    found = client.get("/api/facets/author?containing=AUTHOR+1&order=name").json
    assert [one["value"] for one in found["values"]] == ["Author 1", *(f"Author {number}" for number in range(10, 20))]
    assert found["page"] == "/facets/author?containing=AUTHOR+1&order=name"
    assert client.get("/api/facets/author?page=2").json["offset"] == 100
    assert client.get("/api/facets/region?q=soap").json["values"] == [
        {"value": None, "count": 1, "selected": False, "excluded": False}
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/api/facets/colour", 404), ("/api/facets/author?order=size", 400), ("/api/facets/author?q=(a", 400)],
)
def test_a_mistake_about_a_facet_is_a_problem_document(client, address, status):
    response = client.get(address)
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
