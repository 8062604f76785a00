"""THE field table: what an article is made of, for every layer.

A field's name stands here and nowhere else as a string literal: the reader of
articles, the engine, the query language and the pages all ask this table.
Weights and length normalisation are BM25F's v_f and b_f (Robertson & Zaragoza
2009, "The Probabilistic Relevance Framework", section 3.6).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = [
    "AUTHOR",
    "BODY",
    "DATE",
    "DEFAULT_FIELDS",
    "FACETS",
    "FIELDS",
    "NOTE",
    "REGION",
    "REPORT",
    "SOURCE",
    "TEXT_FIELDS",
    "THEME",
    "TITLE",
    "Field",
    "FieldKind",
    "field_named",
]


class FieldKind(enum.Enum):
    """How a field's content is read."""

    TEXT = "text"  # running text: words, phrases
    VALUES = "values"  # a few names: each a facet value, its words searchable too
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an article.

    `name` is used in queries, addresses and the API; `label` and `plural` on
    pages; `aliases` are further names that queries may use, lower case.
    `default`: searched by a word that names no field. `facet`: its values are
    counted and can be filtered by.
    """

    name: str
    label: str
    plural: str
    kind: FieldKind
    weight: float = 1.0
    length_norm: float = 0.75
    default: bool = False
    facet: bool = False
    aliases: tuple[str, ...] = ()

    def __hash__(self) -> int:
        # A field is a key all over a search, and its name tells it from the others.
        return hash(self.name)

    @property
    def is_text(self) -> bool:
        """Whether words can be searched in it."""
        return self.kind is not FieldKind.DATE


TITLE = Field("title", "Title", "titles", FieldKind.TEXT, 2.5, 0.5, default=True, aliases=("headline",))
BODY = Field("body", "Text", "texts", FieldKind.TEXT, default=True, aliases=("text",))
AUTHOR = Field(
    "author", "Author", "authors", FieldKind.VALUES, 1.5, 0.3, default=True, facet=True, aliases=("authors", "by")
)
REGION = Field(
    "region", "Region", "regions", FieldKind.VALUES, 1.5, 0.3, default=True, facet=True, aliases=("regions",)
)
THEME = Field("theme", "Theme", "themes", FieldKind.VALUES, 1.5, 0.3, default=True, facet=True, aliases=("themes",))
REPORT = Field(
    "report", "In-depth report", "reports", FieldKind.VALUES, 1.5, 0.3, default=True, facet=True, aliases=("reports",)
)
SOURCE = Field(
    "source", "Publication", "publications", FieldKind.VALUES, 1.5, 0.3, facet=True, aliases=("publication",)
)
NOTE = Field("note", "Author's note", "notes", FieldKind.TEXT, aliases=("bio",))
DATE = Field("date", "Date", "dates", FieldKind.DATE, aliases=("published", "year"))

FIELDS: tuple[Field, ...] = (TITLE, BODY, AUTHOR, REGION, THEME, REPORT, SOURCE, NOTE, DATE)
TEXT_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.is_text)
DEFAULT_FIELDS: tuple[Field, ...] = tuple(field for field in FIELDS if field.default)
FACETS: tuple[Field, ...] = (REGION, THEME, REPORT, AUTHOR, SOURCE)  # in the order of the page


def field_named(name: str, among: Iterable[Field] = FIELDS) -> Field | None:
    """The field with this name, label or alias, whatever the case; None when there is none."""
    wanted = name.strip().casefold()
    for field in among:
        if wanted in (field.name, field.label.casefold(), field.plural, *field.aliases):
            return field
    return None
