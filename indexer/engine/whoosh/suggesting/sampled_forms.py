"""Sampled forms: the words of some articles that begin with some letters."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from indexer.analysis import CLOSE, SENTENCE_END, fold_signs, form_of
from indexer.articles.serial import StoredTexts
from indexer.fields import Field
from indexer.function_words import is_function_word

__all__ = ["sampled_forms"]

_JOINT: Final = "\n"  # between titles and paragraphs: no word's character
_SPACE: Final = b" "
_NO_SIGNS: Final = bytes.maketrans((SENTENCE_END + CLOSE).encode(), _SPACE * 2)


def sampled_forms(articles: Iterable[StoredTexts], letters: str, fields: Sequence[Field], most: int) -> list[str]:
    """At most `most` forms that begin with `letters`, function words apart; those that most articles have first.

    A word right behind an apostrophe is missed: what is looked for is what there is plenty of.
    """
    begin = _SPACE + letters.encode()
    having = Counter[bytes]()
    for article in articles:
        text = fold_signs(_JOINT.join(text for field in fields for text in article.texts(field))).translate(_NO_SIGNS)
        # Split where words begin so: each piece but the first begins with the rest of one.
        pieces = (_SPACE + text).split(begin)[1:]
        having.update({piece.partition(_SPACE)[0] for piece in pieces})
    ordered = sorted(having.items(), key=lambda one: (-one[1], one[0]))
    forms = dict.fromkeys(form_of(letters.encode() + ending).decode() for ending, _ in ordered)
    return list(itertools.islice((form for form in forms if form and not is_function_word(form, is_stem=False)), most))
