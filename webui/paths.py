"""Paths: where each page is, by name; a page's parameters are those of its state."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOUT",
    "API",
    "API_SEARCH",
    "ARTICLES",
    "CONCORDANCE",
    "EXPORT",
    "FACETS",
    "FEED",
    "HELP",
    "HOME",
    "KEYWORDS",
    "READING_LIST",
    "SAMPLE",
    "SEARCH",
    "TERMS",
    "TIMELINE",
]

HOME: Final = "/"
SEARCH: Final = "/search"
ARTICLES: Final = "/articles/"  # and an id
FACETS: Final = "/facets/"  # and the name of a field
CONCORDANCE: Final = "/concordance"
TIMELINE: Final = "/timeline"
KEYWORDS: Final = "/keywords"
SAMPLE: Final = "/sample"
TERMS: Final = "/terms"
EXPORT: Final = "/export"
FEED: Final = "/feed"
READING_LIST: Final = "/reading-list"
ABOUT: Final = "/about"
HELP: Final = "/help"
API: Final = "/api"
API_SEARCH: Final = "/api/search"
