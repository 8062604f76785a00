"""The site, as views speak of it: what the archive is called, and where this request reached it."""

from __future__ import annotations

from typing import Final

from flask import Flask, current_app, request

__all__ = ["archive_title", "name_archive", "site_address"]

_EXTENSION: Final = "carrel_title"


def name_archive(app: Flask, title: str) -> None:
    """Give an application's archive its title."""
    app.extensions[_EXTENSION] = title


def archive_title() -> str:
    """What the archive is called."""
    title: str = current_app.extensions[_EXTENSION]
    return title


def site_address() -> str:
    """How whole addresses begin, without a slash at the end: "http://127.0.0.1:8080"."""
    return request.url_root.rstrip("/")
