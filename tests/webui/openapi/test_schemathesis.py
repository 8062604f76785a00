"""What a tester of APIs makes of the description: addresses of every kind, all of which are answered as described."""

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from webui.openapi.operations import OPERATIONS

FEW = 6  # addresses of each kind for each operation
MANY = 1_000
PLAIN = {"Accept-Encoding": "identity"}  # what asks here does not unpack answers
CASES = [
    pytest.param(operation, mode, id=f"{operation.name}-{mode.value}")
    for operation in OPERATIONS
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if operation.parameters or mode is GenerationMode.POSITIVE
]


@pytest.fixture(scope="module")
def schema(app):
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


def ask(schema, operation, mode, count):
    @settings(max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[operation.path]["GET"].as_strategy(generation_mode=mode))
    def answered_as_described(case):
        # A query is a text of a language: it has mistakes that no schema can say.
        case.call_and_validate(headers=PLAIN, excluded_checks=[positive_data_acceptance])

    answered_as_described()


@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_answer_is_as_described(schema, operation, mode):
    ask(schema, operation, mode, FEW)


@pytest.mark.soak
@pytest.mark.parametrize(("operation", "mode"), CASES)
def test_every_one_of_many_answers_is_as_described(schema, operation, mode):
    ask(schema, operation, mode, MANY)
