"""What the search commands print: coloured on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Final

import click

from indexer.answer import Answer
from indexer.articles.article import Article, ParagraphKind
from indexer.explanation import Explanation
from indexer.keywords import Keywords
from indexer.query.explain import in_words
from indexer.query.relaxing import Relaxation
from indexer.results import Facet, Hit, Snippet
from indexer.term_forms import TermForms

__all__ = ["print_answer", "print_article", "print_explanation", "print_hits", "print_keywords"]

_SHOWN_VALUES: Final = 5


def print_answer(answer: Answer) -> None:
    """Print a page of results: what was understood, what may be meant, the hits with their passages, forms, facets."""
    results = answer.results
    understood = "".join(
        click.style(segment.text, bold=True) if segment.marked else segment.text
        for segment in in_words(results.query, results.terms)
    )
    click.echo(f"{understood}: {results.total:,} of {results.archive_count:,}\n")
    if answer.corrections:
        meant = " or ".join(f"{one.query.text} ({one.total:,})" for one in answer.corrections)
        click.echo(f"Did you mean {meant}?\n")
    _print_relaxations(answer.relaxations)
    print_hits(results.hits, results.offset)
    for term in results.terms:
        _print_forms(term)
    for facet in results.facets.values():
        _print_facet(facet)


def print_hits(hits: Iterable[Hit], offset: int = 0) -> None:
    """Print articles with their passages, numbered from `offset` + 1 on."""
    for number, hit in enumerate(hits, offset + 1):
        _print_hit(number, hit)


def _print_relaxations(relaxations: Sequence[Relaxation]) -> None:
    for one in relaxations:
        alone = f"{one.alone_total:,} alone, " if one.alone else ""
        click.echo(f"{one.said}: {alone}{one.without_total:,} without it")
    if relaxations:
        click.echo()


def _print_forms(term: TermForms) -> None:
    if term.forms and term.is_telling:
        forms = ", ".join(f"{one.form} {one.count:,}" for one in term.forms)
        more = term.distinct - len(term.forms)
        rest = f", and {more:,} more" if more else ""
        heading = f"Forms of {term.typed}" + (f" in {term.field.label}" if term.field else "")
        click.echo(f"{click.style(heading, bold=True)}: {forms}{rest}")


def _print_hit(number: int, hit: Hit) -> None:
    click.echo(f"{number:3}. {_marked(hit.title_marked, bold=True)}")
    facts = (", ".join(hit.authors), hit.source, str(hit.date or "undated"), hit.id)
    click.echo(click.style("     " + " · ".join(fact for fact in facts if fact), dim=True))
    for snippet in hit.snippets:
        begin, end = "" if snippet.opened else "… ", "" if snippet.closed else " …"
        click.echo(f"     {begin}{_marked(snippet)}{end}")
    click.echo()


def _marked(snippet: Snippet, *, bold: bool = False) -> str:
    """A passage with its matches in colour on a terminal, and between asterisks elsewhere."""
    return "".join(
        _mark(segment.text) if segment.marked else click.style(segment.text, bold=bold) for segment in snippet.segments
    )


def _mark(text: str) -> str:
    return click.style(text, fg="yellow", bold=True, underline=True) if sys.stdout.isatty() else f"*{text}*"


def _print_facet(facet: Facet) -> None:
    shown = facet.values[:_SHOWN_VALUES]
    if shown:
        values = ", ".join(f"{value.value or 'none given'} {value.count:,}" for value in shown)
        more = facet.distinct - sum(1 for value in shown if value.value and value.count)
        rest = f", and {more:,} more" if more > 0 else ""
        click.echo(f"{click.style(facet.field.label, bold=True)}: {values}{rest}")


def print_article(article: Article) -> None:
    """Print an article: its facts, its text, its note and rights."""
    click.echo(click.style(article.title, bold=True))
    facts = {
        "By": ", ".join(article.authors),
        "Published": ", ".join(part for part in (article.source, str(article.date or "undated")) if part),
        "Region": ", ".join(article.regions),
        "Theme": ", ".join(article.themes),
        "In-depth report": ", ".join(article.reports),
        "Address": article.url,
        "Input": ", ".join((article.input, *article.copies)),
    }
    for label, value in facts.items():
        if value:
            click.echo(f"{label}: {value}")
    for paragraph in article.paragraphs:
        heading = paragraph.kind is ParagraphKind.HEADING
        click.echo(f"\n{click.style(paragraph.text, bold=heading)}")
    for text in (*(paragraph.text for paragraph in article.note), article.rights):
        if text:
            click.echo(click.style(f"\n{text}", dim=True))


def print_explanation(explanation: Explanation, level: int = 0, kind: str = "") -> None:
    """Print how a score came about, part under part; `kind` stands before what is no score."""
    figures = ", ".join(f"{figure.name} {_figure(figure.value)}" for figure in explanation.figures)
    line = f"{'  ' * level}{kind}{explanation.score:.3f}  {explanation.said}"
    click.echo(line + (click.style(f"  ({figures})", dim=True) if figures else ""))
    for part in explanation.parts:
        # Only a word has figures and parts: its fields, which add up to its t.
        print_explanation(part, level + 1, "t " if explanation.figures else "")


def _figure(value: float) -> str:
    """A number with three decimals at most: 105,293 and 8.244."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def print_keywords(keywords: Keywords) -> None:
    """Print words with how many articles have them, most typical first."""
    click.echo(f"{keywords.total:,} of {keywords.archive_count:,} articles found\n")
    if keywords.words:
        heading = f"{'word':24} {'found':>8}    {'archive':>9}  {'typical':>10}"
        click.echo(click.style(heading, dim=True))
    for word in keywords.words:
        click.echo(f"{word.text:24} {word.count:>8,} of {word.archive_count:>9,}  {word.score:>10,.1f}")
