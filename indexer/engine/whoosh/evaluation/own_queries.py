"""What a query can mean that Whoosh's query tree has no kind for, as kinds of its own.

To Whoosh's matchers they are what they inherit from, and find at least what we find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import query as whoosh_query

from indexer.analysis import stem
from indexer.fields import Field
from indexer.query.tree import Unit

__all__ = ["AnyField", "FormsOf", "Nearby", "StemPhrase", "StemTerm", "WhooshQuery", "Without"]

WhooshQuery = Any  # whoosh.query.Query; Whoosh is not typed


class AnyField(whoosh_query.Or):  # type: ignore[misc]  # Whoosh is not typed
    """The same word, phrase or pattern in several fields: one term, for counting and for scoring.

    `fields[i]` is the field that the i-th subquery searches. To Whoosh it is an Or.
    """

    def __init__(self, fields: tuple[Field, ...], subqueries: list[WhooshQuery]) -> None:
        super().__init__(subqueries)
        self.fields = fields


class FormsOf(whoosh_query.MultiTerm):  # type: ignore[misc]  # Whoosh is not typed
    """All forms of a stem, in a field of forms."""

    def __init__(self, fieldname: str, text: str) -> None:
        self.fieldname = fieldname
        self.text = text
        self.boost = 1.0

    def _btexts(self, reader: Any) -> Iterator[bytes]:
        return (form for form in reader.lexicon(self.fieldname) if stem(form.decode()) == self.text)


class Without(whoosh_query.MultiTerm):  # type: ignore[misc]  # Whoosh is not typed
    """What `base`, a pattern or `FormsOf` in a field of forms, stands for, but for some forms."""

    def __init__(self, base: WhooshQuery, forms: Sequence[str]) -> None:
        self.fieldname = base.fieldname
        self.text = base.text
        self.boost = 1.0
        self.base = base
        self.forms = tuple(forms)

    def _btexts(self, reader: Any) -> Iterator[bytes]:
        # Whoosh gives the words that a FuzzyTerm stands for as texts, all others in UTF-8.
        excluded = {*self.forms, *(form.encode() for form in self.forms)}
        return (form for form in self.base._btexts(reader) if form not in excluded)  # noqa: SLF001  # a MultiTerm's


class StemTerm(whoosh_query.Term):  # type: ignore[misc]  # Whoosh is not typed
    """A stem, in a field of stems, and the `form` of it that was typed. To Whoosh it is a Term."""

    def __init__(self, fieldname: str, form: str) -> None:
        super().__init__(fieldname, stem(form))
        self.form = form


class StemPhrase(whoosh_query.Phrase):  # type: ignore[misc]  # Whoosh is not typed
    """A phrase of stems, in a field of stems, and the `forms` of them that were typed. To Whoosh it is a Phrase."""

    def __init__(self, fieldname: str, forms: Sequence[str]) -> None:
        super().__init__(fieldname, [stem(form) for form in forms])
        self.forms = tuple(forms)


class Nearby(whoosh_query.And):  # type: ignore[misc]  # Whoosh is not typed
    """Words, phrases and patterns near one another in one field; `reach` as in `Near`. To Whoosh it is an And."""

    def __init__(self, field: Field, subqueries: list[WhooshQuery], reach: int | Unit) -> None:
        super().__init__(subqueries)
        self.searched = field
        self.reach = reach
