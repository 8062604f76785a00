"""What a page says of itself to programs: browsers, crawlers, and whoever shows a link to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from webui.paths import FEED
from webui.presenters.home_page import HomePage
from webui.presenters.link import Link
from webui.presenters.results_page import ResultsPage
from webui.search_state import SearchState

__all__ = ["NOT_LISTED", "Meta", "PageHead", "home_head", "plain_head", "results_head", "shortened"]

NOT_LISTED: Final = "noindex,follow"
_LONGEST: Final = 200  # characters of a description, about as many as are shown anywhere


@dataclass(frozen=True, slots=True)
class Meta:
    """A fact under its name."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class PageHead:
    """What stands in the head of a page, and for `coins` in its body; "" and None for what it has not.

    `canonical`: the one address of what it shows. `robots`: what they are told. `properties` are OpenGraph's
    (https://ogp.me), `metas` other facts, `record` is linked data (JSON-LD), JSON's types and nothing else, `coins`
    what citation managers look for.
    """

    canonical: str = ""
    robots: str = ""
    description: str = ""
    feed: Link | None = None
    properties: tuple[Meta, ...] = ()
    metas: tuple[Meta, ...] = ()
    record: dict[str, Any] | None = None
    coins: str = ""


def plain_head(path: str, base: str, *, has_parameters: bool) -> PageHead:
    """The head of a page that has nothing of its own to say; `base` is what comes before paths.

    With parameters it shows one of countless views of the archive, which are for readers.
    """
    return PageHead(robots=NOT_LISTED) if has_parameters else PageHead(canonical=base + path)


def home_head(page: HomePage, archive_title: str, base: str) -> PageHead:
    """The head of the front page."""
    canonical = f"{base}/"
    return PageHead(
        canonical,
        description=page.holdings,
        feed=_feed(SearchState(), base),
        properties=_website(archive_title, page.holdings, canonical),
    )


def results_head(page: ResultsPage, state: SearchState, base: str) -> PageHead:
    """The head of a page of results."""
    canonical = base + state.address
    understood = "".join(segment.text for segment in page.understood)
    description = shortened(f"{page.heading} {page.of_all}".strip() + (f": {understood}" if understood else ""))
    return PageHead(
        canonical,
        robots="" if state == SearchState() else NOT_LISTED,
        description=description,
        feed=_feed(state, base),
        properties=_website(page.title, description, canonical),
    )


def shortened(text: str) -> str:
    """A text, cut between words where it is too long for a description."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:–—-')} …"


def _feed(state: SearchState, base: str) -> Link:
    return Link("Latest added", base + state.at(FEED))


def _website(title: str, description: str, address: str) -> tuple[Meta, ...]:
    return tuple(_properties((("type", "website"), ("title", title), ("description", description), ("url", address))))


def _properties(pairs: Iterable[tuple[str, str]]) -> Iterable[Meta]:
    return (Meta(f"og:{name}", content) for name, content in pairs if content)
