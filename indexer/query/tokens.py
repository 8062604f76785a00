"""From the characters of a query to its tokens, each with its place.

Written by hand because what a sign means depends on its neighbours: a "-" is an operator only
between a space and a word, a ":" only between a field's name and a value, a "*" only at a
word's end. What grammar.lark cannot see, this module refuses with its place: quotation marks
and parentheses that do not pair, unknown fields, wildcards that are not supported, and
queries too long or too deep.
"""

from __future__ import annotations

import re
from typing import Final

from lark import Token

from indexer.analysis import forms
from indexer.query import field_mistakes
from indexer.query.mistake import Mistake, place, replaced, without

__all__ = ["MAX_CHARACTERS", "MAX_LEVELS", "MAX_WORDS", "scan"]

MAX_CHARACTERS: Final = 2_000
MAX_WORDS: Final = 200
MAX_LEVELS: Final = 100  # parentheses in one another

# One character for one, so that places stay right: full-width forms, the minus sign, and
# invisible characters that come with text copied from elsewhere.
_PLAIN: Final = str.maketrans(
    {
        "\uff08": "(", "\uff09": ")", "\uff1a": ":", "\uff02": '"', "\uff0b": "+", "\uff0d": "-", "\uff0a": "*",
        "\uff1d": "=", "\uff1f": "?", "\uff5e": "~", "\u2212": "-",
        "\u200b": " ", "\u200e": " ", "\u200f": " ", "\ufeff": " ",
    }
)  # fmt: skip
# A phrase ends at any mark of the family that it began with: hands and programs mix them.
_QUOTE_FAMILIES: Final = ('"\u201c\u201d\u201e\u201f', "\u00ab\u00bb")
_QUOTES: Final = "".join(_QUOTE_FAMILIES)
_OPENING: Final = "(" + _QUOTES
_CLOSING: Final = {"\u201c": "\u201d", "\u201e": "\u201c", "\u201f": "\u201d", "\u00ab": "\u00bb", "\u00bb": "\u00ab"}
_OPERATORS: Final = {"AND": "_AND", "OR": "_OR", "NOT": "_NOT"}
_SIGNS: Final = {"-": "_MINUS", "+": "_PLUS", "=": "_EXACT"}
# Punctuation around a word that is no part of it. Full stops stay ("U.S."), and so does "C++".
_BEFORE_WORDS: Final = "-+=,;:!?\u00a1\u00bf\u2026\u2010\u2011\u2012\u2013\u2014\u2015"
_AFTER_WORDS: Final = "-=,;:!?\u2026\u2010\u2011\u2012\u2013\u2014\u2015"
_FIELD_NAME: Final = re.compile(r"([^\W\d]+):")
_STAR_IN_PHRASE: Final = re.compile(r"(?<=\w)\*+(?!\w)")
_FUZZY_WORD: Final = re.compile(r"~\d*\Z")
_PROXIMITY: Final = re.compile(r"~(?:\d+|[sp])?\Z")
_INNER_QUESTION_MARK: Final = re.compile(r"\w\?+(?=\w)")


def scan(text: str) -> list[Token]:
    """The tokens of a query, their types as grammar.lark declares them; none for an empty query.

    Tokens without a letter or digit are dropped. `start_pos` and `end_pos` of a token are
    places in `text`. Raises `Mistake`, also where nothing but punctuation is left.
    """
    if len(text) > MAX_CHARACTERS:
        raise Mistake(
            f"The query has {len(text):,} characters; at most {MAX_CHARACTERS:,} can be searched for. Shorten it.",
            MAX_CHARACTERS,
        )
    return _Scanner(text).scan()


def _operand_beginnings(plain: str) -> list[bool]:
    """Say for each place, the end included, whether an operand begins there, after signs at most.

    Looked up rather than looked for, so that a query of a thousand signs takes no time.
    """
    begins = [False] * (len(plain) + 1)
    has_word = False  # whether there is a word between this place and the end of its run
    for at in reversed(range(len(plain))):
        character = plain[at]
        opens = character in _OPENING
        has_word = not (opens or character == ")" or character.isspace()) and (
            has_word or character == "*" or bool(forms(character))
        )
        begins[at] = opens or has_word or (character in _SIGNS and begins[at + 1])
    return begins


class _Scanner:
    """One pass over one query. `plain` is the text with ASCII signs, `at` the place reached."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = text.translate(_PLAIN)
        self.begins_operand = _operand_beginnings(self.plain)
        self.at = 0
        self.tokens: list[Token] = []
        self.words = 0
        # For each open parenthesis its place, and whether it stands in a field's value.
        self.opened: list[tuple[int, bool]] = []

    def scan(self) -> list[Token]:
        while self.at < len(self.plain):
            self._step(self.plain[self.at])
        if self.opened:
            first = self.opened[0][0]
            message = f"A parenthesis is never closed {place(first)}. Close it, or leave it out."
            raise Mistake(message, first, self.text.rstrip() + ")" * len(self.opened))
        if not self.tokens and self.plain.strip():
            start = len(self.plain) - len(self.plain.lstrip())
            raise Mistake(f"There is no letter or digit to search for {place(start)}. Type at least one word.", start)
        return self.tokens

    def _step(self, character: str) -> None:
        if character == "(":
            self._open()
        elif character == ")":
            self._close()
        elif character in _QUOTES:
            self._phrase()
        elif self._is_sign(character):
            self._add(_SIGNS[character], character, self.at + 1)
        elif character.isspace() or character in _BEFORE_WORDS:
            self.at += 1
        else:
            self._run()

    def _add(self, kind: str, value: str, end: int) -> None:
        self.tokens.append(Token(kind, value, start_pos=self.at, end_pos=end))
        self.at = end

    # ------------------------------------------------------------------ parentheses and signs

    def _open(self) -> None:
        if len(self.opened) == MAX_LEVELS:
            raise Mistake(
                f"More than {MAX_LEVELS} parentheses stand in one another {place(self.at)}. Take some out.", self.at
            )
        self.opened.append((self.at, self._in_value()))
        self._add("_LPAR", "(", self.at + 1)

    def _close(self) -> None:
        if not self.opened:
            message = f"A parenthesis closes that was never opened {place(self.at)}. Leave it out."
            raise Mistake(message, self.at, without(self.text, self.at, self.at + 1))
        self.opened.pop()
        self._add("_RPAR", ")", self.at + 1)

    def _in_value(self) -> bool:
        """Whether what comes now is searched in a field."""
        for token in reversed(self.tokens):
            if token.type != "_EXACT":
                return token.type == "FIELD" or bool(self.opened and self.opened[-1][1])
        return False

    def _is_sign(self, character: str) -> bool:
        """Whether "-", "+" or "=" is an operator here."""
        if character not in _SIGNS or not self.begins_operand[self.at + 1]:
            return False
        if character == "=":
            return not self.plain.startswith("=", self.at + 1)
        if character == "-" and self._follows("FIELD"):
            field = self.tokens[-1]
            start = field.start_pos or 0
            raise Mistake(
                f"A minus stands after a field's colon {place(self.at)}. Put it before the field: -{field}:",
                self.at,
                f"{self.text[:start]}-{self.text[start : self.at]}{self.text[self.at + 1 :]}",
            )
        stands_free = self.at == 0 or self.plain[self.at - 1] == "(" or self.plain[self.at - 1].isspace()
        return stands_free and not self.plain.startswith(("+", "-"), self.at + 1)

    def _follows(self, kind: str) -> bool:
        """Whether the last token is of this kind and ends right here."""
        return bool(self.tokens) and self.tokens[-1].type == kind and self.tokens[-1].end_pos == self.at

    # ------------------------------------------------------------------ phrases

    def _phrase(self) -> None:
        mark = self.plain[self.at]
        family = next(family for family in _QUOTE_FAMILIES if mark in family)
        closing = next((end for end in range(self.at + 1, len(self.plain)) if self.plain[end] in family), None)
        if closing is None:
            raise self._unclosed(self.text[self.at])
        phrase = " ".join(self.text[self.at + 1 : closing].split())
        end = closing + 1
        if not forms(phrase):
            message = f"There is no word between the quotation marks {place(self.at)}. Leave them out."
            raise Mistake(message, self.at, without(self.text, self.at, end))
        star = _STAR_IN_PHRASE.search(self.plain, self.at, closing)
        if star:
            raise Mistake(
                f"* does not stand for other letters between quotation marks {place(star.start())}. Leave it out.",
                star.start(),
                replaced(self.text, *star.span(), ""),
            )
        self._count(phrase)
        self._add("PHRASE", phrase, end)

    def _unclosed(self, mark: str) -> Mistake:
        if self.plain[self.at + 1 :].strip():
            mended = self.text.rstrip() + _CLOSING.get(mark, mark)
        else:
            mended = without(self.text, self.at, len(self.text))
        message = f"A quotation mark is never closed {place(self.at)}. Close the phrase, or leave the mark out."
        return Mistake(message, self.at, mended)

    # ------------------------------------------------------------------ words

    def _run_end(self, at: int) -> int:
        """Where the characters end that stand together: at a space, a parenthesis or a quotation mark."""
        end = at
        while end < len(self.plain) and not self.plain[end].isspace() and self.plain[end] not in ")" + _OPENING:
            end += 1
        return end

    def _run(self) -> None:
        end = self._run_end(self.at)
        run = self.plain[self.at : end]
        if run in _OPERATORS:
            self._add(_OPERATORS[run], run, end)
        elif not self._field(run):
            self._word(run, end)

    def _field(self, run: str) -> bool:
        """Whether a field's name begins here; if so, it is added."""
        name = _FIELD_NAME.match(run)
        if name is None or run.startswith("//", name.end()):
            return False
        value = self.at + name.end()
        found = field_mistakes.checked(
            self.text, slice(self.at, value), has_value=self.begins_operand[value], in_field=self._in_value()
        )
        if found is None:
            return False
        self._add("FIELD", found.name, value)
        return True

    def _word(self, run: str, end: int) -> None:
        bare = run.rstrip(_AFTER_WORDS)
        self._refuse_wildcards(bare)
        word = self.text[self.at : self.at + len(bare)]
        found = forms(word)
        if not found:
            self.at = end
        elif bare in _OPERATORS:  # "WHY NOT?": a word, not an operator
            self._count(word)
            self._add("PHRASE", word, end)
        elif not bare.endswith("*"):
            self._count(word)
            self._add("WORD", word, end)
        elif len(found) > 1:
            raise Mistake(
                f"* needs one word before it, and {word[:-1]} is {len(found)} words: {', '.join(found)} "
                f"{place(self.at)}. Leave the * out, or give it one of the words.",
                self.at,
                replaced(self.text, self.at, end, f"{' '.join(found)}*"),
            )
        else:
            self._count(word)
            self._add("PREFIX", word[: len(bare.rstrip("*"))], end)

    def _refuse_wildcards(self, bare: str) -> None:
        """Refuse what looks like a wildcard and would not be searched as one."""
        start, end = self.at, self.at + len(bare)
        letters = bare.replace("*", "")
        if "*" in bare and not forms(letters):
            message = f"* stands alone {place(start)}. It needs the beginning of a word before it, as in liber*."
            raise Mistake(message, start, without(self.text, start, end))
        star = bare.find("*")
        if star >= 0 and bare[star:].strip("*"):
            where = "within" if star else "at the beginning of"
            raise Mistake(
                f"* {where} a word is not supported yet {place(start + star)}. "
                "Put it at the end of a word's beginning, as in liber*, or use quotation marks.",
                start + star,
                replaced(self.text, start, end, bare[:star] + "*" if forms(bare[:star]) else letters),
            )
        question = None if "://" in bare else _INNER_QUESTION_MARK.search(bare)
        if question:
            at = start + question.start() + 1
            raise Mistake(
                f"? for one letter is not supported yet {place(at)}. Use * at the end of a word's beginning.",
                at,
                replaced(self.text, at, end, "*"),
            )
        tilde = _FUZZY_WORD.search(bare) or (self._follows("PHRASE") and _PROXIMITY.match(bare))
        if tilde:
            at = start + tilde.start()
            message = f"~ for similar words or nearness is not supported yet {place(at)}. Leave it out."
            raise Mistake(message, at, without(self.text, at, end))

    def _count(self, text: str) -> None:
        self.words += len(forms(text))
        if self.words > MAX_WORDS:
            raise Mistake(f"The query has more than {MAX_WORDS} words {place(self.at)}. Shorten it.", self.at)
