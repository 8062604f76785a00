"""The pages of a search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webui.presenters.link import Choice
from webui.presenters.wording import number
from webui.search_state import MAX_DEPTH, SearchState

__all__ = ["Pagination", "last_page", "page_links", "pagination"]

_NEIGHBOURS: Final = 2  # pages shown on each side of this one


@dataclass(frozen=True, slots=True)
class Pagination:
    """Links to pages; None among them is a gap. `previous` and `next` are "" at the ends."""

    previous: str
    pages: tuple[Choice | None, ...]
    next: str
    limit: str


def last_page(total: int, per_page: int) -> int:
    """The number of the last page with hits that can be reached; 1 when there are none."""
    return max(1, min(-(-total // per_page), MAX_DEPTH // per_page))


def pagination(total: int, state: SearchState) -> Pagination | None:
    """The pages around a state's own; None where there is but one."""
    last = last_page(total, state.per_page)
    limit = f"The first {number(MAX_DEPTH)} can be paged through." if total > MAX_DEPTH and state.page == last else ""
    return page_links(state.page, last, lambda page: state.with_page(page).address, limit)


def page_links(current: int, last: int, address: Callable[[int], str], limit: str = "") -> Pagination | None:
    """The pages around a current one, each at its address; None where there is but one. `limit` is said beside them."""
    if last == 1 or current > last:
        return None
    near = range(max(1, current - _NEIGHBOURS), min(last, current + _NEIGHBOURS) + 1)
    pages: list[Choice | None] = []
    before = 0
    for page in sorted({1, *near, last}):
        if page - before > 1:
            pages.append(None)
        pages.append(Choice(number(page), address(page), page == current))
        before = page
    return Pagination(
        address(current - 1) if current > 1 else "", tuple(pages), address(current + 1) if current < last else "", limit
    )
