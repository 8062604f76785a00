"""Results and articles as JSON records: the same for `carrel search --json` and the web's API."""

from __future__ import annotations

from indexer.answer import Answer
from indexer.articles.article import Article, Paragraph
from indexer.explanation import Explanation
from indexer.export.provenance import Provenance
from indexer.export.record_types import (
    AnswerRecord,
    ArticleRecord,
    ExplanationRecord,
    HistogramRecord,
    HitRecord,
    ParagraphRecord,
    ProvenanceRecord,
    RangeRecord,
    ResultsRecord,
    SampleRecord,
    SegmentRecord,
    SuggestionRecord,
)
from indexer.query.date_range import DateRange
from indexer.query.explain import in_words
from indexer.query.tree import written
from indexer.results import Histogram, Hit, Results, Snippet
from indexer.sample import Sample
from indexer.suggestions import Suggestion

__all__ = [
    "answer_record",
    "article_record",
    "explanation_record",
    "hit_record",
    "provenance_record",
    "range_record",
    "sample_record",
    "suggestion_record",
]


def provenance_record(provenance: Provenance) -> ProvenanceRecord:
    """What an article was exported from, for the record of each."""
    return {
        "query": provenance.text,
        "search": provenance.in_words,
        "exported": provenance.made_at,
        "corpus_version": provenance.version,
    }


def answer_record(answer: Answer) -> AnswerRecord:
    """What a search found, and what else may have been meant: a page of results, and more."""
    return {
        **_results_record(answer.results),
        "corrections": [
            {
                "query": one.query.text,
                "total": one.total,
                "words": [{"written": word.written, "meant": word.meant} for word in one.words],
            }
            for one in answer.corrections
        ],
        "relaxations": [
            {
                "part": one.said,
                "alone_total": one.alone_total if one.alone else None,
                "without": one.without.text,
                "without_total": one.without_total,
            }
            for one in answer.relaxations
        ],
        "missing": [range_record(dates) for dates in answer.missing],
    }


def explanation_record(explanation: Explanation) -> ExplanationRecord:
    """How a score came about, part by part."""
    return {
        "part": explanation.said,
        "score": explanation.score,
        "figures": {figure.name: figure.value for figure in explanation.figures},
        "parts": [explanation_record(part) for part in explanation.parts],
    }


def suggestion_record(suggestion: Suggestion) -> SuggestionRecord:
    """What may be meant by a query that is being typed."""
    return {
        "kind": suggestion.kind.value,
        "text": suggestion.text,
        "count": suggestion.count,
        "query": suggestion.query,
        "field": suggestion.field.name if suggestion.field else None,
        "label": suggestion.field.label if suggestion.field else None,
        "article": suggestion.article_id or None,
    }


def _results_record(results: Results) -> ResultsRecord:
    """A page of results: total, hits, facets by name, histogram, forms of the query's terms."""
    return {
        "query": results.query.text,
        "understood": "".join(segment.text for segment in in_words(results.query, results.terms)),
        "total": results.total,
        "row_count": results.row_count,
        "offset": results.offset,
        "limit": results.limit,
        "sort": results.sort.value,
        "archive_count": results.archive_count,
        "hits": [hit_record(hit) for hit in results.hits],
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
        "histogram": _histogram_record(results.histogram),
        "period": _histogram_record(results.period) if results.period else None,
        "terms": [
            {
                "term": written(one.leaf),
                "field": one.field.name if one.field else None,
                "forms": [{"form": form.form, "count": form.count} for form in one.forms],
                "distinct": one.distinct,
            }
            for one in results.terms
        ],
    }


def range_record(dates: DateRange) -> RangeRecord:
    """A range of dates; null is an open end."""
    first, last = (day.isoformat() if day else None for day in (dates.first, dates.last))
    return {"first": first, "last": last}


def _histogram_record(histogram: Histogram) -> HistogramRecord:
    return {
        "unit": histogram.unit.value,
        "bars": [{"label": bar.label, "count": bar.count, "selected": bar.selected} for bar in histogram.bars],
        "undated": histogram.undated,
    }


def sample_record(sample: Sample) -> SampleRecord:
    """The articles that were drawn, in their order, and from how many."""
    return {
        "query": sample.query.text,
        "total": sample.total,
        "archive_count": sample.archive_count,
        "seed": sample.seed,
        "hits": [hit_record(hit) for hit in sample.hits],
    }


def hit_record(hit: Hit) -> HitRecord:
    """An article as it was found."""
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
        "near_copies": hit.near_copies,
        "snippets": [_snippet_record(snippet) for snippet in hit.snippets],
    }


def article_record(article: Article) -> ArticleRecord:
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


def _snippet_record(snippet: Snippet) -> list[SegmentRecord]:
    return [{"text": segment.text, "marked": segment.marked} for segment in snippet.segments]


def _paragraph_records(paragraphs: tuple[Paragraph, ...]) -> list[ParagraphRecord]:
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
