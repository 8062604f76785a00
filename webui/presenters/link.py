"""Links and choices: the smallest things a page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from webui.paths import SEARCH

__all__ = ["Choice", "Link", "SearchBox"]


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several settings; the chosen one leads nowhere."""

    text: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class SearchBox:
    """The box with the query in it, and what its form passes on besides; `action` is the page that it leads to."""

    text: str = ""
    hidden: tuple[tuple[str, str], ...] = ()
    action: str = SEARCH
