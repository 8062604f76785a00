"""How long an answer took, told to whoever looks: the browser's own tools show it."""

from __future__ import annotations

import time

from flask import Flask, Response, g

__all__ = ["tell_time"]


def tell_time(app: Flask) -> None:
    """Give every response a Server-Timing header, with the milliseconds from its request on.

    Register this before whatever else acts on responses, so that it acts last and counts that too.
    """

    @app.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        if "began" in g:
            response.headers["Server-Timing"] = f"total;dur={(time.perf_counter() - g.began) * 1000:.1f}"
        return response
