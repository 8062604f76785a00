"""carrel.toml and the environment, read into one frozen Settings.

Looked for in the working folder and the folders above it. A CARREL_ variable
(CARREL_TITLE, CARREL_INDEX …) goes before the file; a command's option goes before both.
A variable that is set to nothing counts as not set.
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from indexer.errors import SettingsError

__all__ = ["CONFIG_NAME", "DEFAULT_MAX_INPUT_BYTES", "Setting", "Settings", "described", "load"]

CONFIG_NAME: Final = "carrel.toml"
_VARIABLE_PREFIX: Final = "CARREL_"
DEFAULT_MAX_INPUT_BYTES: Final = 20_000_000
_DEFAULT_INDEX: Final = "index_data"
_TAKES: Final = "takes"  # the key in a field's metadata

# Below, one class for each kind of value that a setting takes: `words` say it, `read` gives a
# variable's text the type it would have in carrel.toml, and `of` gives a value as `Settings`
# holds it, paths relative to a folder; None for what the setting does not take.


@dataclass(frozen=True, slots=True)
class _Text:
    words: str = "text"

    def read(self, text: str) -> object:
        return text

    def of(self, value: object, _folder: Path) -> object | None:
        return value.strip() or None if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class _Folder:
    words: str = "a path"

    def read(self, text: str) -> object:
        return text

    def of(self, value: object, folder: Path) -> Path | None:
        if not isinstance(value, str) or not value.strip() or "\0" in value:
            return None
        # Not Path.resolve: links stay as written. Not Path.expanduser: it fails for a home that is not there.
        return Path(os.path.abspath(folder / os.path.expanduser(value)))  # noqa: PTH100, PTH111 (links stay as written)


@dataclass(frozen=True, slots=True)
class _Folders:
    words: str = 'a list of paths, as in ["articles"]'

    def read(self, text: str) -> object:
        return [path for path in text.split(os.pathsep) if path]

    def of(self, value: object, folder: Path) -> tuple[Path, ...] | None:
        if not isinstance(value, list):
            return None
        paths = [_Folder().of(one, folder) for one in value]
        return None if None in paths else tuple(path for path in paths if path)


@dataclass(frozen=True, slots=True)
class _Number:
    least: int
    greatest: int

    @property
    def words(self) -> str:
        return f"a whole number from {self.least:,} to {self.greatest:,}"

    def read(self, text: str) -> object:
        try:
            return int(text)
        except ValueError:
            return text

    def of(self, value: object, _folder: Path) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        return value if self.least <= value <= self.greatest else None


_Takes = _Text | _Folder | _Folders | _Number


@dataclass(frozen=True, slots=True)
class Settings:
    """How this archive is built and served; all paths absolute.

    `index` is the folder of the index, `sources` the inputs that a build without arguments
    reads, `title` the archive's name on every page, `max_input_bytes` the size above which
    an input is refused, `workers` the number of processes that build (0: one a core), `processes`
    that of those that serve (0: one a core, up to 4), each with so many `threads`; `config` is the
    carrel.toml that was read, None without one.
    """

    index: Path = dataclasses.field(metadata={_TAKES: _Folder()})
    sources: tuple[Path, ...] = dataclasses.field(default=(), metadata={_TAKES: _Folders()})
    title: str = dataclasses.field(default="Sample archive", metadata={_TAKES: _Text()})
    host: str = dataclasses.field(default="127.0.0.1", metadata={_TAKES: _Text()})
    port: int = dataclasses.field(default=8080, metadata={_TAKES: _Number(1, 65_535)})
    threads: int = dataclasses.field(default=4, metadata={_TAKES: _Number(1, 256)})
    max_input_bytes: int = dataclasses.field(default=DEFAULT_MAX_INPUT_BYTES, metadata={_TAKES: _Number(1, 2**40)})
    workers: int = dataclasses.field(default=0, metadata={_TAKES: _Number(0, 256)})
    processes: int = dataclasses.field(default=0, metadata={_TAKES: _Number(0, 64)})
    config: Path | None = None


class Setting(NamedTuple):
    """A row of `carrel settings`; `origin` is "default", "carrel.toml" or a variable's name."""

    name: str
    value: str
    origin: str


_SETTINGS: Final[dict[str, _Takes]] = {
    field.name: field.metadata[_TAKES] for field in dataclasses.fields(Settings) if _TAKES in field.metadata
}


def load(start: Path, environ: Mapping[str, str]) -> Settings:
    """The settings for whoever works in the folder `start`.

    Relative paths in carrel.toml are relative to its folder, those in variables to `start`.
    Without a carrel.toml the index is `index_data` in `start`. Raises `SettingsError`.
    """
    return _read(start, environ)[0]


def described(start: Path, environ: Mapping[str, str]) -> tuple[Setting, ...]:
    """What `load` gives, a row for each setting, and where each came from. Raises `SettingsError`."""
    settings, origins = _read(start, environ)
    return tuple(Setting(name, _shown(getattr(settings, name)), origins.get(name, "default")) for name in _SETTINGS)


def _read(start: Path, environ: Mapping[str, str]) -> tuple[Settings, dict[str, str]]:
    """The settings, and for each that is not a default where it came from."""
    start = start.resolve()
    config = next((path for folder in (start, *start.parents) if (path := folder / CONFIG_NAME).is_file()), None)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    if config is not None:
        for name, value in _table(config).items():
            values[name] = _checked(name, value, f"{config}: {name}", config.parent)
            origins[name] = CONFIG_NAME
    for name in _SETTINGS:
        variable = _VARIABLE_PREFIX + name.upper()
        if environ.get(variable):
            values[name] = _checked(name, _SETTINGS[name].read(environ[variable]), variable, start)
            origins[name] = variable
    values.setdefault("index", (config.parent if config else start) / _DEFAULT_INDEX)
    return Settings(**values, config=config), origins


def _table(config: Path) -> dict[str, object]:
    """What a carrel.toml holds, its keys known ones."""
    try:
        table = tomllib.loads(config.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise SettingsError(f"{config} cannot be read: {fault.strerror}. Make it readable, or remove it.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{config} is not UTF-8. Save it as UTF-8 text.") from None
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(f'{config} is not valid TOML: {fault}. A line reads: title = "My archive"') from None
    for key in table:
        if key not in _SETTINGS:
            nearest = difflib.get_close_matches(key.lower(), _SETTINGS, n=1)
            hint = f"Did you mean {nearest[0]}?" if nearest else f"It takes {', '.join(_SETTINGS)}."
            raise SettingsError(f"{config}: there is no setting {key!r}. {hint}")
    return table


def _checked(name: str, value: object, where: str, folder: Path) -> object:
    """A value as `Settings` holds it; `where` names it in an error."""
    taken = _SETTINGS[name].of(value, folder)
    if taken is None:
        shown = f'"{value}"' if isinstance(value, str) else repr(value)
        raise SettingsError(f"{where} is {shown}; it takes {_SETTINGS[name].words}.")
    return taken


def _shown(value: object) -> str:
    return os.pathsep.join(map(str, value)) if isinstance(value, tuple) else str(value)
