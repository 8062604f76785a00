"""What a tester of APIs makes of the description: addresses of every kind, all of which are answered as described."""

import re
from urllib.parse import parse_qsl, urlsplit

import jsonschema
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from webui.openapi.operations import OPERATIONS

FEW = 6  # addresses of each kind for each operation
MANY = 1_000
NUMBER = re.compile(r"\s*-?[0-9]+\s*$")
PLAIN = {"Accept-Encoding": "identity"}  # what asks here does not unpack answers
# A query is a text of a language: it has mistakes that no schema can say. And of what a mistaken address was to hold,
# some is no mistake any more, or not there at all, once it is written as text; see `mistaken`.
EXCLUDED = [positive_data_acceptance, negative_data_rejection]
CASES = [
    pytest.param(operation, mode, id=f"{operation.name}-{mode.value}")
    for operation in OPERATIONS
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if operation.parameters or mode is GenerationMode.POSITIVE
]


@pytest.fixture(scope="module")
def schema(app):
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


def mistaken(operation, address):
    """The parameters of an address that are not as they are described."""
    given = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    for parameter in operation.parameters:
        described = parameter.described()
        is_number = parameter.schema.get("type") == "integer"
        values = [
            int(text) if is_number and NUMBER.match(text) else text for name, text in given if name == parameter.name
        ]
        if values and not parameter.is_in_path:
            whole = values if parameter.repeated or len(values) > 1 else values[0]
            if not jsonschema.Draft202012Validator(described["schema"]).is_valid(whole):
                yield parameter.name, whole


def ask(schema, operation, mode, count):
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[operation.path]["GET"].as_strategy(generation_mode=mode))
    def answered_as_described(case):
        response = case.call(headers=PLAIN)
        case.validate_response(response, excluded_checks=EXCLUDED)
        if response.status_code == 200:
            assert not list(mistaken(operation, response.request.url))

    answered_as_described()


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_answer_is_as_described(schema, operation, mode):
    ask(schema, operation, mode, FEW)


@pytest.mark.soak
@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_one_of_many_answers_is_as_described(schema, operation, mode):
    ask(schema, operation, mode, MANY)


def test_what_is_not_as_described_is_seen():
    search = next(operation for operation in OPERATIONS if operation.name == "search")
    assert not list(mistaken(search, "/api/search?q=a&region=&region=1&page=2&sort=newest&copies=&other=1"))
    for wrong in ("page=0", "page=two", "page=1&page=2", "sort=colour", "none=everything", "from=yesterday"):
        assert list(mistaken(search, f"/api/search?q=a&{wrong}")), wrong
