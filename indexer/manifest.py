"""Manifest: what one generation of an index is made of, as JSON beside its files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from indexer.block_format import FileSum
from indexer.errors import DamagedError
from indexer.fields import FIELDS
from indexer.problem_count import ProblemCount

__all__ = ["FileSum", "Manifest", "digest_of"]

FORMAT: Final = 3  # of the manifest and of what it names
_FILE_NAME: Final = re.compile(r"(?!\.{1,2}$)[A-Za-z0-9._-]+")  # in the generation's folder, and nowhere else
_TYPES: Final = {"str": str, "int": int}  # by annotation


@dataclass(frozen=True, slots=True)
class Manifest:
    """One generation.

    `number` is that in the manifest's own name; it rises with each update of a folder. `version` is the corpus
    version that makes a search citable, `content` the sum that it is made of (`indexer.content`). `sources` are as
    given to the build, made absolute, and so is `root`, the folder below which single files get their ids;
    `max_input_bytes` is the largest input that was read and
    `fingerprint` is that of their files when they were read. `previous` names the generation before, as
    CURRENT did (see `indexer.generations`), or is "". `files` are all files that the generation needs, by
    name; the folder may hold others. `state` is the engine's own, of JSON's types.
    """

    engine: str
    number: int
    version: str
    content: str
    built: dt.datetime
    sources: tuple[str, ...]
    root: str
    max_input_bytes: int
    fingerprint: str
    article_count: int
    word_count: int
    copy_count: int
    skipped_count: int
    problems: tuple[ProblemCount, ...]
    previous: str
    files: Mapping[str, FileSum]
    state: Mapping[str, Any]

    @property
    def name(self) -> str:
        """The name of its file, without ".json"."""
        return f"manifest-{self.number}"

    def to_json(self) -> bytes:
        """The manifest as it is written; with the field table, so that a reader can see what the index holds."""
        record = dataclasses.asdict(self)
        record["built"] = self.built.isoformat()
        record["format"] = FORMAT
        record["fields"] = [
            {"name": one.name, "kind": one.kind.value, "weight": one.weight, "length_norm": one.length_norm}
            for one in FIELDS
        ]
        # All in ASCII, as a path of the system may hold bytes that are no UTF-8.
        return json.dumps(record, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes, digest: str) -> Manifest:
        """The manifest that `to_json` wrote, of this digest (`digest_of`). Raises `DamagedError` for anything else."""
        if digest_of(data) != digest:
            raise DamagedError("The index's manifest is not what Carrel wrote. Build it anew: carrel build")
        try:
            record: dict[str, Any] = json.loads(data)
            if (written := record.pop("format")) != FORMAT:
                raise DamagedError(
                    f"The index has format {written}; this Carrel reads format {FORMAT}. Build it anew: carrel build"
                )
            del record["fields"]
            record["built"] = dt.datetime.fromisoformat(record["built"])
            _must_be(list, record["sources"], record["problems"], *(one["examples"] for one in record["problems"]))
            record["sources"] = tuple(record["sources"])
            record["problems"] = tuple(
                ProblemCount(one["kind"], one["count"], tuple(one["examples"])) for one in record["problems"]
            )
            record["files"] = {name: FileSum(**file_sum) for name, file_sum in record["files"].items()}
            manifest = cls(**record)
            manifest._check()
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise DamagedError(f"The index's manifest is malformed ({error!r}). Build it anew: carrel build") from error
        return manifest

    def _check(self) -> None:
        """Raise TypeError or ValueError unless every value is what its annotation and the class's docstring say."""
        for field in dataclasses.fields(self):
            if field.type in _TYPES:
                _must_be(_TYPES[field.type], getattr(self, field.name))
        _must_be(str, *self.sources)
        for problem in self.problems:
            _must_be(str, problem.kind, *problem.examples)
            _must_be(int, problem.count)
        for name, written in self.files.items():
            _must_be(int, written.size)
            _must_be(str, written.blake2b)
            if not _FILE_NAME.fullmatch(name):
                raise ValueError(f"{name!r} is no file of a generation's folder")
        _must_be(dict, self.state)
        int(self.content, 16)
        if self.built.tzinfo is None:
            raise ValueError("the time of the build has no zone")


def _must_be(wanted: type, *values: object) -> None:
    """Raise TypeError for a value of another type; a truth is no number here."""
    for value in values:
        if type(value) is not wanted:
            raise TypeError(f"{value!r} is no {wanted.__name__}")


def digest_of(data: bytes) -> str:
    """The BLAKE2b-128 of a manifest's bytes, in hex: CURRENT holds it, and so vouches for all of a generation."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
