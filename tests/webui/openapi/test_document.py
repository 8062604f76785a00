"""The API's description is of what there is, and what there is keeps to it."""

import pytest
from jsonschema import Draft202012Validator

from webui.openapi.operations import OPERATIONS

PATHS = {
    "search": "/api/search?q=idlib+OR+soap&region=Europe&from=2001&sort=newest",
    "article": "/api/articles/idlib?q=idlib",
    "facet": "/api/facets/author?q=the&order=name",
    "timeline": "/api/timeline?q=idlib&q=canals&unit=year",
    "concordance": "/api/concordance?q=idlib",
    "keywords": "/api/keywords?q=canals",
    "sample": "/api/sample?q=canals&size=3&seed=2",
    "terms": "/api/terms?terms=idlib%0A(soap&by=theme",
    "similar": "/api/similar/filler-1",
    "explain": "/api/explain/idlib?q=idlib",
    "suggest": "/api/suggest?q=idl",
    "stats": "/api/stats",
    "health": "/healthz",
}


@pytest.fixture
def document(client):
    return client.get("/api/openapi.json").json


def schema_of(document, reference):
    return {**reference, "components": document["components"]}


def strict(node):
    """A schema by which an object has no key that is not described."""
    if isinstance(node, dict):
        closed = {"additionalProperties": False} if "properties" in node and "additionalProperties" not in node else {}
        return {key: strict(value) for key, value in node.items()} | closed
    return [strict(value) for value in node] if isinstance(node, list) else node


def test_every_path_of_the_api_is_described(app, document):
    rules = {rule.rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")} - {"/api/openapi.json"}
    plain = {rule.replace("<path:article_id>", "{id}").partition("<any(")[0] for rule in rules}
    assert plain == {path.replace("{field}", "") for path in document["paths"]} - {"/healthz"}
    assert set(PATHS) == {operation.name for operation in OPERATIONS}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_an_answer_is_as_described(client, document, operation):
    answer = client.get(PATHS[operation.name])
    assert answer.status_code == 200, answer.text
    described = document["paths"][operation.path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    Draft202012Validator(strict(schema_of(document, described))).validate(answer.json)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=(idlib", 400),
        ("/api/search?page=abc", 400),
        ("/api/articles/nowhere", 404),
        ("/api/nowhere", 404),
    ],
)
def test_a_problem_is_as_described(client, document, address, status):
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    Draft202012Validator(strict(schema_of(document, document["components"]["schemas"]["Problem"]))).validate(
        answer.json
    )


def test_a_parameter_that_is_described_is_read(client, document):
    """A malformed value of each that takes no text is refused, by its name."""
    for operation in OPERATIONS:
        for parameter in operation.parameters:
            if parameter.is_in_path or parameter.schema == {"type": "string"}:
                continue
            address = PATHS[operation.name].partition("?")[0]
            answer = client.get(address, query_string={parameter.name: "malformed"})
            assert answer.status_code == 400, (operation.name, parameter.name)
            assert parameter.name in {fault["name"] for fault in answer.json["parameters"]}


def test_the_corpus_version_is_the_etag(client):
    version = client.get("/healthz").json["version"]
    answer = client.get("/api/search?q=idlib")
    etag = answer.headers["ETag"]
    assert version in etag
    assert client.get("/api/timeline?q=soap").headers["ETag"] == etag
    again = client.get("/api/search?q=idlib", headers={"If-None-Match": etag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", etag)
    unasked = client.get("/api/search?q=never+asked+before", headers={"If-None-Match": etag})
    assert (unasked.status_code, unasked.data, unasked.headers["ETag"]) == (304, b"", etag)
    assert client.get("/api/search?q=idlib", headers={"If-None-Match": 'W/"20010101-00000000"'}).status_code == 200


def test_the_page_tells_of_every_operation(page):
    shown = page("/api")
    for operation in OPERATIONS:
        assert operation.path in shown
