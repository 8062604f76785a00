"""Manifest: what one generation of an index is made of, as JSON beside its files."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from indexer.blocks import FileSum
from indexer.errors import DamagedError
from indexer.fields import FIELDS
from indexer.statistics import ProblemCount

__all__ = ["FileSum", "Manifest", "digest_of"]

FORMAT: Final = 2  # of the manifest and of what it names


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
        return json.dumps(record, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, data: bytes, digest: str) -> Manifest:
        """The manifest that `to_json` wrote, of this digest (`digest_of`). Raises `DamagedError` for anything else."""
        if digest_of(data) != digest:
            raise DamagedError("The index's manifest is not what Carrel wrote. Build it anew: carrel build")
        record: dict[str, Any] = json.loads(data)
        if record["format"] != FORMAT:
            raise DamagedError(
                f"The index has format {record['format']}; this Carrel reads format {FORMAT}. "
                "Build it anew: carrel build"
            )
        return cls(
            **{name: value for name, value in record.items() if name not in ("format", "fields")}
            | {
                "built": dt.datetime.fromisoformat(record["built"]),
                "sources": tuple(record["sources"]),
                "problems": tuple(
                    ProblemCount(one["kind"], one["count"], tuple(one["examples"])) for one in record["problems"]
                ),
                "files": {name: FileSum(**file_sum) for name, file_sum in record["files"].items()},
            }
        )


def digest_of(data: bytes) -> str:
    """The BLAKE2b-128 of a manifest's bytes, in hex: CURRENT holds it, and so vouches for all of a generation."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()
