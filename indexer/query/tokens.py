"""From the characters of a query to its tokens, each with its place.

Written by hand because what a sign means depends on its neighbours: a "-" is an operator only
between a space and a word, a ":" only between a field's name and a value. What grammar.lark cannot
see, this module refuses with its place: quotation marks and parentheses that do not pair, what
cannot be near something, unknown fields, malformed dates and patterns, and queries too long or too deep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lark import Token

from indexer.analysis import forms
from indexer.query import date_words, field_mistakes
from indexer.query.capitals import is_sentence_in_capitals
from indexer.query.foreign_signs import refuse_foreign
from indexer.query.mistake import Mistake, place, replaced, without
from indexer.query.near_words import reach
from indexer.query.signs import BEFORE_OPERANDS, CLOSING, QUOTES, end_of_quotation, operand_beginnings, plain_signs
from indexer.query.word_tokens import OPERATORS, is_punctuation, word_tokens

__all__ = ["MAX_CHARACTERS", "MAX_LEVELS", "MAX_WORDS", "scan"]

MAX_CHARACTERS: Final = 2_000
MAX_WORDS: Final = 200
MAX_LEVELS: Final = 100  # parentheses in one another

# Signs of patterns, where a text between quotation marks would hardly have them.
_PATTERN_IN_PHRASE: Final = re.compile(
    r"(?<![\w*])\*+(?=\w)|(?<=\w)\*+(?![\w*])|(?<=[^\W\d_])\?(?=[^\W\d_])|(?<=\w)~\d?(?!\S)|(?<=\w)\[-[^\]]*\]?"
    r"|(?<=[^\W\d_]\s)(?P<open>\*+)(?=\s[^\W\d_])"
)


def scan(text: str, *, may_be_sentence: bool = False) -> list[Token]:
    """The tokens of a query, their types as grammar.lark declares them; none for an empty query.

    Tokens without a letter or digit are dropped. `start_pos` and `end_pos` of a token are
    places in `text`. `may_be_sentence`: AND, OR and NOT are words where the text is a sentence in capitals.
    Raises `Mistake`, also where nothing but punctuation is left.
    """
    if len(text) > MAX_CHARACTERS:
        raise Mistake(
            f"The query has {len(text):,} characters; at most {MAX_CHARACTERS:,} can be searched for. Shorten it.",
            MAX_CHARACTERS,
        )
    plain = plain_signs(text)
    refuse_foreign(text, plain)
    has_operators = not (may_be_sentence and is_sentence_in_capitals(plain, OPERATORS))
    return _Scanner(text, plain, OPERATORS if has_operators else {}).scan()


class _Scanner:
    """One pass over one query. `plain` is the text with ASCII signs, `at` the place reached."""

    def __init__(self, text: str, plain: str, operators: Mapping[str, str]) -> None:
        self.text = text
        self.plain = plain
        self.operators = operators
        self.begins_operand = operand_beginnings(plain)
        self.at = 0
        self.tokens: list[Token] = []
        self.words = 0
        # For each open parenthesis the number of its token, and the field in whose value it stands.
        self.opened: list[tuple[int, Token | None]] = []

    def scan(self) -> list[Token]:
        while self.at < len(self.plain):
            self._step(self.plain[self.at])
        if self.opened:
            first = self.tokens[self.opened[0][0]].start_pos or 0
            message = f"A parenthesis is never closed, {place(first)}. Close it, or leave it out."
            closed = self.text.rstrip() + ")" * len(self.opened)
            raise Mistake(message, first, closed, without(self.text, first, first + 1))
        if not self.tokens and self.plain.strip():
            start = len(self.plain) - len(self.plain.lstrip())
            raise Mistake(f"There is no letter or digit to search for, {place(start)}. Type at least one word.", start)
        return self.tokens

    def _step(self, character: str) -> None:
        if character == "(":
            self._open()
        elif character == ")":
            self._close()
        elif character in QUOTES:
            self._phrase()
        elif self._is_sign(character):
            self._add(BEFORE_OPERANDS[character], character, self.at + 1)
        elif character.isspace() or is_punctuation(self.plain, self.at):
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
                f"More than {MAX_LEVELS} parentheses stand in one another, {place(self.at)}. Take some out.", self.at
            )
        self.opened.append((len(self.tokens), self._field_here()))
        self._add("_LPAR", "(", self.at + 1)

    def _close(self) -> None:
        if not self.opened:
            message = f"A parenthesis closes that was never opened, {place(self.at)}. Leave it out."
            raise Mistake(message, self.at, without(self.text, self.at, self.at + 1))
        opening, field = self.opened.pop()
        after = self.at + 1
        if self.plain.startswith("~", after) and self.tokens[-1].type != "_LPAR":
            self._nearness(opening, after, field)
        else:
            self._add("_RPAR", ")", after)

    def _nearness(self, opening: int, tilde: int, field: Token | None) -> None:
        """The tokens from an opening mark on are to be near one another, as what stands after it says."""
        run = slice(tilde, self._run_end(tilde))
        token = reach(self.text, self.plain, run, self.tokens[opening:], field)
        self.tokens[opening] = self.tokens[opening].update(type="_NEAR")
        self.tokens.append(token)
        self.at = token.end_pos or 0

    def _field_here(self) -> Token | None:
        """The field in which what comes now is searched."""
        for token in reversed(self.tokens):
            if token.type != "_EXACT":
                return token if token.type == "FIELD" else self.opened[-1][1] if self.opened else None
        return None

    def _is_sign(self, character: str) -> bool:
        """Whether "-", "+" or "=" is an operator here."""
        if character not in BEFORE_OPERANDS or not self.begins_operand[self.at + 1]:
            return False
        if character == "=":
            return not self.plain.startswith("=", self.at + 1)
        if character == "-" and self.tokens and self.tokens[-1].type == "FIELD" and self.tokens[-1].end_pos == self.at:
            field = self.tokens[-1]
            start = field.start_pos or 0
            raise Mistake(
                f"A minus stands after a field's colon, {place(self.at)}. Put it before the field, as in -{field}:oil.",
                self.at,
                f"{self.text[:start]}-{self.text[start : self.at]}{self.text[self.at + 1 :]}",
            )
        stands_free = self.at == 0 or self.plain[self.at - 1] == "(" or self.plain[self.at - 1].isspace()
        return stands_free and not self.plain.startswith(("+", "-"), self.at + 1)

    # ------------------------------------------------------------------ phrases

    def _phrase(self) -> None:
        start = self.at
        closing = self._closing_mark()
        if not forms(self.text[start + 1 : closing]):
            message = f"There is no word between the quotation marks, {place(start)}. Leave them out."
            raise Mistake(message, start, without(self.text, start, closing + 1))
        if self.plain.startswith("~", closing + 1):
            self._near_phrase(closing)
        else:
            self._whole_phrase(closing)

    def _closing_mark(self, end: int | None = None) -> int:
        """Where the mark stands that closes the quotation which begins here."""
        closing = end_of_quotation(self.plain, self.at, end)
        if closing is not None:
            return closing
        left_out = without(self.text, self.at, self.at + 1)
        message = f"A quotation mark is never closed, {place(self.at)}. Close the phrase, or leave the mark out."
        if end is not None or not forms(self.plain[self.at + 1 :]):
            raise Mistake(message, self.at, left_out)
        mark = self.text[self.at]
        raise Mistake(message, self.at, self.text.rstrip() + CLOSING.get(mark, mark), left_out)

    def _whole_phrase(self, closing: int) -> None:
        """The phrase from the mark at `at` to the one at `closing`."""
        inner = self.plain[self.at + 1 : closing]
        sign = None if "://" in inner else _PATTERN_IN_PHRASE.search(inner)
        if sign:
            raise self._pattern_in_phrase(closing, sign)
        phrase = " ".join(self.text[self.at + 1 : closing].split())
        self._count(phrase)
        self._add("PHRASE", phrase, closing + 1)

    def _pattern_in_phrase(self, closing: int, sign: re.Match[str]) -> Mistake:
        start = self.at + 1 + sign.start()
        end = start + len(sign[0])
        message = f"{self.text[start:end]} has no meaning between quotation marks, {place(start)}. "
        if sign["open"]:  # elsewhere any word
            left_out = without(self.text, start, end)
            closing -= len(self.text) - len(left_out)
            message += 'For words with one other among them put a ~1 behind: "wild card"~1.'
            return Mistake(message, start, f"{left_out[: closing + 1]}~1{left_out[closing + 1 :]}", left_out)
        left_out = replaced(self.text, start, end, " " if sign[0] == "?" else "")
        inner = self.text[self.at + 1 : closing]
        if len(inner.split()) == 1:
            bare = replaced(self.text, self.at, closing + 1, inner)
            return Mistake(f"{message}Leave the quotation marks out.", start, bare, left_out)
        message += 'Look for words next to one another with a ~0: "wild* card"~0, or leave it out.'
        return Mistake(message, start, f"{self.text[: closing + 1]}~0{self.text[closing + 1 :]}", left_out)

    def _near_phrase(self, closing: int) -> None:
        """Words, and phrases between marks of the other family, that a ~ behind `closing` wants near one another."""
        opening, field = len(self.tokens), self._field_here()
        self._add("_LPAR", self.text[self.at], self.at + 1)
        while self.at < closing:
            character = self.plain[self.at]
            if character in QUOTES:
                end = self._closing_mark(closing)
                if forms(self.text[self.at + 1 : end]):
                    self._whole_phrase(end)
                else:
                    self.at = end + 1
            elif character == "=" and self._is_sign("="):
                self._add("_EXACT", "=", self.at + 1)
            elif character.isspace() or character in "()" or is_punctuation(self.plain, self.at):
                self.at += 1
            else:
                self._word(min(self._run_end(self.at), closing), quoted=True)
        self.at = closing + 1
        self._nearness(opening, closing + 1, field)

    # ------------------------------------------------------------------ words

    def _run_end(self, at: int) -> int:
        """Where the characters end that stand together: at a space, a parenthesis or a quotation mark."""
        end = at
        while end < len(self.plain) and not self.plain[end].isspace() and self.plain[end] not in "()" + QUOTES:
            end += 1
        return end

    def _run(self) -> None:
        end = self._run_end(self.at)
        run = self.plain[self.at : end]
        if run in self.operators:
            self._add(self.operators[run], run, end)
        elif not self._field(end):
            self._word(end)

    def _field(self, end: int) -> bool:
        """Whether a field's name begins here; if so, it is added, or the dates that it speaks of."""
        name = field_mistakes.FIELD_NAME.match(self.plain, self.at)
        if name is None or self.plain.startswith("//", name.end()):
            return False
        value = name.end()
        if date_words.is_date_word(name[1]):
            return self._dates(slice(self.at, value), max(end, value))
        found = field_mistakes.checked(
            self.text,
            self.plain,
            slice(self.at, value),
            has_value=self.begins_operand[value],
            in_field=self._field_here() is not None,
        )
        if found is None:
            return False
        self._add("FIELD", found.name, value)
        return True

    def _dates(self, name: slice, end: int) -> bool:
        """Add the range that a word about dates and its value mean; whether it was more than a word with a colon."""
        if date_words.is_mere_word(self.plain, name):
            return False
        end = date_words.value_end(self.plain, name.stop, end)
        meant = date_words.range_meant(self.text, self.plain, name, end, field=self._field_here())
        self._add("DATES", meant, end)
        return True

    def _word(self, end: int, *, quoted: bool = False) -> None:
        """Add the word that stands from `at` to `end`, if there is one."""
        tokens = word_tokens(self.text, self.plain, self.at, end, quoted=quoted)
        if tokens:
            self._count(tokens[0])
        self.tokens += tokens
        self.at = end

    def _count(self, text: str) -> None:
        self.words += len(forms(text))
        if self.words > MAX_WORDS:
            raise Mistake(f"The query has more than {MAX_WORDS} words, {place(self.at)}. Shorten it.", self.at)
