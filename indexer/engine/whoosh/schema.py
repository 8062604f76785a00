"""The Whoosh schema, made from the field table.

Each text field is two Whoosh fields over the same positions: its stems and its
forms as written. No analyzer of Whoosh's runs: words come from `indexer.analysis`.
"""

from __future__ import annotations

from typing import Final

from whoosh import fields as whoosh_fields
from whoosh import formats

from indexer.fields import DATE, TEXT_FIELDS, Field

__all__ = ["DATE_FIELD", "ID_FIELD", "INDEXED_FIELDS", "form_field", "schema", "stem_field", "text_field"]

DATE_FIELD: Final = DATE.name  # the Whoosh field of days, written 20191230
ID_FIELD: Final = "id"  # the Whoosh field in which Whoosh's hits have the article's id; not searched


def stem_field(field: Field) -> str:
    """The Whoosh field that holds a field's stems."""
    return field.name


def form_field(field: Field) -> str:
    """The Whoosh field that holds a field's words as written."""
    return f"{field.name}_form"


def text_field(name: str) -> tuple[Field, bool]:
    """The field that a Whoosh field is made from, and whether it holds the stems."""
    return _TEXT_FIELDS[name]


_TEXT_FIELDS: Final = {stem_field(field): (field, True) for field in TEXT_FIELDS} | {
    form_field(field): (field, False) for field in TEXT_FIELDS
}
INDEXED_FIELDS: Final = tuple(sorted([DATE_FIELD, *_TEXT_FIELDS]))  # all Whoosh fields that have terms


class WordsField(whoosh_fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A Whoosh field of words with their positions; its postings are made without Whoosh."""

    def __init__(self) -> None:
        self.format = formats.Positions()
        self.analyzer = None
        self.scorable = True
        self.stored = False
        self.unique = False
        self.column_type = None
        self.vector = None
        self.spelling = False
        self.multitoken_query = "default"


class DaysField(whoosh_fields.FieldType):  # type: ignore[misc]  # Whoosh is not typed
    """A Whoosh field of days: an article has one at most, as 20191230, and it scores nothing."""

    def __init__(self) -> None:
        self.format = formats.Existence()
        self.scorable = False


def schema() -> whoosh_fields.Schema:
    """Make the schema of every Carrel index."""
    made = whoosh_fields.Schema()
    made.add(ID_FIELD, whoosh_fields.STORED())
    made.add(DATE_FIELD, DaysField())
    for field in TEXT_FIELDS:
        made.add(stem_field(field), WordsField())
        made.add(form_field(field), WordsField())
    return made
