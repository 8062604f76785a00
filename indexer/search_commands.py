"""The commands that search the index and show what is in it."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from indexer.answer import answer
from indexer.archive import Archive
from indexer.concordance import MAX_LINES, ConcordanceOrder
from indexer.errors import UsageError
from indexer.export.addresses import no_address
from indexer.export.concordance_lines import concordance_record
from indexer.export.files import write_file, write_pieces
from indexer.export.formats import FORMATS, format_named
from indexer.export.provenance import Provenance
from indexer.export.records import answer_record, article_record, explanation_record
from indexer.fields import FACETS
from indexer.query.date_range import DatesLike
from indexer.query.query import Query
from indexer.results import Sort
from indexer.settings import Settings
from indexer.terminal_concordance import print_concordance
from indexer.terminal_results import print_answer, print_article, print_explanation, print_hits, print_keywords

__all__ = ["SEARCH_COMMANDS", "settings_of"]

Command = TypeVar("Command", bound=Callable[..., Any])


def settings_of(ctx: click.Context) -> Settings:
    """The settings that the group has loaded."""
    settings = ctx.find_object(Settings)
    assert settings is not None  # noqa: S101  # the group's callback always runs first
    return settings


def _filter_options(command: Command) -> Command:
    """An option to include and one to exclude values, for each facet."""
    for field in reversed(FACETS):
        command = click.option(
            f"--not-{field.name}", multiple=True, metavar="VALUE", help=f"Leave out this {field.label.lower()}."
        )(command)
        command = click.option(
            f"--{field.name}", multiple=True, metavar="VALUE",
            help=f"Only this {field.label.lower()}; 'none' for none given. Can be repeated.",
        )(command)  # fmt: skip
    return command


def _query_options(command: Command) -> Command:
    """The options that say which articles are searched for; `_asked` makes a query of them."""
    for option in (
        click.option("--undated", is_flag=True, help="Only articles without a date."),
        click.option("--exact", is_flag=True, help="Words as written, not their other forms."),
        click.option("--any", "match_any", is_flag=True, help="One of the words is enough; best match first."),
        click.option("--to", "last", metavar="DATE", help="Last date, included."),
        click.option("--from", "first", metavar="DATE", help="First date: 2012, 2012-06 or 2012-06-30."),
        _filter_options,
    ):
        command = option(command)
    return command


def _asked(text: str, options: Mapping[str, Any]) -> Query:
    return Query.of(
        text,
        filters={field.name: _values(options[field.name]) for field in FACETS},
        exclude={field.name: _values(options[f"not_{field.name}"]) for field in FACETS},
        dates=_dates(options),
        match="any" if options["match_any"] else "all",
        exact=options["exact"],
    )


def _dates(options: Mapping[str, Any]) -> DatesLike:
    if options["undated"] and (options["first"] or options["last"]):
        raise UsageError("An article without a date is in no range: give --undated, or --from and --to.")
    return "none" if options["undated"] else (options["first"], options["last"])


def _values(given: Sequence[str]) -> list[str | None]:
    return [None if value == "none" else value for value in given]


_limit_option = click.option(
    "--limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many articles to show."
)
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("search")
@click.argument("text", metavar="QUERY", default="")
@_query_options
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value, show_default=True
)
@_limit_option
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as the web's /api/search gives it.")
@click.pass_context
def search_command(ctx: click.Context, /, text: str, *, as_json: bool, **options: Any) -> None:
    """Search the archive; an empty QUERY finds all articles, newest first. `carrel help query` tells what can be typed.

    A QUERY that begins with a minus stands behind two: carrel search -- '-oil gas'

    \b
    Example:
      carrel search 'idlib -turkey' --region 'Middle East & North Africa' --from 2012
    """
    page = {name: options[name] for name in ("sort", "offset", "limit")}
    with Archive.open(settings_of(ctx).index) as archive:
        found = answer(archive, _asked(text, options), **page)
    if as_json:
        _print_json(answer_record(found))
    else:
        print_answer(found)


@click.command("show")
@click.argument("article_id", metavar="ID")
@_json_option
@click.pass_context
def show_command(ctx: click.Context, article_id: str, *, as_json: bool) -> None:
    """Print the article with this ID.

    \b
    Example:
      carrel show 000_c5189b488046250e
    """
    with Archive.open(settings_of(ctx).index) as archive:
        article = archive.article(article_id)
    if as_json:
        _print_json(article_record(article))
    else:
        print_article(article)


@click.command("explain")
@click.argument("text", metavar="QUERY")
@click.argument("article_id", metavar="ID")
@_query_options
@_json_option
@click.pass_context
def explain_command(ctx: click.Context, /, text: str, article_id: str, *, as_json: bool, **options: Any) -> None:
    """Print how the score of the article ID in a search for QUERY comes about.

    \b
    Example:
      carrel explain 'idlib liberation' 000_c5189b488046250e
    """
    with Archive.open(settings_of(ctx).index) as archive:
        explanation = archive.explain(_asked(text, options), article_id)
    if as_json:
        _print_json(explanation_record(explanation))
    else:
        print_explanation(explanation)


@click.command("similar")
@click.argument("article_id", metavar="ID")
@_limit_option
@click.pass_context
def similar_command(ctx: click.Context, article_id: str, *, limit: int) -> None:
    """Print the articles that are most like the article ID, without copies of it.

    \b
    Example:
      carrel similar 000_c5189b488046250e
    """
    with Archive.open(settings_of(ctx).index) as archive:
        print_hits(archive.similar(article_id, limit=limit))


@click.command("keywords")
@click.argument("text", metavar="QUERY", default="")
@_query_options
@click.option("--limit", type=click.IntRange(0, 1000), default=30, show_default=True, help="How many words to show.")
@click.pass_context
def keywords_command(ctx: click.Context, /, text: str, *, limit: int, **options: Any) -> None:
    """Print the words that are most typical of what QUERY finds, against all other articles.

    \b
    Example:
      carrel keywords idlib
    """
    with Archive.open(settings_of(ctx).index) as archive:
        print_keywords(archive.keywords(_asked(text, options), limit=limit))


@click.command("concordance")
@click.argument("text", metavar="QUERY")
@_query_options
@click.option(
    "--order",
    type=click.Choice([order.value for order in ConcordanceOrder]),
    default=ConcordanceOrder.RELEVANCE.value,
    show_default=True,
    help="left2: by the second word before the match.",
)
@click.option(
    "--limit", type=click.IntRange(0, MAX_LINES), default=50, show_default=True, help="How many lines to show."
)
@_json_option
@click.pass_context
def concordance_command(ctx: click.Context, /, text: str, *, as_json: bool, **options: Any) -> None:
    """Print the matches of QUERY one a line, each between the words before and after it.

    \b
    Example:
      carrel concordance idlib --order left
    """
    lines = {name: options[name] for name in ("order", "limit")}
    with Archive.open(settings_of(ctx).index) as archive:
        found = archive.concordance(_asked(text, options), **lines)
    if as_json:
        _print_json(concordance_record(found))
    else:
        print_concordance(found)


@click.command("export")
@click.argument("text", metavar="QUERY", default="")
@_query_options
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value, show_default=True
)
@click.option("--format", "name", type=click.Choice([one.name for one in FORMATS]), default="csv", show_default=True)
@click.option("--output", "-o", type=click.Path(path_type=Path), help="The file to write, if not to standard output.")
@click.pass_context
def export_command(
    ctx: click.Context, /, text: str, *, sort: str, name: str, output: Path | None, **options: Any
) -> None:
    """Write all articles that QUERY finds, in a format that spreadsheets, programs or citation managers read.

    An empty QUERY finds all articles. A file is replaced when the new one is complete.

    \b
    Example:
      carrel export idlib --format ris -o idlib.ris
    """
    query = _asked(text, options)
    with Archive.open(settings_of(ctx).index) as archive:
        provenance = Provenance(query, archive.version, dt.datetime.now(dt.UTC))
        pieces = format_named(name).write(archive.found(query, sort=sort), provenance, no_address)
        if output:
            write_file(pieces, output)
        else:
            write_pieces(pieces, sys.stdout.buffer)


SEARCH_COMMANDS: Final = (
    search_command,
    show_command,
    explain_command,
    similar_command,
    keywords_command,
    concordance_command,
    export_command,
)


def _print_json(record: Mapping[str, object]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
