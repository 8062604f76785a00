"""The one place where errors become pages, or for the API problem documents (RFC 9457)."""

from __future__ import annotations

from flask import Flask, Response, jsonify, render_template, request
from werkzeug.exceptions import HTTPException

from indexer.errors import CarrelError, QueryError
from webui.presenters.error_page import ErrorPage, error_page, http_error_page
from webui.presenters.page_head import NOT_LISTED, PageHead
from webui.search_state import AddressError, SearchState

__all__ = ["register_errors"]

_MESSAGES = {
    404: ("No such page", "There is nothing at this address."),
    500: ("Something went wrong", "This is a fault of Carrel. Its log on the server says more."),
}


def register_errors(app: Flask) -> None:
    """Let an application answer errors in its own hand."""
    app.register_error_handler(CarrelError, _explain)
    app.register_error_handler(HTTPException, _explain_http)


def _explain(error: CarrelError) -> Response:
    state, _ = SearchState.salvaged(request.args.items(multi=True))
    page = error_page(error, state)
    return _problem(page, error) if _wants_json() else _render(page)


def _explain_http(error: HTTPException) -> Response:
    status = error.code or 500
    title, message = _MESSAGES.get(status, (error.name, error.description or ""))
    page = http_error_page(status, title, message)
    response = _problem(page, error) if _wants_json() else _render(page)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            response.headers[name] = value
    return response


def _wants_json() -> bool:
    return request.path.startswith(("/api/", "/healthz"))


def _render(page: ErrorPage) -> Response:
    return Response(render_template("error.html", page=page, head=PageHead(robots=NOT_LISTED)), page.status)


def _problem(page: ErrorPage, error: Exception) -> Response:
    problem: dict[str, object] = {"title": page.title, "status": page.status, "detail": " ".join(page.messages)}
    if isinstance(error, QueryError):
        problem |= {"position": error.position, "suggestions": list(error.suggestions)}
    if isinstance(error, AddressError):
        problem["parameters"] = [
            {"name": fault.parameter, "value": fault.value, "detail": fault.message} for fault in error.faults
        ]
    response = jsonify(problem)
    response.status_code = page.status
    response.mimetype = "application/problem+json"
    return response
