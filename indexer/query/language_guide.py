"""The language guide: how to search, for those who do research.

The one source of the page /help and of `carrel help query`. Its examples are of the sample archive in seeds/,
where each finds something; tests run them all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from indexer.fields import AUTHOR, DATE, DEFAULT_FIELDS, NOTE, REPORT, SOURCE, TEXT_FIELDS, THEME, TITLE, Field
from indexer.query.guide import Example, FieldNames, Guide, Section
from indexer.query.near_words import MAX_REACH
from indexer.query.tokens import MAX_CHARACTERS, MAX_LEVELS, MAX_WORDS
from indexer.query.word_tokens import MAX_DISTANCE

__all__ = [
    "DATES",
    "FIELDS",
    "FORMS_TAKEN_OUT",
    "GUIDE",
    "LIMITS",
    "MISTAKES",
    "NEAR",
    "OPERATORS",
    "PATTERNS",
    "PHRASES",
    "SPELLINGS",
]


def _names_of(field: Field) -> FieldNames:
    names = (field.label.casefold(), field.name, *field.aliases)
    return FieldNames(field.label, tuple(f"{name}:" for name in dict.fromkeys(names)), field.default)


def _either(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} or {last}"


WORDS: Final = Section(
    "words",
    "Words",
    "Words side by side are all wanted, wherever they stand in an article: in its "
    f"{_either(field.label.lower() for field in DEFAULT_FIELDS)}. Each is found in all its forms, in capitals or "
    "small letters; no word is too common to be searched for.",
    (
        Example("canal trade", "articles with both words, near one another or far apart"),
        Example("liberate", "liberate, liberated, liberating and liberation"),
        Example("freedom of information", "articles with all three words, the little one too"),
    ),
)
SIGNS_IN_WORDS: Final = Section(
    "accents",
    "Accents, apostrophes, hyphens",
    "Accents can be left out, and an apostrophe of one kind is as good as any other. A hyphen joins words that stand "
    "next to one another.",
    (
        Example("gonaives", "Gonaïves"),
        Example("qur'anic", "Qur’anic, with whichever apostrophe it is printed"),
        Example("carnegie", "Carnegie and Carnegie’s"),
        Example("man-made", "man-made and man made, but not manmade"),
    ),
)
PHRASES: Final = Section(
    "phrases",
    "Phrases",
    "Double quotation marks of any kind hold words together: next to one another, in this order. The words still "
    "have all their forms. Single ones do not: they are apostrophes too often.",
    (
        Example('"red sea"', "the two words as a phrase"),
        Example("“red sea”", "the same; `„red sea“` and `«red sea»` do it too"),
        Example('"stone building"', "stone building and stone buildings"),
        Example('"freedom of information"', "the phrase, little words included"),
    ),
)
OPERATORS: Final = Section(
    "operators",
    "And, or, not",
    "`AND`, `OR` and `NOT` are written in capitals. `NOT` and `-` shut out the word, phrase or parentheses right "
    "behind them, and `OR` divides everything to its left from everything to its right: where in doubt, put "
    "parentheses.",
    (
        Example("canal AND railway", "articles with both, as without the `AND`"),
        Example("canal OR railway", "articles with one of the two, or both"),
        Example("canal NOT suez", "articles with canal and without Suez"),
        Example('canal -suez -"great lakes"', "articles with canal and neither Suez nor the Great Lakes"),
        Example("(suez OR panama) lock", "articles with lock and one of the two names"),
        Example("canal railway OR telegraph", "articles with both canal and railway, and articles with telegraph"),
        Example("NOT canal", "all articles without canal"),
    ),
)
ANY_WORD: Final = Section(
    "any-word",
    "Best match: any word",
    "Choose “any word” above the results, `--any` on the command line, and one of the words is enough: articles with "
    "more of them, and with the rarer ones, come first. Good for a question, or for a passage copied from elsewhere. "
    "A `+` makes a word necessary; the others then only rank. Dates and what is shut out limit as ever.",
    (
        Example("canals that joined two seas", "the articles that fit best, best first", match="any"),
        Example("+canal railway telegraph", "articles with canal; those with the other words first", match="any"),
        Example("canal railway -suez", "articles with canal or railway, and without Suez", match="any"),
    ),
)
FIELDS: Final = Section(
    "fields",
    "Fields",
    "A field’s name and a colon look for what follows directly, a word, a phrase or parentheses, in this field alone. "
    "A phrase never reaches from one field into another.",
    (
        Example(f"{TITLE.name}:canal", "articles with canal in their title"),
        Example(f"{AUTHOR.name}:lendman", "articles by Lendman"),
        Example(f'by:"law desk" {TITLE.name}:treaty', "articles by the Law Desk with treaty in their title"),
        Example(f"{THEME.name}:(libraries OR maps)", "articles with one of the words in a theme"),
        Example(f'{REPORT.label.lower()}:"trade routes"', "articles of the report TRADE ROUTES"),
        Example(f"canal -{TITLE.name}:canal", "articles that mention a canal, but not in their title"),
        Example(f'{SOURCE.label.lower()}:"global research"', "articles of this publication"),
        Example(f"{NOTE.name}:catalogues", "articles whose note on the author speaks of catalogues"),
    ),
    fields=tuple(map(_names_of, TEXT_FIELDS)),
)
DATES: Final = Section(
    "dates",
    "Dates",
    f"After `{DATE.name}:` comes a year, a month, a day or a range, whose ends are included and may be left open. "
    "An article dated by its year or month alone counts as of the first day; undated ones are found by none of these.",
    (
        Example(f"{DATE.name}:2015", "articles of 2015"),
        Example(f"{DATE.name}:2015-06", "articles of June 2015"),
        Example(f"{DATE.name}:2015-06-15", "articles of this day"),
        Example(f"{DATE.name}:2001..2005", "articles from 1 January 2001 to 31 December 2005"),
        Example("canal after:2010", f"articles with canal, from 2010 on, 2010 included; as `{DATE.name}:2010..`"),
        Example("before:2002-06", f"articles up to the end of June 2002; as `{DATE.name}:..2002-06`"),
    ),
)
NEAR: Final = Section(
    "near",
    "Words near one another",
    "A `~` directly behind a closing quotation mark wants words near one another, in any order, in one field; its "
    "number says how many others may stand among them. `~s` asks for the same sentence, `~p` for the same paragraph. "
    "With parentheses for quotation marks, phrases can be among the words.",
    (
        Example('"canal trade"~5', "canal and trade with at most five other words among them"),
        Example('"sea red"~0', "the two words next to one another, in either order: the Red Sea"),
        Example('"map survey"~s', "both words in one sentence"),
        Example('"library fire"~p', "both words in one paragraph"),
        Example('("red sea" canal)~p', "the phrase and the word in one paragraph"),
        Example('"survey* map"~10', "map near a word that begins with survey"),
    ),
)
PATTERNS: Final = Section(
    "letters",
    "Letters left open",
    "A `*` stands for any letters or none, a `?` for exactly one. They are held against the words as they are printed, "
    "not against their other forms. A `?` behind a word is a question mark.",
    (
        Example("photograph*", "photograph, photographs, photographed, photographer"),
        Example("*graph", "telegraph, photograph, barograph"),
        Example("wom?n", "woman and women"),
        Example("col*r", "colour and color, and colder too"),
    ),
)
SPELLINGS: Final = Section(
    "spellings",
    "Uncertain spellings",
    "A `~` directly behind a word finds words that differ in one letter: another one, one more or one less. `~2` lets "
    "two differ.",
    (
        Example("humbolt~", "Humboldt"),
        Example("tunhuang~", "Dunhuang"),
        Example("krakatau~2", "Krakatoa"),
    ),
)
AS_WRITTEN: Final = Section(
    "as-written",
    "Exactly as written",
    "A `=` before a word or phrase finds this form and no other. To have it for the whole query, choose “as "
    "written” above the results, `--exact` on the command line. Capitals and accents still make no difference.",
    (
        Example("=liberate", "liberate, but not liberated or liberation"),
        Example('="stone buildings"', "the phrase with buildings, not with building"),
        Example("survey map", "survey and map, but not surveys or mapping", exact=True),
    ),
)
FORMS_TAKEN_OUT: Final = Section(
    "forms",
    "Forms taken out",
    "The forms that a word has in the articles found stand beside the results; where one gets in the way, the × behind "
    "it takes it out. In a query, that is written in brackets directly behind the word, each form with a minus.",
    (
        Example("liberate[-liberation]", "liberate in all its forms but for liberation"),
        Example("survey*[-surveyor,-surveyors]", "words that begin with survey, but not the people"),
    ),
)
NO_OPERATORS: Final = Section(
    "ordinary-text",
    "What is not a sign",
    "Ordinary text is searched as it is. And, or, not in small letters are words like any other; a hyphen within a "
    "word, a dash between spaces, `&` and punctuation ask for nothing.",
    (
        Example("salt or sand", "articles with all three words"),
        Example("trans-siberian", "the hyphenated word; nothing is shut out"),
        Example("panama – suez", "articles with both names"),
        Example("law & justice", "articles with law and justice"),
        Example("what is a quipu?", "articles with all four words"),
    ),
)
ORDER: Final = Section(
    "order",
    "The order of the results",
    "An article stands higher the more often your words are in it, for its length, and the rarer they are in the "
    "archive; little words such as `the` and `of` hardly count. A word in the title counts most, then one among the "
    "names of authors, regions, themes and reports, then one in the text. Articles in which your words stand near one "
    "another move up. The newest or the oldest can come first instead.",
)
MISTAKES: Final = Section(
    "mistakes",
    "Mistakes",
    "Above the results stands what was understood, in words. A query that cannot be read is not searched: you are "
    "shown the place and what is wrong there, and what you may have meant is one click away. It is the same with signs "
    "of other search systems.",
    (
        Example("(suez OR panama", "that the parenthesis is never closed: `(suez OR panama)`?"),
        Example("titel:canal", "that there is no such field: `title:canal`?"),
        Example(f"{DATE.name}:june 2015", "that this is not a date here: `date:2015-06`?"),
        Example("canal NEAR/5 trade", 'that nearness is written otherwise: `"canal trade"~5`?'),
    ),
    are_mistakes=True,
)
LIMITS: Final = Section(
    "limits",
    "Limits",
    f"A query has at most {MAX_CHARACTERS:,} characters and {MAX_WORDS} words, and at most {MAX_LEVELS} parentheses in "
    f"one another. Its patterns may stand for 20,000 words of the archive together, a word may differ in "
    f"{MAX_DISTANCE} letters, and at most {MAX_REACH} words may stand among those that are near one another. "
    "What goes beyond is refused, and you are told which part it was; nothing is left out in silence.",
)

GUIDE: Final = Guide(
    "How to search",
    "Type a few words and press Enter. All else on this page is for when that finds too much or too little.",
    "The examples are of the sample archive that comes with Carrel.",
    (
        WORDS, SIGNS_IN_WORDS, PHRASES, OPERATORS, ANY_WORD, FIELDS, DATES, NEAR, PATTERNS, SPELLINGS, AS_WRITTEN,
        FORMS_TAKEN_OUT, NO_OPERATORS, ORDER, MISTAKES, LIMITS,
    ),
)  # fmt: skip
