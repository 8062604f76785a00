"""Unfinished: a query that is still being typed, seen from its last word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from indexer.analysis import MAX_WORD, Token, fold, forms, tokenize
from indexer.errors import QueryError
from indexer.fields import Field, field_named
from indexer.query.parser import parse

__all__ = ["Unfinished", "parsable"]

_MOST_CHARACTERS: Final = 2_000  # no query has more
_OPERATORS: Final = ("AND", "OR", "NOT")
_QUOTE_FAMILIES: Final = ('"\u201c\u201d\u201e\u201f\uff02', "\u00ab\u00bb")
# What cannot stand between words that are searched side by side: a quotation mark, a parenthesis, a sign or a
# field's colon right before the second word.
_PARTING: Final = re.compile(
    r'["\u201c\u201d\u201e\u201f\uff02\u00ab\u00bb()\uff08\uff09*\uff0a~\uff5e]|(?:[:\uff1a]|\s[-+=\u2212\uff0b\uff0d\uff1d]+)\Z'
)
_FIELD: Final = re.compile(r"(?<!\w)([^\W\d]+)[:\uff1a]\Z")
_SHUT_OUT: Final = re.compile(r"(?<![^\s(\uff08])(?:[-\u2212\u2013\uff0d]|NOT\s+)\Z")
_EXACT: Final = re.compile(r"[=\uff1d]\Z")
_JOINING: Final = re.compile(r"(?<!\S)(?:AND\s+\+?|\+)\Z")
_NOT_LEFT_ALONE: Final = re.compile(r"(?<!\S)(?:OR(?!\S)|NOT\s*\Z)|\S\Z")


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A query whose last word is not yet whole.

    `letters`: those of the last word so far, folded. `before`: the folded words before it, back to a sign, an
    operator, a parenthesis or a quotation mark, but for a word that is shut out. `field`: the one that is named before
    all of these; None for none.
    """

    text: str
    letters: str
    before: tuple[str, ...]
    field: Field | None
    _starts: tuple[int, ...]  # of the words before, and of the last one
    _quotation: int | None  # where the quotation begins that they stand in

    @classmethod
    def of(cls, text: str) -> Self | None:
        """What is being typed; None where it is no word: after a space or a sign, an operator, in a date."""
        tokens = tokenize(text) if len(text) <= _MOST_CHARACTERS else []
        if not tokens:
            return None
        last = tokens[-1]
        letters = last.form + fold(text[last.end :])  # an apostrophe belongs to it already
        if letters.rstrip("'") != last.form or len(letters) >= MAX_WORD or text[last.start :] in _OPERATORS:
            return None
        quotation = _open_quotation(text)
        run = _run(text, tokens, quotation)
        starts = tuple(token.start for token in run)
        named = _FIELD.search(_outside(text[: starts[0]], quotation))
        field = field_named(named[1]) if named else None
        if field is not None and not field.is_text:
            return None
        return cls(text, letters, tuple(token.form for token in run[:-1]), field, starts, quotation)

    @property
    def word_field(self) -> Field | None:
        """The field that the last word is searched in, if one is named: outside of a quotation, for one word only."""
        return self.field if self._quotation is not None or not self.before else None

    @property
    def is_exact(self) -> bool:
        """Whether the last word, or the quotation that it stands in, is wanted exactly as written: behind a "="."""
        return _EXACT.search(_outside(self.text[: self._starts[-1]], self._quotation)) is not None

    def completed(self, form: str) -> str:
        """The query with its last word completed to a form that begins with `letters`.

        In capitals where more than one letter has been typed and all in capitals.
        """
        ending = form[len(self.letters) :]
        typed = self.text[self._starts[-1] :]
        capitals = ending.upper()
        if len(typed) > 1 and typed.isupper() and fold(capitals) == ending and typed + capitals not in _OPERATORS:
            ending = capitals
        return unicodedata.normalize("NFC", self.text + ending)

    def all_completed(self, forms: Sequence[str]) -> list[str | None]:
        """The query completed to each form, with all closed that is left open in it; None where it cannot be parsed.

        Which word it is makes no difference to what is open, so that the longest is parsed for all.
        """
        queries = [self.completed(form) for form in forms]
        longest = max(queries, key=len, default="")
        mended = parsable(longest)
        if mended is not None and mended.startswith(longest):
            return [query + mended[len(longest) :] for query in queries]
        return [parsable(query) for query in queries]

    def rest(self, words: int) -> str | None:
        """The query without the last word and `words` of those before it.

        None where what is left would mean another thing beside a filter: after a minus, beside OR, in parentheses,
        in a quotation that has more words, or where only a part of the words would be in their field.
        """
        start = self._starts[len(self.before) - words]
        if self._quotation is not None and words < len(self.before):
            return None
        head = _outside(self.text[:start], self._quotation)
        if self.field is not None:
            if words < len(self.before):
                return None
            head = _FIELD.sub("", head)
        head = _JOINING.sub("", head)
        is_open = head.count("(") + head.count("\uff08") > head.count(")") + head.count("\uff09")
        return None if is_open or _NOT_LEFT_ALONE.search(head) else head.rstrip()


def parsable(text: str) -> str | None:
    """A query as it is, or with all closed that is left open in it; None where no mend leaves it all its words."""
    try:
        parse(text)
    except QueryError as error:
        return next((mended for mended in error.suggestions if forms(mended) == forms(text)), None)
    return text


def _outside(head: str, quotation: int | None) -> str:
    """What stands before some words, and before the quotation that they stand in."""
    return head if quotation is None else head[:quotation]


def _open_quotation(text: str) -> int | None:
    """Where the quotation begins that is still open at the end; it ends at a mark of the family it began with."""
    opened: int | None = None
    family = ""
    for place, character in enumerate(text):
        if opened is not None:
            opened = None if character in family else opened
        elif found := [marks for marks in _QUOTE_FAMILIES if character in marks]:
            opened, (family,) = place, found
    return opened


def _run(text: str, tokens: list[Token], quotation: int | None) -> list[Token]:
    """The last word and those before it that belong with it, in their order."""
    first = len(tokens) - 1
    while first and _belong_together(text, tokens[first - 1 : first + 1], quotation):
        first -= 1
    if tokens[first] is not tokens[-1] and _SHUT_OUT.search(text[: tokens[first].start]):
        first += 1  # only the first can stand behind a minus
    return tokens[first:]


def _belong_together(text: str, pair: Iterable[Token], quotation: int | None) -> bool:
    one, other = pair
    if quotation is not None:
        return one.start > quotation
    return not _PARTING.search(text[one.end : other.start]) and text[one.start : one.end] not in _OPERATORS
