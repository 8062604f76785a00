"""The Whoosh schema, made from the field table.

Each text field is two Whoosh fields over the same positions: its stems and its
forms as written. No analyzer of Whoosh's runs: words come from `indexer.analysis`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from whoosh import fields as whoosh_fields
from whoosh import formats

from indexer.analysis import forms, stem
from indexer.articles.article import Article
from indexer.fields import DATE, TEXT_FIELDS, Field, FieldKind

__all__ = [
    "DATE_FIELD",
    "ID_FIELD",
    "INDEXED_FIELDS",
    "VALUE_GAP",
    "Postings",
    "form_field",
    "positions",
    "postings",
    "schema",
    "stem_field",
    "text_field",
]

VALUE_GAP: Final = 1_000  # positions between two values of a field, so that no phrase joins them

DATE_FIELD: Final = DATE.name  # the Whoosh field of days, written 20191230
ID_FIELD: Final = "id"  # the Whoosh field in which Whoosh's hits have the article's id; not searched

Postings = dict[str, list[int]]  # a word's positions, ascending


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
    """A Whoosh field that is given its postings ready-made."""

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

    def index(self, value: Postings, **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield (word in UTF-8, frequency, weight, encoded positions), as Whoosh's writer wants them."""
        for word, places in value.items():
            yield word.encode(), len(places), float(len(places)), self.format.encode(places)


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


def positions(article: Article, field: Field) -> Iterator[tuple[str, int]]:
    """Yield the forms of a field with their positions: paragraphs run on, values stand apart."""
    gap = VALUE_GAP if field.kind is FieldKind.VALUES else 0
    position = 0
    for text in article.texts(field):
        for form in forms(text):
            yield form, position
            position += 1
        position += gap


def postings(article: Article, field: Field) -> tuple[Postings, Postings, int]:
    """A field's postings by stem and by form, and its length in words."""
    by_form: Postings = {}
    length = 0
    for form, position in positions(article, field):
        by_form.setdefault(form, []).append(position)
        length += 1
    by_stem: Postings = {}
    for form, places in by_form.items():
        by_stem.setdefault(stem(form), []).extend(places)
    for places in by_stem.values():
        places.sort()
    return by_stem, by_form, length
