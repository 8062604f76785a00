"""Articles in Markdown: the seed's form, and YAML front matter.

Markdown becomes HTML, and goes the way of web pages from there. Nothing of a
text is lost on that way: HTML in it is text, and what CommonMark would take for a
list's number, a link's definition or code by its indentation stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, blockquote, list_block, reference
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from indexer.articles.block import Block
from indexer.articles.draft import Draft
from indexer.articles.front_matter import read_front_matter
from indexer.articles.head import is_head_line
from indexer.articles.page import read_page
from indexer.articles.paragraphs import blocks_of, parse_markup

__all__ = ["looks_like_seed", "parse"]

_NUMBER: Final = re.compile(r"\s{0,3}(\d+)[.)]\s")
_LABEL: Final = re.compile(r"\s{0,3}\[((?:[^\]\\]|\\.)+)\]:")
_TITLE: Final = re.compile(r"# +\S")
_HEAD_LINES: Final = 14
# Levels of quotes and lists in one another. The parser drops what lies deeper than its own limit, so nothing may.
_DEEPEST: Final = 20
_FRONT_MATTER: Final = re.compile(r"\ufeff?\s*?---[ \t]*\r?\n(?:.*\r?\n)*?title[ \t]*:", re.IGNORECASE)


def parse(text: str) -> Draft:
    """The article in a Markdown text. Raises `InputError("broken YAML")`, and nothing else on any text."""
    known, written = read_front_matter(text)
    return read_page(_blocks(written), known)


def looks_like_seed(text: str) -> bool:
    """Whether a text begins as the seed does: a title behind "# ", then a byline, a publication's date or labels.

    Or with front matter that has a title. Its first lines tell.
    """
    start = text[:8000]
    if _FRONT_MATTER.match(start[:2000]):
        return True
    lines = [line.strip() for line in start.lstrip("\ufeff").splitlines() if line.strip()][:_HEAD_LINES]
    title = next((place for place, line in enumerate(lines[:4]) if _TITLE.match(line)), None)
    if title is None:
        return False
    return any(is_head_line(block) for block in _blocks("\n\n".join(lines[title + 1 :])))


def _blocks(text: str) -> tuple[Block, ...]:
    return blocks_of(parse_markup(_MARKDOWN.render(text)))


def _list_from_one(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """CommonMark's lists, but those that do not begin at 1: "1968. It was …" is a sentence.

    An asterisk alone is no list without items either: it ends a body.
    """
    if state.level >= _DEEPEST:
        return False
    if not silent:  # silent asks whether a paragraph ends here, and CommonMark lets only 1 end one
        line = state.src[state.bMarks[start] : state.eMarks[start]]
        number = _NUMBER.match(line)
        if (number and int(number[1]) > 1) or line.strip() == "*":
            return False
    return list_block(state, start, end, silent)


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """CommonMark's block quotes, but those nested too deeply."""
    return state.level < _DEEPEST and blockquote(state, start, end, silent)


def _used_reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 (markdown-it's signature)
    """CommonMark's link definitions, but those that no link uses: "[1]: http://…" is a note."""
    label = _LABEL.match(state.src[state.bMarks[start] : state.eMarks[start]])
    if not label or f"][{label[1]}]" not in state.src:
        return False
    return reference(state, start, end, silent)


def _mark(state: StateCore) -> None:
    """Note in the HTML what it would not tell: an item's number, and a paragraph right below a heading."""
    for place, token in enumerate(state.tokens):
        if token.type == "list_item_open" and token.info:
            token.attrSet("value", token.info)
        if (
            token.type == "paragraph_open"
            and place
            and _adjoins(state.tokens[place - 1], state.tokens[place - 3], token)
        ):
            token.attrSet("data-adjoining", "")


def _adjoins(closing: Token, opening: Token, paragraph: Token) -> bool:
    if closing.type != "heading_close" or not opening.map or not paragraph.map:
        return False
    return opening.map[1] == paragraph.map[0]


def _image(_renderer: RendererHTML, tokens: Sequence[Token], place: int, _options: OptionsDict, _env: EnvType) -> str:
    return escapeHtml(tokens[place].content)


def _markdown() -> MarkdownIt:
    # Line breaks are kept, for a head's lines; a body's become spaces with all other white space.
    markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": _DEEPEST + 5})
    markdown.enable("table").disable(["code", "html_block", "html_inline"])
    markdown.block.ruler.at("list", _list_from_one, {"alt": ["paragraph", "reference", "blockquote"]})
    markdown.block.ruler.at("blockquote", _quote, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    markdown.block.ruler.at("reference", _used_reference)
    markdown.core.ruler.push("mark", _mark)
    markdown.add_render_rule("image", _image)
    return markdown


_MARKDOWN: Final = _markdown()  # without state between texts: it is safe in threads
