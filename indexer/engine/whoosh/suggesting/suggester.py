"""Suggester: what may be meant by a query that is being typed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from indexer.analysis import stem
from indexer.articles.serial import StoredTexts
from indexer.engine.whoosh.evaluation.article_set import ArticleSet, Numbers
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms, KnownForm
from indexer.engine.whoosh.suggesting.sampled_forms import sampled_forms
from indexer.engine.whoosh.suggesting.titles import articles_with_title
from indexer.engine.whoosh.suggesting.value_names import ValueNames
from indexer.fields import DEFAULT_FIELDS, FACETS, TITLE, Field
from indexer.function_words import is_function_word
from indexer.query.unfinished import Unfinished, parsable
from indexer.suggestions import Suggestion, SuggestionKind

__all__ = ["Suggester"]

# Whose turn it is while there is room: words twice as often as the others, since they are what most people type;
# what one kind leaves goes to the others, up to 5 words, 3 values and 3 titles of 8.
_TURNS: Final = (
    *(SuggestionKind.WORD, SuggestionKind.WORD, SuggestionKind.VALUE, SuggestionKind.TITLE),
    *(SuggestionKind.WORD, SuggestionKind.VALUE, SuggestionKind.WORD, SuggestionKind.TITLE),
    *(SuggestionKind.WORD, SuggestionKind.VALUE, SuggestionKind.TITLE),
)
_FORMS: Final = 5  # looked at for each word wanted: forms of one stem are one suggestion
# Forms looked at beside words typed before, of which those are best that go with them: the most frequent ones of the
# archive, and the most frequent ones of some articles that have these words.
_IN_COMPANY: Final = 8
_IN_SAMPLE: Final = 12
_SAMPLED: Final = 24  # articles that are read for these
_COMMON: Final = 2  # words that more than 1/2 of the articles have: the forms beside them are those of the archive
_RARE_FORM: Final = 2  # what was typed stands for its stem if it is more than 1/2 as frequent as another form of it
_LEAST_LETTERS_OF_TITLES: Final = 3
_SAME_TITLES: Final = 3  # articles read for each title wanted: copies of an article under one title are one


class Suggester:
    """Suggestions from one generation; shared by threads. What it keeps is made when it is first asked.

    `identity` reads id and title of an article by its number, `texts` what it says.
    """

    def __init__(
        self,
        collection: Collection,
        frequent: FrequentForms,
        identity: Callable[[int], tuple[str, str]],
        texts: Callable[[int], StoredTexts],
    ) -> None:
        self._collection = collection
        self._forms = frequent
        self._identity = identity
        self._texts = texts
        self._names: dict[Field, ValueNames] = {}

    def suggest(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """See `indexer.engine.base.Snapshot`."""
        typed = Unfinished.of(text)
        if typed is None or limit <= 0:
            return ()
        turns = _TURNS * -(-limit // len(_TURNS))
        words, values, titles = (turns.count(kind) for kind in SuggestionKind)
        if typed.field in FACETS:
            return tuple(self._values(typed, limit) or self._words(typed, words)[:limit])
        suggestions = {
            SuggestionKind.WORD: self._words(typed, words),
            SuggestionKind.VALUE: self._values(typed, values),
            SuggestionKind.TITLE: self._titles(typed, titles),
        }
        room = Counter[SuggestionKind]()
        for kind in turns:
            if room.total() < limit and room[kind] < len(suggestions[kind]):
                room[kind] += 1
        return tuple(one for kind in SuggestionKind for one in suggestions[kind][: room[kind]])

    def _words(self, typed: Unfinished, most: int) -> list[Suggestion]:
        """Forms, one a stem, function words last; counted are articles that have the stem and all typed before it.

        Where the words are wanted exactly as typed the forms themselves are counted.
        """
        fields = DEFAULT_FIELDS if typed.word_field is None else (typed.word_field,)
        among = self._articles_with_all(typed, fields)
        if typed.before:
            chosen = self._in_company(typed, fields, among, most)
        else:
            chosen = self._most_frequent(typed, fields, most)
        counted = [(len(self._articles_with(form, typed, fields) & among), form) for form in chosen[:most]]
        counted = [one for one in counted if one[0]]
        counted.sort(key=lambda one: (_tells_little(one[1]), -one[0], one[1]))
        queries = typed.all_completed([form for _, form in counted])
        return [
            Suggestion(
                SuggestionKind.WORD, unicodedata.normalize("NFC", form), count, query=query, field=typed.word_field
            )
            for (count, form), query in zip(counted, queries, strict=True)
            if query is not None
        ]

    def _most_frequent(self, typed: Unfinished, fields: Sequence[Field], most: int) -> list[str]:
        """Of each stem its most frequent form that begins so, or what was typed where that is no rare one."""
        forms: dict[str, KnownForm] = {}
        for one in self._forms.beginning_with(typed.letters, fields, most * _FORMS):
            forms.setdefault(_key(one.form, typed), one)
            if len(forms) == most:
                break
        own = _key(typed.letters, typed)
        if own in forms:
            frequency = self._forms.frequency(typed.letters, fields)
            if frequency * _RARE_FORM > forms[own].frequency:
                forms[own] = KnownForm(typed.letters, frequency)
        return [one.form for one in forms.values()]

    def _in_company(self, typed: Unfinished, fields: Sequence[Field], among: ArticleSet, most: int) -> list[str]:
        """Of each stem its form that begins so and that most of these articles have; the most frequent first."""
        known = [one.form for one in self._forms.beginning_with(typed.letters, fields, _IN_COMPANY)]
        if len(known) == _IN_COMPANY and len(among) * _COMMON <= among.among:
            texts = map(self._texts, _evenly_spaced(among.numbers, _SAMPLED).tolist())
            known += sampled_forms(texts, typed.letters, fields, _IN_SAMPLE)
        # Function words, which come last, are in so many articles that it takes long to count them.
        telling = [form for form in dict.fromkeys(known) if not _tells_little(form)]
        ranked = self._most_in(among, telling, fields)
        if len({_key(form, typed) for form in ranked}) < most:
            ranked += self._most_in(among, [form for form in known if _tells_little(form)], fields)
        forms: dict[str, str] = {}
        for form in ranked:
            forms.setdefault(_key(form, typed), form)
        return list(forms.values())

    def _most_in(self, among: ArticleSet, forms: Sequence[str], fields: Sequence[Field]) -> list[str]:
        """The forms that any of the articles have, those first that most have."""
        counted = [(len(self._forms.articles_with_form(form, fields) & among), form) for form in dict.fromkeys(forms)]
        return [form for count, form in sorted(counted, key=lambda one: (-one[0], one[1])) if count]

    def _articles_with_all(self, typed: Unfinished, fields: Sequence[Field]) -> ArticleSet:
        """The live articles with each word before the last one."""
        count, live = self._collection.count, self._collection.columns.live
        articles = ArticleSet.every(count) if live is None else ArticleSet(count, mask=live)
        for one in {_key(form, typed): form for form in typed.before}.values():
            articles &= self._articles_with(one, typed, fields)
        return articles

    def _articles_with(self, form: str, typed: Unfinished, fields: Sequence[Field]) -> ArticleSet:
        """The articles that a search for a form finds: with any form of its stem, but where words are exact."""
        if typed.is_exact:
            return self._forms.articles_with_form(form, fields)
        return self._forms.articles_with(stem(form), fields)

    def _values(self, typed: Unfinished, most: int) -> list[Suggestion]:
        """Values that have the last word in them, and as many of those before it as any value has."""
        searched = FACETS if typed.field is None else tuple({typed.field} & set(FACETS))
        for words in range(len(typed.before), -1, -1):
            rest = typed.rest(words)
            if rest is None:
                continue
            beginning = " ".join([*typed.before[len(typed.before) - words :], typed.letters])
            found = [
                (not is_whole, -count, place, name)
                for place, field in enumerate(searched)
                # Of one facet not all: else the many themes would leave no room for an author.
                for is_whole, count, name in self._names_of(field).beginning_with(beginning, _share(most, searched))
            ]
            if found and (query := parsable(rest)) is not None:
                return [
                    Suggestion(SuggestionKind.VALUE, name, -count, query=query, field=searched[place])
                    for _, count, place, name in sorted(found)[:most]
                ]
        return []

    def _titles(self, typed: Unfinished, most: int) -> list[Suggestion]:
        """Titles with all words of the query, if it has nothing else."""
        if (
            len(typed.letters) < _LEAST_LETTERS_OF_TITLES
            or typed.field not in (None, TITLE)
            or typed.rest(len(typed.before)) != ""
        ):
            return []
        numbers = articles_with_title(self._collection, self._forms, typed.before, typed.letters, most * _SAME_TITLES)
        ids: dict[str, str] = {}
        for number in numbers.tolist():
            if len(ids) == most:
                break
            article_id, title = self._identity(number)
            ids.setdefault(title, article_id)
        return [Suggestion(SuggestionKind.TITLE, title, 1, article_id=article_id) for title, article_id in ids.items()]

    def _names_of(self, field: Field) -> ValueNames:
        names = self._names.get(field)
        if names is None:
            names = self._names[field] = ValueNames(self._collection.columns.facets[field])
        return names


def _evenly_spaced(numbers: Numbers, most: int) -> Numbers:
    """At most so many of some articles, of all times if they were added as time went by."""
    return numbers[np.linspace(0, len(numbers) - 1, min(len(numbers), most)).astype(np.intp)]


def _key(form: str, typed: Unfinished) -> str:
    """What a search for a form goes by."""
    return form if typed.is_exact else stem(form)


def _tells_little(form: str) -> bool:
    return is_function_word(form, is_stem=False)


def _share(most: int, searched: Sequence[Field]) -> int:
    return most if len(searched) == 1 else -(-most * 2 // 3)
