"""What the API's addresses may hold, parameter by parameter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from indexer.concordance import ConcordanceOrder
from indexer.facet_page import FacetOrder
from indexer.fields import DATE, FACETS
from indexer.query.tree import Match
from indexer.results import Sort
from indexer.timeline import MAX_QUERIES, TimelineUnit
from webui.concordance_state import LINES_A_PAGE
from webui.keywords_state import TABLE_SIZES
from webui.parameters import LAST_NUMBER, PAGE_SIZES
from webui.sample_state import MAX_SEED, SAMPLE_SIZES
from webui.terms_state import DIVISIONS, ORDERS

__all__ = [
    "ARTICLE_ID",
    "CONCORDANCE",
    "FACET",
    "FILTERS",
    "KEYWORDS",
    "MATCHING",
    "QUERY",
    "RESULTS",
    "SAMPLE",
    "SEARCH",
    "SIMILAR",
    "SUGGESTED",
    "TERMS",
    "TIMELINE",
    "Parameter",
]

_TEXT: Final = {"type": "string"}
_NOT_GIVEN: Final = {"type": "string", "pattern": r"^\s*$", "description": "as if it were not given: forms send these"}
_DATE_PATTERN: Final = r"^[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2})?)?$"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter, what it is for, and as JSON Schema its values. `repeated`: it may stand several times."""

    name: str
    about: str
    schema: dict[str, Any] = field(default_factory=lambda: _TEXT)
    repeated: bool = False
    is_in_path: bool = False
    example: str = ""

    def described(self) -> dict[str, Any]:
        """The parameter as OpenAPI has it."""
        schema = self.schema if self.is_in_path or self.schema == _TEXT else {"anyOf": [self.schema, _NOT_GIVEN]}
        described: dict[str, Any] = {
            "name": self.name,
            "in": "path" if self.is_in_path else "query",
            "description": self.about,
            "required": self.is_in_path,
            "schema": {"type": "array", "items": schema} if self.repeated else schema,
        }
        if self.example:
            described["example"] = [self.example] if self.repeated else self.example
        return described


def _choice(*values: str) -> dict[str, Any]:
    """One of some words; the first is the default."""
    return {"type": "string", "enum": list(values), "default": values[0]}


def _number(first: int, last: int, default: int) -> dict[str, Any]:
    return {"type": "integer", "minimum": first, "maximum": last, "default": default}


_FACET_NAMES: Final = {"type": "string", "enum": [facet.name for facet in FACETS]}
_DATE: Final = {"type": "string", "pattern": _DATE_PATTERN}
_MATCHES: Final[tuple[Match, ...]] = ("all", "any")

QUERY: Final = Parameter("q", "The query, in the language that /help tells.", example="idlib")
FILTERS: Final = (
    *(
        Parameter(facet.name, f"A {facet.label.lower()} that articles must have; of several, one.", repeated=True)
        for facet in FACETS
    ),
    *(
        Parameter(f"not_{facet.name}", f"A {facet.label.lower()} that no article may have.", repeated=True)
        for facet in FACETS
    ),
    Parameter(
        "none",
        "A facet of which articles may have no value; date for those without a date.",
        {"type": "string", "enum": [*_FACET_NAMES["enum"], DATE.name]},
        repeated=True,
    ),
    Parameter("not_none", "A facet of which articles must have a value.", _FACET_NAMES, repeated=True),
    Parameter("from", "The first day: 2019, 2019-12 or 2019-12-30.", _DATE),
    Parameter("to", "The last day; a year or month means its end.", _DATE),
)
MATCHING: Final = (
    Parameter("match", "Whether all words are wanted, or one is enough.", _choice(*_MATCHES)),
    Parameter("exact", "With 1, words are searched as written.", _choice("0", "1")),
)
SEARCH: Final = (QUERY, *FILTERS, *MATCHING)
_PAGE: Final = Parameter("page", "The page, from 1 on.", _number(1, LAST_NUMBER, 1))
_PER_PAGE: Final = Parameter("per_page", "Articles a page.", _choice(*map(str, PAGE_SIZES)))
RESULTS: Final = (
    Parameter("sort", "The order; relevance where there is a query, else newest first.", {"enum": list(Sort)}),
    Parameter("copies", "Near copies in one row, or each in its own.", _choice("grouped", "all")),
    _PAGE,
    _PER_PAGE,
)
SIMILAR: Final = (*FILTERS, _PER_PAGE)
FACET: Final = (
    Parameter("field", "The facet.", _FACET_NAMES, is_in_path=True, example=FACETS[0].name),
    *SEARCH,
    Parameter("containing", "A text that values have in them, whatever its case and accents."),
    Parameter("order", "By count, or by name.", _choice(*FacetOrder)),
    _PAGE,
)
CONCORDANCE: Final = (
    *SEARCH,
    Parameter("order", "What the lines are sorted by.", _choice(*ConcordanceOrder)),
    _PAGE,
    Parameter("per_page", "Lines a page.", _choice(*map(str, LINES_A_PAGE))),
)
TIMELINE: Final = (
    Parameter("q", f"A query; up to {MAX_QUERIES} are compared.", repeated=True, example="idlib"),
    *FILTERS,
    *MATCHING,
    Parameter("unit", "The length of the periods; by itself as suits the dates.", {"enum": ["auto", *TimelineUnit]}),
)
KEYWORDS: Final = (
    *SEARCH,
    Parameter("words", "How many.", _number(1, TABLE_SIZES[-1], TABLE_SIZES[0])),
)
SAMPLE: Final = (
    *SEARCH,
    Parameter("size", "How many articles are drawn.", _number(1, SAMPLE_SIZES[-1], 50)),
    Parameter("seed", "What decides which; the same draws the same.", _number(0, MAX_SEED, 1)),
)
TERMS: Final = (
    Parameter("terms", "The terms, each a query, a line each.", example="idlib\naleppo"),
    *SEARCH,
    Parameter("by", "What the columns are.", _choice(*DIVISIONS)),
    Parameter("order", "As given, or by count.", _choice(*ORDERS)),
)
SUGGESTED: Final = (Parameter("q", "All that has been typed.", example="libera"),)
ARTICLE_ID: Final = Parameter("id", "The id of an article.", is_in_path=True)
