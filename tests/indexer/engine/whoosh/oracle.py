"""What a query finds, and its scores, worked out the slow way: word by word, from the articles themselves."""

from __future__ import annotations

import fnmatch
import functools
import itertools
import math
import re

from indexer.analysis import forms, stem
from indexer.fields import BODY, DEFAULT_FIELDS, TEXT_FIELDS, FieldKind
from indexer.function_words import is_function_word
from indexer.query.tree import (
    And,
    Dated,
    Everything,
    Fuzzy,
    InField,
    Maybe,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Unit,
    Wildcard,
    Word,
)

K1 = 1.5
FUNCTION_WORD_WEIGHT = 0.2
OTHER_FORM = 0.7
REACH, SHARE = 5, 0.5


_KNOWN = {}  # the words of articles that were asked for, with the articles, so that no other takes their identity


def words_of(article, field):
    """The forms of a field, with a None between two values."""
    key = id(article), field.name
    if key not in _KNOWN:
        _KNOWN[key] = article, _words_of(article, field)
    return _KNOWN[key][1]


def _words_of(article, field):
    words = []
    for text in article.texts(field):
        words += forms(text)
        if field.kind is FieldKind.VALUES:
            words.append(None)
    return words


def fulfils(tree, article, fields=DEFAULT_FIELDS):
    match tree:
        case Everything():
            return True
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return any(_places(tree, words_of(article, field)) for field in fields)
        case Near(parts, reach):
            return any(_are_near(parts, reach, article, field) for field in fields)
        case Dated(dates):
            day = article.date and article.date.day
            return bool(day) and (dates.first or day) <= day <= (dates.last or day)
        case And(parts):
            return all(fulfils(part, article, fields) for part in parts)
        case Or(parts):
            return any(fulfils(part, article, fields) for part in parts)
        case Not(part):
            return not fulfils(part, article, fields)
        case Maybe(required, _):
            return fulfils(required, article, fields)
        case InField(field, part):
            return fulfils(part, article, (field,))


def _are_near(parts, reach, article, field):
    """Whether any stretch of the field that may hold all parts does: all stretches are tried."""
    words = words_of(article, field)
    places = [[(start, start + _size(part)) for start in _places(part, words)] for part in parts]
    return any(
        all(any(first <= start and end <= last for start, end in one) for one in places)
        for first, last in _stretches(words, parts, reach, article, field)
    )


def _stretches(words, parts, reach, article, field):
    """[start, end) of all that parts may stand in together, as numbers of words; no name is left."""
    if field == BODY and isinstance(reach, Unit):
        yield from _units(article, reach)
        return
    window = len(words) if isinstance(reach, Unit) else sum(map(_size, parts)) + reach
    for start in range(len(words)):
        name_end = words.index(None, start) if None in words[start:] else len(words)
        yield start, min(start + window, name_end)


def _units(article, unit):
    """[start, end) of each sentence or paragraph, as numbers of words. Sentences end as they do in the texts here."""
    before = 0
    for text in article.texts(BODY):
        pieces = re.split(r"(?<=[.!?]) ", text) if unit is Unit.SENTENCE else [text]
        for piece in pieces:
            yield before, before + len(forms(piece))
            before += len(forms(piece))


def _size(leaf):
    return len(forms(leaf.text)) if isinstance(leaf, Word | Phrase) else 1


def _places(leaf, words):
    """Where a leaf begins to stand among words."""
    tests = _tests(leaf)
    return [
        start
        for start in range(len(words) - len(tests) + 1)
        if all(word is not None and test(word) for word, test in zip(words[start:], tests, strict=False))
    ]


def _tests(leaf):
    match leaf:
        case Word(text, exact, without):
            return [_test(word, exact, without) for word in forms(text)]
        case Phrase(text, exact):
            return [_test(word, exact) for word in forms(text)]
        case Prefix(text, without):
            return [lambda form: form.startswith(text) and form not in without]
        case Wildcard(text, without):
            return [lambda form: fnmatch.fnmatchcase(form, text) and form not in without]
        case Fuzzy(text, distance, without):
            return [lambda form: _distance(form, text) <= distance and form not in without]


@functools.cache
def _distance(one, other):
    """Levenshtein's, as it is defined."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        _distance(one[1:], other) + 1,
        _distance(one, other[1:]) + 1,
        _distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


def ranked_score(tree, article, articles):
    """What an article ranks by: BM25F and closeness."""
    return score(tree, article, articles) + gain(tree, article, articles)


def gain(tree, article, articles):
    """Closeness, in plain Python."""
    words = [word for word in _wanted(tree, DEFAULT_FIELDS) if not word[3]]
    total = 0.0
    for one, other in itertools.pairwise(words):
        distances = [
            abs(place - there)
            for field in one[2]
            if field in other[2] and field.kind is FieldKind.TEXT
            for words_here in [words_of(article, field)]
            for place in _positions(words_here, one[1])
            for there in _positions(words_here, other[1])
        ]
        near = [distance for distance in distances if 0 < distance <= REACH]
        if near and one[0] != other[0]:
            nearness = 1 / min(near) ** 2
            idf = min(_idf(word[1], articles, word[2]) for word in (one, other))
            total += SHARE * idf * (K1 + 1) * nearness / (K1 + nearness)
    return total


def _positions(words, test):
    """Positions of what a test is true of; two values are far apart."""
    position = 0
    for word in words:
        if word is None:
            position += 1000
        else:
            if test(word):
                yield position
            position += 1


def _wanted(tree, fields):
    """Words that a tree wants, in order: text, test, fields, whether it is a function word, the form typed.

    No pattern is a function word. Where no form is given, all weigh the same.
    """
    match tree:
        case Word() | Phrase():
            words = forms(tree.text)
            texts = words if tree.exact else [stem(form) for form in words]
            has_main = not tree.exact and not (isinstance(tree, Word) and tree.without)
            return [
                (text, test, fields, is_function_word(text, is_stem=not tree.exact), form if has_main else None)
                for text, test, form in zip(texts, _tests(tree), words, strict=True)
            ]
        case Prefix() | Wildcard() | Fuzzy():
            return [(tree.text, _tests(tree)[0], fields, False, None)]
        case Near(parts) | And(parts) | Or(parts):
            return [word for part in parts for word in _wanted(part, fields)]
        case Maybe(required, optional):
            return _wanted(required, fields) + _wanted(optional, fields)
        case InField(field, part):
            return _wanted(part, (field,))
    return []


def score(tree, article, articles, fields=DEFAULT_FIELDS):
    """BM25F as DESIGN §6 has it, in plain Python."""
    if not fulfils(tree, article, fields):
        return 0.0
    match tree:
        case Word() | Phrase() | Prefix() | Wildcard() | Fuzzy():
            return sum(_weighed(word, article, articles) for word in _wanted(tree, fields))
        case Near(parts, _):
            return sum(_weighed(word, article, articles) for part in parts for word in _wanted(part, fields))
        case And(parts) | Or(parts):
            return sum(score(part, article, articles, fields) for part in parts)
        case Maybe(required, optional):
            return score(required, article, articles, fields) + score(optional, article, articles, fields)
        case InField(field, part):
            return score(part, article, articles, (field,))
    return 0.0


def _weighed(word, article, articles):
    _, test, fields, is_function, main = word
    weight = FUNCTION_WORD_WEIGHT if is_function else 1.0
    return weight * _term(test, main, article, articles, fields)


def _test(word, exact, without=()):
    if exact:
        return lambda form: form == word
    return lambda form: stem(form) == stem(word) and form not in without


def _frequency(test, article, field):
    return sum(1 for word in words_of(article, field) if word is not None and test(word))


def _length(article, field):
    return sum(1 for word in words_of(article, field) if word is not None)


def _idf(test, articles, fields):
    having = sum(1 for one in articles if any(_frequency(test, one, field) for field in fields))
    return math.log(1 + (len(articles) - having + 0.5) / (having + 0.5))


def _term(test, main, article, articles, fields):
    weighed = 0.0
    is_known = main is not None and any(main in words_of(one, field) for one in articles for field in TEXT_FIELDS)
    for field in fields:
        if frequency := _frequency(test, article, field):
            average = sum(_length(one, field) for one in articles) / len(articles)
            norm = 1 - field.length_norm + field.length_norm * _length(article, field) / average
            own = frequency if not is_known else _frequency(lambda form: form == main, article, field)
            weighed += field.weight * (own + OTHER_FORM * (frequency - own)) / norm
    return _idf(test, articles, fields) * (K1 + 1) * weighed / (K1 + weighed)
