"""What a web page says of itself: JSON-LD, meta tags, OpenGraph, canonical address, microformats."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bs4 import BeautifulSoup, Tag

from indexer.articles.bylines import split_names, without_by
from indexer.articles.dates import DateReading, read_date
from indexer.articles.draft import Draft
from indexer.spelling import spelling_key

__all__ = ["read_metadata"]

# Names of meta tags, the surest first.
_AUTHORS: Final = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "byl",
)
_DATES: Final = (
    "article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "parsely-pub-date",
)
_TITLES: Final = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_SOURCES: Final = ("og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "application-name")
_THEMES: Final = ("article:section", "article:tag")
_ADDRESSES: Final = ("og:url", "citation_public_url", "citation_abstract_html_url")
_ARTICLE_TYPE: Final = re.compile(r"(?:Article|Posting|Report)$")
_SEPARATORS: Final = r"\s*(?:[|«»•·:]|\s[–—-])\s*"
_PUBLISHED: Final = re.compile("publish", re.IGNORECASE)
_WEB: Final = re.compile(r"https?://[^\s\"<>\\]+", re.IGNORECASE)
_TRACKING: Final = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id)$", re.IGNORECASE)

Node = dict[str, object]


def read_metadata(page: BeautifulSoup) -> Draft:
    """The fields that a page's metadata give."""
    meta = _meta_tags(page)
    graph = list(_nodes(page))
    article = next((node for node in graph if _is_article(node)), {})
    named = {str(node["@id"]): node for node in graph if "@id" in node and "name" in node}
    source = _first((*_names(article.get("publisher"), named), *_all(meta, _SOURCES)))
    reading = _date(_dates(page, article, meta))
    return Draft(
        title=_title(page, (*_texts(article.get("headline")), *_all(meta, _TITLES)), source),
        authors=_authors(page, _names(article.get("author"), named), meta),
        source=source,
        date=reading.date,
        themes=_distinct((*_texts(article.get("articleSection")), *_all(meta, _THEMES))),
        url=_address(page, (*_addresses(article), *_all(meta, _ADDRESSES))),
        problems=(reading.problem,) if reading.problem else (),
    )


def _meta_tags(page: BeautifulSoup) -> dict[str, list[str]]:
    """The contents of the meta tags by name, in lower case; none of them blank."""
    meta: dict[str, list[str]] = {}
    for tag in page.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").strip().lower()
        content = _clean(str(tag.get("content") or ""))
        if name and content:
            meta.setdefault(name, []).append(content)
    return meta


def _nodes(page: BeautifulSoup) -> Iterator[Node]:
    """Every node of the page's JSON-LD: of lists and of graphs, down to the first level. Broken JSON has none."""
    for script in page.find_all("script", type="application/ld+json"):
        try:
            value = json.loads(script.get_text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in value if isinstance(value, list) else [value]:
            if isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _is_article(node: Node) -> bool:
    return any(_ARTICLE_TYPE.search(kind) for kind in _texts(node.get("@type")))


def _names(value: object, named: dict[str, Node]) -> tuple[str, ...]:
    """The names of a person, an organisation, or several; a reference is looked up in the graph."""
    names: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            known = item if "name" in item else named.get(str(item.get("@id")), {})
            names.extend(_texts(known.get("name")))
        else:
            names.extend(_texts(item))
    return _distinct(names)


def _texts(value: object) -> tuple[str, ...]:
    """The texts of a JSON value that is a text or a list of texts."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if isinstance(item, str) and (text := _clean(html.unescape(item))))


def _authors(page: BeautifulSoup, from_graph: tuple[str, ...], meta: dict[str, list[str]]) -> tuple[str, ...]:
    """The authors as the surest place names them. A value in JSON-LD is one name; other text may hold several."""
    if from_graph:
        return from_graph
    for name in _AUTHORS:
        written = [content for content in meta.get(name, ()) if not _WEB.match(content)]
        if name == "citation_author" and written:
            return _distinct(written)  # "Doe, Jane": one tag an author
        if written:
            return _distinct(author for content in written for author in split_names(content))
    marked = page.select("[rel~=author], [itemprop~=author]")
    return _distinct(without_by(_clean(tag.get_text(" "))) for tag in marked if tag.name not in {"meta", "link"})


def _dates(page: BeautifulSoup, article: Node, meta: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Every date that a page states of itself and where it stands, the surest first."""
    yield from ((written, "JSON-LD datePublished") for written in _texts(article.get("datePublished")))
    yield from ((written, f"meta {name}") for name in _DATES for written in meta.get(name, ()))
    times = page.select("time[datetime]")
    marked = [
        tag for tag in times if tag.has_attr("pubdate") or _PUBLISHED.search(f"{tag.get('class')}{tag.get('itemprop')}")
    ]
    yield from ((str(tag["datetime"]), "time element") for tag in (*marked, *times))


def _date(candidates: Iterable[tuple[str, str]]) -> DateReading:
    """The first date that can be read; failing that, the first problem."""
    readings = [read_date(written, origin) for written, origin in candidates]
    dated = next((reading for reading in readings if reading.date), None)
    return dated or next((reading for reading in readings if reading.problem), DateReading())


def _title(page: BeautifulSoup, candidates: tuple[str, ...], source: str) -> str:
    """The title without the publication's name behind it: "Title | Carrel Samples" is "Title"."""
    headings = [text for tag in page.find_all("h1") if (text := _clean(tag.get_text(" ")))]
    window = _clean(page.title.get_text(" ")) if page.title else ""
    if not candidates:
        # A page's first heading may be its site's name; the window's title tells which one is the article's.
        named = [text for text in headings if text in window and spelling_key(text) != spelling_key(source)]
        candidates = (
            *sorted(named, key=window.index),
            *([headings[0]] if len(headings) == 1 and not named else []),
            window,
        )
    title = _first(candidates)
    if not source:
        return title
    cut = re.split(rf"{_SEPARATORS}{re.escape(source)}\b", title, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    return cut or title


def _addresses(article: Node) -> tuple[str, ...]:
    page = article.get("mainEntityOfPage")
    return (*_texts(article.get("url")), *_texts(page.get("@id") if isinstance(page, dict) else page))


def _address(page: BeautifulSoup, candidates: tuple[str, ...]) -> str:
    """The canonical web address, without what only follows readers about; "" where the page says none."""
    canonical = page.find("link", rel="canonical")
    first = str(canonical.get("href") or "") if isinstance(canonical, Tag) else ""
    for written in (first, *candidates):
        try:
            parts = urlsplit(written.strip())
            query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
            kept = (
                parts.query if len(query) == len(parse_qsl(parts.query, keep_blank_values=True)) else urlencode(query)
            )
            address = urlunsplit(parts._replace(query=kept))
        except ValueError:  # "http://[" is no address
            continue
        if _WEB.fullmatch(address):
            return address
    return ""


def _all(meta: dict[str, list[str]], names: Iterable[str]) -> tuple[str, ...]:
    return tuple(content for name in names for content in meta.get(name, ()))


def _first(values: Iterable[str]) -> str:
    return next(iter(values), "")


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _clean(text: str) -> str:
    return " ".join(text.split())
