"""Suggester: what may be meant by a query that is being typed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from indexer.analysis import stem
from indexer.engine.whoosh.evaluation.article_set import ArticleSet
from indexer.engine.whoosh.evaluation.collection import Collection
from indexer.engine.whoosh.suggesting.frequent_forms import FrequentForms, KnownForm
from indexer.engine.whoosh.suggesting.titles import articles_with_title
from indexer.engine.whoosh.suggesting.value_names import ValueNames
from indexer.fields import DEFAULT_FIELDS, FACETS, TITLE, Field
from indexer.function_words import is_function_word
from indexer.query.unfinished import Unfinished
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
_IN_COMPANY: Final = 25  # forms looked at beside words typed before, of which those are best that go with them
_RARE_FORM: Final = 10  # what was typed stands for its stem if it is more than 1/10 as frequent as another form of it
_LEAST_LETTERS_OF_TITLES: Final = 3
_SAME_TITLES: Final = 3  # articles read for each title wanted: copies of an article under one title are one


class Suggester:
    """Suggestions from one generation; shared by threads. What it keeps is made when it is first asked.

    `identity` reads id and title of an article by its number.
    """

    def __init__(
        self, collection: Collection, frequent: FrequentForms, identity: Callable[[int], tuple[str, str]]
    ) -> None:
        self._collection = collection
        self._forms = frequent
        self._identity = identity
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
        """Forms, one a stem, function words last; counted are articles that have the stem and all typed before it."""
        fields = DEFAULT_FIELDS if typed.word_field is None else (typed.word_field,)
        among = self._articles_with_all(typed.before, fields)
        chosen = self._in_company(typed, fields, among) if typed.before else self._most_frequent(typed, fields, most)
        counted = [(len(self._forms.articles_with(key, fields) & among), form) for key, form in chosen[:most]]
        return [
            Suggestion(
                SuggestionKind.WORD,
                unicodedata.normalize("NFC", form),
                count,
                query=typed.completed(form),
                field=typed.word_field,
            )
            for count, form in sorted(counted, key=lambda one: (_tells_little(one[1]), -one[0], one[1]))
            if count
        ]

    def _most_frequent(self, typed: Unfinished, fields: Sequence[Field], most: int) -> list[tuple[str, str]]:
        """Stems, each with its most frequent form that begins so, or with what was typed where that is no rare one."""
        forms: dict[str, KnownForm] = {}
        for one in self._forms.beginning_with(typed.letters, fields, most * _FORMS):
            forms.setdefault(stem(one.form), one)
            if len(forms) == most:
                break
        own = stem(typed.letters)
        if own in forms:
            frequency = self._forms.frequency(typed.letters, fields)
            if frequency * _RARE_FORM > forms[own].frequency:
                forms[own] = KnownForm(typed.letters, frequency)
        return [(key, one.form) for key, one in forms.items()]

    def _in_company(self, typed: Unfinished, fields: Sequence[Field], among: ArticleSet) -> list[tuple[str, str]]:
        """Stems, each with its form that begins so and that most of these articles have; the most frequent first."""
        known = self._forms.beginning_with(typed.letters, fields, _IN_COMPANY)
        counted = [(len(self._forms.articles_with_form(one.form, fields) & among), one.form) for one in known]
        ranked = sorted(counted, key=lambda one: (_tells_little(one[1]), -one[0], one[1]))
        forms: dict[str, str] = {}
        for _, form in ranked:
            forms.setdefault(stem(form), form)
        return list(forms.items())

    def _articles_with_all(self, words: Sequence[str], fields: Sequence[Field]) -> ArticleSet:
        """The live articles with any form of each word."""
        count, live = self._collection.count, self._collection.columns.live
        articles = ArticleSet.every(count) if live is None else ArticleSet(count, mask=live)
        for one in dict.fromkeys(map(stem, words)):
            articles &= self._forms.articles_with(one, fields)
        return articles

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
            if found:
                return [
                    Suggestion(SuggestionKind.VALUE, name, -count, query=rest, field=searched[place])
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


def _tells_little(form: str) -> bool:
    return is_function_word(form, is_stem=False)


def _share(most: int, searched: Sequence[Field]) -> int:
    return most if len(searched) == 1 else -(-most * 2 // 3)
