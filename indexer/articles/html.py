"""Articles as web pages: labelled as the seed is, or of any make."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Final

from bs4 import BeautifulSoup, Tag
from lxml import etree
from trafilatura import bare_extraction

from indexer.articles.article import ParagraphKind
from indexer.articles.block import Block
from indexer.articles.draft import Draft
from indexer.articles.labels import byline, labelled_values, publication
from indexer.articles.metadata import read_metadata
from indexer.articles.page import completed, read_page
from indexer.articles.paragraphs import blocks_of, parse_markup
from indexer.spelling import spelling_key

__all__ = ["parse"]

# It reports every page that it finds nothing in; such a page is read another way here.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_FURNITURE: Final = re.compile(
    r"(?:cookie|consent|gdpr|comment|respond|share|sharing|social-|related|breadcrumb|newsletter|sidebar|widget|advert"
    r"|ad-slot|popup|modal|skip-link)",
    re.IGNORECASE,
)
_FURNITURE_ROLES: Final = ("navigation", "dialog", "complementary", "search", "alertdialog")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEAD_BLOCKS: Final = 8  # behind a title, a label is among so many blocks
_LEAST_EXTRACTED: Final = 250  # characters, as trafilatura's own least size
_HTML_TAG: Final = {
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "ref": "a",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "body": "main",
}


def parse(text: str) -> Draft:
    """The article in a web page; an empty Draft when there is none.

    Raises nothing on any text.
    """
    page = parse_markup(text)
    metadata = read_metadata(page)
    _clear(page)
    blocks = _marked_blocks(page)
    title = _labelled_title(blocks)
    if title is not None:
        return completed(read_page(blocks[title:]), metadata)
    found = _main_text(str(page)) or _own_text(page)
    return read_page(_without_title(found, metadata.title), metadata)


def _clear(page: BeautifulSoup) -> None:
    """Take out what is no article: cookie banners, comments, sharing, what is hidden."""
    for tag in page.find_all():
        if tag.decomposed or tag.name in {"html", "body", "main", "article", "head"} or not _is_furniture(tag):
            continue
        if tag.find(["h1", "main", "article"]) is None:
            tag.decompose()


def _is_furniture(tag: Tag) -> bool:
    if tag.get("role") in _FURNITURE_ROLES or tag.has_attr("hidden") or _HIDDEN.search(str(tag.get("style") or "")):
        return True
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return any(_FURNITURE.match(str(name)) for name in names if name)


def _marked_blocks(page: BeautifulSoup) -> tuple[Block, ...]:
    """The blocks of the page. What follows the element that holds the article counts as its footer."""
    element = _holder(page)
    while element is not None and element.name not in {"body", "html"}:
        for sibling in element.find_next_siblings():
            sibling["data-footing"] = ""
        element = element.parent
    return blocks_of(page.body or page)


def _holder(page: BeautifulSoup) -> Tag | None:
    """The article or main element with the most text."""
    holders = page.find_all(["article", "main"])
    return max(holders, key=lambda holder: len(holder.get_text()), default=None)


def _labelled_title(blocks: Sequence[Block]) -> int | None:
    """The place of a heading that labels follow, or a byline and a date line: the page is in the seed's form."""
    for place, block in enumerate(blocks):
        if block.kind is not ParagraphKind.HEADING or block.level > 2:
            continue
        head = blocks[place + 1 : place + 1 + _HEAD_BLOCKS]
        if any(labelled_values(line) for line in head):
            return place
        if any(map(byline, head[:3])) and any(map(publication, head[:4])):
            return place
    return None


def _main_text(markup: str) -> tuple[Block, ...]:
    """The main text of a page of any make, as trafilatura finds it; () when it finds none."""
    try:
        found = bare_extraction(
            markup, include_formatting=True, include_links=True, include_tables=True, include_comments=False
        )
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, etree.LxmlError):
        return ()  # it is made for pages; this text is hardly one
    body = getattr(found, "body", None)
    if body is None:
        return ()
    for element in body.iter("*"):
        element.tag = _html_tag(element)
        if element.tag == "a":
            element.set("href", element.get("target") or "#")
    blocks = blocks_of(parse_markup(etree.tostring(body, encoding="unicode", method="html")))
    # Of a page with less it gives everything, menus too, as one paragraph.
    return blocks if sum(len(block.text) for block in blocks) >= _LEAST_EXTRACTED else ()


def _html_tag(element: etree._Element) -> str:
    """The HTML name of an element of trafilatura's own XML."""
    name, rendition = str(element.tag), element.get("rend") or ""
    if name == "head":
        return rendition if rendition in {"h1", "h2", "h3", "h4", "h5", "h6"} else "h2"
    if name == "hi":
        return {"#b": "strong", "#i": "em"}.get(rendition, "span")
    if name == "list" and rendition == "ol":
        return "ol"
    return _HTML_TAG.get(name, name)


def _own_text(page: BeautifulSoup) -> tuple[Block, ...]:
    """The text of a page too small or too odd for trafilatura: all of it but what frames it."""
    root = _holder(page) or page.body or page
    return tuple(block for block in blocks_of(root) if not block.footing)


def _without_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks, without those before and including a heading among the first that repeats the title."""
    for place, block in enumerate(blocks[:3]):
        if block.kind is ParagraphKind.HEADING and spelling_key(block.text) == spelling_key(title):
            return list(blocks[place + 1 :])
    return list(blocks)
