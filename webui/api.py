"""The same searches and articles for programs, in JSON."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, Response, jsonify, request

from indexer.articles.article import Article, Paragraph
from indexer.matching import Match
from indexer.query.explain import in_words
from indexer.results import Facet, Hit, Results, Snippet
from webui.asking import ask
from webui.presenters.wording import iso_date
from webui.reading_room import current_archive
from webui.search_state import SearchState

__all__ = ["api"]

_FACET_VALUES: Final = 20  # of each facet; `more=<facet>` gives all

api = Blueprint("api", __name__)


@api.get("/api/search")
def search() -> Response:
    """Answer what the same parameters show as a page at /search."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    results = ask(archive, state, _FACET_VALUES)
    return jsonify(_results(results) | {"version": archive.version, "page": state.address})


@api.get("/api/articles/<path:article_id>")
def article(article_id: str) -> Response:
    """Answer all fields of an article, and where a query matches in it."""
    state = SearchState.of(request.args.items(multi=True))
    archive = current_archive()
    shown = archive.article(article_id)
    return jsonify(_article(shown) | {"matches": [_match(match) for match in archive.matches(state.query, shown)]})


@api.get("/healthz")
def health() -> Response:
    """Answer that there is an archive; the error handlers answer when there is none."""
    archive = current_archive()
    return jsonify({"status": "ok", "articles": archive.article_count, "version": archive.version})


def _results(results: Results) -> dict[str, Any]:
    histogram = results.histogram
    return {
        "total": results.total,
        "offset": results.offset,
        "limit": results.limit,
        "sort": results.sort,
        "archive_count": results.archive_count,
        "understood": "".join(segment.text for segment in in_words(results.query)),
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {name: _facet(facet) for name, facet in results.facets.items()},
        "histogram": {
            "unit": histogram.unit,
            "bars": [{"label": bar.label, "count": bar.count} for bar in histogram.bars],
            "undated": histogram.undated,
        },
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "authors": hit.authors,
        "date": iso_date(hit.date),
        "source": hit.source,
        "url": hit.url,
        "regions": hit.regions,
        "themes": hit.themes,
        "reports": hit.reports,
        "score": hit.score,
        "snippets": [_snippet(snippet) for snippet in hit.snippets],
        "copies": hit.copies,
    }


def _snippet(snippet: Snippet) -> list[dict[str, Any]]:
    return [{"text": segment.text, "marked": segment.marked} for segment in snippet.segments]


def _facet(facet: Facet) -> dict[str, Any]:
    return {
        "label": facet.field.label,
        "distinct": facet.distinct,
        "values": [
            {"value": value.value, "count": value.count, "selected": value.selected, "excluded": value.excluded}
            for value in facet.values
        ],
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "authors": article.authors,
        "date": iso_date(article.date),
        "date_written": article.date.written if article.date else None,
        "source": article.source,
        "regions": article.regions,
        "themes": article.themes,
        "reports": article.reports,
        "names": article.names,
        "paragraphs": [_paragraph(paragraph) for paragraph in article.paragraphs],
        "note": [_paragraph(paragraph) for paragraph in article.note],
        "origin": article.origin,
        "rights": article.rights,
        "url": article.url,
        "boilerplate": article.boilerplate,
        "input": article.input,
        "digest": article.digest,
        "copies": article.copies,
        "problems": article.problems,
    }


def _paragraph(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "text": paragraph.text,
        "kind": paragraph.kind.value,
        "spans": [
            {"start": span.start, "end": span.end, "kind": span.kind.value, "href": span.href}
            for span in paragraph.spans
        ],
    }


def _match(match: Match) -> dict[str, Any]:
    return {"field": match.field.name, "part": match.part, "start": match.start, "end": match.end}
