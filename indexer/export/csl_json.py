"""Articles as CSL-JSON, which pandoc, Zotero and citation processors read.

Properties and their types: the CSL 1.0.2 specification and its schema of input data, csl-data.json.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from indexer.articles.article import Article, ArticleDate, Precision
from indexer.export.addresses import AddressOf
from indexer.export.personal_names import personal_name
from indexer.export.provenance import Provenance
from indexer.export.records import provenance_record

__all__ = ["csl_json"]

_KNOWN_PARTS: Final = {Precision.YEAR: 1, Precision.MONTH: 2}  # of year, month and day; else all


def csl_json(articles: Iterable[Article], provenance: Provenance, address_of: AddressOf) -> Iterator[str]:
    """Yield an array with an item an article, the provenance in its note and, part by part, in its `custom`."""
    before = "["
    read = _day(provenance.made)
    sentence = provenance.sentence
    origin = provenance_record(provenance)
    for article in articles:
        address = address_of(article.id)
        item = _item(article, address) | {"accessed": read, "note": sentence, "custom": origin | {"address": address}}
        yield f"{before}\n{json.dumps(item, ensure_ascii=False)}"
        before = ","
    yield f"{'' if before == ',' else '['}\n]\n"


def _item(article: Article, address: str) -> dict[str, Any]:
    item = {
        "id": article.id,
        "type": "article-newspaper",
        "title": article.title,
        "author": [_name(name) for name in article.authors],
        "container-title": article.source,
        "issued": _issued(article.date),
        "URL": article.url or address,
        "keyword": ", ".join((*article.regions, *article.themes, *article.reports)),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: str) -> dict[str, str]:
    person = personal_name(name)
    if person is None:
        return {"literal": name}
    return {"family": person.family, "given": person.given} | ({"suffix": person.suffix} if person.suffix else {})


def _issued(date: ArticleDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    return _day(date.day, _KNOWN_PARTS.get(date.precision, 3))


def _day(day: dt.date, known: int = 3) -> dict[str, Any]:
    return {"date-parts": [[day.year, day.month, day.day][:known]]}
