"""The help page: how to search, each example a link that runs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from indexer.query import language_guide
from indexer.query.date_words import is_date_word
from indexer.query.guide import Example, FieldNames, Section, text_segments
from indexer.query.query import Query
from indexer.query.signs import QUOTES, plain_signs
from indexer.results import Segment
from webui.paths import API, CONCORDANCE, EXPORT, FEED, KEYWORDS, READING_LIST, SAMPLE, TERMS, TIMELINE
from webui.presenters.link import Link, SearchBox
from webui.search_state import SearchState

__all__ = ["HelpPage", "help_link", "help_page"]

_ADDRESS: Final = "/help"


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """An example: what one types, leading to its results, how it is to be read, and what that finds."""

    link: Link
    reading: str
    finds: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field, its names in queries, and whether a search without a field looks in it."""

    label: str
    names: tuple[str, ...]
    unnamed: str


@dataclass(frozen=True, slots=True)
class HelpSection:
    """A section; `anchor` is its place on the page, `outcome` the heading of the examples' second column."""

    anchor: str
    heading: str
    introduction: tuple[Segment, ...]
    fields: tuple[FieldRow, ...]
    outcome: str
    examples: tuple[ExampleRow, ...]


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What a key does: its names as they stand on the keyboard, any of them, and where."""

    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that shows a search otherwise than its results do, or has to do with it, and what is to be had there."""

    link: Link
    shows: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """Everything that the help page shows. Other pages and keys stand last, in sections of their own."""

    title: str
    box: SearchBox
    introduction: str
    about_examples: str
    contents: tuple[Link, ...]
    sections: tuple[HelpSection, ...]
    pages: tuple[PageRow, ...]
    keys: tuple[KeyRow, ...]


_PAGES: Final = (
    PageRow(Link("Over time", TIMELINE), "how many articles a search finds in each year, month or day, beside others"),
    PageRow(Link("Concordance", CONCORDANCE), "every match, one a line, between the words before and after it"),
    PageRow(Link("Words that keep company", KEYWORDS), "words that the articles found have more often than others do"),
    PageRow(Link("A random sample", SAMPLE), "some of the articles found, drawn by lot, the same for everyone"),
    PageRow(Link("Many terms at once", TERMS), "how many articles have each term of a list, by region, theme or year"),
    PageRow(Link("Export", EXPORT), "the articles found as a file: for a spreadsheet, a program, or Zotero"),
    PageRow(Link("Feed", FEED), "the articles found, for a feed reader: those added last come first"),
    PageRow(Link("Reading list", READING_LIST), "articles saved and labelled; recent searches, and two combined"),
    PageRow(Link("The API", API), "what the pages show, in JSON, for programs"),
)
_KEYS: Final = (
    KeyRow(("/",), "goes to the search box"),
    KeyRow(("?",), "goes to this list"),
    KeyRow(("↓", "↑"), "go from suggestion to suggestion, in the search box"),
    KeyRow(("Enter",), "searches, or takes the suggestion chosen"),
    KeyRow(("Esc",), "closes the suggestions, then leaves the search box"),
    KeyRow(("n", "p"), "go to the next match and to the previous one, in an article; so do Enter and Shift + Enter"),
    KeyRow(("←", "→"), "go from bar to bar, in a chart of dates; with Shift they choose some, and Enter searches them"),
    KeyRow(("j", "k"), "go to the next article that the search found and to the previous one"),
)


def help_page() -> HelpPage:
    """The page, the same for every archive."""
    guide = language_guide.GUIDE
    return HelpPage(
        title=guide.title,
        box=SearchBox(),
        introduction=guide.introduction,
        about_examples=guide.about_examples,
        contents=(
            *(Link(section.heading, f"#{section.name}") for section in guide.sections),
            Link("Looking further", "#further"),
            Link("Keys", "#keys"),
        ),
        sections=tuple(map(_section, guide.sections)),
        pages=_PAGES,
        keys=_KEYS,
    )


def _section(section: Section) -> HelpSection:
    return HelpSection(
        section.name,
        section.heading,
        text_segments(section.introduction),
        tuple(map(_field, section.fields)),
        "You are told" if section.are_mistakes else "You find",
        tuple(map(_example, section.examples)),
    )


def _field(field: FieldNames) -> FieldRow:
    return FieldRow(field.label, field.names, "yes" if field.is_default else "only by name")


def _example(example: Example) -> ExampleRow:
    query = Query(example.typed, example.match, example.exact)
    reading = "any word" if example.match == "any" else "as written" if example.exact else ""
    return ExampleRow(Link(example.typed, SearchState().asking(query).address), reading, text_segments(example.finds))


def help_link(text: str, position: int | None) -> Link:
    """Where the help speaks of what stands at the place of a mistake; of limits, where a query has no such place."""
    section = language_guide.LIMITS if position is None else _section_about(plain_signs(text), position)
    return Link("Search help", f"{_ADDRESS}#{section.name}")


def _section_about(plain: str, position: int) -> Section:
    before, here = plain[:position], plain[position:]
    run = before.split(" ")[-1] + here.split(" ")[0]  # the characters that stand together
    name, colon, _ = run.lstrip("(-+=").partition(":")
    match here[:1]:
        case "~":
            return language_guide.NEAR if before[-1:] in (*QUOTES, ")") else language_guide.SPELLINGS
        case "[":
            return language_guide.FORMS_TAKEN_OUT
        case "(" | ")":
            return language_guide.OPERATORS
    if colon and name.isalpha():
        return language_guide.DATES if is_date_word(name) else language_guide.FIELDS
    if here[:1] and here[:1] in QUOTES:
        return language_guide.PHRASES
    if "*" in run or "?" in run:
        return language_guide.PATTERNS
    return language_guide.OPERATORS if run in ("AND", "OR", "NOT") or run[:1] in ("-", "+") else language_guide.MISTAKES
