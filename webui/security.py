"""What protects readers: headers that let a page run nothing but our own, and a limit on addresses."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, abort, request

__all__ = ["MAX_QUERY_STRING", "guard"]

MAX_QUERY_STRING: Final = 16_384  # bytes; the query itself has a limit of its own, in its parser
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # a query is nobody else's business
    "X-Content-Type-Options": "nosniff",
}


def guard(app: Flask) -> None:
    """Give every response its headers; refuse addresses that are too long, and hosts that are none."""

    @app.before_request
    def check_address() -> None:
        if not request.host:  # as Werkzeug has it where the header is malformed; whole addresses begin with it
            abort(400, "The Host header of this request names no host.")
        if len(request.query_string) > MAX_QUERY_STRING:
            abort(414, "This address is too long. Search with fewer words and filters.")

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(_HEADERS)
        return response
