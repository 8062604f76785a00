"""The command line of the indexer: commands read their arguments, call the library and print.

Those that build and look after the index are here, those that search it in `indexer.search_commands`.

Exit status: 0 done; 1 failed, the live index as it was; 2 the command cannot be
meant as it stands; 3 built or updated, with problems.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from pathlib import Path
from typing import Any, Final

import click

from indexer.archive import Archive
from indexer.errors import CarrelError, QueryError, UsageError
from indexer.help_topics import topic_list, topic_text
from indexer.search_commands import SEARCH_COMMANDS, settings_of
from indexer.settings import described, load
from indexer.terminal import BuildDisplay, print_problems, print_statistics

__all__ = ["WITH_PROBLEMS", "CarrelGroup", "cli"]

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
            meant = " or ".join(error.suggestions)
            raise Misused(f"{error} Search for {meant}?" if meant else str(error)) from None
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


@cli.command("help")
@click.argument("topic", default="")
@click.pass_context
def help_command(ctx: click.Context, topic: str) -> None:
    """Explain TOPIC: `query`, which is how to search, or a command. Without one, list them.

    \b
    Example:
      carrel help query
    """
    if topic in cli.commands:
        click.echo(cli.commands[topic].get_help(click.Context(cli.commands[topic], ctx.parent, topic)))
        return
    commands = {name: command.get_short_help_str(85) for name, command in cli.commands.items()}
    click.echo(topic_text(topic, commands) if topic else topic_list(commands))


for _command in SEARCH_COMMANDS:
    cli.add_command(_command)
