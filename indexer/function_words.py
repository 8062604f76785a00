"""Function words: words of English that hold a sentence together and tell little of what it is about.

Determiners, pronouns, prepositions, conjunctions, auxiliaries and the adverbs that go with them: closed classes, to
which a language adds hardly a word in a century. They are searched like all words; only in ranking they count for
less. "Us" and "may" are none here: they may be a country and a month. Nor are "mine", "several", "inside", "outside"
and "except", whose stems are those of mining, severe, insider, outsider and exception.
"""

from __future__ import annotations

from typing import Final

from indexer.analysis import stem

__all__ = ["is_function_word"]

_FORMS: Final = frozenset(
    """
    a an the this that these those each every either neither some any all both few many more most much no other another
    such own same
    i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves one ones who whom whose which what whoever whatever
    about above across after against along among around as at before behind below beneath beside besides between
    beyond by despite down during for from in into like near of off on onto out over past per
    since than through throughout till to toward towards under underneath until unto up upon via with within without
    and but or nor so yet if because although though unless whereas whether while when where why how
    am is are was were be been being have has had having do does did doing done can could might must shall
    should will would ought
    not only also too very just even still again ever never here there then thus once now
    don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't can't couldn't shouldn't
    i'm you're he's she's it's we're they're i've you've we've they've i'll you'll he'll she'll we'll they'll
    """.split()  # noqa: SIM905  # words are read best as text
)
_STEMS: Final = frozenset(map(stem, _FORMS))


def is_function_word(word: str, *, is_stem: bool) -> bool:
    """Whether a form, or the words of a stem, are function words."""
    return word in (_STEMS if is_stem else _FORMS)
