"""From characters that stand together to the tokens of a word or a pattern.

What looks like a pattern and would not be searched as one is refused with its place.
"""

from __future__ import annotations

import re
from typing import Final

from lark import Token

from indexer.analysis import forms
from indexer.query.field_mistakes import FIELD_NAME
from indexer.query.foreign_signs import is_foreign
from indexer.query.mistake import Mistake, place, replaced, without
from indexer.query.signs import plain_signs

__all__ = ["MAX_DISTANCE", "OPERATORS", "is_punctuation", "word_tokens"]

MAX_DISTANCE: Final = 2  # letters in which a fuzzy word may differ
OPERATORS: Final = {"AND": "_AND", "OR": "_OR", "NOT": "_NOT"}
_HALVES_OF_SIGNS: Final = ("TO", "WITHIN")  # [a TO b], WITHIN 5
# Punctuation around a word that is no part of it. Full stops stay ("U.S."), and so does "C++".
_MARKS: Final = "-=,;:!?\u2026\u2010\u2011\u2012\u2013\u2014\u2015"
_AROUND: Final = "[]{}|'\u2018\u2019\u201a\u201b\u2039\u203a"
_BEFORE_WORDS: Final = "+~\u00a1\u00bf" + _MARKS + _AROUND
_WITHOUT: Final = re.compile(r"\[-([^\[\]]*)\]\.*\Z")
# Linear in time: what is between two commas can be taken in one way only.
_WITHOUT_SPACED: Final = re.compile(r"\[(-[^\[\]\s,]+(?:\s*,[\s,]*[^\[\]\s,]+)+[\s,]*)\]")
_DISTANCE: Final = re.compile(r"~([\d.]*?)\.*\Z", re.ASCII)
_REACH_OF_ONE: Final = re.compile(r"(?<=[^\W\d_])~[sp]\Z", re.IGNORECASE)
# Where punctuation begins a word for all that: "?ran", "[t]he", and "[-liberated]", which belongs to a word before it.
_OPEN_LETTERS: Final = re.compile(r"\?[?*]*")
_BEGINNING: Final = re.compile(r"\[[^\[\]\s]*\]\w|\[-[^\W_]")
_BETWEEN_WORDS: Final = re.compile(r"[^\w*?'\u2019]+")


def is_punctuation(plain: str, at: int) -> bool:
    """Whether the character here, before a word, is no part of it."""
    if plain[at] not in _BEFORE_WORDS:
        return False
    if left_open := _OPEN_LETTERS.match(plain, at):
        return not forms(plain[left_open.end() : left_open.end() + 1])
    return _BEGINNING.match(plain, at) is None


def word_tokens(text: str, plain: str, start: int, end: int, *, quoted: bool = False) -> list[Token]:
    """The tokens of `text[start:end]`, which holds no space; none where it has no letter or digit.

    `plain` is the text with ASCII signs; `quoted`: whether all this stands between quotation marks. Raises `Mistake`.
    """
    end = start + len(plain[start:end].rstrip(_MARKS))
    taken_out = _taken_out(text, plain, start, end)
    if taken_out:
        end = taken_out.start_pos or 0
        start, end = _bare(plain, start, end, closing="*~")
    end = start + len(_without_tail(plain[start:end]))
    tokens = _pattern_tokens(text, plain, start, end, quoted=quoted)
    if not tokens:
        return []
    if not taken_out:
        return [tokens[0].update(type="PHRASE")] if _is_sign(tokens, quoted=quoted) else tokens
    count = len(forms(tokens[0]))
    if tokens[0].type != "WILDCARD" and count > 1:
        message = f"Forms can be left out of one word, and {tokens[0]} is {count} words, {place(start)}."
        message += " Leave the brackets out."
        raise Mistake(message, start, replaced(text, end, taken_out.end_pos or 0, ""))
    if _is_sign(tokens, quoted=quoted):
        tokens[0] = tokens[0].update(value=tokens[0].lower())
    return [*tokens, taken_out]


def _is_sign(tokens: list[Token], *, quoted: bool) -> bool:
    """Whether a word is one only where it stands, and elsewhere an operator or a sign of other systems: "WHY NOT?"."""
    word = plain_signs(tokens[0])
    is_lone_word = len(tokens) == 1 and tokens[0].type == "WORD"
    if not is_lone_word or (word.isalpha() and not word.isupper()):
        return False
    return (quoted and _has_field(word)) or word in OPERATORS or word in _HALVES_OF_SIGNS or is_foreign(f"x {word} x")


def _without_tail(run: str) -> str:
    """A run without what stands behind its last word and is no part of it; "nation[s]" is whole."""
    if "[" in run:
        return run
    bare = run.rstrip(_MARKS + _AROUND)
    closed = bare.rstrip(".")
    return closed.rstrip(_MARKS + _AROUND) if closed[-1:] in _AROUND else bare  # "sic]."


def _has_field(word: str) -> bool:
    """Whether a word that stands in a quotation would elsewhere be a field and what is searched in it."""
    name = FIELD_NAME.match(word)
    return name is not None and not word.startswith("//", name.end()) and bool(forms(word[name.end() :]))


def _taken_out(text: str, plain: str, start: int, end: int) -> Token | None:
    """The forms in brackets at the end of a word, folded."""
    opening = plain.find("[-", start, end)
    if opening < 0:
        return None
    found = _WITHOUT.search(plain, opening, end)
    named = [forms(one) for one in re.split(r",-?", found[1])] if found else []
    named = [one for one in named if one]
    mends = []
    if opening == start:
        mends.append(text[:start].rstrip() + text[start:])  # "liberate [-liberated]"
    elif found and found.start() == opening and named and all(len(one) == 1 for one in named):
        listed = " ".join(form for (form,) in named)
        return Token("WITHOUT", listed, start_pos=opening, end_pos=found.end(1) + 1)
    elif spaced := _WITHOUT_SPACED.match(plain, opening):
        mends.append(replaced(text, opening, spaced.end(), f"[{''.join(spaced[1].split())}]"))
    message = (
        f"Brackets directly after a word name forms of it to leave out, one word each, {place(opening)}: "
        "liberate[-liberated,-liberating], without spaces."
    )
    closing = plain.find("]", opening) + 1 or end
    raise Mistake(message, opening, *mends, without(text, opening, closing))


def _pattern_tokens(text: str, plain: str, start: int, end: int, *, quoted: bool) -> list[Token]:
    """One token for a word or a wildcard, two for a fuzzy word."""
    bare = plain[start:end]
    tilde = _DISTANCE.search(bare)
    if tilde and forms(bare[: tilde.start()]):
        return _fuzzy(text, plain, start, start + tilde.start(), start + tilde.end(1))
    if alone := _REACH_OF_ONE.search(bare):
        at = start + alone.start()
        message = (
            f'{alone[0]} says that several words are near one another, {place(at)}: "oil sanctions"{alone[0]}. '
            "Leave it out, or put quotation marks around the words."
        )
        raise Mistake(message, at, replaced(text, at, end, ""))
    begin, stop = _bare(plain, start, end)
    if "*" in plain[begin:stop] or ("?" in plain[begin:stop] and "://" not in bare):
        return [_wildcard(text, plain, begin, stop, quoted=quoted)]
    if not forms(text[start:end]):
        return []
    return [Token("WORD", text[start:end], start_pos=start, end_pos=end)]


def _fuzzy(text: str, plain: str, start: int, tilde: int, end: int) -> list[Token]:
    begin, stop = _bare(plain, start, tilde)
    word, distance = text[begin:stop], plain[tilde + 1 : end] or "1"
    if re.search(r"[*?]", plain[start:tilde]):
        message = f"A word has * and ? in it or a ~ behind it, not both, {place(tilde)}. Leave the ~ out."
        raise Mistake(message, tilde, replaced(text, tilde, end, ""))
    count = len(forms(word))
    if count > 1:
        message = f"~ is for one word, and {word} is {count} words, {place(tilde)}. Leave the ~ out."
        raise Mistake(message, tilde, replaced(text, tilde, end, ""))
    if word[-1].isdecimal() and (int(distance.replace(".", "") or 0) > MAX_DISTANCE or len(word) <= MAX_DISTANCE):
        return [Token("WORD", text[start:end], start_pos=start, end_pos=end)]  # "10~20"
    if distance not in [str(number) for number in range(1, MAX_DISTANCE + 1)]:
        message = (
            f"~ after a word takes the number of letters that may differ, 1 or {MAX_DISTANCE}, {place(tilde)}: "
            f"{word}~ or {word}~{MAX_DISTANCE}."
        )
        # Elsewhere a fraction says how alike words have to be, and nought that they may not differ.
        near = ("", "~") if distance == "0" else ("~", f"~{MAX_DISTANCE}") if "." in distance else (f"~{MAX_DISTANCE}",)
        raise Mistake(message, tilde, *(replaced(text, tilde, end, sign) for sign in near))
    if len(forms(word)[0]) <= int(distance):
        letters = "one of its letters" if distance == "1" else f"{distance} of its letters"
        message = f"{word} is too short to differ in {letters}, {place(start)}. Leave the ~ out."
        raise Mistake(message, start, replaced(text, tilde, end, ""))
    return [
        Token("WORD", word, start_pos=begin, end_pos=stop),
        Token("DISTANCE", distance, start_pos=tilde, end_pos=end),
    ]


def _wildcard(text: str, plain: str, start: int, end: int, *, quoted: bool) -> Token:
    bare = plain[start:end]
    if not forms(re.sub(r"[*?]", "", bare)):
        message = f"{text[start:end]} stands alone, {place(start)}. Put letters of a word beside it, as in liber*."
        message += " For all articles, search for nothing."
        raise Mistake(message, start, without(text, start, end))
    count = len(forms(re.sub(r"[*?]", "x", bare)))
    if count > 1:
        raise _of_several_words(text, plain, slice(start, end), quoted=quoted)
    body = bare.rstrip("*")
    if "*" not in body and "?" not in body:
        return Token("PREFIX", text[start : start + len(body)], start_pos=start, end_pos=end)
    # Accents of their own and the like are no letters that * and ? are counted by.
    letters = "".join(character for character in bare if character in "*?'\u2019" or forms(character))
    pattern = re.sub(r"\*+", "*", re.sub(r"^(\?[?*]*)['\u2019]+", r"\1", letters))
    return Token("WILDCARD", pattern, start_pos=start, end_pos=end)


def _bare(plain: str, start: int, end: int, closing: str = "*") -> tuple[int, int]:
    """The part of a run between its first letter, digit or sign of patterns and its last, both included.

    `closing`: the signs that may be last.
    """
    opening = [at for at in range(start, end) if plain[at] in "*?" or forms(plain[at])]
    last = next((at for at in reversed(range(start, end)) if plain[at] in closing or forms(plain[at])), start - 1)
    return (opening[0], last + 1) if opening and last >= opening[0] else (start, start)


def _of_several_words(text: str, plain: str, run: slice, *, quoted: bool) -> Mistake:
    """A wildcard in what is more than one word: with a hyphen, say."""
    written = text[run]
    pieces = [piece for piece in _BETWEEN_WORDS.split(plain[run]) if forms(piece)]
    if len(pieces) < 2:
        message = f"* and ? are for one word, and {written} is several, {place(run.start)}. Leave them out."
        return Mistake(message, run.start, replaced(text, run.start, run.stop, re.sub(r"[*?]", "", plain[run])))
    side_by_side = " ".join(pieces)
    message = (
        f"* and ? are for one word, and {written} is {len(pieces)} words, {place(run.start)}. "
        f'Write them apart, next to one another by a ~0: "{side_by_side}"~0.'
    )
    mends = [replaced(text, run.start, run.stop, side_by_side)]
    if not quoted:
        mends.insert(0, replaced(text, run.start, run.stop, f'"{side_by_side}"~0'))
    return Mistake(message, run.start, *mends)
