"""The page about the API, from the same operations as its OpenAPI document."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from webui.openapi.operations import OPERATIONS, Operation
from webui.openapi.parameter import ARTICLE_ID, FILTERS, MATCHING, Parameter
from webui.paths import API_DOCUMENT
from webui.presenters.link import Link, SearchBox
from webui.presenters.wording import number
from webui.search_state import address_of

__all__ = ["ApiPage", "OperationView", "ParameterView", "api_page"]

_SHARED: Final = (*FILTERS, *MATCHING)


@dataclass(frozen=True, slots=True)
class ParameterView:
    """A parameter, what it takes, and what it is for."""

    name: str
    takes: str
    about: str


@dataclass(frozen=True, slots=True)
class OperationView:
    """A path. `has_shared`: it takes the parameters that say what is searched, which are listed once."""

    anchor: str
    path: str
    summary: str
    parameters: tuple[ParameterView, ...]
    has_shared: bool
    example: Link | None


@dataclass(frozen=True, slots=True)
class ApiPage:
    """Everything that the page shows."""

    title: str
    box: SearchBox
    introduction: str
    document: str
    operations: tuple[OperationView, ...]
    shared: tuple[ParameterView, ...]
    problem: str


def api_page() -> ApiPage:
    """The page, the same for every archive."""
    return ApiPage(
        title="The API",
        box=SearchBox(),
        introduction="What the pages show, in JSON: the same paths after /api, the same parameters.",
        document=API_DOCUMENT,
        operations=tuple(map(_operation, OPERATIONS)),
        shared=tuple(map(_parameter, _SHARED)),
        problem=json.dumps(
            {"title": "…", "status": 400, "detail": "what is wrong, and what to do", "position": 6}, ensure_ascii=False
        ),
    )


def _operation(operation: Operation) -> OperationView:
    own = [one for one in operation.parameters if one not in _SHARED]
    return OperationView(
        operation.name,
        operation.path,
        operation.summary,
        tuple(map(_parameter, own)),
        len(own) < len(operation.parameters),
        _example(operation),
    )


def _example(operation: Operation) -> Link | None:
    """A call that works in any archive: without an article, since none is in all of them."""
    if ARTICLE_ID in operation.parameters:
        return None
    path = operation.path
    for one in operation.parameters_of_the_path:
        path = path.replace(f"{{{one.name}}}", one.example)
    asked = tuple((one.name, one.example) for one in operation.parameters if one.example and not one.is_in_path)
    address = address_of(path, asked)
    return Link(address, address)


def _parameter(parameter: Parameter) -> ParameterView:
    takes = _takes(parameter.schema) + (", several times" if parameter.repeated else "")
    return ParameterView(parameter.name, takes, parameter.about)


def _takes(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(schema["enum"])
    if "minimum" in schema:
        return f"{schema['minimum']} to {number(schema['maximum'])}; {schema['default']} if not given"
    return "a date" if "pattern" in schema else "a text"
