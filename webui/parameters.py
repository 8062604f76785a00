"""Parameters: the pairs of a query string, read one by one, and the faults among them.

For `webui.search_state` and the states of other pages alone: everything else asks a state.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.errors import UsageError
from indexer.fields import DATE, FACETS, Field
from indexer.query.date_range import DateRange, DatesLike
from indexer.query.query import Match
from indexer.results import Sort

__all__ = ["LAST_NUMBER", "MAX_VALUES", "PAGE_SIZES", "Fault", "Parameters", "has_blanks"]

LAST_NUMBER: Final = 9_999_999
PAGE_SIZES: Final = (10, 20, 50, 100)
MAX_VALUES: Final = 100  # of all filters together: each of a page's links has all of them
_LONGEST_VALUE: Final = 1_000  # characters
_WHOLE_NUMBER: Final = re.compile(r"0*[0-9]{1,7}", re.ASCII)
_FACETS_BY_NAME: Final = {facet.name: facet for facet in FACETS}
_MATCHES: Final[dict[str, Match]] = {"all": "all", "any": "any"}


@dataclass(frozen=True, slots=True)
class Fault:
    """A parameter that cannot be read, its value as given, and the form that it takes."""

    parameter: str
    value: str
    message: str


def has_blanks(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether there are empty values, as forms send them; the address without these is the one to cite."""
    return not all(value for _, value in pairs)


class Parameters:
    """Reads parameters as the types they stand for; one that is malformed joins `faults` and reads as its default."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.given: dict[str, list[str]] = {}
        self.faults: list[Fault] = []
        self._room = MAX_VALUES
        for name, value in pairs:
            if value.strip():  # a form sends its empty inputs too
                self.given.setdefault(name, []).append(value.strip())

    def last(self, name: str) -> str:
        """The last value of a parameter; "" where it is not given."""
        return self.given.get(name, [""])[-1]

    def values(self, prefix: str, none: str, *besides: Field) -> dict[str, tuple[str | None, ...]]:
        """The values given for each facet under its name with a prefix, None where `none` names the facet."""
        unnamed = self.facets(none, *besides)
        return {
            field.name: (*self._chosen(prefix + field.name), *((None,) if field in unnamed else ())) for field in FACETS
        }

    def _chosen(self, name: str) -> tuple[str, ...]:
        """The values given for a facet under a name; those beyond `MAX_VALUES` of all facets are left out."""
        values = tuple(dict.fromkeys(self.given.get(name, ())))
        fitting = tuple(value for value in values if len(value) <= _LONGEST_VALUE)
        if fitting != values:
            message = f"A value of {name} is longer than {_LONGEST_VALUE:,} characters. Take it out."
            self.faults.append(Fault(name, "", message))
        chosen = fitting[: self._room]
        if chosen != fitting:
            message = f"The filters of a search have at most {MAX_VALUES} values together. Take some out."
            self.faults.append(Fault(name, fitting[len(chosen)], message))
        self._room -= len(chosen)
        return chosen

    def facets(self, name: str, *besides: Field) -> tuple[Field, ...]:
        """The facets that a parameter names; it may name the fields `besides`, too."""
        given = self.given.get(name, [])
        for value in given:
            if value not in _FACETS_BY_NAME and value not in [field.name for field in besides]:
                self._blame(name, value, f"takes the name of a facet: {', '.join(_FACETS_BY_NAME)}")
        return tuple(facet for facet in FACETS if facet.name in given)

    def dates(self) -> DatesLike:
        """The ends of the date range, as written, or "none" for the undated."""
        if DATE.name in self.given.get("none", []):
            if self.last("from") or self.last("to"):
                self._blame("none", DATE.name, "takes date without from and to alone: the undated are in no range")
            return "none"
        first = self._date("from", first=self.last("from"))
        last = self._date("to", last=self.last("to"))
        try:
            DateRange.of(first, last)
        except UsageError as error:
            self.faults += [Fault("from", first, str(error)), Fault("to", last, str(error))]
            return "", ""
        return first, last

    def _date(self, name: str, *, first: str = "", last: str = "") -> str:
        try:
            DateRange.of(first, last)
        except UsageError as error:
            self.faults.append(Fault(name, first or last, str(error)))
            return ""
        return first or last

    def match(self) -> Match:
        """How words combine."""
        given = self.last("match") or "all"
        if given not in _MATCHES:
            self._blame("match", given, "takes all or any")
        return _MATCHES.get(given, "all")

    def exact(self) -> bool:
        """Whether words are meant as written."""
        given = self.last("exact") or "0"
        if given not in ("0", "1"):
            self._blame("exact", given, "takes 1, or is left out")
        return given == "1"

    def sort(self) -> Sort | None:
        """The order asked for; None for the default."""
        given = self.last("sort")
        if given and given not in list(Sort):
            self._blame("sort", given, f"takes {' or '.join(Sort)}")
            return None
        return Sort(given) if given else None

    def page(self) -> int:
        """The number of the page, the first being 1."""
        return self.number("page", 1, first=1)

    def number(self, name: str, default: int, *, first: int = 0, last: int = LAST_NUMBER) -> int:
        """A whole number from `first` to `last`."""
        given = self.last(name) or str(default)
        if not _WHOLE_NUMBER.fullmatch(given) or not first <= int(given) <= last:
            self._blame(name, given, f"takes a number from {first} {'on' if last == LAST_NUMBER else f'to {last}'}")
            return default
        return int(given)

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of several words, the first being the default."""
        given = self.last(name) or choices[0]
        if given not in choices:
            self._blame(name, given, f"takes {', '.join(choices[:-1])} or {choices[-1]}")
            return choices[0]
        return given

    def per_page(self) -> int:
        """How many hits a page has."""
        sizes = {str(size): size for size in PAGE_SIZES}
        given = self.last("per_page") or str(PAGE_SIZES[0])
        if given not in sizes:
            self._blame("per_page", given, f"takes {', '.join(sizes)}")
        return sizes.get(given, PAGE_SIZES[0])

    def _blame(self, name: str, value: str, form: str) -> None:
        self.faults.append(Fault(name, value, f"“{name}={value}” cannot be read: {name} {form}."))
