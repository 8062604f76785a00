"""How an article is cited: the note style of the Chicago Manual, bibliography form (17th edition, 14.191)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.articles.article import Article
from indexer.export.personal_names import inverted
from indexer.written_dates import long_day

__all__ = ["Citation", "citation"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation around its italic part: `before`, the publication, `after`."""

    before: str
    publication: str
    after: str

    @property
    def text(self) -> str:
        """The citation in one line."""
        return self.before + self.publication + self.after


def citation(article: Article) -> Citation:
    """Lendman, Stephen. “Title.” Publication, 30 December 2019."""
    authors = _authors(article.authors)
    stop = "" if article.title.endswith(("?", "!", ".", "…")) else "."
    before = f"{authors}“{article.title}{stop}” "
    date = "n.d." if article.date is None else f"{long_day(article.date.day, article.date.precision)}."
    if not article.source:
        return Citation(before + date, "", "")
    return Citation(before, article.source, f", {date}")


def _authors(names: Sequence[str]) -> str:
    if not names:
        return ""
    first, *others = names
    if len(names) > 3:
        listed = f"{inverted(first)}, et al"
    elif others:
        listed = f"{', '.join([inverted(first), *others[:-1]])}, and {others[-1]}"
    else:
        listed = inverted(first)
    return listed + (" " if listed.endswith(".") else ". ")
