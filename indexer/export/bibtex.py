"""Articles as BibTeX, for LaTeX; with the dates of biblatex besides.

The provenance is in `annote`, which no style prints, and not in `note`, which all do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from indexer.articles.article import Article, Precision
from indexer.export.addresses import AddressOf, source_address
from indexer.export.personal_names import personal_name
from indexer.export.plain_line import plain_line
from indexer.export.provenance import Provenance

__all__ = ["bibtex"]

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED: Final = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
_ESCAPES: Final = str.maketrans(_NAMED | {sign: "\\" + sign for sign in "#$%&_{}"})
# BibTeX counts braces even behind a backslash: those that are no pairs are written by their names, which fewer
# programs know.
_UNPAIRED: Final = _ESCAPES | str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_IN_ADDRESSES: Final = str.maketrans({sign: f"%{ord(sign):02X}" for sign in '\\{}" '})
_BRACE: Final = re.compile("[{}]")
_KEY_WORD: Final = re.compile(r"[a-z]{4,}")
_NOT_IN_KEYS: Final = re.compile(r"[^a-z0-9]+")


def bibtex(articles: Iterable[Article], provenance: Provenance, address_of: AddressOf) -> Iterator[str]:
    """Yield an entry an article, below a line of comment with the provenance."""
    sentence = provenance.sentence
    read = f"{provenance.made:%Y-%m-%d}"
    yield f"% {plain_line(sentence).replace('@', ' at ')}\n\n"  # an @ would begin an entry
    for article in articles:
        kept = f" In the archive: {address}" if article.url and (address := address_of(article.id)) else ""
        fields = (
            *_fields(article, address_of),
            ("urldate", f"{{{read}}}"),
            ("annote", f"{{{_escaped(sentence + kept)}}}"),
        )
        lines = ",\n".join(f"  {name} = {value}" for name, value in fields if value not in ("{}", "{{}}"))
        yield f"@{'article' if article.source else 'misc'}{{{citation_key(article)},\n{lines}\n}}\n\n"


def citation_key(article: Article) -> str:
    """What an article is cited by: family name, year and a word for those who type it, and its id, which is unique."""
    first = article.authors[0] if article.authors else ""
    person = personal_name(first)
    name = _NOT_IN_KEYS.sub("", _ascii(person.family if person else first))
    year = f"{article.date.day.year:04}" if article.date else ""
    word = _KEY_WORD.search(_ascii(article.title))
    known = name + year + (word[0] if word else "")
    return (known + "-" if known else "") + article.id.replace("~", "+")  # an id has no plus sign


def _fields(article: Article, address_of: AddressOf) -> Iterator[tuple[str, str]]:
    yield "author", f"{{{' and '.join(filter(None, map(_author, article.authors)))}}}"
    yield "title", f"{{{{{_escaped(article.title)}}}}}"  # twice, so that no style changes its capitals
    if article.source:
        yield "entrysubtype", "{newspaper}"  # so that biblatex shows the day
    yield "journal", f"{{{_escaped(article.source)}}}"
    if article.date:
        yield "date", f"{{{article.date.precision.iso(article.date.day)}}}"
        yield "year", f"{{{article.date.day.year:04}}}"
        if article.date.precision is not Precision.YEAR:
            yield "month", _MONTHS[article.date.day.month - 1]
    yield "url", f"{{{plain_line(source_address(article, address_of)).translate(_IN_ADDRESSES)}}}"
    keywords = ", ".join(value.replace(",", ";") for value in (*article.regions, *article.themes, *article.reports))
    yield "keywords", f"{{{_escaped(keywords)}}}"


def _author(name: str) -> str:
    person = personal_name(plain_line(name))
    if person is None:
        return f"{{{escaped}}}" if (escaped := _escaped(name)) else ""
    parts = (person.family, person.suffix, person.given) if person.suffix else (person.family, person.given)
    return ", ".join(map(_escaped, parts))


def _escaped(text: str) -> str:
    line = plain_line(text)
    return line.translate(_ESCAPES if _is_paired(line) else _UNPAIRED)


def _is_paired(text: str) -> bool:
    """Whether each brace has its counterpart."""
    depth = 0
    for brace in _BRACE.findall(text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
