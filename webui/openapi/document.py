"""The description of the API as one document, by the OpenAPI Specification 3.1."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from webui.openapi.answers import Problem
from webui.openapi.operations import OPERATIONS, Operation

__all__ = ["document"]

_REFERENCE: Final = "#/components/schemas/{name}"
_FAULTS: Final = {
    400: "A mistake in the query or another parameter; the problem names it and its remedy.",
    404: "There is no such article, facet or page.",
    414: "The address is too long.",
    503: "There is no archive, or it cannot be trusted; the problem says what to do.",
}


def document(title: str, version: str, address: str) -> dict[str, Any]:
    """The API of an archive with a title, in a version of Carrel, served at an address."""
    types = [*(operation.answer for operation in OPERATIONS), Problem]
    references, schemas = msgspec.json.schema_components(types, ref_template=_REFERENCE)
    problem = references[-1]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{title}: the API",
            "version": version,
            "summary": "What the pages show, for programs.",
            "description": "Every page has a path here with the same parameters. Articles never change within a "
            "corpus version, which is the ETag of answers.",
        },
        "servers": [{"url": address}],
        "paths": {
            operation.path: {"get": _described(operation, reference, problem)}
            for operation, reference in zip(OPERATIONS, references, strict=False)
        },
        "components": {"schemas": schemas},
    }


def _described(operation: Operation, answer: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    faults = {
        str(status): {"description": _FAULTS[status], "content": {"application/problem+json": {"schema": problem}}}
        for status in operation.faults
    }
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [parameter.described() for parameter in operation.parameters],
        "responses": {
            "200": {
                "description": (operation.answer.__doc__ or "").partition("\n")[0],
                "content": {"application/json": {"schema": answer}},
            },
            **faults,
        },
    }
