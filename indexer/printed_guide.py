"""The printed guide: how to search, as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from indexer.query.guide import Example, FieldNames, Guide, Section, text_segments

__all__ = ["guide_as_text"]

_COLUMNS: Final = 100
_MARGIN: Final = "  "
_GAP: Final = "  "  # between what one types and what that finds
_IN_A_SHELL: Final = "Put single quotation marks around a query, and -- before one that begins with a minus:"
_COMMANDS: Final = ("carrel search '(suez OR panama) lock'", "carrel search -- '-title:canal'")


def guide_as_text(guide: Guide) -> str:
    """A guide at 100 columns, its examples aligned with one another."""
    width = max(len(example.typed) for section in guide.sections for example in section.examples)
    lines = [guide.title, "", *textwrap.wrap(guide.introduction, _COLUMNS), *_paragraph(guide.about_examples, "")]
    for section in guide.sections:
        lines += ["", section.heading, *_section(section, width)]
    lines += ["", "On the command line", *_paragraph(_IN_A_SHELL, _MARGIN), ""]
    return "\n".join([*lines, *(_MARGIN + command for command in _COMMANDS)])


def _section(section: Section, width: int) -> Iterator[str]:
    yield from _paragraph(section.introduction, _MARGIN)
    if section.fields:
        yield ""
        yield from _fields(section.fields)
    if section.examples:
        yield ""
        for example in section.examples:
            yield from _example(example, width)


def _fields(fields: Sequence[FieldNames]) -> Iterator[str]:
    labels = max(len(field.label) for field in fields)
    names = max(len(" ".join(field.names)) for field in fields)
    for field in fields:
        unnamed = "searched without its name too" if field.is_default else "searched by its name only"
        yield f"{_MARGIN}{field.label:{labels}}{_GAP}{' '.join(field.names):{names}}{_GAP}{unnamed}"


def _example(example: Example, width: int) -> Iterator[str]:
    option = " (--any)" if example.match == "any" else " (--exact)" if example.exact else ""
    first = f"{_MARGIN}{example.typed:{width}}{_GAP}"
    yield from textwrap.wrap(
        _plain(example.finds) + option, _COLUMNS, initial_indent=first, subsequent_indent=" " * len(first)
    )


def _paragraph(text: str, margin: str) -> list[str]:
    return textwrap.wrap(_plain(text), _COLUMNS, initial_indent=margin, subsequent_indent=margin)


def _plain(text: str) -> str:
    return "".join(segment.text for segment in text_segments(text))
