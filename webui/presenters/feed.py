"""The feed of a search: what came last into the archive of all that it finds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import quote

from indexer.articles.article import ArticleDate, Precision
from indexer.export.atom import Feed, FeedEntry
from indexer.query.explain import in_words
from indexer.results import Hit, Results, Snippet
from webui.paths import ARTICLES, FEED
from webui.presenters.wording import counted
from webui.search_state import SearchState

__all__ = ["feed_of"]


def feed_of(results: Results, state: SearchState, archive_title: str, built: dt.datetime, base: str) -> Feed:
    """The feed of a state, whose `results` are sorted by when they were indexed.

    `built` is the moment of the build; `base` is what comes before paths, as in "http://127.0.0.1:8080".
    """
    search = SearchState().asking(state.query)
    asked = "".join(segment.text for segment in in_words(search.query))
    return Feed(
        address=base + search.at(FEED),
        page=base + search.address,
        title=f"{asked} — {archive_title}",
        subtitle=f"{counted(results.total, 'article')}, latest added first",
        author=archive_title,
        updated=_moment(results.hits[0].indexed if results.hits else built),
        entries=tuple(_entry(hit, search, base) for hit in results.hits),
    )


def _entry(hit: Hit, search: SearchState, base: str) -> FeedEntry:
    return FeedEntry(
        # Without the search: an article is the same one in every feed.
        identity=base + ARTICLES + quote(hit.id),
        address=base + search.article_address(hit.id),
        title=hit.title,
        authors=hit.authors,
        published=_published(hit.date),
        updated=_moment(hit.indexed),
        categories=(*hit.regions, *hit.themes, *hit.reports),
        summary=_summary(hit.snippets),
    )


def _published(date: ArticleDate | None) -> str:
    """The day at its beginning; a time is left out, since its zone is not known."""
    if date is None or date.precision in (Precision.YEAR, Precision.MONTH):
        return ""
    return f"{date.day.isoformat()}T00:00:00Z"


def _summary(snippets: Iterable[Snippet]) -> str:
    return " ".join(
        f"{'' if snippet.opened else '… '}{snippet.text}{'' if snippet.closed else ' …'}" for snippet in snippets
    )


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
