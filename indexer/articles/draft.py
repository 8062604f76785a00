"""Draft: what a format's reader found in an input, before it is an Article.

The readers of formats (`markdown`, `html`, `plain`, `tabular`) are pure: text in,
Draft out. `finish` is the one place where a Draft becomes a valid Article.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.articles.article import ArticleDate, Paragraph

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """The fields of an article as found; any may be empty.

    Values are as written but for surrounding white space; `problems` are faults
    that did not keep the rest from being read. `given_id` is an id that the input states.
    """

    title: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    authors: tuple[str, ...] = ()
    source: str = ""
    date: ArticleDate | None = None
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: tuple[Paragraph, ...] = ()
    origin: str = ""
    rights: str = ""
    url: str = ""
    given_id: str = ""
    boilerplate: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
