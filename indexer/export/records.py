"""Results and articles as JSON records: the same for `carrel search --json` and the web's API."""

from __future__ import annotations

from typing import Any

from indexer.articles.article import Article, Paragraph
from indexer.query.explain import in_words
from indexer.results import Hit, Results, Snippet

__all__ = ["article_record", "results_record"]


def results_record(results: Results) -> dict[str, Any]:
    """A page of results: total, hits, facets by name, histogram."""
    return {
        "query": results.query.text,
        "understood": "".join(segment.text for segment in in_words(results.query)),
        "total": results.total,
        "offset": results.offset,
        "limit": results.limit,
        "sort": results.sort.value,
        "archive_count": results.archive_count,
        "hits": [_hit_record(hit) for hit in results.hits],
        "facets": {
            name: {
                "label": facet.field.label,
                "distinct": facet.distinct,
                "values": [
                    {"value": one.value, "count": one.count, "selected": one.selected, "excluded": one.excluded}
                    for one in facet.values
                ],
            }
            for name, facet in results.facets.items()
        },
        "histogram": {
            "unit": results.histogram.unit.value,
            "bars": [
                {"label": bar.label, "count": bar.count, "selected": bar.selected} for bar in results.histogram.bars
            ],
            "undated": results.histogram.undated,
        },
    }


def article_record(article: Article) -> dict[str, Any]:
    """A whole article, its paragraphs with their kinds and the spans of emphasis and links in them."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "date": str(article.date) if article.date else None,
        "date_written": article.date.written if article.date else None,
        "source": article.source,
        "url": article.url,
        "regions": list(article.regions),
        "themes": list(article.themes),
        "reports": list(article.reports),
        "names": list(article.names),
        "paragraphs": _paragraph_records(article.paragraphs),
        "note": _paragraph_records(article.note),
        "origin": article.origin,
        "rights": article.rights,
        "boilerplate": list(article.boilerplate),
        "input": article.input,
        "digest": article.digest,
        "copies": list(article.copies),
        "problems": list(article.problems),
    }


def _hit_record(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "authors": list(hit.authors),
        "date": str(hit.date) if hit.date else None,
        "source": hit.source,
        "url": hit.url,
        "regions": list(hit.regions),
        "themes": list(hit.themes),
        "reports": list(hit.reports),
        "score": hit.score,
        "copies": hit.copies,
        "snippets": [_snippet_record(snippet) for snippet in hit.snippets],
    }


def _snippet_record(snippet: Snippet) -> list[dict[str, Any]]:
    return [{"text": segment.text, "marked": segment.marked} for segment in snippet.segments]


def _paragraph_records(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
    return [
        {
            "text": paragraph.text,
            "kind": paragraph.kind.value,
            "spans": [
                {"start": span.start, "end": span.end, "kind": span.kind.value, "href": span.href}
                for span in paragraph.spans
            ],
        }
        for paragraph in paragraphs
    ]
