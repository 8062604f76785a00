"""The articles that are measured, as one file of JSON Lines that all engines start from."""

from __future__ import annotations

import hashlib
import itertools
import json
import lzma
from pathlib import Path
from typing import IO, Final

from tests.benchmarks.records import records
from tests.benchmarks.typography import printed

NEWSWIRE: Final = Path(__file__).parents[3] / "shared/corpora/newswire-105k.jsonl.xz"  # not part of the project
_PACKED: Final = ".xz"
_NAMING: Final = ("id", "url")  # keys in which exact copies differ


def prepare(given: Path, articles: Path, limit: int | None) -> int:
    """Write the first articles of a file, unpacked, without exact copies: which Carrel alone would leave out.

    Gives the number of articles written.
    """
    seen = set[bytes]()
    count = 0
    with _lines(given) as lines, articles.open("wb") as file:
        for line in lines:
            record = json.loads(line)
            content = {key: value for key, value in record.items() if key not in _NAMING}
            digest = hashlib.blake2b(json.dumps(content, sort_keys=True).encode(), digest_size=16).digest()
            if digest not in seen:
                seen.add(digest)
                file.write(line.rstrip(b"\n") + b"\n")
                count += 1
                if count == limit:
                    break
    return count


def cut(articles: Path, part: Path, count: int) -> Path:
    """Write the first of the articles to a file of their own."""
    with articles.open("rb") as whole, part.open("wb") as file:
        file.writelines(itertools.islice(whole, count))
    return part


def print_anew(articles: Path, anew: Path) -> Path:
    """Write the articles with typographic quotes, dashes and accents."""
    with anew.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(printed(record), ensure_ascii=False) + "\n" for record in records(articles))
    return anew


def warm(path: Path) -> None:
    """Read a file, so that it is in the cache."""
    with path.open("rb") as file:
        while file.read(2**24):
            pass


def _lines(given: Path) -> IO[bytes]:
    return lzma.open(given) if given.suffix == _PACKED else given.open("rb")
