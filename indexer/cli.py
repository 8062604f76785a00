"""The command line of the indexer: commands read their arguments, call the library and print.

Exit status: 0 done; 1 failed, the live index as it was; 2 the command cannot be
meant as it stands; 3 built or updated, with problems.
"""

from __future__ import annotations

import dataclasses
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from indexer.archive import Archive
from indexer.errors import CarrelError, QueryError, UsageError
from indexer.export.records import article_record, results_record
from indexer.fields import FACETS
from indexer.query.query import Query
from indexer.results import Sort
from indexer.settings import Settings, described, load
from indexer.terminal import BuildDisplay, print_article, print_problems, print_results, print_statistics

__all__ = ["WITH_PROBLEMS", "CarrelGroup", "cli", "settings_of"]

WITH_PROBLEMS: Final = 3


class Refused(click.ClickException):
    """A CarrelError on its way to the terminal: one line, and exit status 1."""

    def show(self, file: Any = None) -> None:
        """Print the line on stderr."""
        click.echo(f"carrel: {self.format_message()}", file=file or sys.stderr)


class Misused(Refused):
    """A UsageError or a QueryError on its way to the terminal: exit status 2."""

    exit_code = 2


class CarrelGroup(click.Group):
    """Commands whose CarrelErrors become a line on stderr and an exit status: the one place for it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except QueryError as error:
            raise Misused(f"{error} Perhaps: {error.suggestion}" if error.suggestion else str(error)) from None
        except UsageError as error:
            raise Misused(str(error)) from None
        except CarrelError as error:
            raise Refused(str(error)) from None


@click.group(cls=CarrelGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="carrel", prog_name="carrel")
@click.option("--index", type=click.Path(path_type=Path), help="The folder of the index, if not the configured one.")
@click.pass_context
def cli(ctx: click.Context, index: Path | None) -> None:
    """Carrel: full-text search for an archive of articles.

    \b
    Example:
      carrel build articles/
      carrel search 'idlib "demilitarized zone"'
      carrel serve
    """
    settings = load(Path.cwd(), os.environ)
    ctx.obj = dataclasses.replace(settings, index=index.resolve()) if index else settings


def settings_of(ctx: click.Context) -> Settings:
    """The settings that the group has loaded."""
    settings = ctx.find_object(Settings)
    assert settings is not None  # noqa: S101  # the group's callback always runs first
    return settings


_workers_option = click.option(
    "--workers", type=click.IntRange(1), metavar="NUMBER", help="Processes that share the work, if not one a core."
)


@cli.command("build")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@click.option("--if-needed", is_flag=True, help="Only if there is no index, or it came from SOURCES and they changed.")
@_workers_option
@click.pass_context
def build_command(ctx: click.Context, sources: tuple[Path, ...], *, if_needed: bool, workers: int | None) -> None:
    """Index SOURCES, files and folders of articles, and put the new index in place of the old one.

    Reads Markdown, HTML, plain text, JSON Lines and CSV (the last two also as .gz and .xz).
    Without SOURCES, those of carrel.toml. What cannot be read is reported and the rest is built:
    exit status 3. While it builds, the old index can be searched.

    \b
    Example:
      carrel build articles/ more/newswire.jsonl.xz
    """
    settings = settings_of(ctx)
    chosen = sources or settings.sources
    if not chosen:
        raise UsageError(
            "There is nothing to build from. Name a folder (carrel build articles/) or set sources in carrel.toml."
        )
    root = settings.config.parent if settings.config else Path.cwd()
    if if_needed and not Archive.needs_build(settings.index, chosen, root=root):
        return
    with BuildDisplay() as display:
        report = Archive.build(
            settings.index,
            chosen,
            root=root,
            max_input_bytes=settings.max_input_bytes,
            workers=workers or settings.workers or None,
            on_progress=display.update,
        )
    display.done(report, settings.index)
    print_problems(report)
    if report.problems:
        ctx.exit(WITH_PROBLEMS)


@cli.command("update")
@click.argument("sources", nargs=-1, type=click.Path(path_type=Path))
@_workers_option
@click.pass_context
def update_command(ctx: click.Context, sources: tuple[Path, ...], *, workers: int | None) -> None:
    """Make the index equal to SOURCES, as a build would, reading only what has changed since.

    Without SOURCES, those that the index was built from: the paths are read that the index itself
    names, so name them for an index that strangers made. Articles that are in none of them any more are
    deleted, unless the file that they came from cannot be read. Exit status 3 when some of the inputs
    have problems, new or old.

    \b
    Example:
      carrel update
    """
    settings = settings_of(ctx)
    root = settings.config.parent if settings.config else Path.cwd()
    with BuildDisplay() as display:
        report = Archive.update(
            settings.index,
            sources or None,
            root=root if sources else None,
            max_input_bytes=settings.max_input_bytes,
            workers=workers or settings.workers or None,
            on_progress=display.update,
        )
    display.updated(report, settings.index)
    print_problems(report)
    if report.problems:
        ctx.exit(WITH_PROBLEMS)


Command = TypeVar("Command", bound=Callable[..., Any])


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


def _values(given: Sequence[str]) -> list[str | None]:
    return [None if value == "none" else value for value in given]


@cli.command("search")
@click.argument("text", metavar="QUERY", default="")
@_filter_options
@click.option("--from", "first", metavar="DATE", help="First date: 2012, 2012-06 or 2012-06-30.")
@click.option("--to", "last", metavar="DATE", help="Last date, included.")
@click.option("--any", "match_any", is_flag=True, help="One of the words is enough; best match first.")
@click.option("--exact", is_flag=True, help="Words as written, not their other forms.")
@click.option(
    "--sort", type=click.Choice([sort.value for sort in Sort]), default=Sort.RELEVANCE.value, show_default=True
)
@click.option("--limit", type=click.IntRange(0, 1000), default=10, show_default=True, help="How many articles to show.")
@click.option("--offset", type=click.IntRange(0), default=0, help="How many to pass over first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, as the web's /api/search gives it.")
@click.pass_context
def search_command(ctx: click.Context, /, text: str, *, as_json: bool, **options: Any) -> None:
    """Search the archive; an empty QUERY finds all articles.

    \b
    Example:
      carrel search 'idlib -turkey' --region 'Middle East & North Africa' --from 2012
    """
    query = Query.of(
        text,
        filters={field.name: _values(options[field.name]) for field in FACETS},
        exclude={field.name: _values(options[f"not_{field.name}"]) for field in FACETS},
        dates=(options["first"], options["last"]),
        match="any" if options["match_any"] else "all",
        exact=options["exact"],
    )
    with Archive.open(settings_of(ctx).index) as archive:
        results = archive.search(query, sort=options["sort"], offset=options["offset"], limit=options["limit"])
    if as_json:
        _print_json(results_record(results))
    else:
        print_results(results)


@cli.command("show")
@click.argument("article_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
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


@cli.command("stats")
@click.pass_context
def stats_command(ctx: click.Context) -> None:
    """Print what the archive holds.

    \b
    Example:
      carrel stats
    """
    with Archive.open(settings_of(ctx).index) as archive:
        print_statistics(archive.statistics())


@cli.command("check")
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Prove the index: every file by its checksum, and every article by reading it.

    \b
    Example:
      carrel check
    """
    faults = Archive.check(settings_of(ctx).index)
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        click.echo("The index is damaged. Build it anew: carrel build", err=True)
        ctx.exit(1)
    click.echo("Every file is as it was written, and every article can be read.")


@cli.command("settings")
def settings_command() -> None:
    """Print the settings in force and where each comes from: carrel.toml, a CARREL_ variable, or the default.

    \b
    Example:
      CARREL_TITLE='My archive' carrel settings
    """
    for setting in described(Path.cwd(), os.environ):
        click.echo(f"{setting.name:16} {setting.value}  ({setting.origin})")


def _print_json(record: dict[str, Any]) -> None:
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
