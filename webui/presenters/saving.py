"""Saving: what the reading list in a reader's browser keeps of an article."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.articles.article import Article
from indexer.results import Hit
from webui.presenters.wording import byline

__all__ = ["Saving", "saving"]


@dataclass(frozen=True, slots=True)
class Saving:
    """An article's id, its title, and its byline in one line."""

    id: str
    title: str
    byline: str


def saving(article: Article | Hit) -> Saving:
    """What is kept of an article, or of one that was found."""
    line = byline(article.authors, article.source, article.date)
    names = "".join(author.before + author.name for author in line.authors)
    return Saving(article.id, article.title, names + line.rest)
