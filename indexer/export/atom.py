"""Feeds, and how they are written: Atom (RFC 4287)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from indexer.export.xml_document import appended, rooted, written

__all__ = ["ATOM", "Feed", "FeedEntry", "atom"]

ATOM: Final = "application/atom+xml"
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An article of a feed. `published` is "" where the day is not known; times are as RFC 3339 has them."""

    identity: str
    address: str
    title: str
    authors: tuple[str, ...]
    published: str
    updated: str
    categories: tuple[str, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its newest entries. `address` is its own, and names it; `page` is that of the results."""

    address: str
    page: str
    title: str
    subtitle: str
    author: str
    updated: str
    entries: tuple[FeedEntry, ...]


def atom(shown: Feed) -> bytes:
    """The document of a feed, in UTF-8."""
    root = rooted(_NAMESPACE, "feed")
    appended(root, "id", shown.address)
    appended(root, "title", shown.title)
    appended(root, "subtitle", shown.subtitle)
    appended(root, "updated", shown.updated)
    appended(appended(root, "author"), "name", shown.author)
    appended(root, "link", rel="self", type=ATOM, href=shown.address)
    appended(root, "link", rel="alternate", type="text/html", href=shown.page)
    appended(root, "generator", "Carrel")
    for entry in shown.entries:
        _append_entry(root, entry)
    return written(root)


def _append_entry(root: etree._Element, entry: FeedEntry) -> None:
    element = appended(root, "entry")
    appended(element, "id", entry.identity)
    appended(element, "title", entry.title)
    for name in entry.authors:
        appended(appended(element, "author"), "name", name)
    if entry.published:
        appended(element, "published", entry.published)
    appended(element, "updated", entry.updated)
    appended(element, "link", rel="alternate", type="text/html", href=entry.address)
    for category in entry.categories:
        appended(element, "category", term=category)
    appended(element, "summary", entry.summary)
