"""Addresses: where the links of a page lead that differ by one thing; what they share is written once."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from indexer.fields import Field
from indexer.query.date_range import DateRange
from indexer.spelling import spelling_key
from webui.paths import ARTICLES, SEARCH
from webui.search_state import SearchState, parameter, written_dates

__all__ = ["Addresses"]

_BLANK = ""  # stands in a frame for the value to come; no filter has it


class Addresses:
    """The addresses of the states one step away from a state.

    Each is exactly that of the state that the method of the same name gives; a page has a hundred of them.
    """

    def __init__(self, state: SearchState) -> None:
        self.state = state
        self._frames: dict[tuple[str, str], _Frame] = {}
        self._taken: dict[str, frozenset[str]] = {}
        self._after_article: str | None = None
        self._around_dates: _Frame | None = None

    def with_value(self, field: Field, value: str | None) -> str:
        """Where a facet's value is wanted; None is "none given"."""
        return self._of("with", self.state.with_value, field, value)

    def only(self, field: Field, value: str | None) -> str:
        """Where a facet's value is wanted and no other one of this facet."""
        return self._of("only", self.state.only, field, value)

    def excluding(self, field: Field, value: str | None) -> str:
        """Where a facet's value is ruled out."""
        return self._of("not", self.state.excluding, field, value)

    def with_dates(self, dates: DateRange) -> str:
        """Where a range of dates takes the place of the one before; both its ends are given."""
        if self._around_dates is None:
            self._around_dates = _Frame(self.state.with_dates(dates), "from", "to")
        first, last = written_dates(dates)
        return self._around_dates.around(parameter("from", first), parameter("to", last))

    def article(self, article_id: str) -> str:
        """Where an article is shown as found by this search."""
        if self._after_article is None:
            self._after_article = self.state.article_address("").removeprefix(ARTICLES)
        return f"{ARTICLES}{quote(article_id)}{self._after_article}"

    def _of(self, kind: str, step: Callable[[Field, str | None], SearchState], field: Field, value: str | None) -> str:
        taken = self._taken.get(field.name)
        if taken is None:
            chosen = self.state.query.filter_of(field)
            values = (*chosen.included, *chosen.excluded)
            taken = self._taken[field.name] = frozenset(spelling_key(one) for one in values if one is not None)
        if value is None or (taken and not taken.isdisjoint((spelling_key(value), spelling_key(_BLANK)))):
            return step(field, value).address  # here a step does more than to add the value
        name = f"not_{field.name}" if kind == "not" else field.name
        frame = self._frames.get((kind, name))
        if frame is None:
            frame = self._frames[kind, name] = _Frame(step(field, _BLANK), name, value=_BLANK)
        return frame.around(parameter(name, value))


class _Frame:
    """What comes before and after some neighbouring parameters in the address of a state."""

    def __init__(self, state: SearchState, *names: str, value: str | None = None) -> None:
        pairs = state.pairs()
        places = [place for place, pair in enumerate(pairs) if pair[0] in names and value in (None, pair[1])]
        before, after = pairs[: places[0]], pairs[places[-1] + 1 :]
        self._before = f"{SEARCH}?" + "".join(f"{parameter(*pair)}&" for pair in before)
        self._after = "".join(f"&{parameter(*pair)}" for pair in after)

    def around(self, *parameters: str) -> str:
        """The address with these parameters instead."""
        return f"{self._before}{'&'.join(parameters)}{self._after}"
