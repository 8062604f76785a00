"""Paths: where each page is, by name; a page's parameters are those of its state."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ABOUT",
    "API",
    "API_ARTICLES",
    "API_CONCORDANCE",
    "API_DOCUMENT",
    "API_EXPLAIN",
    "API_FACETS",
    "API_KEYWORDS",
    "API_SAMPLE",
    "API_SEARCH",
    "API_SIMILAR",
    "API_STATISTICS",
    "API_SUGGEST",
    "API_TERMS",
    "API_TIMELINE",
    "ARTICLES",
    "COMBINE",
    "CONCORDANCE",
    "CONCORDANCE_CSV",
    "EXPORT",
    "FACETS",
    "FEED",
    "HEALTH",
    "HELP",
    "HOME",
    "KEYWORDS",
    "KEYWORDS_CSV",
    "OPEN_SEARCH",
    "READING_LIST",
    "ROBOTS",
    "SAMPLE",
    "SEARCH",
    "SIMILAR",
    "SITEMAP",
    "SUGGESTIONS",
    "TERMS",
    "TERMS_CSV",
    "TIMELINE",
    "TIMELINE_CSV",
    "TIMELINE_SVG",
]

HOME: Final = "/"
SEARCH: Final = "/search"
SIMILAR: Final = "/similar/"  # and an id
ARTICLES: Final = "/articles/"  # and an id
FACETS: Final = "/facets/"  # and the name of a field
CONCORDANCE: Final = "/concordance"
CONCORDANCE_CSV: Final = "/concordance.csv"
TIMELINE: Final = "/timeline"
TIMELINE_CSV: Final = "/timeline.csv"
TIMELINE_SVG: Final = "/timeline.svg"
KEYWORDS: Final = "/keywords"
KEYWORDS_CSV: Final = "/keywords.csv"
SAMPLE: Final = "/sample"
TERMS: Final = "/terms"
TERMS_CSV: Final = "/terms.csv"
EXPORT: Final = "/export"
FEED: Final = "/feed"
READING_LIST: Final = "/reading-list"
COMBINE: Final = "/combine"
ABOUT: Final = "/about"
HELP: Final = "/help"
OPEN_SEARCH: Final = "/opensearch.xml"
SUGGESTIONS: Final = "/suggestions"
ROBOTS: Final = "/robots.txt"
SITEMAP: Final = "/sitemap.xml"
API: Final = "/api"
API_CONCORDANCE: Final = "/api/concordance"
API_KEYWORDS: Final = "/api/keywords"
API_SAMPLE: Final = "/api/sample"
API_FACETS: Final = "/api/facets/"  # and the name of a field
API_SEARCH: Final = "/api/search"
API_ARTICLES: Final = "/api/articles/"  # and an id
API_EXPLAIN: Final = "/api/explain/"  # and an id
API_SUGGEST: Final = "/api/suggest"
API_STATISTICS: Final = "/api/stats"
API_DOCUMENT: Final = "/api/openapi.json"
HEALTH: Final = "/healthz"
API_SIMILAR: Final = "/api/similar/"  # and an id
API_TERMS: Final = "/api/terms"
API_TIMELINE: Final = "/api/timeline"
