"""What a query finds, and its scores, worked out the slow way: word by word, from the articles themselves."""

from __future__ import annotations

import math

from indexer.analysis import forms, stem
from indexer.fields import DEFAULT_FIELDS, FieldKind
from indexer.query.tree import And, Everything, InField, Maybe, Not, Or, Phrase, Prefix, Word

K1 = 1.2


def words_of(article, field):
    """The forms of a field, with a None between two values."""
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
        case Word(text, exact) | Phrase(text, exact):
            wanted = forms(text)
            return any(_run(words_of(article, field), wanted, exact) for field in fields)
        case Prefix(text):
            return any(word and word.startswith(text) for field in fields for word in words_of(article, field))
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


def score(tree, article, articles, fields=DEFAULT_FIELDS):
    """BM25F as DESIGN §6 has it, in plain Python."""
    if not fulfils(tree, article, fields):
        return 0.0
    match tree:
        case Word(text, exact) | Phrase(text, exact):
            return sum(_term(_test(word, exact), article, articles, fields) for word in forms(text))
        case Prefix(text):
            return _term(lambda form: form.startswith(text), article, articles, fields)
        case And(parts) | Or(parts):
            return sum(score(part, article, articles, fields) for part in parts)
        case Maybe(required, optional):
            return score(required, article, articles, fields) + score(optional, article, articles, fields)
        case InField(field, part):
            return score(part, article, articles, (field,))
    return 0.0


def _test(word, exact):
    return (lambda form: form == word) if exact else (lambda form: stem(form) == stem(word))


def _run(words, wanted, exact):
    tests = [_test(word, exact) for word in wanted]
    return any(
        all(word is not None and test(word) for word, test in zip(words[start:], tests, strict=False))
        for start in range(len(words) - len(tests) + 1)
    )


def _frequency(test, article, field):
    return sum(1 for word in words_of(article, field) if word is not None and test(word))


def _length(article, field):
    return sum(1 for word in words_of(article, field) if word is not None)


def _term(test, article, articles, fields):
    having = sum(1 for one in articles if any(_frequency(test, one, field) for field in fields))
    idf = math.log(1 + (len(articles) - having + 0.5) / (having + 0.5))
    weighed = 0.0
    for field in fields:
        if frequency := _frequency(test, article, field):
            average = sum(_length(one, field) for one in articles) / len(articles)
            norm = 1 - field.length_norm + field.length_norm * _length(article, field) / average
            weighed += field.weight * frequency / norm
    return idf * (K1 + 1) * weighed / (K1 + weighed)
