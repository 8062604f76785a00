"""Articles as RIS, which Zotero, EndNote and Mendeley import.

Tags and their meaning: "RIS Format Specifications", Thomson Reuters 2011. A newspaper article is NEWS; in DA
and Y2 what is not known of year/month/day stays empty between its slashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from indexer.articles.article import Article, ArticleDate, Precision
from indexer.export.addresses import AddressOf, source_address
from indexer.export.personal_names import inverted
from indexer.export.plain_line import plain_line
from indexer.export.provenance import Provenance

__all__ = ["ris"]


def ris(articles: Iterable[Article], provenance: Provenance, address_of: AddressOf) -> Iterator[str]:
    """Yield a reference an article, the provenance in its note."""
    read = f"{provenance.made:%Y/%m/%d/}"
    sentence = provenance.sentence
    for article in articles:
        kept = f"In the archive: {address}" if article.url and (address := address_of(article.id)) else ""
        tags = (*_tags(article, address_of), ("Y2", read), ("N1", sentence), ("N1", kept))
        yield "".join(f"{tag}  - {plain}\r\n" for tag, text in tags if (plain := plain_line(text))) + "ER  - \r\n\r\n"


def _tags(article: Article, address_of: AddressOf) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", article.id
    for name in article.authors:
        yield "AU", inverted(name)
    yield "TI", article.title
    yield "T2", article.source
    if article.date:
        yield "PY", f"{article.date.day.year:04}"
        yield "DA", _date(article.date)
    yield "UR", source_address(article, address_of).replace(";", "%3B")  # it divides addresses
    for value in (*article.regions, *article.themes, *article.reports):
        yield "KW", value.replace(";", ",")  # it divides keywords


def _date(date: ArticleDate) -> str:
    month = "" if date.precision is Precision.YEAR else f"{date.day.month:02}"
    day = "" if date.precision in (Precision.YEAR, Precision.MONTH) else f"{date.day.day:02}"
    return f"{date.day.year:04}/{month}/{day}/"
