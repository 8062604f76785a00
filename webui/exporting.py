"""Exporting: which articles an ExportState means in an archive, and how many exports there are at once."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flask import Flask, current_app
from werkzeug.exceptions import ServiceUnavailable

from indexer import Archive, Article
from indexer.errors import UnknownArticleError
from indexer.export.provenance import Provenance
from webui.asking import count_hits
from webui.export_state import ExportState

__all__ = ["ChosenArticles", "TooManyExportsError", "at_a_place", "chosen_articles", "limit_exports"]

_EXTENSION: Final = "carrel_export_places"
_MOST_PLACES: Final = 3
_RETRY_AFTER: Final = 15  # seconds: a hundred thousand articles in about as many
_NAMED: Final = 5  # of the ids that are unknown


class TooManyExportsError(ServiceUnavailable):
    """All places are taken, so that threads are left for those who read."""

    name = "Too many exports at once"

    def __init__(self) -> None:
        super().__init__(
            "Other readers are downloading just now. Try again in a moment: the same address will do.",
            retry_after=_RETRY_AFTER,
        )


@dataclass(frozen=True, slots=True)
class ChosenArticles:
    """The articles to export: how many they are, what they were taken from, and they themselves, read one by one."""

    total: int
    provenance: Provenance
    articles: Iterable[Article]


def chosen_articles(archive: Archive, state: ExportState) -> ChosenArticles:
    """The articles that a state means.

    Raises `QueryError` for a mistake in the text, `UnknownArticleError` where none of the named articles is there.
    """
    now = dt.datetime.now(dt.UTC)
    query = state.search.query
    if state.ids:
        has = {article_id: archive.has(article_id) for article_id in state.ids}
        there = [article_id for article_id in state.ids if has[article_id]]
        missing = tuple(article_id for article_id in state.ids if not has[article_id])
        if not there:
            raise UnknownArticleError(f"This archive does not have {_listed(missing)}. Search for the title instead.")
        return ChosenArticles(len(there), Provenance(None, archive.version, now, missing), map(archive.article, there))
    if state.sample:
        hits = archive.sample(query, size=state.sample, seed=state.seed).hits
        provenance = Provenance(query, archive.version, now, drawn=(len(hits), state.seed))
        return ChosenArticles(len(hits), provenance, (archive.article(hit.id) for hit in hits))
    found = archive.found(query, sort=state.search.sort)
    return ChosenArticles(count_hits(archive, state.search), Provenance(query, archive.version, now), found)


def _listed(ids: tuple[str, ...]) -> str:
    named = ", ".join(f"“{article_id}”" for article_id in ids[:_NAMED])
    more = f" and {len(ids) - _NAMED:,} more" if len(ids) > _NAMED else ""
    return f"{'an article' if len(ids) == 1 else 'articles'} {named}{more}"


def limit_exports(app: Flask, threads: int) -> None:
    """Give an application as many places for exports as leave most of its threads to readers."""
    places = max(1, min(_MOST_PLACES, threads // 2))
    app.extensions[_EXTENSION] = threading.BoundedSemaphore(places)


def at_a_place(pieces: Iterable[str]) -> Iterator[str]:
    """Yield pieces while taking up a place, until the last one or until nobody wants more.

    Raises `TooManyExportsError` at the first piece where there is no place left.
    """
    places: threading.BoundedSemaphore = current_app.extensions[_EXTENSION]
    if not places.acquire(blocking=False):
        raise TooManyExportsError
    try:
        yield from pieces
    finally:
        places.release()
