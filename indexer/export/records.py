"""Results and articles as JSON records: the same for `carrel search --json` and the web's API."""

from __future__ import annotations

from typing import Any

from indexer.articles.article import Article, ArticleDate, Paragraph, Precision
from indexer.results import Hit, Results, Snippet

__all__ = ["article_record", "iso_date", "results_record"]


def iso_date(date: ArticleDate | None) -> str | None:
    """A date in ISO 8601, as precise as it is known: 2006, 2012-03, 2019-12-30, 2019-12-30T18:15:00."""
    if date is None:
        return None
    if date.precision is Precision.TIME and date.time:
        return f"{date.day.isoformat()}T{date.time.isoformat()}"
    return date.day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(date.precision, 10)]


def results_record(results: Results) -> dict[str, Any]:
    """A page of results: total, hits, facets by name, histogram."""
    return {
        "query": results.query.text,
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
    """A whole article, its paragraphs with their kinds."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "date": iso_date(article.date),
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
        "input": article.input,
        "digest": article.digest,
        "copies": list(article.copies),
    }


def _hit_record(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "title": hit.title,
        "authors": list(hit.authors),
        "date": iso_date(hit.date),
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


def _paragraph_records(paragraphs: tuple[Paragraph, ...]) -> list[dict[str, str]]:
    return [{"kind": paragraph.kind.value, "text": paragraph.text} for paragraph in paragraphs]
