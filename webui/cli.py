"""The script `carrel`: the indexer's commands, and `serve`."""

from __future__ import annotations

import dataclasses
import errno
import functools
import logging
import socket

import click
import waitress
from flask import Flask

from indexer.cli import cli
from indexer.errors import CarrelError, UsageError
from indexer.search_commands import settings_of
from indexer.settings import Settings
from webui import create_app
from webui.processes import in_processes, process_count
from webui.reading_room import prepare

__all__ = ["main"]


@cli.command("serve")
@click.option("--host", help="The address to listen on; loopback only, unless you say otherwise.")
@click.option("--port", type=click.IntRange(0, 65_535), help="The port to listen on; 0 for any that is free.")
@click.option("--threads", type=click.IntRange(1, 256), help="How many requests each process answers at once.")
@click.option("--processes", type=click.IntRange(1, 64), help="Processes that answer, if not one a core and up to 4.")
@click.pass_context
def serve_command(
    ctx: click.Context, host: str | None, port: int | None, threads: int | None, processes: int | None
) -> None:
    """Serve the reading room until Ctrl-C. A newer index is picked up as soon as it is built.

    \b
    Example:
      carrel serve --port 8081
    """
    settings = settings_of(ctx)
    settings = dataclasses.replace(
        settings,
        host=host or settings.host,
        port=settings.port if port is None else port,
        threads=threads or settings.threads,
        processes=processes or settings.processes,
    )
    listener = _listening(settings)
    logging.getLogger("waitress").setLevel(logging.ERROR)  # our own line says where it listens
    app = create_app(settings)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host

    def opened() -> None:
        click.echo(f"The reading room is open: http://{shown}:{listener.getsockname()[1]}/ (Ctrl-C closes it)")

    count = process_count(settings.processes)
    if count > 1:
        in_processes(
            count, lambda: _answer(app, listener, settings.threads), opened, functools.partial(click.echo, err=True)
        )
    else:
        opened()
        _answer(app, listener, settings.threads)


def _answer(app: Flask, listener: socket.socket, threads: int) -> None:
    """Answer requests until Ctrl-C or, in one of several processes, SIGTERM."""
    server = waitress.create_server(app, sockets=[listener], threads=threads)
    prepare(app)
    server.run()


def _listening(settings: Settings) -> socket.socket:
    """A socket that listens where the settings say. Raises `CarrelError`, in plain words, where it cannot."""
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server(address[:2], family=family, backlog=128)
    except (socket.gaierror, UnicodeError):  # a name that no address can have is not looked up at all
        raise UsageError(f"{settings.host} is no address of this machine. Try --host 127.0.0.1") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise CarrelError(
                f"Port {settings.port} is taken by another program. Choose another: "
                f"carrel serve --port {settings.port + 1}, or make serve PORT={settings.port + 1}"
            ) from None
        raise CarrelError(
            f"Cannot listen on {settings.host} port {settings.port} ({error.strerror}). Choose another: --host, --port"
        ) from None
    return listener


def main() -> None:
    """Run the command line."""
    cli(prog_name="carrel")
