"""Writing an export to a file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from indexer.errors import UsageError

__all__ = ["write_file", "write_pieces"]


def write_pieces(pieces: Iterable[str], file: BinaryIO) -> None:
    """Write a text in UTF-8, piece by piece."""
    file.writelines(piece.encode("utf-8", "replace") for piece in pieces)


def write_file(pieces: Iterable[str], path: Path) -> None:
    """Write a text beside a file, which it then replaces; what fails on the way leaves the file as it was.

    A device is written to directly. Raises `UsageError` where there is no writing to the path.
    """
    target = path.resolve()
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as device:
                write_pieces(pieces, device)
            return
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with part.open("wb") as file:
                write_pieces(pieces, file)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}). Name another file: --output") from error
