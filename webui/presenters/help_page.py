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
class HelpPage:
    """Everything that the help page shows. Keys stand last, in a section of their own."""

    title: str
    box: SearchBox
    introduction: str
    about_examples: str
    contents: tuple[Link, ...]
    sections: tuple[HelpSection, ...]
    keys: tuple[KeyRow, ...]


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
        contents=(*(Link(section.heading, f"#{section.name}") for section in guide.sections), Link("Keys", "#keys")),
        sections=tuple(map(_section, guide.sections)),
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
