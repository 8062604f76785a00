"""The file of articles that all engines start from: JSON Lines, as each peer reads it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

FACETS: Final = {"region": "regions", "theme": "themes", "author": "authors", "source": "source"}  # name → key

Record = dict[str, Any]


def records(articles: Path) -> Iterator[Record]:
    """Read the articles one by one."""
    with articles.open("rb") as file:
        for line in file:
            yield json.loads(line)


def values_of(record: Record) -> Iterator[tuple[str, str]]:
    """Each facet value of an article, with the facet's name."""
    for name, key in FACETS.items():
        given = record.get(key) or ()
        for value in (given,) if isinstance(given, str) else given:
            yield name, value


def names_of(record: Record) -> list[str]:
    """The names whose words can be searched without naming a field: all but the source."""
    return [value for name, value in values_of(record) if name != "source"]


def year_of(record: Record) -> int | None:
    """The year of an article."""
    date = record.get("date")
    return int(date[:4]) if date else None
