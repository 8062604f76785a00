"""Query words: what a query wants, word by word: which forms each has in each segment, and its term."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from whoosh import query as whoosh_query

from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.evaluation.expand import Expansion, Forms
from indexer.engine.whoosh.evaluation.own_queries import FormsOf, StemPhrase, StemTerm, WhooshQuery, Without
from indexer.engine.whoosh.evaluation.terms import Term
from indexer.engine.whoosh.schema import text_field
from indexer.fields import Field
from indexer.function_words import is_function_word

__all__ = ["EvaluatedWord", "QueryWord", "QueryWords"]

_FUNCTION_WORD_WEIGHT: Final = 0.2


@dataclass(frozen=True, slots=True, eq=False)
class EvaluatedWord:
    """A word or pattern, once it is evaluated: its `text` as looked for, `forms` by segment, how rare these are.

    Small, beside what the evaluation works with; threads may share it.
    """

    text: str
    forms: Sequence[Forms]
    fields: tuple[Field, ...]
    idf: float
    is_function_word: bool


@dataclass(frozen=True, slots=True, eq=False)
class QueryWord:
    """A word or pattern that is evaluated: its `text`, `forms` by segment, and the term that these are in fields."""

    text: str
    forms: Sequence[Forms]
    fields: tuple[Field, ...]
    term: Term
    is_function_word: bool

    def evaluated(self) -> EvaluatedWord:
        """What is known of it then."""
        return EvaluatedWord(self.text, self.forms, self.fields, self.term.idf, self.is_function_word)


class QueryWords:
    """Makes the words of one query; `wanted` are all of them so far, in the query's order."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._expansion = Expansion(collection)
        self.wanted: list[QueryWord] = []

    def word(self, query: WhooshQuery, fields: Sequence[Field]) -> QueryWord:
        """A term or a pattern of Whoosh's, in some fields. Raises `QueryError` where it stands for too many words."""
        _, of_stems = text_field(query.fieldname)
        forms = self._expansion.forms(query, of_stems=of_stems)
        is_plain = isinstance(query, whoosh_query.Term)
        is_partial = isinstance(query, Without) and isinstance(query.base, FormsOf)  # a word without some of its forms
        is_function = (is_plain or is_partial) and is_function_word(query.text, is_stem=of_stems or is_partial)
        stretches = (
            self._expansion.word(
                query.text, fields, of_stems=of_stems, typed=query.form if isinstance(query, StemTerm) else None
            )
            if is_plain
            else self._expansion.stretches(forms, fields)
        )
        term = Term(self._collection, stretches, _FUNCTION_WORD_WEIGHT if is_function else 1.0)
        text = str(query) if isinstance(query, whoosh_query.TermRange) else query.text
        word = QueryWord(text, forms, tuple(fields), term, is_function)
        self.wanted.append(word)
        return word

    def words(self, query: WhooshQuery, fields: Sequence[Field]) -> list[QueryWord]:
        """The words of a phrase, or of what is one word."""
        if not isinstance(query, whoosh_query.Phrase):
            return [self.word(query, fields)]
        if isinstance(query, StemPhrase):
            return [self.word(StemTerm(query.fieldname, form), fields) for form in query.forms]
        return [self.word(whoosh_query.Term(query.fieldname, word), fields) for word in query.words]
